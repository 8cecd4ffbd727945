"""A whole thread, to be read and copied where a card has no room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import in_order, paragraph

if TYPE_CHECKING:
    from report_desk.desk.review.threads.cards import Card
    from report_desk.desk.theme.look import Look


class WholeDialog(QDialog):
    """Everything that was said on one card, as plain text."""

    def __init__(self, card: Card, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("全文"))
        self.text = QPlainTextEdit(
            in_order(
                "\n\n".join(
                    self.tr("{name}：{text}").format(name=item.by, text=item.text) if item.by else item.text
                    for item in card.said
                )
            )
        )
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("全文"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(paragraph(in_order(card.head), "note"))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        give_room(self, look, 640, 480)
