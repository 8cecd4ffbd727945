"""The pictures of the review and of what can happen to a file, light and dark, always the same.

usage: python -m tests.journeys.review_pictures FOLDER
"""

from __future__ import annotations

import errno
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog

from report_desk import app
from report_desk.core.edits.apply import SetFigure, SetText, TakeOver, apply
from report_desk.core.edits.new_report import previous_year
from report_desk.core.edits.review import AddRemark, AnswerRemark, CloseRemark, Step
from report_desk.core.form.edition import Address
from report_desk.core.ports import (
    ChangedOnDiskError,
    CopyKind,
    DamagedFileError,
    LockedError,
    SaveFailedError,
    StoredCopy,
)
from report_desk.core.report import prose
from report_desk.core.report.model import Anchor, AnchorKind, Entry, EventKind, Remark, Revision
from report_desk.core.versions.merge import merge
from report_desk.desk.comparing.merge_dialog import MergeDialog
from report_desk.desk.document import Document, Place
from report_desk.desk.files.opening import open_file
from report_desk.desk.files.refusals import after_refusal
from report_desk.desk.files.watching.notice import OF_A_COPY, Offer, Told
from report_desk.desk.recovery.dialog import RecoveryDialog
from report_desk.desk.review.steps.fingerprint_dialog import ProofDialog
from report_desk.desk.theme.look import Appearance
from report_desk.store.failures import saving
from tests.desk.rooms import open_report, report_in
from tests.journeys.pictures import NOW, SIZE, Camera, run, sample, services, wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.edits.apply import Edit
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.shell.window import MainWindow

CLERK, SUPERVISOR = "经办人", "审核人"
FIRST, BACK, AGAIN = (f"2026-01-{day}T{hour}:00+08:00" for day, hour in ((14, "09"), (15, "16"), (18, "16")))
CARRIED = Address("requests.carried_in.individual")
NEW = Address("requests.new.individual")
GRANTED = Address("requests.granted.individual")
PATH = PurePath("D:/年报/2025/文化和旅游局2025.rdesk")


def made(sheet: Sheet, *edits: Edit) -> Sheet:
    for edit in edits:
        sheet = apply(sheet, edit).sheet
    return sheet


def numbered(sheet: Sheet, number: int) -> Sheet:
    return replace(sheet, report=replace(sheet.report, revision=Revision(number, f"r{number}")))


def remark(name: str, anchor: Anchor, text: str) -> AddRemark:
    return AddRemark(Remark(name, anchor, (Entry(SUPERVISOR, BACK, text),)))


def returned() -> Sheet:
    """The sample, handed over and returned with a remark on a cell, a sentence and a section."""
    sheet = made(numbered(sample(2025), 4), Step(EventKind.SUBMITTED, CLERK, FIRST))
    overview = sheet.report.sections["overview"]
    place, quote = next(item for item in prose.sentences(overview) if "全年" in item[1])
    sentence = Anchor(AnchorKind.SENTENCE, "overview", quote=quote, place=place)
    return made(
        numbered(sheet, 5),
        remark("cell", Anchor(AnchorKind.CELL, cell=CARRIED), "和登记台账的结转数不符，请核实。"),
        remark("sentence", sentence, "和表二的数字对一下。"),
        remark("section", Anchor(AnchorKind.SECTION, "problems"), "措施写具体。"),
        Step(EventKind.RETURNED, SUPERVISOR, BACK, "上年结转请核实，五写具体。"),
    )


def handed_again() -> Sheet:
    """Answered, corrected, handed over once more."""
    sheet = returned()
    new, granted = (sheet.report.figures[cell] for cell in (NEW, GRANTED))
    assert isinstance(new, int)
    assert isinstance(granted, int)
    problems = sheet.report.sections["problems"] + "下一步每季度检查一次。"
    return made(
        numbered(sheet, 6),
        AnswerRemark("cell", Entry(CLERK, AGAIN, "1 件申请人 1 月撤回，已计入其他处理。")),
        SetFigure(NEW, new + 1),
        SetFigure(GRANTED, granted + 1),
        SetText("problems", problems),
        CloseRemark("section", SUPERVISOR, AGAIN),
        Step(EventKind.SUBMITTED, CLERK, AGAIN),
    )


