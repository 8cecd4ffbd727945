"""The dialogs of the steps: hand over, take back, return, approve, reopen. Each says what it will do."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.limits import LONGEST_LINE, LONGEST_NOTE
from report_desk.desk.widgets.bounded import bound
from report_desk.desk.widgets.labels import label, paragraph

if TYPE_CHECKING:
    from report_desk.desk.review.steps.wording import Wording
    from report_desk.desk.theme.look import Look


class StepDialog(QDialog):
    """Asks for the reason, the name where it is not known, and for a folder where a copy goes out."""

    def __init__(self, wording: Wording, person: str, folder: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._wording = wording
        self.setWindowTitle(wording.title)
        self.reason = QPlainTextEdit()
        bound(self.reason, LONGEST_NOTE)
        self.reason.setPlaceholderText(wording.hint)
        self.reason.setAccessibleName(wording.reason)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(look.measures.scaled(72))
        self.person = QLineEdit(person)
        self.person.setMaxLength(LONGEST_LINE)
        self.person.setPlaceholderText(self.tr("会记在文件里，只问一次"))
        self.person.setAccessibleName(self.tr("您的姓名"))
        self.folder = QLineEdit(folder)
        self.folder.setPlaceholderText(self.tr("U 盘或文件夹；空着就不另存"))
        self.folder.setAccessibleName(self.tr("另存一份到"))
        self._buttons = QDialogButtonBox()
        self._go = self._buttons.addButton(wording.verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self._go.setDefault(True)
        self._buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange(look)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go.click)
        self.reason.textChanged.connect(self._enable)
        self.person.textChanged.connect(self._enable)
        self._enable()
        (self.person if not person and wording.may_be_silent else self.reason).setFocus()

    @property
    def target(self) -> PurePath | None:
        """The folder for the copy; None where none is wanted."""
        words = self.folder.text().strip()
        return PurePath(words) if words and self._wording.asks_folder else None

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(look.measures.scaled(12))
        column.addWidget(paragraph(self._wording.says))
        if self._wording.warns:
            column.addWidget(paragraph(self._wording.warns, "warning"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(self._wording.reason), self.reason)
        form.addRow(label(self.tr("您的姓名")), self.person)
        if self._wording.asks_folder:
            choose = QPushButton(self.tr("选择…"))
            choose.setAutoDefault(False)  # Enter in a field means the step
            choose.clicked.connect(self._choose)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self.folder, 1)
            row.addWidget(choose)
            form.addRow(label(self.tr("另存一份到")), row)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setMinimumWidth(look.measures.scaled(540))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("另存一份到"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _enable(self) -> None:
        has_reason = self._wording.may_be_silent or bool(self.reason.toPlainText().strip())
        self._go.setEnabled(has_reason and bool(self.person.text().strip()))
