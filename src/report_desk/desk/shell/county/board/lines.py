"""The lines of the board, made off the window's thread: what each shows, and what it is found by."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.board import board
from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import name_key
from report_desk.core.consolidation.words import name_order
from report_desk.desk.language import tr
from report_desk.desk.places.names import holder_words, standing_name
from report_desk.desk.shell.county.board.initials import initials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from report_desk.core.consolidation.board import Board, BoardRow
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.words import Order
    from report_desk.core.folder_ports import SeenFolder

_ODD = frozenset({Standing.DRAFT, Standing.CHANGED_AFTER_APPROVAL, Standing.UNREADABLE})


class Filter(Struct, frozen=True):
    """Some of the lines: those of some standings, or those with something odd."""

    name: str
    standings: frozenset[Standing]

    @property
    def has_all(self) -> bool:
        """Whether it leaves no line out."""
        return len(self.standings) == len(Standing)

    def has(self, line: Line) -> bool:
        """Whether a line is among them."""
        return line.row.standing in self.standings or (self.name == "odd" and bool(line.problems))


FILTERS = (
    Filter("all", frozenset(Standing)),
    Filter("missing", frozenset({Standing.MISSING})),
    Filter("waiting", frozenset({Standing.SUBMITTED, Standing.RESUBMITTED})),
    Filter("returned", frozenset({Standing.RETURNED})),
    Filter("approved", frozenset({Standing.APPROVED})),
    Filter("odd", _ODD),
)


class Line(Struct, frozen=True, gc=False):
    """One organ: ``search`` is what it is found by, ``problems`` are those of its files.

    ``open_points`` are how many there are to be corrected, to be explained, and remarks; -1 without a report.
    ``late`` is by how many days nothing has come; 0 where something has, or the day is still to come.
    ``held`` says who has the report open elsewhere, ``held_by`` the same in short, ``order`` is what its
    name is sorted by.
    """

    row: BoardRow
    search: str
    last: str
    remark: str
    problems: tuple[str, ...] = ()
    late: int = 0
    open_points: tuple[int, int, int] = (-1, -1, -1)
    held: str = ""
    held_by: str = ""
    order: Order = ()

    @property
    def entry(self) -> Entry | None:
        """The file that counts."""
        return self.row.entry

    @property
    def is_clean(self) -> bool:
        """Whether it waits for approval and nothing in it is open."""
        one = self.entry
        is_waiting = self.row.standing in {Standing.SUBMITTED, Standing.RESUBMITTED}
        is_one = not self.row.is_contested
        return one is not None and is_waiting and is_one and not (one.must_fix or one.explain or one.threads)


class Shown(Struct, frozen=True):
    """A folder as the room shows it."""

    seen: SeenFolder
    board: Board
    lines: tuple[Line, ...]
    counts: Mapping[str, int]
    clean: tuple[Line, ...]


def shown(seen: SeenFolder, today: date, before: Shown | None = None, zone: tzinfo | None = None) -> Shown:
    """The board of a folder, its lines, how many each filter has of them, and those that are clean.

    A line that says what it said ``before`` is that very one. Times are shown in a ``zone``, else in that of
    this computer.
    """
    found = board(seen.roster, seen.entries)
    problems: dict[str, list[str]] = {}
    for one in found.problems:
        problems.setdefault(one.file, []).append(one.sentence)
    old = {} if before is None else {line.row.member.organ: line for line in before.lines}
    made = (_held(_line(row, problems, today, zone), seen) for row in found.rows)
    lines = tuple(same if (same := old.get(one.row.member.organ, one)) == one else one for one in made)
    return Shown(seen, found, lines, counts(lines), tuple(line for line in lines if line.is_clean))


def _line(row: BoardRow, problems: dict[str, list[str]], today: date, zone: tzinfo | None) -> Line:
    one, member = row.entry, row.member
    files = [] if one is None else [one.file, *(other.file for other in row.rivals)]
    said = tuple(sentence for file in files for sentence in problems.get(file, ()))
    names = f"{member.organ}\n{member.short}\n{member.also}".lower()
    if one is None or not one.is_readable:
        last = " ".join(filter(None, (member.contact, member.phone)))
    else:
        last = f"{one.last_hand} {_moment(one.last_at, zone)}".strip()
    late = max(0, _days_late(member.due, today)) if one is None else 0
    return Line(
        row,
        f"{names}\n{initials(member.organ)}\n{initials(member.short)}",
        last,
        _remark(late, (*said, *_other_name(row))),
        said,
        late,
        (-1, -1, -1) if one is None or not one.is_readable else (one.must_fix, one.explain, one.threads),
        order=name_order(member.organ),
    )


def _held(line: Line, seen: SeenFolder) -> Line:
    """The line with who has its report open, if anybody has."""
    one = seen.held.get(line.entry.file) if line.entry is not None else None
    if one is None:
        return line
    who = one.person or one.computer
    short = tr("{who} 正在保存") if one.is_saving else tr("{who} 打开着")
    return replace(line, held=holder_words(one), held_by=short.format(who=who))


def _remark(late: int, said: tuple[str, ...]) -> str:
    """How late it is where nothing has come, else the first problem."""
    if late:
        return tr("逾期 {days} 天").format(days=late)
    return said[0] if said else ""


def _other_name(row: BoardRow) -> Iterator[str]:
    """What the file calls its organ, where that is not how it is listed."""
    one = row.entry
    if one is not None and one.is_readable and name_key(one.organ) != name_key(row.member.organ):
        yield tr("文件上的名称是「{organ}」").format(organ=one.organ)


def _days_late(due: str, today: date) -> int:
    try:
        return (today - date.fromisoformat(due.strip())).days
    except ValueError:
        return 0


def _moment(at: str, zone: tzinfo | None) -> str:
    """``01-18 16:02`` in the zone of who looks, as everywhere; as it stands where it is no time."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(zone):%m-%d %H:%M}"
    except ValueError:
        return at[:16]


def counts(lines: tuple[Line, ...]) -> dict[str, int]:
    """How many lines each filter has."""
    return {kind.name: sum(map(kind.has, lines)) for kind in FILTERS}


def found(lines: tuple[Line, ...], kind: Filter, words: str) -> list[Line]:
    """The lines of a filter that the words are found in."""
    wanted = "".join(words.split()).lower()
    some = lines if kind.has_all else [line for line in lines if kind.has(line)]
    return [line for line in some if wanted in line.search] if wanted else list(some)


def standing_words(line: Line) -> str:
    """The state in a word."""
    return standing_name(line.row.standing)
