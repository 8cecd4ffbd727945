"""What the readers of a format file share: ids, words, placeholders, fields that are unknown or repeat."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from report_desk.core.limits import LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from report_desk.core.strict_reader import Reader

_ID = re.compile(r"[a-z][a-z0-9_]*")
MISSING = "缺少这一项"


def identifier(reader: Reader) -> str:
    """The id of a part: what a stored report and a check call it."""
    name = words(reader, "id")
    if name and not _ID.fullmatch(name):
        reader.mistake("id", f"「{name}」只能用小写字母、数字和下划线")
    elif len(name) > LONGEST_ID:
        reader.mistake("id", f"太长，最多 {LONGEST_ID} 个字")
    return name


def words(reader: Reader, key: str) -> str:
    """A text that somebody reads: required, and not empty."""
    text = reader.text(key)
    if not text.strip() and isinstance(reader.value(key), str):
        reader.mistake(key, "不能是空的")
    return text


def refuse_unknown(reader: Reader) -> None:
    """Note every field of a mapping that was not read, as most likely a misspelt name."""
    for key in reader.rest():
        reader.mistake(key, "没有这一项")


def refuse_repeats(reader: Reader, key: str, ids: Iterable[str], field: str = "id") -> None:
    """Note every entry of a list whose id an earlier one has."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name and name in seen:
            reader.mistake(f"{key}[{index}].{field}", f"「{name}」出现不止一次")
        seen.add(name)


def refuse_placeholders(reader: Reader, key: str, text: str, known: Collection[str]) -> None:
    """Note a placeholder that stands for nothing, and braces that do not close."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        reader.mistake(key, "花括号没有成对")
        return
    for name in dict.fromkeys(names):
        if name not in known:
            shown = "、".join(f"{{{one}}}" for one in known)
            reader.mistake(key, f"没有「{{{name}}}」可填" + (f"，可用的是 {shown}" if known else ""))
