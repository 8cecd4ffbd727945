"""收件: what becomes of each file that arrives, said before anything is written."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.board import board, is_older
from report_desk.core.consolidation.roster import Names, name_key
from report_desk.core.edits.apply import apply
from report_desk.core.edits.review import NEXT, Step
from report_desk.core.report.model import EventKind, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.roster import Member
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet


class Fate(StrEnum):
    """What a file is to the folder that it arrives in."""

    NEW = "new"
    NEWER = "newer"
    PARTED = "parted"
    OTHER = "other"
    SAME = "same"
    OLDER = "older"
    WRONG_YEAR = "wrong_year"
    UNKNOWN_ORGAN = "unknown_organ"
    UNREADABLE = "unreadable"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


_LONGEST_NAME = 60
"""Characters of a file's name that a report's history keeps."""
TAKEN = frozenset({Fate.NEW, Fate.NEWER, Fate.PARTED, Fate.OTHER})
"""What is put into the folder: parted copies and other reports beside the one that is there."""


class Incoming(Struct, frozen=True):
    """A file that arrives, from where, and what becomes of it; the file that it ``replaces`` goes aside.

    ``doubts`` is how many there are in a document that a report was read out of; None for a report's file.
    """

    source: str
    entry: Entry
    fate: Fate
    sentence: str
    replaces: str = ""
    doubts: int | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it is put into the folder."""
        return self.fate in TAKEN

    @property
    def is_asked(self) -> bool:
        """Whether a person has to look through it before it can be put there."""
        return self.fate is Fate.DOUBTFUL


class Known:
    """What is known of a folder that files arrive in, against who must report there, for one year.

    It grows with what is put there. In an empty folder the year is the one that most of what arrives is of.
    """

    def __init__(
        self, members: Sequence[Member], there: Iterable[Entry], year: int, arriving: Iterable[Entry] = ()
    ) -> None:
        there = tuple(there)
        self.files: dict[str, Entry] = {}
        self._names, self._wanted = Names(members), {name_key(member.organ) for member in members}
        self._year = year or board(members, there or tuple(arriving)).year
        self._organs: dict[tuple[str, int], list[Entry]] = {}
        for one in there:
            self.add(one)

    def add(self, one: Entry) -> None:
        """A file lies there now."""
        self.files[one.file] = one
        if one.is_readable:
            self._of_organ(one).append(one)

    def remove(self, one: Entry) -> None:
        """A file lies there no more."""
        if self.files.get(one.file) is one:
            del self.files[one.file]
        of_organ = self._of_organ(one)
        of_organ[:] = [other for other in of_organ if other is not one]

    def take(self, one: Incoming, file: str) -> None:
        """What arrives was put there as a file, and what it replaces is gone."""
        for old in [old for old in self._of_organ(one.entry) if old.file == one.replaces]:
            self.remove(old)
        self.add(replace(one.entry, file=file))

    def expect(self, one: Entry) -> None:
        """A file will come to lie there, once a person has looked through it."""
        self._of_organ(one).append(one)

    def incoming(self, source: str, one: Entry, doubts: int | None = None) -> Incoming:
        """What becomes of a file that arrives, beside what is known."""
        if not one.is_readable:
            return Incoming(source, one, Fate.UNREADABLE, one.sentence, doubts=doubts)
        return replace(self._beside(source, one, self._of_organ(one), doubts), doubts=doubts)

    def _of_organ(self, one: Entry) -> list[Entry]:
        return self._organs.setdefault((self._names.key(one.organ), one.year), [])

    def _beside(self, source: str, one: Entry, there: list[Entry], doubts: int | None) -> Incoming:
        if self._year and one.year != self._year:
            words = f"「{one.organ}」{one.year} 年的报告，不是 {self._year} 年的。"
            return Incoming(source, one, Fate.WRONG_YEAR, words)
        if doubts is not None and not name_key(one.organ):
            return Incoming(source, one, Fate.DOUBTFUL, "没有读出是哪个单位的，要打开核对。")
        if self._wanted and self._names.key(one.organ) not in self._wanted:
            return Incoming(source, one, Fate.UNKNOWN_ORGAN, f"应报单位里没有「{one.organ}」。")
        if there:
            return _beside(source, one, there) if doubts is None else _read_again(source, one, there)
        if doubts:
            words = f"「{one.organ}」第一次交来，有 {doubts} 处拿不准，要逐处核对。"
            return Incoming(source, one, Fate.DOUBTFUL, words)
        return Incoming(source, one, Fate.NEW, f"「{one.organ}」第一次交来。")


def plan(
    members: Sequence[Member],
    there: Iterable[Entry],
    year: int,
    arriving: Iterable[tuple[str, Entry]],
    doubts: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Incoming, ...]:
    """What becomes of each file, in the order in which they arrive; several of one organ are seen as well.

    ``doubts`` has, by their sources, the documents of other programs that reports were read out of.
    """
    arriving = list(arriving)
    known = Known(members, there, year, (entry for _, entry in arriving))
    found = []
    for source, entry in arriving:
        one = known.incoming(source, entry, doubts.get(source))
        found.append(one)
        if one.is_taken or one.is_asked:
            known.take(one, entry.file)
    return tuple(found)


def _read_again(source: str, one: Entry, there: list[Entry]) -> Incoming:
    """A document of an organ that has a report here already: no chain of saves says which is the newer."""
    same = next((old for old in there if old.fingerprint == one.fingerprint), None)
    if same is not None:
        return Incoming(source, one, Fate.SAME, f"和「{same.file}」的内容一样，已经收过。")
    words = f"「{one.organ}」已经有「{there[0].file}」，内容和它不同，没有收；要换成这一份，请单独打开核对。"
    return Incoming(source, one, Fate.DIFFERENT, words)


def _beside(source: str, one: Entry, there: list[Entry]) -> Incoming:
    for old in there:
        if (
            old.report == one.report
            and old.revision.id == one.revision.id
            and old.fingerprint == one.fingerprint
        ):
            return Incoming(source, one, Fate.SAME, f"「{old.file}」就是这一份，已经收过。")
        if is_older(one, old):
            return Incoming(source, one, Fate.OLDER, f"比已经收到的「{old.file}」旧，不收。")
    for old in there:
        if is_older(old, one):
            words = f"由「{old.file}」改来，换上新的；旧的移到「旧稿」里。"
            return Incoming(source, one, Fate.NEWER, words, old.file)
    old = there[0]
    if old.report == one.report:
        return Incoming(source, one, Fate.PARTED, f"和「{old.file}」各改各的，放在一起，请打开合并。")
    return Incoming(source, one, Fate.OTHER, f"和「{old.file}」不是同一份报告，放在一起，请定用哪一份。")


def taking_in(report: Report, document: str, at: str, person: str = "", note: str = "") -> Step:
    """The step by which an organ has handed in a document: out of which, and who looked it through."""
    whose = f"，由 {person} 核对收下" if person else ""
    more = f"；{note}" if note else ""
    reason = f"收件时从「{document[:_LONGEST_NAME]}」读入{whose}{more}"
    return Step(EventKind.SUBMITTED, report.organ, at, reason)


def taken_in(sheet: Sheet, document: str, at: str, identity: str) -> Report:
    """The report that was read out of a document, as the office takes it: handed over by its organ.

    So it can be returned and approved as one that came as a file; its history says what it was read out of.
    ``identity`` is that of its first revision.
    """
    report = sheet.report
    if report.state in NEXT[EventKind.SUBMITTED][0]:
        report = apply(sheet, taking_in(report, document, at)).sheet.report
    return replace(report, revision=Revision(1, identity))
