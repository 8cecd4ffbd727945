"""The board: one row for each organ that must report, and what is wrong in the folder, by name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.entry import Entry, Standing
from report_desk.core.consolidation.roster import Member, Names, listed_twice, name_key
from report_desk.core.consolidation.words import name_order
from report_desk.core.versions.ancestry import goes_back_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class ProblemKind(StrEnum):
    """What can be wrong with a file of a folder."""

    DAMAGED = "damaged"
    DOUBLE = "double"
    WRONG_YEAR = "wrong_year"
    STALE = "stale"
    UNKNOWN_ORGAN = "unknown_organ"
    NOT_A_REPORT = "not_a_report"
    UNBALANCED = "unbalanced"
    LISTED_TWICE = "listed_twice"


class Problem(Struct, frozen=True, gc=False):
    """One of them, with a sentence for the office; ``file`` is empty where it is one of the roster."""

    file: str
    kind: ProblemKind
    sentence: str


class BoardRow(Struct, frozen=True, gc=False):
    """One organ: who it is, and the file that counts for it (None: none has come).

    ``rivals`` are files that could count as well: parted copies and other reports, no older saves.
    """

    member: Member
    entry: Entry | None = None
    rivals: tuple[Entry, ...] = ()

    @property
    def standing(self) -> Standing:
        """How far its report is."""
        return Standing.MISSING if self.entry is None else self.entry.standing

    @property
    def is_contested(self) -> bool:
        """Whether another file is as far in the review and says something else."""
        one = self.entry
        return one is not None and any(
            other.standing is one.standing and other.fingerprint != one.fingerprint for other in self.rivals
        )


class Board(Struct, frozen=True):
    """A folder for one year.

    ``unknown`` are the files of organs that are none of those that must report, ``lost`` those that cannot
    be read and whose organ nobody knows. ``has_roster``: it was said who must report.
    """

    year: int
    rows: tuple[BoardRow, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[Entry, ...] = ()
    lost: tuple[Entry, ...] = ()
    has_roster: bool = False

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many organs stand where; every standing is named."""
        found = dict.fromkeys(Standing, 0)
        for row in self.rows:
            found[row.standing] += 1
        return found

    @property
    def missing(self) -> tuple[str, ...]:
        """The organs that nothing has come from."""
        return tuple(row.member.organ for row in self.rows if row.entry is None)


def board(members: Sequence[Member], entries: Iterable[Entry], year: int = 0) -> Board:
    """What a folder holds, against who must report.

    Without ``members`` every organ that has a file is one, in the order of `name_order`; one that is listed
    twice counts once. Without a
    ``year`` it is the one that most files are of. Of several files of one organ, by any of its `Names`, the
    newest by its chain of saves counts; where two have parted, or are different reports, the one further on
    in the review counts, and both are named. A report that was itself added up, as that of the region is,
    counts only where its organ is one of the ``members``. A file that cannot be read stands for its organ
    where no other does: by what is left in it, or by its name.
    """
    wanted: dict[str, Member] = {}
    for member in members:
        wanted.setdefault(name_key(member.organ), member)
    listed, names = frozenset(wanted), Names(members)
    known = sorted(
        (one for one in entries if not one.is_sum or names.key(one.organ) in listed), key=lambda one: one.file
    )
    year = year or _usual_year(known)
    problems = [problem for one in known for problem in _own_problems(one, year)]
    problems += map(_twice, listed_twice(members))
    mine = _by_organ(known, names, year)
    unknown: list[Entry] = []
    for key, found in mine.items():
        if members and key not in wanted:
            problems += [_unknown(one) for one in found]
            unknown += found
        elif key not in wanted:
            wanted[key] = Member(found[0].organ)
    broken, lost = _broken(known, wanted, Names(wanted.values()))
    rows = []
    for key, member in wanted.items() if members else _sorted(wanted):
        row, doubles = _row(member, mine.get(key) or broken.get(key, [])[-1:])
        if not members and row.entry is not None:
            row = replace(row, member=Member(row.entry.organ))  # as the file that counts spells it
        rows.append(row)
        problems += doubles
    named = tuple(sorted(problems, key=lambda one: (name_order(one.file), one.file, one.kind)))
    return Board(year, tuple(rows), named, tuple(unknown), tuple(lost), has_roster=bool(members))


def _sorted(organs: Mapping[str, Member]) -> list[tuple[str, Member]]:
    return sorted(organs.items(), key=lambda one: (name_order(one[0]), one[0]))


