"""Where each number of a region's report comes from, and whether the folder still gives the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.corrections import corrected_by
from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import Member, Names, name_key, other_names
from report_desk.core.consolidation.sums import sources
from report_desk.core.consolidation.words import STANDING_NAMES
from report_desk.core.form.kinds import KindName
from report_desk.core.report.totals import numbers, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report
    from report_desk.core.report.sources import Consolidation, Part
    from report_desk.core.report.totals import Number, Numbers

_FEW = 3


class Changed(Struct, frozen=True):
    """One thing that is no longer as it was added up: a report of the folder, or the region's own figures."""

    organ: str
    file: str
    sentence: str


class Share(Struct, frozen=True):
    """What one organ's report has in a cell; None where that is blank or no number."""

    organ: str
    file: str
    value: Number | None


class Traced(Struct, frozen=True):
    """One number: what the reports give now, what was added by hand, what the region's report says.

    ``sum`` is None where a report leaves the cell blank; ``corrections`` is 0 without any.
    """

    sum: Number | None
    corrections: Number
    stated: Number | None
    parts: tuple[Share, ...]


class Trace(Struct, frozen=True):
    """Every number of a region's report, and what changed since it was added up.

    ``states`` says how far each organ's report is now, in the office's words.
    """

    changed: tuple[Changed, ...]
    cells: Mapping[Address, Traced]
    states: Mapping[str, str]

    @property
    def is_same(self) -> bool:
        """Whether the folder gives the same report again."""
        return not self.changed


class NotAddedUpError(ValueError):
    """The report is none that was added up from others."""


def trace(
    form: ReportFormat, report: Report, entries: Iterable[Entry], roster: Sequence[Member] = ()
) -> Trace:
    """Add the folder up again as the report says that it was, and compare.

    ``roster`` tells by which other names an organ may have reported by now. Raises NotAddedUpError.
    """
    made = report.consolidation
    if made is None:
        raise NotAddedUpError(f"「{report.organ}」的这份报告不是汇总得出的，没有来源可查。")
    states = [state for state in Standing if state.value in made.states]
    named = _named(made, roster)
    there = board(named if made.expected else [], entries, report.year)
    again, taken = sources(there, form, states)
    names = Names(named)
    now = _by_organ(taken, names)
    reasons = {names.key(one.organ): one.reason for one in again.left_out}
    cells = _cells(form, report, made, taken)
    changed = [*_changed_parts(made.parts, now, reasons), *_new_parts(made, taken, now)]
    wrong = {place: cell for place, cell in cells.items() if _differs(form, place, cell)}
    if len(changed) == 1 and wrong:
        one = changed[0]
        changed = [Changed(one.organ, one.file, f"{one.sentence}{_by_how_much(form, wrong)}")]
    elif not changed and wrong:
        words = f"报告里的数和各单位之和加订正不一样。{_by_how_much(form, wrong)}"
        changed = [Changed(report.organ, "", words)]
    standings = {names.key(row.member.organ): STANDING_NAMES[row.standing] for row in there.rows}
    known = {one.organ: standings[key] for one in named if (key := name_key(one.organ)) in standings}
    return Trace(tuple(changed), cells, known)


def _named(made: Consolidation, roster: Sequence[Member]) -> list[Member]:
    """Who was to report, where that was said, all but those that were not among them; else who did.

    Each by the name that it had, and with every other one that the roster knows of it.
    """
    known = [*(one.organ for one in made.parts), *made.missing]
    left_out = [one.organ for one in made.left_out]
    if made.expected:
        left_out = left_out[: max(0, made.expected - len(known))]
    names, listed = Names(roster), {name_key(one.organ): one for one in roster}
    return [_also(organ, listed.get(names.key(organ))) for organ in (*known, *left_out)]


def _also(organ: str, listed: Member | None) -> Member:
    if listed is None:
        return Member(organ)
    others = [name for name in (listed.organ, *other_names(listed)) if name_key(name) != name_key(organ)]
    return Member(organ, short=listed.short, also="、".join(others))


