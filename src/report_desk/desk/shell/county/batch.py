"""Batches on a worker: each file is done for itself, and what became of it is said; the rest goes on."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.returning import MESSAGE, message, open_points, reminder, returned
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import NotNowError, Step, handover_name
from report_desk.core.output.letters import Office, chasing, returning
from report_desk.core.output.review_sheet import review_sheet
from report_desk.core.ports import ExpectedError, GivenUpError
from report_desk.core.record import codec
from report_desk.core.report.file_names import usable
from report_desk.core.report.model import EventKind, State
from report_desk.core.sheet import evaluate
from report_desk.desk.language import tr
from report_desk.desk.places.names import holder_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from report_desk.core.consolidation.receiving import Incoming
    from report_desk.core.folder_ports import ReportFolders
    from report_desk.core.ports import OpenedReport
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.board.lines import Line
    from report_desk.desk.shell.county.documents import Arrived

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
    return _each([(_whose(line), partial(_take, services, folder, line, wanted)) for line in lines], tell)


def receive_all(
    folders: ReportFolders,
    folder: PurePath,
    arrived: Arrived,
    tell: Tell,
) -> list[Result]:
    """Put each file that arrives into the folder; of a document, the report that was read out of it.

    Those that a person looks through first are reckoned with, as they were in the plan.
    """
    known = arrived.known

    def put(one: Incoming, asked: Sequence[Incoming]) -> None:
        for other in asked:
            known.expect(other.entry)
        ready = arrived.kept.get(one.source)
        if ready is None:
            folders.receive(folder, one, known)
        else:
            folders.keep(folder, ready.name, ready.data, one, known)

    works: list[tuple[Result, Callable[[], object]]] = []
    waiting: list[Incoming] = []
    for one in arrived.files:
        if one.is_asked:
            waiting.append(one)
        elif one.is_taken:
            whose = Result(one.entry.organ, PurePath(one.source).name)
            works.append((whose, partial(put, one, tuple(waiting))))
            waiting.clear()
    return _each(works, tell)


def _each(works: Sequence[tuple[Result, Callable[[], object]]], tell: Tell) -> list[Result]:
    """Do one after the other; where that is given up, what is left is left as it was, and listed."""
    done: list[Result] = []
    for number, (one, work) in enumerate(works, start=1):
        done.append(_one(one, work))
        try:
            tell(number / len(works))
        except GivenUpError:
            left = tr("取消了，没有动它。")
            return [*done, *(replace(other, sentence=left) for other, _ in works[number:])]
    return done


def _whose(line: Line) -> Result:
    return Result(line.row.member.organ, line.entry.file if line.entry else "")


def _one(one: Result, work: Callable[[], object]) -> Result:
    try:
        work()
    except (ExpectedError, NotNowError, LookupError) as error:
        return replace(one, sentence=str(error.args[0] if error.args else error))
    return one


def _opened(services: Services, folder: PurePath, line: Line) -> tuple[OpenedReport, Sheet]:
    assert line.entry is not None
    opened = services.store.open(folder / line.entry.file)
    return opened, evaluate(services.form_by_id(opened.report.format), opened.report)


def _take(services: Services, folder: PurePath, line: Line, wanted: Wanted) -> None:
    _refuse_held(services, folder, line)
    opened, sheet = _opened(services, folder, line)
    if opened.read_only:
        raise NotNowError(opened.read_only)
    if line.entry is None or sheet.fingerprint != line.entry.fingerprint:
        raise NotNowError(tr("内容刚才变了，没有动它；请再看一遍。"))
    if opened.report.revision != line.entry.revision:
        raise NotNowError(tr("刚才有人存过它（批注或者状态变了），没有动它；请再看一遍。"))
    if services.claims.is_elsewhere(opened.path):
        raise NotNowError(tr("另一个窗口正打开着它，没有动它。"))
    if wanted.kind is EventKind.RETURNED:
        report = returned(sheet, wanted.person, wanted.at, wanted.new_id).report
    else:
        report = apply(sheet, Step(wanted.kind, wanted.person, wanted.at, "")).sheet.report
    services.store.save(report, opened.path, expected_digest=opened.digest)
    services.store.back_up(opened.path)


def _refuse_held(services: Services, folder: PurePath, line: Line) -> None:
    """What another has open is not touched: he would find it changed under his hands. Raises NotNowError."""
    assert line.entry is not None
    assert services.folders is not None
    one = services.folders.holder(folder / line.entry.file)
    if one is not None:
        raise NotNowError(tr("{held}，没有动它。").format(held=holder_words(one)))


def points(services: Services, folder: PurePath, line: Line) -> list[str]:
    """What is open in a report, in sentences. Raises ExpectedError, LookupError."""
    return open_points(_opened(services, folder, line)[1])


def send_all(
    services: Services, folder: PurePath, lines: Sequence[Line], to: PurePath, tell: Tell
) -> list[Result]:
    """A folder for each organ: its report under a telling name, the 审核意见单, a text for a chat."""
    return _each([(_whose(line), partial(_send, services, folder, line, to)) for line in lines], tell)


def _send(services: Services, folder: PurePath, line: Line, to: PurePath) -> None:
    opened, sheet = _opened(services, folder, line)
    report = sheet.report
    name = handover_name(report)
    files = [
        (name, codec.write(report)),
        (f"{usable(report.organ)}{report.year}年审核意见单.pdf", services.publish(review_sheet(sheet)).data),
        (MESSAGE, message(sheet, opened.path.name, name).encode()),
    ]
    if report.state is State.RETURNED:
        letter = services.publish(returning(sheet, name, _office(services))).data
        files.append((f"{usable(report.organ)}{report.year}年退回函.pdf", letter))
    _put(services, to / (usable(report.organ) or "_"), files)


def chase_all(services: Services, year: int, lines: Sequence[Line], to: PurePath, tell: Tell) -> list[Result]:
    """A folder for each organ that has sent nothing: a 催报函, and a text for a chat."""
    return _each(
        [(_whose(line), partial(_chase, services, year, line, to)) for line in lines],
        tell,
    )


def _chase(services: Services, year: int, line: Line, to: PurePath) -> None:
    member, form = line.row.member, services.form_for_year(year)
    letter = services.publish(chasing(form, year, member, line.late, _office(services))).data
    files = [
        (f"{usable(member.organ)}{year}年催报函.pdf", letter),
        (MESSAGE, reminder(member, year, line.late).encode()),
    ]
    _put(services, to / (usable(member.organ) or "_"), files)


def _office(services: Services) -> Office:
    return Office(services.settings.preferences.organ, services.now().date())


def _put(services: Services, folder: PurePath, files: Iterable[tuple[str, bytes]]) -> None:
    assert services.folders is not None
    for file, data in files:
        services.folders.put(folder, file, data)
