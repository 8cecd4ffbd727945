"""Writing a 说明 under the findings: what was begun stays, whatever becomes of the finding it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from report_desk.core.checks.runner import expired_explanation, explanation_for
from report_desk.core.edits.apply import Explain
from report_desk.core.limits import LONGEST_LINE, LONGEST_NOTE
from report_desk.core.report.model import Explanation
from report_desk.desk.widgets.labels import breakable, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from report_desk.core.checks.findings import Finding
    from report_desk.desk.document import Document


class ExplanationForm(QWidget):
    """The finding, one line for the reason, one for a name not known yet.

    ``written`` carries reason and name, ``left`` says that the keyboard is to go elsewhere and what was
    written stays.
    """

    written = Signal(str, str)
    given_up = Signal()
    left = Signal()

    def __init__(self, document: Document, finding: Finding, person: str) -> None:
        super().__init__()
        self.finding = finding
        known = document.sheet.report.explanations
        standing, expired = explanation_for(finding, known), expired_explanation(finding, known)
        self._standing = standing.text if standing else ""
        self._offered = self._standing or (expired.text if expired else "")
        self.text = QLineEdit(self._offered)
        self.text.setMaxLength(LONGEST_NOTE)
        self.text.setPlaceholderText(
            self.tr("写清原因，如：上年 1 件申请人撤回，已计入其他处理。空着保存就是撤回说明。")
        )
        self.text.setAccessibleName(self.tr("说明"))
        self.person = self._person_field(person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        words = self.tr("说明：{finding}").format(finding=finding.sentence)
        column.addWidget(paragraph(breakable(words), "note"))
        if not standing and expired:
            column.addWidget(
                paragraph(self.tr("数字变了，原来的说明不再算数；还适用就改一改再保存。"), "note")
            )
        column.addLayout(self._row())
        self.person.setVisible(not person)
        self.text.returnPressed.connect(self.write)
        self.person.returnPressed.connect(self.write)
        self.text.textEdited.connect(document.unfinished.changed)
        self.setFocusProxy(self.text)

    def _person_field(self, person: str) -> QLineEdit:
        field = QLineEdit(person)
        field.setMaxLength(LONGEST_LINE)
        field.setPlaceholderText(self.tr("姓名"))
        field.setAccessibleName(self.tr("说明人姓名"))
        field.setMaximumWidth(90)
        return field

    def _row(self) -> QHBoxLayout:
        save = QPushButton(self.tr("保存说明"))
        save.setProperty("role", "primary")
        leave = QPushButton(self.tr("取消"))
        row = QHBoxLayout()
        for part in (self.text, self.person, save, leave):
            row.addWidget(part, 1 if part is self.text else 0)
        save.clicked.connect(self.write)
        leave.clicked.connect(self.given_up)
        return row

    @property
    def is_begun(self) -> bool:
        """Whether something stands here that is not in the report."""
        return self.text.text().strip() != self._offered

    def go_on(self) -> None:
        """Put the keyboard where something is still to be written: the reason, or the name."""
        is_nameless = self.is_begun and not self.person.text().strip()
        (self.person if is_nameless else self.text).setFocus()

    def write(self) -> None:
        """Hand over what was written."""
        if self.text.text().strip() and not self.person.text().strip():
            self.person.setFocus()
            return
        self.written.emit(self.text.text().strip(), self.person.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.left if self.is_begun else self.given_up).emit()  # a key drops nothing: 取消 does
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)


def explain(finding: Finding, text: str, person: str, now: Callable[[], datetime]) -> Explain:
    """The edit that writes a 说明 for the numbers as they stand."""
    at = now().isoformat(timespec="seconds")
    return Explain(Explanation(finding.rule, finding.cells, finding.values, text, person, at))
