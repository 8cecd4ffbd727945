"""Pictures of every page of the window, light and dark, always the same.

usage: python -m tests.journeys.pictures FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QEventLoop, QMimeData, QSettings, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QPixmap

from report_desk import app, resources
from report_desk.core.edits.apply import Declare, SetFigures, SetText, TakeOver, Together, apply
from report_desk.core.edits.new_report import format_for, previous_year
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report.model import State
from report_desk.core.sheet import evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.files.new_dialog import NewReportDialog
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.pages.tables.page import TablePage
from report_desk.desk.services import Services
from report_desk.desk.settings import Settings, Standing
from report_desk.desk.shell.settings_dialog import SettingsDialog
from report_desk.desk.theme.look import Appearance
from report_desk.intake.markup import read_markup
from report_desk.publish.pdf.export import publish_pdf
from tests.desk.memory import MemoryClaims, MemoryPapers, MemoryStore
from tests.desk.rooms import report_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from report_desk.core.sheet import Sheet
    from report_desk.desk.shell.open_report import OpenReport
    from report_desk.desk.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 1, 12, 10, 32, tzinfo=timezone(timedelta(hours=8)))
SIZE = (1366, 768)
SETTLED = 120
"""Milliseconds until everything that is going to be painted is."""
PUBLISHED = 1500


def sample(year: int) -> Sheet:
    """The sample report of that year."""
    report = codec.read((ROOT / "resources" / "samples" / f"{year}.rdesk").read_bytes()).report
    return evaluate(resources.format_by_id(report.format), report)


def with_findings() -> Sheet:
    """The sample of 2025 with last year's report behind it and four things to look at."""
    last = apply(sample(2024), SetFigures({Address("requests.carried_out.individual"): 9})).sheet
    sheet = apply(sample(2025), TakeOver(previous_year(last))).sheet
    slip = Address("requests.unable_not_held.individual")
    typed = sheet.report.figures.get(slip, 0)
    assert isinstance(typed, int)
    totals = {
        place: int(value)
        for place, value in sheet.totals.items()
        if place.startswith("requests.") and value is not None
    }
    overview = sheet.report.sections["overview"] + "\n全年收到政府信息公开申请999件。"
    edits = (Declare(totals), SetFigures({slip: typed + 3}), SetText("overview", overview))
    return apply(sheet, Together(edits)).sheet


