"""What happened to the file of an open report, said on its notice: saved by others, gone, back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.desk.files.watching.notice import OF_A_COPY, Noticed, Offer

if TYPE_CHECKING:
    from report_desk.core.ports import OpenedReport
    from report_desk.desk.document import Document
    from report_desk.desk.files.watching.notice import Notice
    from report_desk.desk.files.watching.watcher import Watching


class OnDisk(QObject):
    """``noticed`` carries the copy that stands there now, where it is another than this one; else None.

    ``opened`` is that copy, ready to be shown instead.
    """

    noticed = Signal(object)

    def __init__(self, document: Document, watching: Watching, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._notice = notice
        self._has_told = False
        self.opened: OpenedReport | None = None
        watching.changed.connect(self._changed)
        watching.gone.connect(self._gone)
        watching.back.connect(self.settled)

    def settled(self) -> None:
        """The file is what was seen of it last: what was said of it is no longer so."""
        if self._has_told:
            self._know(None)
            self._notice.say("")

    def _changed(self, opened: OpenedReport) -> None:
        self._know(opened)
        words = self.tr(
            "别人（或另一个窗口）刚保存过这个文件。您这边的内容没有动：可以比较，也可以把两边合并起来。"
        )
        ours, theirs = self._document.snapshot().report.revision, opened.report.revision
        if theirs.id and theirs.id in {*ours.parents, *ours.ancestors}:
            words = self.tr(
                "这个文件被换成了较早的一份（修订 {theirs}，您这边是修订 {ours}）。"
                "您这边的内容没有动：可以比较，也可以另存一份。"
            ).format(theirs=theirs.number, ours=ours.number)
        self._notice.say(words, OF_A_COPY if self._document.is_dirty else (*OF_A_COPY, Offer.USE_DISK))

    def _gone(self) -> None:
        self._know(None)
        words = self.tr(
            "现在找不到这个文件：U 盘拔了、网络盘断了，或者它被移走、改了名。"
            "填的内容都还在这里，可以接着填；接上后照常保存，也可以另存一份。"
        )
        self._has_told = True
        self._notice.say(words, (Offer.SAVE_COPY,))

    def _know(self, opened: OpenedReport | None) -> None:
        self.opened = opened
        self._has_told = opened is not None
        name = self.tr("盘上那一份")
        self.noticed.emit(None if opened is None else Noticed(opened.report, name, opened.digest))
