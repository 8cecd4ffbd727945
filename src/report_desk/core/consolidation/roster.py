"""应报单位: who must report, as pasted from a spreadsheet or read from a list."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_MEMBERS = 20_000
"""A province has ten thousand; a list with more lines is none of organs."""
_HEADS = {
    "organ": ("应报单位", "单位名称", "机关名称", "单位", "机关", "名称", "organ"),
    "short": ("简称", "short"),
    "level": ("层级", "机关层级", "level"),
    "parent": ("上级", "主管单位", "parent"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "联系电话", "phone"),
    "due": ("应报日期", "截止日期", "期限", "due"),
}
_NUMBERED = re.compile(r"^\s{0,10}\d{1,5}[.、)）]?\s{0,10}$")
_NOISE = re.compile(r"\s+")


class Member(Struct, frozen=True):
    """One organ that must report. ``due`` is a day as written, such as ``2026-01-31``."""

    organ: str
    short: str = ""
    level: str = ""
    parent: str = ""
    contact: str = ""
    phone: str = ""
    due: str = ""


def name_key(organ: str) -> str:
    """What two spellings of one organ's name have in common: blanks do not tell organs apart."""
    return _NOISE.sub("", organ)


def from_rows(rows: Iterable[Sequence[str]]) -> tuple[Member, ...]:
    """The organs of a table; each once, in its order.

    A first line that names its columns (应报单位, 联系人 …) is followed. Without one the first column is the
    organ, or the second where the first only numbers the lines.
    """
    lines = [[cell.strip() for cell in row] for row in rows]
    lines = [line for line in lines if any(line)][: MOST_MEMBERS + 1]
    if not lines:
        return ()
    columns = _columns(lines[0])
    body = lines[1:] if columns else lines
    if not columns:
        is_numbered = all(_NUMBERED.match(line[0]) and len(line) > 1 for line in body)
        columns = {"organ": 1 if is_numbered else 0}
    found: dict[str, Member] = {}
    for line in body:
        given = {name: line[at] for name, at in columns.items() if at < len(line)}
        if given.get("organ"):
            found.setdefault(name_key(given["organ"]), Member(**given))
    return tuple(found.values())


def from_text(text: str) -> tuple[Member, ...]:
    """The organs of a pasted list or a CSV file: tabs where there are any, else commas, a line each."""
    plain = text.removeprefix("\ufeff")
    if "\t" in plain:
        return from_rows(line.split("\t") for line in plain.splitlines())
    lines = plain.replace("，", ",")
    return from_rows(csv.reader(lines.splitlines()))


def _columns(line: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the words of the first line; empty where it names no organ's column."""
    found: dict[str, int] = {}
    for at, cell in enumerate(line):
        for name, words in _HEADS.items():
            if name not in found and cell.strip("：: ").lower() in words:
                found[name] = at
                break
    return found if "organ" in found else {}
