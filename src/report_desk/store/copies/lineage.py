"""How two copies of one report stand to each other, by the chain of their saves and not by their names."""

from __future__ import annotations

import time
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.limits import MOST_ANCESTORS
from report_desk.core.report.model import Revision


class Order(StrEnum):
    """Where the first of two copies stands to the second."""

    SAME = "same"
    OLDER = "older"
    NEWER = "newer"
    PARTED = "parted"


class Relation(Struct, frozen=True):
    """The order of two copies, and how many saves lie between them (0 where they have parted)."""

    order: Order
    saves: int


def relation(first: Revision, second: Revision) -> Relation:
    """Order two copies of one report."""
    if first.id == second.id:
        return Relation(Order.SAME, 0)
    if first.id in second.ancestors:
        return Relation(Order.OLDER, second.ancestors.index(first.id) + 1)
    if second.id in first.ancestors:
        return Relation(Order.NEWER, first.ancestors.index(second.id) + 1)
    return Relation(Order.PARTED, 0)


def next_revision(revision: Revision, identity: str) -> Revision:
    """The revision that a save makes.

    A merge hands in a revision without an id: its parents and ancestors are already those of both sides.
    """
    if not revision.id:
        return replace(revision, number=revision.number + 1, id=identity)
    ancestors = (revision.id, *revision.ancestors)[:MOST_ANCESTORS]
    return Revision(revision.number + 1, identity, (revision.id,), ancestors)


def sentence(found: Relation, other_at: float, now: float, place: str) -> str:
    """What to tell who opens a copy, if anything; ``place`` is the other's name, times are epoch seconds."""
    days = round((_midnight(now) - _midnight(other_at)) / 86_400)
    when = {0: "今天", 1: "昨天"}.get(days, f"{days} 天前" if days > 0 else "")  # the clock has gone back
    match found.order:
        case Order.OLDER:
            return f"这一份比您{when}用过的「{place}」早 {found.saves} 次保存。"
        case Order.PARTED:
            return f"这一份和您{when}用过的「{place}」是同一份年报，但两边都改过，需要比较合并。"
        case Order.NEWER | Order.SAME:
            return ""


def sentence_of_another(place: str, organ: str, year: int) -> str:
    """The same where the other copy, at ``place``, is of another organ or year.

    Nobody but a person knows whether a report was renamed or a file taken as a template for another one.
    """
    return (
        f"这一份和「{place}」（{organ} {year} 年）由同一个文件改成，机关或年度不同。"
        "是两份报告就各用各的；只是改了名称，再比较合并。"
    )


def _midnight(at: float) -> float:
    day = time.localtime(at)
    return time.mktime((day.tm_year, day.tm_mon, day.tm_mday, 0, 0, 0, 0, 0, -1))
