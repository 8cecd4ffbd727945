"""After an export: where the PDF is, and the way to it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from report_desk.desk.files.watching.notice import Notice, Offer

if TYPE_CHECKING:
    from report_desk.desk.output.exporting import Exporting
    from report_desk.desk.theme.look import Look


class Exported(QObject):
    """The notice of the last PDF that was written. 打开 and 打开所在文件夹 are left to the desktop."""

    def __init__(self, exporting: Exporting, look: Look) -> None:
        super().__init__(exporting)
        self._exporting = exporting
        self._path: PurePath | None = None
        self.notice = Notice(look)
        exporting.exported.connect(self._say)
        self.notice.wanted.connect(self._follow)

    def _say(self, path: str) -> None:
        self._path = PurePath(path)
        words = self.tr("已导出到 {path}").format(path=path)
        self.notice.say(words, (Offer.OPEN_EXPORTED, Offer.OPEN_FOLDER, Offer.PRINT))

    def _follow(self, offer: Offer) -> None:
        if self._path is None:
            return
        if offer is Offer.PRINT:
            self._exporting.print()
            return
        place = self._path.parent if offer is Offer.OPEN_FOLDER else self._path
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            words = self.tr("这台电脑上没有程序能打开它。文件在 {path}")
            self.notice.say(words.format(path=place), (Offer.OPEN_FOLDER, Offer.PRINT))
