"""The window's composition root: makes the real ports and hands them to the desk.

The frame of the window is on the screen before the rest is imported: on an old office PC that takes
longer than a person likes to look at nothing.
"""

from __future__ import annotations

import gc
import sys
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from report_desk.desk.display import application
from report_desk.desk.language import tr
from report_desk.desk.shell.window import MainWindow
from report_desk.desk.theme.palette import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from PySide6.QtCore import QByteArray

    from report_desk.core.consolidation.across.chart import Chart, Inks
    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.output.printout import Printout
    from report_desk.core.output.proof import Proof
    from report_desk.core.ports import CopiedMarkup, PublishedPages, ReadDocument
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.palette import Palette

_NAME = "report-desk"
_OF_QT = ("QPlatformTheme", "Cancel")
"""A word of Qt's own: whether Qt speaks Chinese."""
_MIDDLE = 128
"""Lightness between a light and a dark system."""


class Until(Enum):
    """When the program ends: when a person says so, or for a program that times or proves it."""

    CLOSED = "closed"
    FIRST_PAINT = "first paint"
    OPEN = "open"


def run(path: PurePath | None, until: Until = Until.CLOSED) -> int:
    """Open the window, on a file where one is given; the exit code when it closes.

    Until the file is open, it is 0 where the report stands in the window and Qt speaks its language.
    """
    gc.disable()  # nothing that is made while starting is garbage
    running = make_application()
    backing = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _NAME, _NAME)
    window = make_frame(backing)

    def go_on() -> None:
        if until is Until.FIRST_PAINT:
            running.quit()
            return
        start(window, backing, path)
        if until is Until.OPEN:
            QTimer.singleShot(0, lambda: running.exit(0 if _stands(window, path) else 1))

    window.painted.connect(go_on)
    window.show()
    return _end(running.exec(), window, backing)


def _end(code: int, window: MainWindow, backing: QSettings) -> int:
    """The exit code; where a disk still holds work up, the process ends without waiting for it."""
    if window.is_hanging:
        import logging  # noqa: PLC0415 - hardly ever
        import os  # noqa: PLC0415

        backing.sync()
        logging.shutdown()
        os._exit(code)
    return code


def start(window: MainWindow, backing: QSettings, path: PurePath | None) -> None:
    """Furnish a window whose frame stands, and show the file or the start page in it."""
    from report_desk.desk.background.garbage import Garbage  # noqa: PLC0415
    from report_desk.desk.shell.bugs import Bugs  # noqa: PLC0415 - after the first paint

    Bugs(window, _log).watch()
    try:
        furnish(window, real_services(backing))
        if path is None or not window.open(absolute(path)):
            window.show_start()
    finally:
        gc.freeze()
        Garbage(window)


def make_application() -> QApplication:
    """The Qt application."""
    made = application(sys.argv[:1])
    made.setApplicationName(_NAME)
    made.setDesktopFileName(_NAME)
    return made


def make_frame(backing: QSettings) -> MainWindow:
    """The bare window where it stood last, in the colours and the language chosen last."""
    if backing.value("language") == "en":
        _speak_english()
    QApplication.setApplicationDisplayName(tr("年报台"))
    return MainWindow(_last_palette(backing), _last_geometry(backing))


def furnish(window: MainWindow, services: Services) -> None:
    """Bring everything into a bare window, in the look and the language that the person chose."""
    from report_desk.desk.theme.look import Look  # noqa: PLC0415 - after the first paint

    preferences = services.settings.preferences
    if preferences.language == "zh":
        _speak_chinese(window)
    look = Look(preferences.appearance, preferences.zoom)
    look.setParent(window)
    look.apply()
    window.furnish(services, look)


def real_services(backing: QSettings) -> Services:
    """The file system, the PDF writer, the clock."""
    import uuid  # noqa: PLC0415 - all after the first paint
    from datetime import datetime  # noqa: PLC0415

    from report_desk import resources  # noqa: PLC0415
    from report_desk.desk.files.claims import OpenFiles  # noqa: PLC0415
    from report_desk.desk.services import Services  # noqa: PLC0415
    from report_desk.desk.settings import Settings  # noqa: PLC0415
    from report_desk.rosters import OfficeFolders  # noqa: PLC0415
    from report_desk.store.report_files import ReportFiles  # noqa: PLC0415

    return Services(
        store=ReportFiles(),
        claims=OpenFiles(),
        publish=_publish,
        write_file=_write,
        papers=_Papers(),
        form_for_year=_form_for_year,
        form_by_id=resources.format_by_id,
        settings=Settings(backing),
        now=lambda: datetime.now().astimezone(),
        new_id=lambda: str(uuid.uuid4()),
        log=_log,
        read_markup=_read_markup,
        folders=OfficeFolders(),
        comparing=_Comparing(),
    )


