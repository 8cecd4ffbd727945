"""Notices, while a report is open, that somebody else saved its file, or that the file is gone."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from report_desk.core.ports import ExpectedError, OpenedReport

if TYPE_CHECKING:
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document, Place
    from report_desk.desk.services import Services

LOOK_EVERY = 5000
"""Milliseconds between two looks at the file while the program is in front: a share tells nothing itself."""


class Disk(Enum):
    """What stands on the disk, where it is not another's save: as it was seen, gone, or not readable."""

    SAME = "same"
    GONE = "gone"
    UNREADABLE = "unreadable"


class Watching(QObject):
    """Looks when the program comes to the front, and every few seconds while it stays there.

    ``changed`` carries the OpenedReport that somebody else saved, ``gone`` says that the file is not
    there any more (deleted, renamed, its medium pulled out), ``back`` that it is, as it was. Each is
    said once. The looks have a worker of their own (``aside``): a share that does not answer must not
    keep a save or a draft waiting.
    """

    changed = Signal(object)
    gone = Signal()
    back = Signal()

    def __init__(
        self,
        document: Document,
        services: Services,
        background: Background,
        aside: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._services = services
        self._background = background
        self._aside = aside
        self._told: str | Disk = Disk.SAME
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._state_changed)
        if application.applicationState() == Qt.ApplicationState.ApplicationActive:
            self._timer.start()

    def look(self) -> None:
        """Compare what the file states with what was last seen of it, off the window's thread."""
        place = self._document.place
        if place.path is not None and place.digest is not None and not self._is_busy:
            told = self._told
            self._aside.start(
                lambda: self._standing(place, told), lambda found: self._found(found, place), lambda _: None
            )

    def end(self) -> None:
        """Look no more; an answer that is still on its way is not told."""
        self._timer.stop()
        self._is_over = True

    @property
    def _is_busy(self) -> bool:
        """Whether the file may be changing by our own hand, or the look before has not come back."""
        return self._background.is_busy or self._aside.is_busy

    def _standing(self, place: Place, told: str | Disk) -> OpenedReport | Disk | None:
        """What stands on the disk; None where that was told before. Runs on the worker."""
        store, path = self._services.store, place.path
        assert path is not None
        digest = store.digest_on_disk(path)
        if digest is None:
            return Disk.GONE
        if digest == place.digest:
            return Disk.SAME
        if digest == told:
            return None
        try:
            return store.open(path)
        except ExpectedError:
            return Disk.UNREADABLE  # the save will say what is wrong with it

    def _found(self, found: OpenedReport | Disk | None, place: Place) -> None:
        if found is None or self._is_over:
            return
        if self._background.is_busy or place != self._document.place:
            return  # our own save came between: the next look sees more
        told, self._told = self._told, found.digest if isinstance(found, OpenedReport) else found
        if self._told == told:
            return
        match found:
            case OpenedReport():
                self.changed.emit(found)
            case Disk.GONE:
                self.gone.emit()
            case Disk.SAME:
                self.back.emit()
            case Disk.UNREADABLE:
                pass

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if self._is_over:
            return
        if state == Qt.ApplicationState.ApplicationActive:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
