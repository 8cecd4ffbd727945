"""横向比较: read by a worker while a bar says how far that is; closing it ends the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from report_desk.core.output.across_sheet import across_sheet
from report_desk.core.report.file_names import usable
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.language import tr
from report_desk.desk.shell.county.across.alike_page import AlikePage
from report_desk.desk.shell.county.across.figures_page import FiguresPage
from report_desk.desk.shell.county.across.looking import Stop, look
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.core.consolidation.across.across import Across
    from report_desk.core.form.edition import Address
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.board.lines import Shown

_SIZE = (1240, 690)


class AcrossDialog(QDialog):
    """``wanted`` is the file of the organ that a person went to, if any."""

    def __init__(self, folder: PurePath, shown: Shown, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted = ""
        self._folder, self._frame, self._stop = folder, frame, Stop()
        self._across: Across | None = None
        year, count = shown.board.year, len(shown.lines) - len(shown.board.missing)
        words = self.tr("横向比较 — {year} 年度，{count} 个单位")
        self.setWindowTitle(words.format(year=year, count=count))
        give_room(self, frame.look, *_SIZE)
        self.says = paragraph(self.tr("正在看每一份报告…"), "note")
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.figures, self.alike = FiguresPage(frame), AlikePage(frame, folder)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.figures, self.tr("数字"))
        self.tabs.addTab(self.alike, self.tr("雷同的文字"))
        self.tabs.setEnabled(False)
        self._arrange()
        for page in (self.figures, self.alike):
            page.wanted.connect(self._go)
        self.finished.connect(self._let_go)
        tell_far = self._stop.watched(frame.aside.progress(self._tell_far))
        services = frame.services
        self._job = frame.aside.start(lambda: look(services, folder, shown, tell_far), self._show, self._fail)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox()
        self.exports = buttons.addButton(self.tr("存成 PDF…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.exports.clicked.connect(self._export)
        self.exports.setEnabled(False)
        self.exports.setAutoDefault(False)
        closes = buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        closes.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.says)
        column.addWidget(self.progress)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)

    def _tell_far(self, far: float) -> None:
        self.progress.setValue(round(100 * far))

    def _show(self, across: Across) -> None:
        self._across = across
        self.says.hide()
        self.progress.hide()
        self.tabs.setEnabled(True)
        self.exports.setEnabled(True)
        if across.alike:
            words = self.tr("雷同的文字 {count}").format(count=len(across.alike))
            self.tabs.setTabText(1, words)
        self.alike.show_across(across)
        self.figures.show_across(across)

    def _fail(self, error: ExpectedError) -> None:
        self.says.setText(str(error))
        self.progress.hide()

    def _go(self, file: str) -> None:
        self.wanted = file
        self.accept()

    def _let_go(self) -> None:
        """What is still being read or drawn is for nobody any more."""
        self._stop.is_asked = True
        self._job.give_up()
        self.figures.let_go()
        self.alike.let_go()

    def _export(self) -> None:
        across, place = self._across, self.figures.place
        if across is None or place is None:
            return
        name = self._folder.name or str(self._folder)
        proposed = self._folder / f"{usable(name)}{across.year}年横向比较.pdf"
        path = place_to_save(self, self.tr("横向比较存成 PDF"), proposed, tr("PDF 文件 (*.pdf)"))
        if path is not None:
            self._write(across, place, path)

    def _write(self, across: Across, place: Address, path: PurePath) -> None:
        services, name = self._frame.services, self._folder.name or str(self._folder)

        def work() -> None:
            services.write_file(path, services.publish(across_sheet(across, place, name)).data)

        done = self.tr("横向比较已存到 {path}").format(path=path)
        self._frame.background.start(work, lambda _: tell(self, done), lambda error: tell(self, str(error)))
