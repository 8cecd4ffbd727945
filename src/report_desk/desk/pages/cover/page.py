"""The cover and contact page: organ, details, preface, and last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.edits.apply import SetDetail, SetOrgan, SetText
from report_desk.core.limits import LONGEST_LINE
from report_desk.core.report.preface import preface
from report_desk.desk.pages.page import Page
from report_desk.desk.pages.prose.editor import ProseEditor
from report_desk.desk.theme.fitting import fit, fit_page
from report_desk.desk.widgets.labels import heading, label, note, paragraph
from report_desk.desk.widgets.wheel import SteadyBox, let_zoom_pass

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Address, Detail
    from report_desk.core.ports import ReadMarkup
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look


class Field(QLineEdit):
    """A line whose undo is the window's, so that there is one history."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                return False
        return super().event(event)


class CoverPage(Page):
    """Everything about the report that is in no section."""

    last_year_wanted = Signal()

    def __init__(self, document: Document, look: Look, read_markup: ReadMarkup) -> None:
        super().__init__()
        self._document = document
        self._look = look
        self.organ = Field()
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self.preface = ProseEditor(document, "preface", look, read_markup, size=16)
        self.preface.setAccessibleName(document.sheet.form.preface_name)
        fit(self, look, lambda measures: self.preface.setMinimumHeight(measures.scaled(190)))
        self._again = QPushButton(self.tr("按上面的内容重写"))
        self._take_over = QPushButton(self.tr("选择去年的报告…"))
        self._previous = paragraph("")
        self._scroll = QScrollArea()
        let_zoom_pass(self._scroll)
        self._arrange()
        self.organ.textEdited.connect(self._organ_edited)
        self._again.clicked.connect(self._rewrite_preface)
        self._take_over.clicked.connect(self.last_year_wanted)
        self.preface.cursorPositionChanged.connect(lambda: QTimer.singleShot(0, self, self._show_caret))
        document.changed.connect(self._follow)
        self._fill()

    # ------------------------------------------------------------------ what the window asks for

    def commit(self) -> bool:
        """Fields are taken over as they are typed."""
        return True

    def reveal(self, finding: Finding | None, address: Address | None = None) -> None:
        """Go to the field a finding is about."""
        place = "" if finding is None else finding.section
        target: QWidget = self.preface if place == "preface" else self.fields.get(place, self.organ)
        target.setFocus()

    @property
    def text(self) -> ProseEditor:
        """The editor of the preface."""
        return self.preface

    def show_filling(self, *, shown: bool) -> None:
        """Offer what fills the page, or switch it off for who only reads."""
        for button in (self._again, self._take_over):
            button.setEnabled(shown)

    def tell(self) -> None:
        """Nothing is counted on this page."""
        self.told.emit("")

    def focus_first(self) -> None:
        """Put the keyboard into the first field that is still empty."""
        empty = [field for field in self.fields.values() if isinstance(field, QLineEdit) and not field.text()]
        (self.organ if not self.organ.text() or not empty else empty[0]).setFocus()

    # ------------------------------------------------------------------ inside

    def _arrange(self) -> None:
        look = self._look
        inside = QWidget()
        fit(inside, look, lambda measures: inside.setMaximumWidth(measures.scaled(860)))
        column = QVBoxLayout(inside)
        fit(inside, look, lambda measures: column.setContentsMargins(0, 0, measures.gap, 0))
        fit(inside, look, lambda measures: column.setSpacing(measures.scaled(10)))
        column.addWidget(self._report_card())
        column.addWidget(self._details_card())
        head = QHBoxLayout()
        head.addWidget(label(self._document.sheet.form.preface_name, "group"))
        head.addWidget(note(self.tr("印在标题之下。没有改动过时，随机关和联系方式自动更新。")))
        head.addStretch(1)
        self._again.setProperty("role", "link")
        head.addWidget(self._again)
        column.addLayout(head)
        column.addWidget(self.preface)
        column.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        page = QVBoxLayout(self)
        fit_page(self, page, look, spacing=8)
        page.addWidget(heading(self._document.sheet.form.cover_name))
        page.addWidget(scroll, 1)

    def _report_card(self) -> QFrame:
        form = self._form()
        report = self._document.sheet.report
        self.organ.setMaxLength(LONGEST_LINE)
        form.addRow(label(self.tr("机关名称")), self.organ)
        self.organ.setAccessibleName(self.tr("机关名称"))
        edition = self.tr("{year} 年 · {edition}").format(
            year=report.year, edition=self._document.sheet.form.issued_as
        )
        form.addRow(label(self.tr("报告年度")), label(edition))
        beside = QWidget()  # a form gives a widget the height for its width, and a layout not
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._previous, 1)
        row.addWidget(self._take_over)
        form.addRow(label(self.tr("去年报告")), beside)
        return _card(form)

    def _details_card(self) -> QFrame:
        grid = QGridLayout()
        fit(self, self._look, lambda measures: grid.setHorizontalSpacing(measures.scaled(18)))
        fit(self, self._look, lambda measures: grid.setVerticalSpacing(measures.scaled(8)))
        for number, detail in enumerate(self._document.sheet.form.details):
            field = self._choice(detail) if detail.choices else self._line(detail)
            field.setAccessibleName(detail.label)
            field.setAccessibleDescription(detail.hint)
            self.fields[detail.id] = field
            line, side = divmod(number, 2)
            grid.addWidget(label(detail.label), line, 2 * side)
            grid.addWidget(field, line, 2 * side + 1)
            grid.setColumnStretch(2 * side + 1, 1)
        return _card(grid)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fit(self, self._look, lambda measures: form.setHorizontalSpacing(measures.scaled(18)))
        fit(self, self._look, lambda measures: form.setVerticalSpacing(measures.scaled(7)))
        return form

    def _line(self, detail: Detail) -> QLineEdit:
        field = Field()
        field.setMaxLength(LONGEST_LINE)
        field.setPlaceholderText(detail.hint)
        field.textEdited.connect(lambda text: self._detail_edited(detail, text))
        return field

    def _choice(self, detail: Detail) -> QComboBox:
        field = SteadyBox()
        field.addItem(self.tr("（未选）"), "")
        for stored, shown in detail.choices.items():
            field.addItem(shown, stored)
        field.setToolTip(detail.hint)
        field.activated.connect(lambda _: self._detail_edited(detail, str(field.currentData())))
        return field

    def _detail_edited(self, detail: Detail, text: str) -> None:
        self._document.submit(SetDetail(detail.id, text), detail.label, f"detail:{detail.id}")

    def _organ_edited(self, text: str) -> None:
        self._document.submit(SetOrgan(text), self.tr("机关名称"), "organ")

    def _rewrite_preface(self) -> None:
        sheet = self._document.sheet
        self._document.submit(
            SetText("preface", preface(sheet.form, sheet.report)),
            self.tr("重写{name}").format(name=sheet.form.preface_name),
        )

    def _show_caret(self) -> None:
        """Scroll the page to where the preface is typed, once the editor itself has scrolled."""
        if self.preface.hasFocus():
            caret = self.preface.cursorRect()
            at = self.preface.viewport().mapTo(self._scroll.widget(), caret.center())
            self._scroll.ensureVisible(0, at.y(), 0, 2 * caret.height())

    def _follow(self, outcome: Outcome) -> None:
        self._fill()

    def _fill(self) -> None:
        report = self._document.sheet.report
        if self.organ.text() != report.organ:
            self.organ.setText(report.organ)
        for name, field in self.fields.items():
            stored = report.details.get(name, "")
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(stored)))
            elif field.text() != stored:
                field.setText(stored)
        self._again.setVisible(
            report.sections.get("preface", "") != preface(self._document.sheet.form, report)
        )
        previous = report.previous
        self._previous.setText(
            self.tr("已承接 {year} 年报告：联系方式、结转、现行有效；各项与去年比对。").format(
                year=previous.year
            )
            if previous
            else self.tr("还没有。承接后自动填好联系方式、上年结转，并与去年比对。")
        )


def _card(inside: QLayout) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    inside.setContentsMargins(18, 14, 18, 14)
    card.setLayout(inside)
    return card
