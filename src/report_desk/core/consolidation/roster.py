"""应报单位: who must report, as pasted from a spreadsheet or read from a list."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_MEMBERS = 20_000
"""A province has ten thousand; a list with more lines is none of organs."""
_HEADS = {
    "organ": ("应报单位", "单位名称", "单位全称", "机关名称", "单位", "机关", "名称", "全称", "organ"),
    "short": ("简称", "单位简称", "short"),
    "level": ("层级", "机关层级", "level"),
    "parent": ("上级", "主管单位", "parent"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "联系电话", "联系方式", "phone"),
    "due": ("应报日期", "截止日期", "期限", "due"),
    "also": ("曾用名", "原名称", "原名", "别名", "又名", "also"),
}
_HEAD_LINES = 8
"""Lines within which the one that names the columns stands, below a title and whose list it is."""
_NO_NAME = re.compile(r"[\d\s.、)）(（+/:：年月日-]{0,40}")
_TITLE = re.compile(
    r".{0,60}(?:名单|名册|一览表|清单|目录|通讯录|联系表|统计表|汇总表|台账)(?:[(（].{0,20}[)）])?"
)
_FOOT = re.compile(r"(?:合计|共计|总计|小计)[\d\s家个:：]{0,12}")
_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_BARE = re.compile(r"\((?:.{0,4}本级|.{0,2}机关|本部)\)$")
_BETWEEN = re.compile(r"[、,，;；/|\n]")
_FIELD_NAMES = {
    "organ": "名称",
    "short": "简称",
    "level": "层级",
    "parent": "上级",
    "contact": "联系人",
    "phone": "电话",
    "due": "应报日期",
}


class Member(Struct, frozen=True, gc=False):
    """One organ that must report.

    ``due`` is a day as written, such as ``2026-01-31``; ``also`` other names that its reports may
    bear, as one from before it was renamed, with 、 between them.
    """

    organ: str
    short: str = ""
    level: str = ""
    parent: str = ""
    contact: str = ""
    phone: str = ""
    due: str = ""
    also: str = ""


class Listed(Struct, frozen=True):
    """A list that was read: its organs, each once, and the names of those that stand in it more than once."""

    members: tuple[Member, ...]
    twice: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def name_key(organ: str) -> str:
    """What two spellings of one organ's name have in common: blanks and wide brackets tell none apart."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", organ))


def other_names(member: Member) -> tuple[str, ...]:
    """The names that its reports may bear besides its own."""
    return tuple(name for one in _BETWEEN.split(member.also) if (name := one.strip()))


class Names:
    """Whose a name is: that of the organ as listed, one it also bears, its short one, or but for （本级）.

    In this order; a name that two organs could mean in the same way is neither's.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        every = list(members)
        own = [(name_key(one.organ), name_key(one.organ)) for one in every]
        also = [(name_key(name), name_key(one.organ)) for one in every for name in other_names(one)]
        short = [(name_key(one.short), name_key(one.organ)) for one in every]
        bare = [(_BARE.sub("", key), key) for _, key in own]
        self._keys: dict[str, str] = {}
        for level in (bare, short, also, own):
            self._keys |= _unambiguous(level)

    def key(self, organ: str) -> str:
        """The key of the organ that is meant; that of the name itself where it is none of those listed."""
        name = name_key(organ)
        return self._keys.get(name) or self._keys.get(_BARE.sub("", name)) or name


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for name, key in pairs:
        found.setdefault(name, set()).add(key)
    return {name: keys.pop() for name, keys in found.items() if name and len(keys) == 1}


def also_called(members: Iterable[Member], given: Mapping[str, str]) -> tuple[Member, ...]:
    """The same organs, those under the values of ``given`` bearing its names as well."""
    wanted: dict[str, list[str]] = {}
    for name, organ in given.items():
        wanted.setdefault(name_key(organ), []).append(name)
    return tuple(_also_called(one, wanted.get(name_key(one.organ), [])) for one in members)


def _also_called(member: Member, names: Iterable[str]) -> Member:
    known = other_names(member)
    new = [name for name in names if name_key(name) not in map(name_key, (member.organ, *known))]
    return replace(member, also="、".join([*known, *new])) if new else member


def listed_twice(members: Iterable[Member]) -> tuple[str, ...]:
    """The names of organs that stand there more than once, each once."""
    seen: set[str] = set()
    twice: dict[str, str] = {}
    for one in members:
        key = name_key(one.organ)
        if key in seen:
            twice.setdefault(key, one.organ)
        seen.add(key)
    return tuple(twice.values())


def said_twice(organs: Sequence[str], few: int = 3) -> str:
    """A sentence about organs that were listed more than once; empty without any."""
    if not organs:
        return ""
    names = "、".join(f"「{one}」" for one in organs[:few])
    more = f"等 {len(organs)} 个" if len(organs) > few else ""
    return f"{names}{more}列了不止一次，只算一次。"


def read_rows(rows: Iterable[Sequence[str]]) -> Listed:
    """The organs of a table; each once, in its order.

    The line that names its columns (应报单位, 联系人 …) is followed; what stands above it is a title. Without
    one the first column that has names is the organ's. A title on top and a sum below are no organs.
    """
    lines = [[cell.strip() for cell in row] for row in rows]
    lines = [line for line in lines if any(line)][: MOST_MEMBERS + _HEAD_LINES]
    columns, body = _headed(lines)
    found = []
    for line in body:
        given = {name: line[at] for name, at in columns.items() if at < len(line)}
        if given.get("organ") and not _is_foot(line):
            found.append(Member(**given))
    once: dict[str, Member] = {}
    for member in found:
        once.setdefault(name_key(member.organ), member)
    return Listed(tuple(once.values()), listed_twice(found))


def _headed(lines: Sequence[Sequence[str]]) -> tuple[Mapping[str, int], Sequence[Sequence[str]]]:
    """Which column holds what, and the lines below."""
    heads = [_columns(line) for line in lines[:_HEAD_LINES]]
    best = max(range(len(heads)), key=lambda at: (len(heads[at]), -at), default=0)
    if heads and heads[best]:
        return heads[best], lines[best + 1 :]
    body = lines[1:] if lines and _is_title(lines[0]) else lines
    return {"organ": _named_column(body)}, body


def _named_column(lines: Sequence[Sequence[str]]) -> int:
    """The first column that holds more than numbers, days and blanks."""
    for at in range(max(map(len, lines), default=0)):
        if any(at < len(line) and not _NO_NAME.fullmatch(line[at]) for line in lines):
            return at
    return 0


def _is_title(line: Sequence[str]) -> bool:
    words = {cell for cell in line if cell}
    return len(words) == 1 and bool(_TITLE.fullmatch(next(iter(words))))


def _is_foot(line: Sequence[str]) -> bool:
    first = next((cell for cell in line if cell), "")
    return bool(_FOOT.fullmatch(first))


def from_rows(rows: Iterable[Sequence[str]]) -> tuple[Member, ...]:
    """As `read_rows`, the organs alone."""
    return read_rows(rows).members


def read_text(text: str) -> Listed:
    """The organs of a pasted list or a CSV file: tabs where there are any, else commas, a line each."""
    plain = text.removeprefix("\ufeff")
    if "\t" in plain:
        return read_rows(line.split("\t") for line in plain.splitlines())
    lines = plain.replace("，", ",")
    return read_rows(csv.reader(lines.splitlines()))


def from_text(text: str) -> tuple[Member, ...]:
    """As `read_text`, the organs alone."""
    return read_text(text).members


def _columns(line: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the words of a line; empty where it names no organ's column."""
    found: dict[str, int] = {}
    for at, cell in enumerate(line):
        words = _NOISE.sub("", cell).strip("：:*").lower()
        for name, heads in _HEADS.items():
            if name not in found and words in heads:
                found[name] = at
                break
    return found if "organ" in found else {}