def services(folder: Path, appearance: Appearance) -> Services:
    """Ports in memory, a clock that stands still."""
    store = MemoryStore()
    for name, sheet, state in (
        ("D:/年报/2025/文化和旅游局2025.rdesk", sample(2025), State.DRAFT),
        ("D:/年报/2024/文化和旅游局2024.rdesk", sample(2024), State.APPROVED),
        ("E:/送审/图书馆2025.rdesk", sample(2025), State.RETURNED),
    ):
        organ = "示例区图书馆" if "图书馆" in name else sheet.report.organ
        store.files[PurePath(name)] = replace(sheet.report, organ=organ, state=state)
    for path in reversed(store.files):
        store.open(path)
    made = Services(
        store=store,
        claims=MemoryClaims(),
        publish=publish_pdf,
        write_file=lambda path, data: None,  # noqa: ARG005 - nothing is exported
        papers=MemoryPapers(),
        form_for_year=lambda year: format_for(year, resources.formats()),
        form_by_id=resources.format_by_id,
        settings=Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)),
        now=lambda: NOW,
        new_id=lambda: "picture",
        log=lambda: PurePath("/log/report-desk.log"),
        read_markup=read_markup,
    )
    chosen = replace(
        made.settings.preferences, organ=sample(2025).report.organ, person="经办", appearance=appearance
    )
    made.settings.choose(replace(chosen, shows_findings=True, shows_preview=False))
    for path, count in zip(store.files, (3, 0, 1), strict=True):
        made.settings.remember(str(path), Standing(store.files[path].state, count, count // 3))
    return made


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Camera:
    """Takes pictures of a window into a folder."""

    def __init__(self, window: MainWindow, folder: Path, ending: str) -> None:
        self._window = window
        self._folder = folder
        self._ending = ending

    def take(self, name: str) -> None:
        """One picture of the whole window."""
        wait(SETTLED)
        self._keep(name, self._window.grab())

    def take_dialog(self, name: str, dialog: QDialog) -> None:
        """One picture of a dialog."""
        dialog.show()
        self.take_open(name, dialog)
        dialog.close()

    def take_open(self, name: str, dialog: QDialog) -> None:
        """One picture of a dialog that somebody else has opened."""
        wait(SETTLED)
        self._keep(name, dialog.grab())

    def _keep(self, name: str, picture: QPixmap) -> None:
        picture.save(str(self._folder / f"{name}{self._ending}.png"))


def take_pages(report: OpenReport, camera: Camera) -> None:
    """Every page of the outline."""
    for page, name in (
        ("cover", "cover"),
        ("overview", "prose"),
        ("disclosure_note", "disclosure"),
        ("requests_note", "requests"),
        ("remedies_note", "remedies"),
        ("problems", "problems"),
    ):
        report.workspace.show_page(page)
        report.workspace.shown.focus_first()
        camera.take(name)


def take_work(window: MainWindow, report: OpenReport, camera: Camera) -> None:
    """What is seen while working: a paste, last year, a definition, a 说明, the pages."""
    actions = window.actions_by_name
    report.workspace.show_page("requests_note")
    report.workspace.shown.focus_first()
    actions["next_finding"].trigger()
    camera.take("finding")
    mime = QMimeData()
    mime.setText("12\t3\t0\t1\t2\t0\t18\n4\t1\t0\t0\t0\t0\t5\n一\t2\t0\t1\t0\t0\t9")
    QGuiApplication.clipboard().setMimeData(mime)
    report.workspace.shown.focus_first()
    actions["last_year"].trigger()
    page = report.workspace.shown
    assert isinstance(page, TablePage)
    page.view.reveal(Address("requests.new.individual"))
    page.begin_paste()
    camera.take("paste")
    page.drop_paste()
    page.show_definition()
    camera.take("definition")
    page.show_definition()
    actions["last_year"].trigger()
    take_export(report, camera)
    report.workspace.show_page("overview")
    actions["preview"].trigger()
    wait(PUBLISHED)
    camera.take("preview")
    actions["preview"].trigger()


def take_export(report: OpenReport, camera: Camera) -> None:
    """The question before an export, with the pages beside it."""
    dialog = report.exporting.dialog(report.document.snapshot(), PurePath("D:/年报/2025.pdf"))
    dialog.show()
    wait(PUBLISHED)
    camera.take_open("export", dialog)
    dialog.reject()
    dialog.deleteLater()


def take_all(folder: Path, appearance: Appearance, scratch: Path) -> None:
    """All pictures in one appearance."""
    ports = services(scratch, appearance)
    window = app.make_frame(QSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat))
    app.furnish(window, ports)
    window.showNormal()
    window.resize(*SIZE)
    camera = Camera(window, folder, "" if appearance is Appearance.LIGHT else "-dark")
    QCursor.setPos(SIZE[0] // 2, SIZE[1] - 1)
    window.show_start()
    camera.take("start")
    look = window._look
    camera.take_dialog("new", NewReportDialog(ports, look, window))
    camera.take_dialog("settings", SettingsDialog(ports.settings.preferences, look, window))
    document = Document(with_findings(), Place(PurePath("D:/年报/2025.rdesk"), "digest"))
    window.session.began.emit(document, Told())
    report = report_in(window)
    assert report is not None
    take_pages(report, camera)
    take_work(window, report, camera)
    window.forget_report()
    window.background.wait()
    window.close()
    shiboken6.delete(window)


def run(take: Callable[[Path, Appearance, Path], None]) -> None:
    """A program that takes pictures, light and dark, into the folder it is given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = app.make_application()
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        with tempfile.TemporaryDirectory() as scratch:
            take(folder, appearance, Path(scratch))
    QGuiApplication.clipboard().clear()  # offscreen, Qt frees it only after Python has ended
    application.quit()


if __name__ == "__main__":
    run(take_all)
