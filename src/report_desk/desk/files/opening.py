"""Opening a file: the report in it, or a calm sentence with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.ports import DamagedFileError, ExpectedError, UnreadableFileError
from report_desk.core.report.model import State
from report_desk.core.sheet import Sheet, evaluate
from report_desk.desk.background.patience import GivenUpError
from report_desk.desk.document import Place
from report_desk.desk.files.watching.notice import OF_A_COPY, Noticed, Offer, Told
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import ask, tell

if TYPE_CHECKING:
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import OpenedReport
    from report_desk.core.report.model import Report
    from report_desk.desk.services import Services


class Opened(Struct, frozen=True):
    """A report ready for the window, where it lives, and what to say of it (or nothing)."""

    sheet: Sheet
    place: Place
    told: Told = Told()


def open_file(services: Services, path: PurePath, window: QWidget) -> Opened | None:
    """Read a file; None after the person was told why not."""
    try:
        opened = services.store.open(path)
    except DamagedFileError as error:
        return _after_damage(services, path, error, window)
    except GivenUpError:
        return None
    except UnreadableFileError as error:
        _tell_or_forget(services, path, error, window)
        return None
    sheet = sheet_of(services, opened.report, window)
    if sheet is None:
        return None
    return Opened(sheet, Place.of(opened), _told(services, opened))


def sheet_of(services: Services, report: Report, window: QWidget) -> Sheet | None:
    """Evaluate a report; None where this program does not know its edition of the form."""
    try:
        return evaluate(services.form_by_id(report.format), report)
    except LookupError as error:
        tell(window, str(error.args[0]))
        return None


def read_beside(services: Services, path: PurePath, window: QWidget) -> Sheet | None:
    """Read a report that is only looked at, as last year's; None after the person was told why not."""
    try:
        opened = services.store.open(path)
    except ExpectedError as error:
        tell(window, str(error))
        return None
    return sheet_of(services, opened.report, window)


def _told(services: Services, opened: OpenedReport) -> Told:
    """Why it cannot be saved where it is, and how it stands to another copy or to a draft."""
    offers: tuple[Offer, ...] = (Offer.SAVE_COPY,) if opened.read_only else ()
    if opened.notice:
        offers += (Offer.RECOVER,) if opened.has_draft else OF_A_COPY
    other = None if opened.other is None else Noticed(opened.other, tr("用过的那一份"))
    words = opened.notice or _own_before(services, opened)
    return Told(opened.read_only + words, offers, other)


def _own_before(services: Services, opened: OpenedReport) -> str:
    """What to say of the file that a returned one follows from; the store has said it where it does not."""
    report = opened.report
    if report.state is not State.RETURNED:
        return ""
    for file in services.store.recent():
        is_same = (file.organ, file.year) == (report.organ, report.year)
        if is_same and str(file.path) != str(opened.path):
            words = tr("这是退回来的新一份。您以前用的是「{name}」：以后改这一份，旧的那份不要再改。")
            return words.format(name=file.path.name)
    return ""


def _tell_or_forget(services: Services, path: PurePath, error: UnreadableFileError, window: QWidget) -> None:
    """Say why a file cannot be opened; one that is gone may be taken off the recent ones at once."""
    store = services.store
    is_known = any(str(file.path) == str(path) for file in store.recent())
    if not is_known or store.digest_on_disk(path) is not None:
        tell(window, str(error))
        return
    is_done_with = ask(
        window,
        str(error),
        tr("它在最近的报告里。U 盘或网络盘没有接上时，可以先留着。"),
        {tr("留着"): False, tr("从最近的报告里拿掉"): True},
        escape=False,
    )
    if is_done_with:
        store.forget(path)


def _after_damage(
    services: Services, path: PurePath, error: DamagedFileError, window: QWidget
) -> Opened | None:
    """Offer the newest good backup, or what could still be read; either opens as unsaved work."""
    answers: dict[str, str] = {}
    if error.backup is not None:
        answers[tr("打开最近的备份")] = "backup"
    if error.salvaged is not None:
        answers[tr("打开还能读出的部分")] = "salvaged"
    answers[tr("先不打开")] = ""
    detail = tr("坏文件原样留着。打开的内容要另存，才会写到盘上。")
    match ask(window, str(error), detail, answers, escape=""):
        case "backup" if error.backup is not None:
            return _beside(services, error, path, window)
        case "salvaged" if error.salvaged is not None:
            sheet = sheet_of(services, error.salvaged, window)
            return (
                None
                if sheet is None
                else Opened(sheet, Place(), _to_save(tr("这是坏文件里还能读出的部分，请核对后另存。")))
            )
        case _:
            return None


def _beside(services: Services, error: DamagedFileError, path: PurePath, window: QWidget) -> Opened | None:
    """The newest backup; what the damaged file still holds is there to be compared, never to be merged.

    What could not be read would count as deleted there.
    """
    assert error.backup is not None
    try:
        opened = services.store.open(error.backup)
    except ExpectedError as failure:
        tell(window, str(failure))
        return None
    sheet = sheet_of(services, opened.report, window)
    words = tr("这是「{name}」的备份，请核对后另存。").format(name=path.name)
    rest = error.salvaged
    salvaged = None if rest is None else Noticed(rest, tr("坏文件里还能读出的"))
    return None if sheet is None else Opened(sheet, Place(), _to_save(words, salvaged))


def _to_save(words: str, other: Noticed | None = None) -> Told:
    return Told(words, (Offer.SAVE_COPY,) if other is None else (Offer.COMPARE, Offer.SAVE_COPY), other)