def _read_markup(html: str) -> CopiedMarkup:
    from report_desk.intake.markup import read_markup  # noqa: PLC0415 - with the first paste of a page

    return read_markup(html)


class _Papers:
    """Documents on the disk: PDFs of ours, and whatever people have."""

    def prove(self, path: PurePath, sheet: Sheet) -> Proof:
        from report_desk.publish.pdf.proving.proof import prove  # noqa: PLC0415 - reportlab takes long to import
        from report_desk.store.file.results import read_result  # noqa: PLC0415

        return prove(read_result(path), sheet)

    def read(self, path: PurePath) -> ReadDocument:
        from report_desk import api  # noqa: PLC0415 - readers of documents take long to import
        from report_desk.originals import read_document  # noqa: PLC0415 - as above
        from report_desk.store.file.results import read_result  # noqa: PLC0415 - as above

        data = read_result(path)
        return read_document(api.import_data(data, path.name), path.name, data)

    def read_copied(self, data: bytes, name: str) -> ReadDocument:
        from report_desk import api  # noqa: PLC0415 - as above
        from report_desk.originals import read_document  # noqa: PLC0415 - as above

        return read_document(api.import_data(data, name), name, data)


class _Comparing:
    """Reports of a folder on the disk, and charts as the pages draw them."""

    def study(
        self, folder: PurePath, files: Sequence[str], tell: Callable[[float], None]
    ) -> tuple[Study, ...]:
        from pathlib import Path  # noqa: PLC0415

        from report_desk.store.folders.studying import studies  # noqa: PLC0415 - rarely used

        return studies(Path(folder), files, tell)

    def draw(self, chart: Chart, inks: Inks, width: float, size: float) -> bytes:
        from report_desk.publish.pdf.export import publish_chart  # noqa: PLC0415 - reportlab takes long

        return publish_chart(chart, inks, width, size)


def absolute(path: PurePath) -> PurePath:
    """The path from the root: the working folder of a program may change."""
    from pathlib import Path  # noqa: PLC0415

    return Path(path).absolute()


def _stands(window: MainWindow, path: PurePath | None) -> bool:
    has_report = window.room is not None and path is not None and window.room.has(absolute(path))
    return has_report and _speaks()


def _speaks() -> bool:
    """Whether Qt's words are Chinese with ours, or ours are English with Qt's."""
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    word = QCoreApplication.translate(*_OF_QT) if is_chinese else tr("取消")
    return word == ("取消" if is_chinese else "Cancel")


def _last_palette(backing: QSettings) -> Palette:
    """The colours to paint the frame in, from what is quickly known."""
    chosen = str(backing.value("appearance", ""))
    if chosen in {"light", "dark"}:
        return DARK if chosen == "dark" else LIGHT
    return DARK if QApplication.palette().window().color().lightness() < _MIDDLE else LIGHT


def _last_geometry(backing: QSettings) -> QByteArray | None:
    value = backing.value("geometry")
    return value if hasattr(value, "toBase64") else None


def _speak_chinese(window: MainWindow) -> None:
    """Qt's own dialogs too."""
    from PySide6.QtCore import QLibraryInfo, QTranslator  # noqa: PLC0415

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(window)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QApplication.installTranslator(translator)


def _speak_english() -> None:
    """What `make translations` made of our sentences; Qt's own are English as they are."""
    from PySide6.QtCore import QTranslator  # noqa: PLC0415 - Chinese is what the sources speak

    from report_desk import resources  # noqa: PLC0415

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    translator = QTranslator(QCoreApplication.instance())
    if translator.load(str(resources.path("translations/report-desk_en.qm"))):
        QCoreApplication.installTranslator(translator)


def _form_for_year(year: int) -> ReportFormat:
    from report_desk import resources  # noqa: PLC0415
    from report_desk.core.edits.new_report import format_for  # noqa: PLC0415

    return format_for(year, resources.formats())


def _publish(printout: Printout) -> PublishedPages:
    from report_desk.publish.exporters import EXPORTERS, PDF  # noqa: PLC0415 - not needed for first paint

    return EXPORTERS[PDF](printout)


def _log() -> PurePath:
    from report_desk.store.places import Places  # noqa: PLC0415 - only where something goes wrong

    return Places.of_this_user().log


def _write(path: PurePath, data: bytes) -> None:
    from report_desk.store.file.results import write_result  # noqa: PLC0415 - not needed for first paint

    write_result(path, data)
