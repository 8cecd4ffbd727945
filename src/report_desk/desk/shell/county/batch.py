"""Batches on a worker: each file is done for itself, and what became of it is said; the rest goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.returning import MESSAGE, message, open_points, returned
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import NotNowError, Step, handover_name
from report_desk.core.output.review_sheet import review_sheet
from report_desk.core.ports import ExpectedError
from report_desk.core.record import codec
from report_desk.core.report.model import EventKind
from report_desk.core.sheet import evaluate
from report_desk.desk.files.names import usable
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from report_desk.core.ports import OpenedReport
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.board.lines import Line

    Tell = Callable[[float], None]


class Result(Struct, frozen=True):
    """What became of one file; an empty ``sentence`` where all went well."""

    organ: str
    file: str
    sentence: str = ""


class Wanted(Struct, frozen=True):
    """A step that is taken on many reports: which, by whom and when, and ids for remarks that it writes."""

    kind: EventKind
    person: str
    at: str
    new_id: Callable[[], str]


def take_all(
    services: Services, folder: PurePath, lines: Sequence[Line], wanted: Wanted, tell: Tell
) -> list[Result]:
    """Take a step on each report, only where its content is that of the board."""
    done = []
    for number, line in enumerate(lines, start=1):
        done.append(_one(line, partial(_take, services, folder, line, wanted)))
        tell(number / len(lines))
    return done


def _one(line: Line, work: Callable[[], object]) -> Result:
    organ, file = line.row.member.organ, line.entry.file if line.entry else ""
    try:
        work()
    except (ExpectedError, NotNowError, LookupError) as error:
        return Result(organ, file, str(error.args[0] if error.args else error))
    return Result(organ, file)


def _opened(services: Services, folder: PurePath, line: Line) -> tuple[OpenedReport, Sheet]:
    assert line.entry is not None
    opened = services.store.open(folder / line.entry.file)
    return opened, evaluate(services.form_by_id(opened.report.format), opened.report)


def _take(services: Services, folder: PurePath, line: Line, wanted: Wanted) -> None:
    opened, sheet = _opened(services, folder, line)
    if opened.read_only:
        raise NotNowError(opened.read_only)
    if line.entry is None or sheet.fingerprint != line.entry.fingerprint:
        raise NotNowError(tr("内容刚才变了，没有动它；请再看一遍。"))
    if wanted.kind is EventKind.RETURNED:
        report = returned(sheet, wanted.person, wanted.at, wanted.new_id).report
    else:
        report = apply(sheet, Step(wanted.kind, wanted.person, wanted.at, "")).sheet.report
    services.store.save(report, opened.path, expected_digest=opened.digest)
    services.store.back_up(opened.path)


def points(services: Services, folder: PurePath, line: Line) -> list[str]:
    """What is open in a report, in sentences. Raises ExpectedError, LookupError."""
    return open_points(_opened(services, folder, line)[1])


def send_all(
    services: Services, folder: PurePath, lines: Sequence[Line], to: PurePath, tell: Tell
) -> list[Result]:
    """A folder for each organ: its report under a telling name, the 审核意见单, a text for a chat."""
    done = []
    for number, line in enumerate(lines, start=1):
        done.append(_one(line, partial(_send, services, folder, line, to)))
        tell(number / len(lines))
    return done


def _send(services: Services, folder: PurePath, line: Line, to: PurePath) -> None:
    opened, sheet = _opened(services, folder, line)
    report = sheet.report
    name = handover_name(report)
    sheet_name = f"{usable(report.organ)}{report.year}年审核意见单.pdf"
    folders = services.folders
    assert folders is not None
    for file, data in (
        (name, codec.write(report)),
        (sheet_name, services.publish(review_sheet(sheet)).data),
        (MESSAGE, message(sheet, opened.path.name, name).encode()),
    ):
        folders.put(to / (usable(report.organ) or "_"), file, data)
