"""Writing a 说明 right under the finding it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from report_desk.core.checks import explanation_for
from report_desk.core.edits import Explain
from report_desk.core.report import Explanation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from report_desk.core.findings import Finding
    from report_desk.desk.document import Document


class ExplanationForm(QWidget):
    """One line for the reason, one for a name not known yet; ``written`` carries both."""

    written = Signal(str, str)
    given_up = Signal()

    def __init__(self, document: Document, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        standing = explanation_for(finding, document.sheet.report.explanations)
        self.text = QLineEdit(standing.text if standing else "")
        self.text.setPlaceholderText(
            self.tr("写清原因，如：上年 1 件申请人撤回，已计入其他处理。空着保存就是撤回说明。")
        )
        self.text.setAccessibleName(self.tr("说明"))
        self.person = QLineEdit()
        self.person.setPlaceholderText(self.tr("姓名"))
        self.person.setAccessibleName(self.tr("说明人姓名"))
        self.person.setMaximumWidth(90)
        self._save = QPushButton(self.tr("保存说明"))
        self._save.setProperty("role", "primary")
        leave = QPushButton(self.tr("取消"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        for part in (self.text, self.person, self._save, leave):
            row.addWidget(part, 1 if part is self.text else 0)
        self._save.clicked.connect(self.write)
        self.text.returnPressed.connect(self.write)
        self.person.returnPressed.connect(self.write)
        leave.clicked.connect(self.given_up)
        self.setFocusProxy(self.text)

    def write(self) -> None:
        """Hand over what was written."""
        if self.text.text().strip() and not self.person.text().strip():
            self.person.setFocus()
            return
        self.written.emit(self.text.text().strip(), self.person.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)


def explain(finding: Finding, text: str, person: str, now: Callable[[], datetime]) -> Explain:
    """The edit that writes a 说明 for the numbers as they stand."""
    at = now().isoformat(timespec="seconds")
    return Explain(Explanation(finding.rule, finding.cells, finding.values, text, person, at))
