"""The window's composition root: makes the real ports and hands them to the desk."""

from __future__ import annotations

import sys
import uuid
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from report_desk import resources
from report_desk.core.beginning import format_for
from report_desk.desk import bugs
from report_desk.desk.services import Services
from report_desk.desk.settings import Settings
from report_desk.desk.theme.look import Look
from report_desk.desk.window import MainWindow
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from report_desk.core.format import ReportFormat
    from report_desk.core.ports import PublishedPages
    from report_desk.core.printout import Printout

_NAME = "report-desk"


def run(path: PurePath | None, *, exits_after_first_paint: bool = False) -> int:
    """Open the window, on a file where one is given; the exit code when it closes."""
    application = make_application()
    window = make_window(real_services())
    bugs.show_in(window)
    if exits_after_first_paint:
        watcher = FirstPaint(window)
        watcher.setParent(window)
    window.show_start() if path is None else window.open(Path(path).absolute())
    window.show()
    return application.exec()


def make_application() -> QApplication:
    """The Qt application, in Chinese down to Qt's own dialogs."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(sys.argv[:1])
    application.setApplicationName(_NAME)
    application.setApplicationDisplayName("年报台")
    application.setDesktopFileName(_NAME)
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def make_window(services: Services) -> MainWindow:
    """A window in the look that the person chose."""
    preferences = services.settings.preferences
    look = Look(preferences.appearance, preferences.zoom)
    look.apply()
    return MainWindow(services, look)


def real_services() -> Services:
    """The file system, the PDF writer, the clock."""
    backing = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _NAME, _NAME)
    return Services(
        store=ReportFiles(),
        publish=_publish,
        write_file=_write,
        form_for_year=_form_for_year,
        form_by_id=resources.format_by_id,
        settings=Settings(backing),
        now=lambda: datetime.now().astimezone(),
        new_id=lambda: str(uuid.uuid4()),
    )


class FirstPaint(QObject):
    """Ends the program as soon as its window has been painted once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, QApplication.quit)
        return False


def _form_for_year(year: int) -> ReportFormat:
    return format_for(year, resources.formats())


def _publish(printout: Printout) -> PublishedPages:
    from report_desk.publish.pdf import publish_pdf  # noqa: PLC0415 - reportlab takes long to import

    return publish_pdf(printout)


def _write(path: PurePath, data: bytes) -> None:
    from report_desk.store.results import write_result  # noqa: PLC0415 - not needed for first paint

    write_result(path, data)
