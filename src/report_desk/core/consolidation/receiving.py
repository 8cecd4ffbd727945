"""收件: what becomes of each file that arrives, said before anything is written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.board import board, is_older
from report_desk.core.consolidation.roster import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.roster import Member


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


TAKEN = frozenset({Fate.NEW, Fate.NEWER, Fate.PARTED, Fate.OTHER})
"""What is put into the folder: parted copies and other reports beside the one that is there."""


class Incoming(Struct, frozen=True):
    """A file that arrives, from where, and what becomes of it; the file that it ``replaces`` goes aside."""

    source: str
    entry: Entry
    fate: Fate
    sentence: str
    replaces: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it is put into the folder."""
        return self.fate in TAKEN


def plan(
    members: Sequence[Member], there: Iterable[Entry], year: int, arriving: Iterable[tuple[str, Entry]]
) -> tuple[Incoming, ...]:
    """What becomes of each file, in the order in which they arrive; several of one organ are seen as well."""
    known = list(there)
    wanted = {name_key(member.organ) for member in members}
    year = year or board(members, known).year
    found = []
    for source, entry in arriving:
        one = _incoming(source, entry, known, wanted, year)
        found.append(one)
        if one.is_taken:
            known = [old for old in known if old.file != one.replaces] + [entry]
    return tuple(found)


def _incoming(source: str, one: Entry, known: list[Entry], wanted: set[str], year: int) -> Incoming:
    if not one.is_readable:
        return Incoming(source, one, Fate.UNREADABLE, one.sentence)
    if year and one.year != year:
        return Incoming(
            source, one, Fate.WRONG_YEAR, f"「{one.organ}」{one.year} 年的报告，不是 {year} 年的。"
        )
    key = name_key(one.organ)
    if wanted and key not in wanted:
        return Incoming(source, one, Fate.UNKNOWN_ORGAN, f"应报单位里没有「{one.organ}」。")
    same_organ = [
        old for old in known if old.is_readable and old.year == one.year and name_key(old.organ) == key
    ]
    if not same_organ:
        return Incoming(source, one, Fate.NEW, f"「{one.organ}」第一次交来。")
    return _beside(source, one, same_organ)


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
