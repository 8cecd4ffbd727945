"""One open report on screen: outline, the page chosen there, findings below, preview at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.form.edition import Address
from report_desk.desk.findings.panel import FindingsPanel
from report_desk.desk.findings.stepping import spot
from report_desk.desk.pages.outline.list import Outline
from report_desk.desk.pages.prose.search.bar import SearchBar
from report_desk.desk.pages.tables.writing import TypedFigure
from report_desk.desk.places.pages import COVER, page_of, pages, section_of
from report_desk.desk.theme.fitting import fit
from report_desk.desk.unfinished import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Cell
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.output.exporting import Exporting
    from report_desk.desk.pages.page import Page
    from report_desk.desk.pages.prose.editor import ProseEditor
    from report_desk.desk.pages.prose.search.searching import Hit
    from report_desk.desk.pages.tables.page import TablePage
    from report_desk.desk.preview.panel import PreviewPanel
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

_OUTLINE = 216
"""Pixels of the outline at the usual zoom; at others half of what everything else grows by."""
_NUMBERS = 96
"""Pixels of the outline where only the numbers of the sections fit."""
_LOW, _NARROW = 470, 800
"""Height and width below which the page needs the room more than findings and outline do."""


class Workspace(QWidget):
    """Pages are made when first shown.

    ``told`` carries what the shown page says in the status bar, ``page_shown`` that another is on screen,
    ``cell_reached`` the address of the cell that the keyboard is at.
    """

    told = Signal(str)
    page_shown = Signal(str)
    cell_reached = Signal(str)
    last_year_wanted = Signal()

    def __init__(
        self, document: Document, services: Services, exporting: Exporting, background: Background, look: Look
    ) -> None:
        super().__init__()
        self._document = document
        self._services = services
        self._exporting = exporting
        self._background = background
        self._look = look
        self._pages: dict[str, Page] = {}
        self._shows_last_year = self._is_low = self._is_narrow = False
        self._beside: list[QWidget] = []
        self.page = ""
        self.preview: PreviewPanel | None = None
        self.outline = Outline(document, look)
        self.findings = FindingsPanel(document, services.settings, services.now, look)
        self.search = SearchBar(document, look)
        self._stack = QStackedWidget()
        self._arrange()
        self.outline.page_chosen.connect(self.show_page)
        self.findings.wanted.connect(self.go_to)
        self.findings.is_line_changed.connect(self._fit_findings)
        self.search.wanted.connect(self._go_to_hit)
        self.search.left.connect(self._leave_search)
        document.unfinished.add(Kind.CELL, TypedFigure(self))
        document.unfinished.add(Kind.EXPLANATION, self.findings)
        document.revisited.connect(self._revisit)
        look.changed.connect(self._look_changed)

    def _arrange(self) -> None:
        measures = self._look.measures
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setHandleWidth(1)
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._across.addWidget(self._left())
        self._across.addWidget(self._middle())
        self._findings_height = measures.scaled(170)
        if self.findings.is_line:
            self._fit_findings(is_line=True)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([_outline_width(self._look), measures.scaled(1150)])
        self._across.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._across)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setObjectName("outline")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(side)
        fit(side, self._look, lambda now: inside.setContentsMargins(0, now.scaled(10), 0, now.gap))
        side.setMinimumWidth(self._look.measures.scaled(_NUMBERS))
        inside.addWidget(self.outline)
        return side

    def _middle(self) -> QSplitter:
        """The page under its search bar, the findings below."""
        upper = QWidget()
        page = QVBoxLayout(upper)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.search)
        page.addWidget(self._stack, 1)
        self._down.setHandleWidth(1)
        self._down.addWidget(upper)
        self._down.addWidget(self.findings)
        self._down.setStretchFactor(0, 1)
        self._down.setSizes([self._look.measures.scaled(520), self._look.measures.scaled(170)])
        self._down.setCollapsible(0, False)  # noqa: FBT003 - Qt's
        return self._down

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the style says how high a line is."""
        super().showEvent(event)
        if self.findings.is_line:
            self._set_findings_height(self.findings.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low or magnified screen the findings are a line and the outline numbers, until asked for."""
        super().resizeEvent(event)
        measures = self._look.measures
        is_low, is_narrow = self.height() < measures.scaled(_LOW), self.width() < measures.scaled(_NARROW)
        if is_low != self._is_low:
            self._is_low = is_low
            self.findings.set_folded(folded=is_low)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._look_changed()

    def _fit_findings(self, is_line: bool) -> None:  # noqa: FBT001 - a slot
        """Where a line says all, the page has the room until there is more to say."""
        if is_line:
            self._findings_height = self._down.sizes()[1] or self._findings_height
            self._set_findings_height(self.findings.sizeHint().height())
        else:
            self._set_findings_height(self._findings_height)

    def _set_findings_height(self, height: int) -> None:
        self._down.setSizes([sum(self._down.sizes()) - height, height])

    @property
    def shown(self) -> Page:
        """The page on screen."""
        return self._pages[self.page]

    @property
    def table(self) -> TablePage | None:
        """The page on screen, where it is a table's; asked without importing any kind of page."""
        is_table = self.page != COVER and section_of(self._document.sheet, self.page).table
        return cast("TablePage", self.shown) if is_table else None

    @property
    def cells(self) -> Mapping[Address, Cell]:
        """Every cell of the form."""
        return self._document.sheet.form.cells

    @property
    def prose(self) -> tuple[str, ProseEditor]:
        """The prose id and the editor of the page on screen: preface, note below a table, or the section."""
        return "preface" if self.page == COVER else self.page, cast("ProseEditor", self.shown.text)

    def commit(self) -> bool:
        """Take over what is being typed; False where it cannot be a value and the keyboard stays there."""
        is_done = not self.page or self.shown.commit()
        self._document.settle()
        return is_done

    def show_page(self, page: str) -> None:
        """Go to a page."""
        if page == self.page:
            return
        if not self.commit():
            QTimer.singleShot(0, self, lambda: self.outline.show_page(self.page))  # once the click is over
            return
        made = self._pages.get(page) or self._make(page)
        self.page = page
        self._stack.setCurrentWidget(made)
        made.show_last_year(shown=self._shows_last_year)
        self.outline.show_page(page)
        self.findings.page_shown(page)
        made.tell()
        self.page_shown.emit(page)
        if self.preview is not None and page != COVER:
            self.preview.go_to(page)

    def step(self, direction: int) -> None:
        """Go to the next or previous page."""
        order = pages(self._document.sheet)
        at = order.index(self.page) + direction
        if 0 <= at < len(order):
            self.show_page(order[at])
            self.shown.focus_first()

    def go_to(self, finding: Finding) -> None:
        """Go to the place of a finding."""
        self.show_page(page_of(self._document.sheet, finding))
        self.shown.reveal(finding)

    def step_finding(self, direction: int) -> None:
        """F8 and Shift+F8: on to the next or previous finding from where the keyboard is."""
        sheet = self._document.sheet
        cell = self.table.view.current if self.table is not None else None
        self.findings.step(direction, spot(sheet, self.page, cell))

    def show_last_year(self, *, shown: bool) -> None:
        """Show last year beside, on every page."""
        self._shows_last_year = shown
        if self.page:
            self.shown.show_last_year(shown=shown)

    def show_findings(self, *, shown: bool) -> None:
        """Show or hide the findings."""
        self.findings.setVisible(shown)

    def show_preview(self, *, shown: bool) -> None:
        """Show or hide the pages that would be exported."""
        if shown and self.preview is None:
            from report_desk.desk.preview.panel import PreviewPanel  # noqa: PLC0415 - made when first wanted

            self.preview = PreviewPanel(
                self._document,
                self._services.publish,
                self._background,
                self._exporting.preview_options,
                self._look,
            )
            self.preview.section_clicked.connect(self._section_clicked)
            self.put_beside(self.preview, 350)
            if self.page and self.page != COVER:
                self.preview.go_to(self.page)
        if self.preview is not None:
            self.preview.setVisible(shown)

    def zero_blanks(self) -> bool:
        """空白补零 in the table on screen; False where none is."""
        return self.shown.zero_blanks()

    def show_definition(self) -> None:
        """Shift+F1: the definition of the row, in a table."""
        self.shown.show_definition()

    def put_beside(self, pane: QWidget, width: int) -> None:
        """Put a pane at the right, so wide at the usual zoom; the page makes room."""
        self._beside.append(pane)
        self._across.addWidget(pane)
        sizes = self._across.sizes()
        wide = self._look.measures.scaled(width)
        sizes[1], sizes[-1] = sizes[1] - wide, wide
        self._across.setSizes(sizes)

    def focus_next_pane(self) -> None:
        """F6: outline → page → findings, where there are some → what stands beside → outline."""
        findings = [] if self.findings.is_line else [self.findings]
        panes = [self.outline, self._stack, *findings, *self._beside]
        seen = [pane for pane in panes if pane.isVisible() and pane is not self.preview]
        focus = QApplication.focusWidget() or self
        at = next((n for n, pane in enumerate(seen) if pane is focus or pane.isAncestorOf(focus)), -1)
        following = seen[(at + 1) % len(seen)]
        if following is self._stack:
            self.shown.focus_first()
        elif following is self.findings:
            self.findings.focus_first()
        else:
            following.setFocus()

    # ------------------------------------------------------------------ inside

    def _look_changed(self) -> None:
        """The outline keeps room for its names at every zoom."""
        sizes = self._across.sizes()
        wide = self._look.measures.scaled(_NUMBERS) if self._is_narrow else _outline_width(self._look)
        self._across.setSizes([wide, sizes[0] + sizes[1] - wide, *sizes[2:]])

    def _make(self, page: str) -> Page:
        made = self._made(page)
        made.told.connect(lambda words: self._tell(page, words))
        self._pages[page] = made
        self._stack.addWidget(made)
        return made

    def _made(self, page: str) -> Page:
        """A page of its kind; each kind is imported with its first page."""
        read_markup = self._services.read_markup
        if page == COVER:
            from report_desk.desk.pages.cover.page import CoverPage  # noqa: PLC0415

            cover = CoverPage(self._document, self._look, read_markup)
            cover.last_year_wanted.connect(self.last_year_wanted)
            return cover
        section = section_of(self._document.sheet, page)
        if section.table:
            from report_desk.desk.pages.tables.page import TablePage  # noqa: PLC0415

            table = TablePage(self._document, section, self._look, read_markup)
            table.view.current_moved.connect(self.cell_reached)
            return table
        from report_desk.desk.pages.prose.page import ProsePage  # noqa: PLC0415

        prose = ProsePage(self._document, section, self._look, read_markup)
        prose.cell_wanted.connect(self.go_to_cell)
        return prose

    def go_to_cell(self, address: str) -> None:
        """Go to the table of a cell, and to the cell."""
        cell = self._document.sheet.form.cells[Address(address)]
        self.show_page(self._document.sheet.form.section_of_table(cell.table).id)
        self.shown.reveal(None, cell.address)

    def _leave_search(self) -> None:
        self.shown.focus_first()

    def _go_to_hit(self, hit: Hit) -> None:
        """Show a found place; the keyboard stays in the search."""
        known = pages(self._document.sheet)
        self.show_page(hit.section if hit.section in known else COVER)
        self.shown.reveal_text(hit.start, hit.end)

    def _tell(self, page: str, words: str) -> None:
        if page == self.page:
            self.told.emit(words)

    def _section_clicked(self, section: str) -> None:
        known = pages(self._document.sheet)
        self.show_page(section if section in known else COVER)
        self.shown.focus_first()

    def _revisit(self, outcome: Outcome) -> None:
        """After undo and redo: go to where something changed, unless it is in sight."""
        if not self.page:
            return
        form = outcome.sheet.form
        tables = {form.cells[address].table for address in outcome.cells}
        places = {section.id for section in form.sections if section.table in tables} if tables else set()
        places |= {COVER if name in {"cover", "preface"} else name for name in outcome.sections}
        if places and self.page not in places:
            self.show_page(next(page for page in pages(outcome.sheet) if page in places))
        self.shown.reveal_change(outcome)


def _outline_width(look: Look) -> int:
    return _OUTLINE + round(_OUTLINE / 2 * (look.measures.zoom - 1))
