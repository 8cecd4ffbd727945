"""The 定稿指纹 in the window: what it is now, whether a paper is this report, and what that proves."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.report import fingerprint
from report_desk.desk.files.folders import folder_for
from report_desk.desk.language import QT_TR_NOOP, tr
from report_desk.desk.widgets.dropping import dropped_file
from report_desk.desk.widgets.labels import breakable, label, paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from report_desk.core.output.proof import Proof
    from report_desk.core.ports import ExpectedError
    from report_desk.core.sheet import Sheet
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

PAPERS = (".pdf",)
_WIDTH = 600
_PARTS = (
    (
        QT_TR_NOOP("它是什么"),
        QT_TR_NOOP(
            "定稿指纹由印出来的内容算出：机关、年度、全部文字和数字、合计、落款日期。"
            "内容相同，指纹就相同，不管文件在谁手里、哪天保存；改一个字、一个数，指纹就变。"
            "批注、说明、送审记录不印，改了不影响指纹。"
        ),
    ),
    (
        QT_TR_NOOP("能证明"),
        QT_TR_NOOP(
            "抄下来的指纹对得上：文件还是那一份内容，抄错一位会被校验位认出来。"
            "PDF 对得上：随附的数据相同，而且重新印一遍，每一页都相同。"
        ),
    ),
    (
        QT_TR_NOOP("不能证明"),
        QT_TR_NOOP(
            "不能证明是谁同意的：姓名是自己填的，谁都能在自己电脑上改了内容再定一次稿，得到一个新指纹。"
            "它不是电子签名，也不是时间戳。所以定稿时请把指纹写在审批单上，或者用别的途径告诉对方；"
            "以后拿它核对，才说明内容没有变。"
        ),
    ),
)


class ProofDialog(QDialog):
    """The code of the open report, and a place to hold a code or a PDF against it."""

    def __init__(
        self, sheet: Sheet, services: Services, background: Background, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._services = services
        self._background = background
        self.setWindowTitle(self.tr("定稿指纹"))
        self.setAcceptDrops(True)
        self.code = QLineEdit()
        self.code.setPlaceholderText(self.tr("抄下纸上的指纹，全角、横线、空格、大小写都可以"))
        self.code.setAccessibleName(self.tr("纸上的定稿指纹"))
        self.check = QPushButton(self.tr("核对"))
        self.paper = QPushButton(self.tr("核对一份 PDF…"))
        self.copy = QPushButton(self.tr("复制"))
        self.verdict = paragraph("", "verdict")
        self.verdict.setAccessibleName(self.tr("核对的结果"))
        self.check.clicked.connect(self._check_code)
        self.code.textEdited.connect(lambda _: self._say("", ""))
        self.paper.clicked.connect(self._choose_paper)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(sheet.fingerprint))
        self._arrange(look)

    def check_paper(self, path: PurePath) -> None:
        """Make the pages of a PDF again, off this thread, and say which of its data and pages agree."""
        self._say(self.tr("正在核对「{name}」…").format(name=path.name), "")
        self.paper.setEnabled(False)
        self._background.start(
            lambda: self._services.papers.prove(path, self._sheet),
            lambda proof: self._proven(path, proof),
            self._failed,
            lambda: self.paper.setEnabled(True),
        )

    # ------------------------------------------------------------------ Qt asks

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, PAPERS) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event, PAPERS)
        if path is not None:
            event.acceptProposedAction()
            self.check_paper(path)

    # ------------------------------------------------------------------ inside

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(look.measures.scaled(8))
        column.addWidget(label(self.tr("现在这一份"), "group"))
        column.addLayout(_row(label(self._sheet.fingerprint, "organ"), self.copy, stretched=0))
        column.addWidget(
            paragraph(self.tr("导出或打印时选「印上定稿指纹」，它就印在最后一页的页脚。"), "note")
        )
        column.addSpacing(4)
        column.addWidget(label(self.tr("核对"), "group"))
        column.addLayout(_row(self.code, self.check, stretched=0))
        column.addLayout(_row(label(self.tr("或者把 PDF 拖到这里"), "note"), self.paper, stretched=0))
        column.addWidget(self.verdict)
        for title, words in _PARTS:
            column.addSpacing(4)
            column.addWidget(label(tr(title), "group"))
            column.addWidget(paragraph(tr(words)))
        for button in (self.check, self.paper, self.copy):
            button.setAutoDefault(False)
        self.check.setDefault(True)
        buttons = QDialogButtonBox()
        shut = buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        shut.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setFixedWidth(look.measures.scaled(_WIDTH))
        self.code.setFocus()

    def _check_code(self) -> None:
        text = self.code.text()
        if not text.strip():
            self._say(self.tr("先把纸上的指纹抄在这里。"), "")
            return
        try:
            typed = fingerprint.typed(text)
        except fingerprint.MistypedFingerprintError as error:
            self._say(str(error), "must_fix")
            return
        if self._sheet.bears(typed):
            self._say(self.tr("指纹一致：就是这一份内容。纸上的各页请自己对着看，或者核对 PDF。"), "done")
        else:
            self._say(self.tr("指纹不一致：抄下来的指纹没有抄错，但不是这一份内容的。"), "must_fix")

    def _choose_paper(self) -> None:
        place = folder_for(self._services.settings.preferences)
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("核对哪一份 PDF"), place, self.tr("PDF 文件 (*.pdf)")
        )
        if chosen:
            self.check_paper(PurePath(chosen))

    def _proven(self, path: PurePath, proof: Proof) -> None:
        if not proof.has_same_data:
            words = self.tr(
                "数据不一致：「{name}」是「{organ}」{year} 年的，定稿指纹 {fingerprint}，不是这一份。"
            )
            shown = words.format(
                name=breakable(path.name),
                organ=breakable(proof.report.organ),
                year=proof.report.year,
                fingerprint=proof.fingerprint or self.tr("没有写"),
            )
            self._say(shown, "must_fix")
            return
        words = self.tr("数据一致：「{name}」随附的数据就是这一份。{pages}")
        self._say(
            words.format(name=breakable(path.name), pages=proof.words), "done" if proof.holds else "must_fix"
        )

    def _failed(self, error: ExpectedError) -> None:
        self._say(str(error), "must_fix")

    def _say(self, words: str, tone: str) -> None:
        self.verdict.setText(words)
        self.verdict.setProperty("tone", tone)
        self.verdict.style().polish(self.verdict)


def _row(*parts: QWidget, stretched: int) -> QHBoxLayout:
    row = QHBoxLayout()
    for at, part in enumerate(parts):
        row.addWidget(part, 1 if at == stretched else 0)
    return row
