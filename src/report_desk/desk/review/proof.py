"""The help on the 定稿指纹: what such a code can prove, and what it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from report_desk.desk.labels import label, paragraph

if TYPE_CHECKING:
    from report_desk.desk.theme.look import Look

_PARTS = (
    (
        "它是什么",
        (
            "定稿指纹由印出来的内容算出：机关、年度、联系方式里要印的、全部文字和数字、合计。"
            "内容相同，指纹就相同，不管文件在谁手里、哪天保存；改一个字、一个数，指纹就变。"
            "批注、说明、送审记录不印，改了不影响指纹。"
        ),
    ),
    (
        "能证明",
        "手里的纸、PDF 和文件是不是同一份内容；定稿以后有没有改过，改了哪几处；抄错一位会被校验位认出来。",
    ),
    (
        "不能证明",
        (
            "不能证明是谁同意的：姓名是自己填的，谁都能在自己电脑上改了内容再定一次稿，得到一个新指纹。"
            "它不是电子签名，也不是时间戳。所以定稿时请把指纹写在审批单上，或者用别的途径告诉对方；"
            "以后拿它核对，才说明内容没有变。"
        ),
    ),
)


class ProofDialog(QDialog):
    """Three short paragraphs and the fingerprint of the open report."""

    def __init__(self, fingerprint: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("定稿指纹说明"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(look.measures.scaled(8))
        shown = label(self.tr("现在这一份：{fingerprint}").format(fingerprint=fingerprint), "organ")
        column.addWidget(shown)
        for title, words in _PARTS:
            column.addSpacing(4)
            column.addWidget(label(self.tr(title), "group"))
            column.addWidget(paragraph(self.tr(words)))
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("知道了"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setFixedWidth(look.measures.scaled(560))