def _by_organ(taken: Iterable[Entry], names: Names) -> dict[str, Entry]:
    """The reports that are taken now, by the organs of then; one that kept its name goes first."""
    found: dict[str, Entry] = {}
    for one in taken:
        key = names.key(one.organ)
        if key not in found or name_key(one.organ) == key:
            found[key] = one
    return found


def _changed_parts(
    parts: Iterable[Part], now: Mapping[str, Entry], reasons: Mapping[str, str]
) -> Iterator[Changed]:
    for part in parts:
        key = name_key(part.organ)
        one = now.get(key)
        if one is None:
            why = f"现在{reasons[key]}" if key in reasons else "现在文件夹里没有了"
            yield Changed(part.organ, part.file, f"「{part.organ}」汇总时算进去了，{why}。")
        elif one.fingerprint != part.fingerprint:
            other = "" if name_key(one.organ) == key else f"，现在的名称是「{one.organ}」"
            words = f"「{part.organ}」的报告（{one.file}）在汇总以后改过{other}。"
            yield Changed(part.organ, one.file, words)


def _new_parts(made: Consolidation, taken: Iterable[Entry], now: Mapping[str, Entry]) -> Iterator[Changed]:
    """Reports of organs that were not added up, those of no organ of then too."""
    known = {now[key].file for part in made.parts if (key := name_key(part.organ)) in now}
    for one in taken:
        if one.file not in known:
            words = f"「{one.organ}」汇总时没有算进去，现在可以算了。"
            yield Changed(one.organ, one.file, words)


def _cells(
    form: ReportFormat, report: Report, made: Consolidation, taken: Iterable[Entry]
) -> dict[Address, Traced]:
    """Every number of the form, totals too: those of each organ, of their sum, and of the report."""
    shares: list[tuple[Entry, Numbers]] = []
    for one in taken:
        known = {
            cell.address: value
            for cell, value in zip(form.typed, one.values, strict=True)
            if value is not None
        }
        shares.append((one, numbers(form, known)))
    by_hand = _with_totals(form, corrected_by(made))
    stated = numbers(form, report.figures)
    found: dict[Address, Traced] = {}
    for place, cell in form.cells.items():
        if cell.kind is KindName.TEXT:
            continue
        parts = tuple(Share(one.organ, one.file, known[place]) for one, known in shares)
        found[place] = Traced(_sum(parts), by_hand.get(place, 0), stated[place], parts)
    return found


def _with_totals(form: ReportFormat, typed: Mapping[Address, Number]) -> dict[Address, Number]:
    """What corrections of typed cells add to the totals as well."""
    found = {cell.address: typed.get(cell.address, 0) for cell in form.typed}
    for cell in form.computed:
        found[cell.address] = sum((found[addend] for addend in cell.addends), 0)
    return found


def _sum(parts: tuple[Share, ...]) -> Number | None:
    values = [part.value for part in parts if part.value is not None]
    return sum(values, 0) if parts and len(values) == len(parts) else None


def _differs(form: ReportFormat, place: Address, cell: Traced) -> bool:
    """Whether a typed number is not what the reports and the corrections make."""
    if form.cells[place].is_total:
        return False
    return cell.stated != (None if cell.sum is None else cell.sum + cell.corrections)


def _by_how_much(form: ReportFormat, wrong: Mapping[Address, Traced]) -> str:
    said = [
        f"「{form.cells[place].words}」报告里是 {_shown(cell.stated)}，现在合起来是 "
        f"{_shown(None if cell.sum is None else cell.sum + cell.corrections)}"
        for place, cell in list(wrong.items())[:_FEW]
    ]
    more = f"；另有 {len(wrong) - _FEW} 处" if len(wrong) > _FEW else ""
    return f"{'；'.join(said)}{more}。"


def _shown(value: Number | None) -> Figure:
    return "空" if value is None else plain(value)