def approved() -> Sheet:
    """Approved, and one figure changed afterwards."""
    sheet = made(numbered(handed_again(), 7), Step(EventKind.APPROVED, SUPERVISOR, AGAIN))
    return made(sheet, SetFigure(GRANTED, 9))


def copies(sheet: Sheet) -> list[StoredCopy]:
    """Two backups and the draft of a program that is gone."""
    older = made(sheet, SetFigure(CARRIED, 0), SetText("problems", "形式还不多样。"))
    at = NOW.timestamp()
    return [
        StoredCopy(CopyKind.DRAFT, PurePath("/1"), PATH, at - 600, made(sheet, SetFigure(GRANTED, 7)).report),
        StoredCopy(CopyKind.BACKUP, PurePath("/2"), PATH, at - 7200, sheet.report),
        StoredCopy(CopyKind.BACKUP, PurePath("/3"), PATH, at - 90_000, older.report),
    ]


def show(  # noqa: PLR0913, PLR0917 - a whole scene
    window: MainWindow,
    sheet: Sheet,
    ports: Services,
    person: str,
    page: str,
    place: Place = Place(PATH, "digest"),  # noqa: B008 - never changed
    told: Told = Told(),  # noqa: B008
) -> None:
    """Open a report as somebody."""
    ports.settings.choose(replace(ports.settings.preferences, person=person))
    window.forget_report()
    window.session.began.emit(Document(sheet, place), told)
    assert open_report(window) is not None
    report_in(window).workspace.show_page(page)


def take_review(window: MainWindow, ports: Services, camera: Camera) -> None:
    """The story: returned, handed over again, changed after the approval."""
    show(window, returned(), ports, CLERK, "overview")
    window.actions_by_name["next_remark"].trigger()
    camera.take("returned")
    show(window, handed_again(), ports, SUPERVISOR, "requests_note")
    window.actions_by_name["next_change"].trigger()
    for _ in range(2):
        window.actions_by_name["next_remark"].trigger()
    camera.take("review")
    for name in ("return", "compare", "history"):
        take_asked(window, camera, f"review-{name}", window.actions_by_name[name].trigger)
    show(window, approved(), ports, CLERK, "requests_note")
    camera.take("approved-changed")
    show(window, sample(2025), ports, CLERK, "requests_note")
    take_asked(window, camera, "hand-over", window.actions_by_name["hand_over"].trigger)
    show(
        window,
        made(sample(2025), Step(EventKind.SUBMITTED, CLERK, FIRST)),
        ports,
        SUPERVISOR,
        "requests_note",
    )
    window.actions_by_name["add_remark"].trigger()
    camera.take("first-remark")
    show(window, witnessed(), ports, CLERK, "requests_note")
    window.actions_by_name["next_finding"].trigger()
    camera.take("witness")
    take_proof(window, ports, camera)


def witnessed() -> Sheet:
    """上年结转 typed one too high: last year's report knows better."""
    sheet = apply(sample(2025), TakeOver(previous_year(sample(2024)))).sheet
    carried = sheet.report.figures[CARRIED]
    assert isinstance(carried, int)
    return made(sheet, SetFigure(CARRIED, carried + 1))


def take_proof(window: MainWindow, ports: Services, camera: Camera) -> None:
    """A code that somebody has copied from paper, with one sign wrong."""
    assert open_report(window) is not None
    sheet = report_in(window).document.sheet
    dialog = ProofDialog(sheet, ports, window.background, window._look, window)
    dialog.show()
    dialog.code.setText(sheet.fingerprint.replace("-", "—"))
    dialog.check.click()
    camera.take_open("proof", dialog)
    dialog.close()


