"""Notices, when a person comes back to the window, that somebody else has saved the open file meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from report_desk.core.ports import ExpectedError, OpenedReport

if TYPE_CHECKING:
    from report_desk.core.report import Report
    from report_desk.desk.background import Background
    from report_desk.desk.document import Document, Place
    from report_desk.desk.services import Services


class Watching(QObject):
    """Looks once each time the program comes to the front; ``changed`` carries the report on the disk."""

    changed = Signal(object)

    def __init__(
        self, document: Document, services: Services, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._services = services
        self._background = background
        self._told: str | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._state_changed)

    def look(self) -> None:
        """Compare what the file states with what was last seen of it, off the window's thread."""
        place = self._document.place
        if place.path is not None and place.digest is not None and not self._background.is_busy:
            self._background.start(lambda: self._standing(place), self._found, lambda _: None)

    def _standing(self, place: Place) -> OpenedReport | None:
        """What stands on the disk in place of what was seen; None where that is what was seen, or gone."""
        store, path = self._services.store, place.path
        assert path is not None
        digest = store.digest_on_disk(path)
        if digest in {None, place.digest, self._told}:
            return None
        try:
            return store.open(path)
        except ExpectedError:
            return None  # the save will say what is wrong with it

    def _found(self, opened: OpenedReport | None) -> None:
        if opened is not None and opened.digest != self._document.place.digest:
            self._told = opened.digest
            report: Report = opened.report
            self.changed.emit(report)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()
