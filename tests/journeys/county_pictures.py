"""The pictures of a folder of reports, light and dark, always the same.

usage: python -m tests.journeys.county_pictures FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from report_desk import app
from report_desk.core.consolidation.across.study import study
from report_desk.core.consolidation.entry import entry, unreadable
from report_desk.core.consolidation.roster import Member
from report_desk.core.consolidation.trace import trace
from report_desk.core.folder_ports import SeenFolder
from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import KindName
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Event, EventKind, Remark, Report, State
from report_desk.core.sheet import evaluate
from report_desk.desk.shell.county.across.dialog import AcrossDialog
from report_desk.desk.shell.county.board.lines import shown
from report_desk.desk.shell.county.matching import MatchDialog
from report_desk.desk.shell.county.region.adding import RegionDialog
from report_desk.desk.shell.county.region.region import Region
from report_desk.desk.shell.county.region.sources import SourcesDialog
from report_desk.desk.shell.county.room import FolderRoom
from report_desk.desk.shell.county.roster.dialog import RosterDialog
from report_desk.desk.theme.look import Appearance
from report_desk.publish.pdf.export import publish_chart
from report_desk.rosters import OfficeFolders
from tests import county
from tests.desk.memory import MemoryStore
from tests.journeys.pictures import SIZE, Camera, services, wait

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from report_desk.core.consolidation.across.chart import Chart, Inks
    from report_desk.core.consolidation.across.study import Study
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.board.lines import Shown
    from report_desk.desk.shell.window import MainWindow

FOLDER = PurePath("D:/年报/2024/收件")
READ = 900
"""Milliseconds until an open report stands still."""
LONGEST, STEP = 60_000, 50
"""Milliseconds to wait for what a worker does, and between two looks."""
ORGANS = (
    ("区财政局", "部门", "submitted"),
    ("区教育局", "部门", "faulty"),
    ("区卫生健康局", "部门", "returned"),
    ("区市场监管局", "部门", "changed"),
    ("区文化和旅游局", "部门", "approved"),
    ("区图书馆", "公共机构", "missing"),
    ("东山镇", "乡镇街道", "submitted"),
    ("南湖街道", "乡镇街道", "approved"),
    ("西河镇", "乡镇街道", "faulty"),
    ("北园街道", "乡镇街道", "unreadable"),
    ("中心镇", "乡镇街道", "missing"),
)


def report(organ: str, how: str) -> Report:
    """A report of an organ, as far as it is."""
    figures = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    if how in {"faulty", "returned"}:
        figures[Address("requests.new.individual")] = 7
    if how == "approved":
        figures |= {Address(f"requests.{row}.individual"): len(organ) for row in ("new", "granted")}
    made = county.report(organ, figures)
    if how == "approved":
        return county.approved(made)
    if how == "changed":
        return replace(county.approved(made), sections={**made.sections, "problems": "后来改了一句。"})
    made = county.submitted(made)
    if how != "returned":
        return made
    back = Event(EventKind.RETURNED, "审核人", "2025-01-19T15:10:00+08:00", 2, "", "见批注")
    thread = Remark(
        "t", Anchor(AnchorKind.WHOLE), (Entry("审核人", back.at, "「新收」和登记台账不符，请核对。"),)
    )
    return replace(made, state=State.RETURNED, history=(*made.history, back), remarks=(thread,))


class MemoryFolders(OfficeFolders):
    """One folder, which never changes."""

    def look(
        self,
        folder: PurePath,  # noqa: ARG002
        last: SeenFolder | None,
        tell: Callable[[float], None],  # noqa: ARG002
    ) -> SeenFolder | None:
        """As the port."""
        if last is not None:
            return None
        entries = [
            unreadable(
                f"{organ}.rdesk", f"「{organ}.rdesk」（900 字节）读不出来：文件中间断了。请对方重新发来。"
            )
            if how == "unreadable"
            else entry(f"{organ}.rdesk", evaluate(county.FORM, report(organ, how)))
            for organ, _, how in ORGANS
            if how != "missing"
        ]
        entries.append(unreadable("说明.docx", "「说明.docx」不是 .rdesk 年报文件。"))
        roster = tuple(
            Member(organ, "", level, "", "", f"620000{at:02}", "2026-01-09")
            for at, (organ, level, _) in enumerate(ORGANS)
        )
        return SeenFolder("", tuple(entries), roster)


class MemoryComparing:
    """The forty organs that are compared, and charts as the pages draw them."""

    def study(
        self,
        folder: PurePath,  # noqa: ARG002
        files: Sequence[str],
        tell: Callable[[float], None],
    ) -> tuple[Study, ...]:
        """As the port."""
        tell(1)
        known = {f"{one.organ}.rdesk": one for one in county.neighbours()}
        return tuple(study(file, county.FORM, known[file]) for file in files)

    def draw(self, chart: Chart, inks: Inks, width: float, size: float) -> bytes:
        """As the port."""
        return publish_chart(chart, inks, width, size)


def office(folder: Path, appearance: Appearance) -> Services:
    """Ports in memory with the folder in them."""
    made = services(folder, appearance)
    assert isinstance(made.store, MemoryStore)
    for organ, _, how in ORGANS:
        if how not in {"missing", "unreadable"}:
            made.store.files[FOLDER / f"{organ}.rdesk"] = report(organ, how)
    made.store.files |= {FOLDER / f"{one.organ}.rdesk": one for one in county.neighbours()}
    return replace(made, folders=MemoryFolders(), comparing=MemoryComparing())


def take_across(window: MainWindow, camera: Camera) -> None:
    """The comparison of forty organs: figures with their chart, and prose that is alike."""
    reports = county.neighbours()
    entries = tuple(entry(f"{one.organ}.rdesk", evaluate(county.FORM, one)) for one in reports)
    seen = shown(SeenFolder("", entries, ()), date(2025, 1, 20))
    room = window.room
    assert isinstance(room, FolderRoom)
    dialog = AcrossDialog(FOLDER, seen, room._frame, window)
    dialog.setFixedSize(1240, 690)
    dialog.show()
    until(lambda: dialog.figures.chart.canvas.image is not None)
    wait(READ)
    camera.take_open("across", dialog)
    dialog.figures.kind.setCurrentIndex(2)
    wait(READ)
    camera.take_open("across-years", dialog)
    dialog.tabs.setCurrentIndex(1)
    wait(READ)
    camera.take_open("alike", dialog)
    dialog.close()


def take_lists(window: MainWindow, camera: Camera, seen: Shown) -> None:
    """Who must report, and whose a file under another name is."""
    roster = RosterDialog(seen.seen.roster, (), MemoryFolders(), window._look, window)
    camera.take_dialog("roster", roster)
    renamed = [entry("区文化馆.rdesk", evaluate(county.FORM, report("区文化馆", "submitted")))]
    camera.take_dialog("match", MatchDialog(renamed, seen.board, window._look, window))


def until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    for _ in range(LONGEST // STEP):
        if is_so():
            return
        wait(STEP)
    raise TimeoutError


def take_all(window: MainWindow, camera: Camera) -> None:
    """The board, its dialogs, and a report of the queue."""
    window.session.folder_wanted.emit(FOLDER)
    room = window.room
    assert isinstance(room, FolderRoom)
    until(lambda: room.view.shown is not None)
    assert room.view.shown is not None
    room.view.table.stand_on("区教育局")
    points = room.view.open_points
    until(lambda: any("列不平" in points.item(row).text() for row in range(points.count())))
    camera.take("board")
    seen = room.view.shown.seen
    take_lists(window, camera, room.view.shown)
    region = RegionDialog(room.view.shown.board, county.FORM, "示例区人民政府", window._look, window)
    camera.take_dialog("region", region)
    approved = region.wish.consolidated(room._frame.services)
    assert not isinstance(approved, str)
    found = Region(
        county.FORM, approved.sheet.report, trace(county.FORM, approved.sheet.report, seen.entries)
    )
    camera.take_dialog("sources", SourcesDialog(found, window._look, window))
    take_across(window, camera)
    room.open_line(room.view.table.board.lines[1])
    wait(READ)
    camera.take("queue")
    window.close_report()
    until(lambda: isinstance(window.room, FolderRoom) and window.room.view.shown is not None)
    at_board = window.room
    assert isinstance(at_board, FolderRoom)
    at_board.deeds._open("南湖街道.rdesk", "南湖街道", "requests.granted.total")
    wait(READ)
    camera.take("sources-cell")


def main(folder: Path) -> None:
    """Light and dark."""
    application = app.make_application()
    for appearance, ending in ((Appearance.LIGHT, ""), (Appearance.DARK, "-dark")):
        with tempfile.TemporaryDirectory() as place:
            backing = QSettings(str(Path(place, "window.ini")), QSettings.Format.IniFormat)
            window = app.make_frame(backing)
            app.furnish(window, office(Path(place), appearance))
            window.show_start()
            window.showNormal()
            window.setFixedSize(*SIZE)
            QCursor.setPos(0, 0)
            wait(200)
            take_all(window, Camera(window, folder, ending))
            window.forget_report()
            window.hide()
            shiboken6.delete(window)
    assert isinstance(application, QApplication)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target)