def take_files(window: MainWindow, ports: Services, camera: Camera) -> None:
    """What a person is asked when something happened to a file."""
    sheet = sample(2025)
    quoted = Remark("m", Anchor(AnchorKind.CELL, cell=CARRIED), (Entry(SUPERVISOR, BACK, "请核实结转数。"),))
    theirs = made(
        sheet,
        SetFigure(GRANTED, 6),
        SetFigure(NEW, 44),
        SetText("problems", "公开形式单一。"),
        AddRemark(quoted),
        Step(EventKind.SUBMITTED, SUPERVISOR, BACK),
    )
    mine = made(sheet, SetFigure(GRANTED, 5), SetText("problems", "公开形式不够多样。"))
    sides = (sheet.report, mine.report, theirs.report)
    look = window._look
    camera.take_dialog("merge", MergeDialog(merge(*sides), sides, mine, look, window))
    camera.take_dialog("recover", RecoveryDialog(ports, copies(sheet), sheet, look, window))
    changed = (
        "没有保存：您打开以后，别人（或另一个窗口）保存过这个文件。可以比较合并、另存一份，或者确认覆盖。"
    )
    locked = "没有保存：电脑「BGS-PC2」在 95 秒前开始保存这个文件，一直没有结束，多半是中断了。"
    for name, error in (
        ("file-changed", ChangedOnDiskError(changed, theirs.report, "theirs")),
        ("file-locked", LockedError(locked, may_break=True)),
        ("file-full", refused(errno.ENOSPC)),
    ):
        take_asked(window, camera, name, partial(after_refusal, window, error))
    damage = "「文化和旅游局2025.rdesk」损坏了（内容与校验码不符：文件在别处被改动过，或者已经损坏）。"
    store = ports.store
    store.damaged[PATH] = DamagedFileError(damage, sheet.report, PurePath("/2"))  # type: ignore[attr-defined]
    take_asked(window, camera, "file-damaged", lambda: open_file(ports, PATH, window))


def refused(number: int) -> SaveFailedError:
    """What a person is told when the system refuses a save for that reason."""
    try:
        with saving():
            raise OSError(number, "")
    except SaveFailedError as error:
        return error


def take_notices(window: MainWindow, ports: Services, camera: Camera) -> None:
    """What the window says of the file that it has opened."""
    read_only = "这个文件是只读的，修改后只能另存到别处。"
    older = "这一份比您昨天用过的「文化和旅游局2025.rdesk」早 3 次保存。"
    for name, words, offers in (
        ("file-read-only", read_only, (Offer.SAVE_COPY,)),
        ("file-older", older, OF_A_COPY),
    ):
        place = Place(PATH, "digest", read_only if words is read_only else "")
        show(window, sample(2025), ports, CLERK, "overview", place, Told(words, offers))
        camera.take(name)


def take_asked(window: MainWindow, camera: Camera, name: str, asks: Callable[[], object]) -> None:
    """A picture of the dialog that something opens; it is left by its cancel button."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        camera.take_open(name, dialog)
        dialog.reject()

    QTimer.singleShot(0, window, look)
    asks()


def take_all(folder: Path, appearance: Appearance, scratch: Path) -> None:
    """All pictures in one appearance."""
    ports = services(scratch, appearance)
    window = app.make_frame(QSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat))
    app.furnish(window, ports)
    window.showNormal()
    window.resize(*SIZE)
    camera = Camera(window, folder, "" if appearance is Appearance.LIGHT else "-dark")
    QCursor.setPos(SIZE[0] // 2, SIZE[1] - 1)
    wait(50)
    take_review(window, ports, camera)
    take_files(window, ports, camera)
    take_notices(window, ports, camera)
    window.forget_report()
    window.background.wait()
    window.close()
    shiboken6.delete(window)


if __name__ == "__main__":
    run(take_all)
