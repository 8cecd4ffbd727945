"""One statutory table with what a clerk does to it: fill, paste, zero the blanks, look things up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from report_desk.core.edits.apply import SetFigures
from report_desk.core.form.edition import Address
from report_desk.core.report.totals import typed_addends
from report_desk.desk.pages.page import Page
from report_desk.desk.pages.prose.note import NoteEditor
from report_desk.desk.pages.tables.gestures import filling
from report_desk.desk.pages.tables.gestures.clipboard import block_from, mime_of, mime_of_table
from report_desk.desk.pages.tables.gestures.keys import Command
from report_desk.desk.pages.tables.gestures.pasting import Landing, landing
from report_desk.desk.pages.tables.gestures.zeros import put_zeros
from report_desk.desk.pages.tables.model import TableModel
from report_desk.desk.pages.tables.strip import Strip
from report_desk.desk.pages.tables.view import TableView
from report_desk.desk.pages.tables.words import computed_from, defined, noted
from report_desk.desk.theme.fitting import fit, fit_page
from report_desk.desk.widgets.labels import heading, note

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Section
    from report_desk.core.ports import ReadMarkup
    from report_desk.desk.document import Document
    from report_desk.desk.pages.prose.editor import ProseEditor
    from report_desk.desk.theme.look import Look

_LOW, _NARROW = 330, 680
"""Height and width below which a table does without its heading and without the hint above it."""


class TablePage(Page):
    """A table section. ``told`` carries what the status bar says of the selection."""

    def __init__(self, document: Document, section: Section, look: Look, read_markup: ReadMarkup) -> None:
        super().__init__()
        self._read_markup = read_markup
        self.section = section
        self._document = document
        self._landing: Landing | None = None
        self._shows_definition = False
        self.model = TableModel(document, document.sheet.form.table(section.table), self)
        self.view = TableView(self.model, look)
        self.strip = Strip(look)
        self.note = NoteEditor(document, section, look, read_markup)
        self._look = look
        self._heading = heading(section.heading)
        self._hint = note(self.tr("灰色格由程序计算，也可输入纸上的总计来核对"))
        self._has_totals = any(cell.is_total for cell in self.model.table.cells)
        self._definition = _link(self.tr("填报口径 Shift+F1"), is_switch=True)
        self._zero = _link(self.tr("空白补零"))
        self._paste = _link(self.tr("从 Excel / WPS 粘贴"))
        self._note = _link(self.tr("表后说明"), is_switch=True)
        self._arrange(look)
        self._connect()
        self._note.setChecked(bool(document.sheet.report.sections.get(section.id)))

    def _arrange(self, look: Look) -> None:
        head = QHBoxLayout()
        fit(self, look, lambda measures: head.setSpacing(measures.gap))
        head.addWidget(self._hint)
        for button in (self._zero, self._paste, self._definition, self._note):
            head.addWidget(button)
        head.addStretch(1)
        column = QVBoxLayout(self)
        fit_page(self, column, look)
        column.addWidget(self._heading)
        column.addLayout(head)
        column.addWidget(self.view, 1000)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        column.addStretch(1)
        self.note.setVisible(False)
        self.view.laid_out.connect(self._fit_view)
        self._fit_view()

    def _connect(self) -> None:
        self._zero.clicked.connect(self.zero_blanks)
        self._paste.clicked.connect(self.begin_paste)
        self._definition.toggled.connect(self.show_definition)
        self._note.toggled.connect(self.note.setVisible)
        self.view.current_moved.connect(lambda _: self._current_moved())
        self.view.selection_moved.connect(self._tell_selection)
        self.view.wanted.connect(self._do)
        self.model.noted.connect(self._say_noted)
        self.view.typing_refused.connect(self._document.refused)
        self.view.left_behind.connect(self._leave_table)
        self.view.paste_accepted.connect(self.finish_paste)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._offer)
        self.strip.accepted.connect(self.finish_paste)
        self.strip.dismissed.connect(self.drop_paste)
        self._document.changed.connect(lambda _: self._after_change())

    # ------------------------------------------------------------------ what the window asks for

    def commit(self) -> bool:
        """Take over what is being typed; False where it cannot be a value."""
        is_done = self.view.finish_editing()
        if not is_done:
            self.told.emit(self.model.reason)
        return is_done

    def reveal(self, finding: Finding | None, address: Address | None = None) -> None:
        """Go to a cell, or to the place a finding points at, its fellow cells lit."""
        if finding is not None and finding.cells:
            here = [cell for cell in finding.cells if cell in self.model.steps.spots]
            typed = [cell for cell in here if not self.model.table.by_address[cell].is_total]
            at_fault = [cell for cell in finding.fix if cell in self.model.steps.spots]
            address = next(iter((*at_fault, *typed, *here)), None)
        if address is not None and address in self.model.steps.spots:
            self.view.reveal(address)
            if finding is not None:
                self.view.light(frozenset(finding.cells))
        else:
            self.view.setFocus()

    def reveal_text(self, start: int, end: int) -> None:
        """Select a stretch of the raw text of the note."""
        self._note.setChecked(True)
        self.note.editor.select_raw(start, end)

    @property
    def topic(self) -> str:
        """The row of the active cell, as its definition calls it."""
        current = self.view.current
        return "" if current is None else self.model.table.by_address[current].row_labels[-1]

    @property
    def text(self) -> ProseEditor:
        """The editor of the note below the table."""
        return self.note.editor

    def reveal_change(self, outcome: Outcome) -> None:
        """After undo and redo: go to the first cell that changed."""
        for cell in self.model.table.cells:
            if cell.address in outcome.cells and not cell.is_total:
                self.view.reveal(cell.address)
                return

    def show_last_year(self, *, shown: bool) -> None:
        """Show last year's figures in the cells."""
        self.view.show_last_year(shown=shown)

    def show_filling(self, *, shown: bool) -> None:
        """Offer what fills the table, or hide it from who only reads."""
        for button in (self._zero, self._paste):
            button.setVisible(shown)

    def tell(self) -> None:
        """Say again what the status bar should show."""
        self._tell_selection()

    def focus_first(self) -> None:
        """Put the keyboard into the table."""
        if self.view.current is None:
            self.view.selecting.go_to(self.model.index(*self.model.steps.typed[0]))
        self.view.setFocus()

    # ------------------------------------------------------------------ what a clerk does

    def zero_blanks(self) -> bool:
        """空白补零: the chosen cells where several are chosen, else the whole table."""
        if not self.commit():
            return True
        chosen = self.view.selected()
        cells = chosen if len(chosen) > 1 else tuple(cell.address for cell in self.model.table.cells)
        words = put_zeros(self._document, cells)
        self.view.setFocus()
        if words:
            self.told.emit(words)
        return True

    def blank(self) -> None:
        """Blank the chosen cells."""
        edit = filling.blanked(self._document.sheet, self.model.table, self.view.selected())
        self._document.submit(edit, self.tr("清空"))

    def copy(self) -> None:
        """Copy the chosen cells; everything chosen means the whole table with its labels."""
        chosen = self.view.selected()
        sheet = self._document.sheet
        if len(chosen) == len(self.model.table.cells):
            QGuiApplication.clipboard().setMimeData(mime_of_table(sheet, self.model.grid))
        elif chosen:
            QGuiApplication.clipboard().setMimeData(mime_of(sheet, self.model.grid, chosen))

    def cut(self) -> None:
        """Copy and blank."""
        self.copy()
        self.blank()

    def fill_down(self) -> None:
        """Ctrl+D: each chosen column takes its topmost value."""
        figures = filling.filled(self._document.sheet, self.model.table, self.view.selected(), is_down=True)
        if figures:
            self._document.submit(SetFigures(figures), self.tr("向下填充"))

    def fill_right(self) -> None:
        """Ctrl+R: each chosen line takes its leftmost value."""
        figures = filling.filled(self._document.sheet, self.model.table, self.view.selected(), is_down=False)
        if figures:
            self._document.submit(SetFigures(figures), self.tr("向右填充"))

    def _do(self, wish: Command) -> None:
        """What a key of the table asks for."""
        {
            Command.COPY: self.copy,
            Command.CUT: self.cut,
            Command.PASTE: self.begin_paste,
            Command.BLANK: self.blank,
            Command.FILL_DOWN: self.fill_down,
            Command.FILL_RIGHT: self.fill_right,
            Command.ADDENDS: self.open_addends,
        }[wish]()

    def begin_paste(self) -> None:
        """Show what the clipboard would put where; a single value lands at once, a second Ctrl+V accepts."""
        if self._landing is not None:
            self.finish_paste()
            return
        if not self.commit():
            return
        block = block_from(QGuiApplication.clipboard().mimeData(), self._read_markup)
        current = self.view.current
        start = self.model.steps.spots[current] if current else self.model.steps.typed[0]
        found = landing(self.model.table, self.model.steps, block, start, self.view.selected())
        if not (found.figures or found.totals or found.refused or found.outside):
            self.strip.say(self.tr("剪贴板里没有可以粘贴的数字。先在 Excel、WPS 或网页里复制一块表格。"))
            return
        is_single = len(block) == 1 and len(block[0]) == 1
        if not (found.figures or found.totals):
            self.strip.say(filling.sentence(self._document.sheet, found))
            return
        self._landing = found
        if is_single and not found.refused:
            self.finish_paste()
            return
        self.view.show_ghosts(found.shown)
        self.strip.ask(filling.sentence(self._document.sheet, found), self.tr("粘贴 Enter"))
        self.view.setFocus()

    def finish_paste(self) -> None:
        """Carry out the paste that is shown."""
        found, self._landing = self._landing, None
        self.view.show_ghosts({})
        self.strip.say("")
        if found is not None:
            self._document.submit(found.edit(self._document.sheet), self.tr("粘贴"))
        self.view.setFocus()
        self._current_moved()

    def drop_paste(self) -> None:
        """Forget the paste that is shown."""
        self._landing = None
        self.view.show_ghosts({})
        self.strip.say("")
        self._current_moved()

    def show_definition(self, *, shown: bool | None = None) -> None:
        """Shift+F1: show or hide the definition of the row."""
        self._shows_definition = not self._shows_definition if shown is None else shown
        self._definition.blockSignals(True)  # noqa: FBT003 - Qt's
        self._definition.setChecked(self._shows_definition)
        self._definition.blockSignals(False)  # noqa: FBT003 - Qt's
        self._current_moved()

    def open_addends(self) -> None:
        """Ctrl+[: from a computed cell to what it adds up, all of it chosen."""
        current = self.view.current
        if current is None or not self.model.table.by_address[current].is_total:
            return
        addends = typed_addends(self._document.sheet.form, current)
        self.view.reveal(addends[0])
        self.view.light(frozenset((current, *addends)))
        self.strip.say(computed_from(self._document.sheet, current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the figures have it: the outline says the heading as well."""
        super().resizeEvent(event)
        measures = self._look.measures
        self._heading.setVisible(self.height() >= measures.scaled(_LOW))
        self._hint.setVisible(self._has_totals and self.width() >= measures.scaled(_NARROW))

    def begin_typing(self) -> None:
        """Open the editor of the current cell, as F2 does; nothing is typed yet."""
        current = self.view.current
        is_open = self.view.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
        if current is not None and is_open and not self.model.table.by_address[current].is_total:
            self.view.delegate.is_typing = False
            self.view.edit(self.view.currentIndex())
            self.view.delegate.put_caret()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._landing is not None:
            self.drop_paste()
        elif event.key() == Qt.Key.Key_Escape and self.strip.isVisible():
            self.strip.say("")
            self.view.light(frozenset())
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ inside

    def _fit_view(self) -> None:
        """Never taller than the table and what it needs to be moved across: below it there is nothing."""
        is_wide = self.view.laid.xs[-1] > self.view.width() - 2 * self.view.frameWidth()
        room = self.view.horizontalScrollBar().sizeHint().height() if is_wide else 0
        self.view.setMaximumHeight(self.view.wanted_height() + room)

    def _current_moved(self) -> None:
        if self._landing is not None:
            return
        current = self.view.current
        if current is None:
            return
        cell = self.model.table.by_address[current]
        self.view.light(
            frozenset(typed_addends(self._document.sheet.form, current)) if cell.is_total else frozenset()
        )
        if cell.is_total:
            words = computed_from(self._document.sheet, current).replace("\n", self.tr("；"))
            self.strip.say(words + self.tr("    Ctrl+[ 看各项；纸上印着总计的，直接输入就能核对"))
        elif self._shows_definition:
            self.strip.say(defined(cell))
        else:
            self.strip.say("")

    def _say_noted(self, address: str) -> None:
        """A printed total was typed: say what it comes to, also where Enter goes on to the next cell."""
        words = noted(self._document.sheet, Address(address))
        QTimer.singleShot(0, self, lambda: self._say(words))

    def _say(self, words: str) -> None:
        self.strip.say(words)
        self.told.emit(words)

    def _after_change(self) -> None:
        current = self.view.current
        if self._landing is not None:
            self.drop_paste()
        elif current is not None and self.model.table.by_address[current].is_total:
            self._current_moved()  # what it is computed from
        self._tell_selection()

    def _tell_selection(self) -> None:
        self.told.emit(filling.selection_words(self._document.sheet, self.view.selected()))

    def _offer(self, at: QPoint) -> None:
        """The menu of the table, each entry with its key."""
        menu = QMenu(self)
        for words, key, does in (
            (self.tr("剪切"), "Ctrl+X", self.cut),
            (self.tr("复制"), "Ctrl+C", self.copy),
            (self.tr("粘贴"), "Ctrl+V", self.begin_paste),
            (self.tr("清空"), "Delete", self.blank),
            (self.tr("向下填充"), "Ctrl+D", self.fill_down),
            (self.tr("向右填充"), "Ctrl+R", self.fill_right),
            (self.tr("空白补零"), "Ctrl+Alt+0", self.zero_blanks),
            (self.tr("看各项"), "Ctrl+[", self.open_addends),
            (self.tr("填报口径"), "Shift+F1", self.show_definition),
        ):
            menu.addAction(f"{words}\t{key}", does)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _leave_table(self, direction: int) -> None:
        if direction > 0:
            self._zero.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._definition.setFocus(Qt.FocusReason.BacktabFocusReason)


def _link(text: str, *, is_switch: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCheckable(is_switch)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