def joined(
    before: Sequence[Member], mine: Sequence[Member], theirs: Sequence[Member]
) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """What is kept where ``theirs`` stands by now and ``mine`` was made of what stood ``before``.

    Also what there is to tell of it: nothing where nobody else has changed anything. What was kept first
    stays where both changed the same, since whoever comes second has not seen it; theirs is what is told.
    """
    old, new, there = _by_key(before), _by_key(mine), _by_key(theirs)
    if there in (old, new):
        return tuple(mine), ()
    told = ["另一个人刚才也改了应报单位，两边的改动都在。"]
    kept: list[Member] = []
    for key in {**there, **new}:
        one, clashes = _settled(old.get(key), new.get(key), there.get(key))
        told += clashes
        if one is not None:
            kept.append(one)
    return tuple(kept), tuple(told)


def _by_key(members: Iterable[Member]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for one in members:
        found.setdefault(name_key(one.organ), one)
    return found


def _settled(
    old: Member | None, mine: Member | None, theirs: Member | None
) -> tuple[Member | None, list[str]]:
    """One organ, and what clashes."""
    if mine in {old, theirs}:
        return theirs, []
    if theirs == old:
        return mine, []
    if theirs is None:
        organ = "" if mine is None else mine.organ
        return None, [f"「{organ}」另一个人刚才删了，您对它的改动没有存。"]
    if mine is None:
        return theirs, [f"「{theirs.organ}」您删了，另一个人刚才改过它，没有删。"]
    return _one_of_both(old or Member(mine.organ), mine, theirs)


def _one_of_both(old: Member, mine: Member, theirs: Member) -> tuple[Member, list[str]]:
    before, wanted, found = asdict(old), asdict(mine), asdict(theirs)
    clashes = []
    for name, words in _FIELD_NAMES.items():
        if wanted[name] == before[name] or wanted[name] == found[name]:
            continue
        if found[name] == before[name]:
            found[name] = wanted[name]
        else:
            clashes.append(
                f"「{theirs.organ}」的{words}另一个人刚才存成「{found[name]}」，您的「{wanted[name]}」没有存。"
            )
    found["also"] = _names_of_both(old, mine, theirs)
    return Member(**found), clashes


def _names_of_both(old: Member, mine: Member, theirs: Member) -> str:
    """Theirs without what was taken away here, and with what was added here."""
    before, wanted = other_names(old), other_names(mine)
    left = [name for name in other_names(theirs) if name in wanted or name not in before]
    return "、".join([*left, *(name for name in wanted if name not in left and name not in before)])