def _by_organ(entries: Iterable[Entry], names: Names, year: int) -> dict[str, list[Entry]]:
    """The reports of the year, those of each organ together."""
    found: dict[str, list[Entry]] = {}
    for one in entries:
        if one.is_readable and one.year == year:
            found.setdefault(names.key(one.organ), []).append(one)
    return found


def _broken(
    entries: Iterable[Entry], wanted: Mapping[str, Member], names: Names
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """The unreadable reports of each organ, by name, and those of nobody knows whom."""
    found: dict[str, list[Entry]] = {}
    lost: list[Entry] = []
    for one in entries:
        if not one.is_readable and is_report_file(one.file):
            folder, _, name = one.file.rpartition("/")
            stem = name.rpartition(".")[0].partition("_")[0]
            spelled = (names.key(words) for words in (one.organ, stem, folder))
            key = next((key for key in spelled if key in wanted), "")
            (found.setdefault(key, []) if key else lost).append(one)
    return found, lost


def is_report_file(file: str) -> bool:
    """Whether a file has the name of a report of this program."""
    return file.lower().endswith(".rdesk")


def _usual_year(entries: Iterable[Entry]) -> int:
    """The year that most files are of, the later one where two are as many; 0 without any."""
    counts: dict[int, int] = {}
    for one in entries:
        if one.is_readable:
            counts[one.year] = counts.get(one.year, 0) + 1
    return max(counts, key=lambda year: (counts[year], year), default=0)


def _own_problems(one: Entry, year: int) -> Iterable[Problem]:
    if not one.is_readable:
        kind = ProblemKind.DAMAGED if is_report_file(one.file) else ProblemKind.NOT_A_REPORT
        yield Problem(one.file, kind, one.sentence)
        return
    if one.year != year:
        words = f"「{one.file}」是「{one.organ}」{one.year} 年的报告，不是 {year} 年的。"
        yield Problem(one.file, ProblemKind.WRONG_YEAR, words)
    if one.unbalanced:
        words = f"「{one.organ}」有 {one.unbalanced} 个纸上的总计与各项之和不同，汇总只用各项。"
        yield Problem(one.file, ProblemKind.UNBALANCED, words)


def _unknown(one: Entry) -> Problem:
    return Problem(one.file, ProblemKind.UNKNOWN_ORGAN, f"应报单位里没有「{one.organ}」（{one.file}）。")


def _twice(organ: str) -> Problem:
    return Problem("", ProblemKind.LISTED_TWICE, f"应报单位里「{organ}」列了不止一次，只算一次。")


_ORDER = tuple(Standing)
"""Further on in the review is later in this order, but for a report that was changed after its approval."""


def _row(member: Member, found: list[Entry]) -> tuple[BoardRow, list[Problem]]:
    """The file that counts for an organ, and a problem for every other one."""
    if not found:
        return BoardRow(member), []
    newest = [one for one in found if not any(is_older(one, other) for other in found)]
    chosen = max(newest, key=_rank)
    problems = []
    for other in found:
        if other is chosen or _is_kept_copy(other, chosen):
            continue
        if is_older(other, chosen):
            words = f"「{other.file}」是「{other.organ}」较早的一份，「{chosen.file}」由它改来。"
            problems.append(Problem(other.file, ProblemKind.STALE, words))
        else:
            words = f"「{other.organ}」有两份：「{other.file}」和「{chosen.file}」{_how(other, chosen)}。"
            problems.append(Problem(other.file, ProblemKind.DOUBLE, words))
    rivals = (one for one in newest if one is not chosen and not _is_kept_copy(one, chosen))
    return BoardRow(member, chosen, tuple(rivals)), problems


def _rank(one: Entry) -> tuple[int, int, bool, str]:
    """Further on in the review, then saved more often, then in the folder itself and in no organ's own."""
    return _ORDER.index(one.standing), one.revision.number, "/" not in one.file, one.file


def _is_kept_copy(one: Entry, chosen: Entry) -> bool:
    """Whether it lies in its organ's folder and is what counts, or became that: sending back leaves those."""
    is_same = one.revision.id == chosen.revision.id and one.fingerprint == chosen.fingerprint
    return "/" in one.file and one.report == chosen.report and (is_same or is_older(one, chosen))


def is_older(one: Entry, other: Entry) -> bool:
    """Whether the other file was made of this one, by further saves."""
    if one is other or one.report != other.report or one.revision.id == other.revision.id:
        return False
    return goes_back_to(other.revision, one.revision)


def _how(one: Entry, other: Entry) -> str:
    if one.report != other.report:
        return "，不是同一份报告"
    if one.revision.id and one.revision.id == other.revision.id:
        return "，是同一次保存的"
    return "，各改各的，可以合并"
