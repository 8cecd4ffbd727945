"""The kinds of figure the form knows: how each is read, shown, stored and judged, in one place.

A figure is an ``int`` where it is a count and a ``str`` where it is money or text. A blank is the
absence of a figure. A ``str`` in a count cell is what an import found there but could not read as a
number ("/", say): it is kept and shown, and the check ``not-a-count`` reports it.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from report_desk.core.limits import LARGEST_COUNT, LONGEST_FIGURE

Figure = int | str


class KindName(StrEnum):
    """How a figure is typed and stored."""

    COUNT = "count"
    SIGNED_COUNT = "signed_count"
    MONEY = "money"
    TEXT = "text"


class NotAValueError(ValueError):
    """What was typed cannot be a value of its kind; the message is a sentence for the user."""


# Texts, which `re` compiles and keeps at their first use: a printed report never types a figure.
_SPACE = r"\s+"
_THOUSANDS = r"(?<=\d),(?=\d{3}(?!\d))"
_UNIT = r"(?:[件条项个次人]|[百千万亿]{0,2}元)$"
_CURRENCY = "元"
_COUNT = r"\d{1,12}"
_SIGNED = r"[+-]?\d{1,12}"
_MONEY = r"\d{1,12}(?:\.\d{1,8})?"
_TRAILING_ZEROS = r"(?<=\d)\.0+$"


def normalise(text: str) -> str:
    """Full-width characters to half-width, blanks and thousands marks out, the minus sign plain."""
    if text.isascii() and text.isdecimal():
        return text
    plain = (
        re.sub(_SPACE, "", unicodedata.normalize("NFKC", text))
        .replace("\N{MINUS SIGN}", "-")
        .replace("，", ",")
    )
    return re.sub(_THOUSANDS, "", plain)


def parse(kind: KindName, text: str, unit: str = "") -> Figure | None:
    """Read what a person typed or pasted into a cell of that unit; a blank is ``None``.

    A unit behind the figure is dropped where it is the cell's own.
    Raises NotAValueError with the reason, in words for the user.
    """
    if kind is KindName.TEXT:
        kept = " ".join(text.split())
        if len(kept) > LONGEST_FIGURE:
            raise NotAValueError(f"最多 {LONGEST_FIGURE} 个字，这里有 {len(kept)} 个。")
        return kept or None
    plain = normalise(text)
    if not plain:
        return None
    if kind is not KindName.MONEY:
        plain = re.sub(_TRAILING_ZEROS, "", plain)
    bare = _without_unit(kind, plain, unit)
    match kind:
        case KindName.COUNT:
            return _count(bare, text)
        case KindName.SIGNED_COUNT:
            return _signed(bare, text)
        case KindName.MONEY:
            return _money(bare, text)
        case _ as unreachable:
            assert_never(unreachable)


def _without_unit(kind: KindName, plain: str, unit: str) -> str:
    if kind is not KindName.MONEY and unit and plain.endswith(unit):
        return plain.removesuffix(unit)
    found = re.search(_UNIT, plain)
    if found is None:
        return plain
    stated = found.group()
    if kind is not KindName.MONEY and stated.endswith(_CURRENCY):
        raise NotAValueError(f"这一格填{unit or '件'}数，不填金额。")
    if kind is KindName.MONEY and unit and stated != unit:
        raise NotAValueError(f"这一格的单位是{unit}，请先把{stated}换算成{unit}。")
    return plain[: found.start()]


def _count(bare: str, typed: str) -> int:
    if re.fullmatch(_COUNT, bare):
        return int(bare)
    if bare.startswith("-") and bare != "-":
        raise NotAValueError(f"「{_shown(typed)}」不能填：件数不能是负数。")
    if "." in bare:
        raise NotAValueError(f"「{_shown(typed)}」不能填：件数要填整数。")
    raise NotAValueError(_unreadable(bare, typed))


def _signed(bare: str, typed: str) -> int:
    if re.fullmatch(_SIGNED, bare):
        return int(bare)
    raise NotAValueError(_unreadable(bare, typed))


def _money(bare: str, typed: str) -> str:
    if re.fullmatch(_MONEY, bare):
        return bare
    if bare.startswith("-") and bare != "-":
        raise NotAValueError(f"「{_shown(typed)}」不能填：金额不能是负数。")
    raise NotAValueError(_unreadable(bare, typed))


def _unreadable(bare: str, typed: str) -> str:
    if bare in {"/", "-", "—", "无"}:
        return f"「{_shown(typed)}」不是数：没有就填 0。"
    if bare.lstrip("+-").replace(".", "", 1).isdecimal():
        return f"「{_shown(typed)}」位数太多。"
    return f"「{_shown(typed)}」不是数。"


def _shown(typed: str) -> str:
    return typed.strip()[:20]


def is_valid(kind: KindName, figure: Figure) -> bool:
    """Whether a stored figure is a proper value of its kind."""
    match kind:
        case KindName.COUNT:
            return isinstance(figure, int) and 0 <= figure <= LARGEST_COUNT
        case KindName.SIGNED_COUNT:
            return isinstance(figure, int) and abs(figure) <= LARGEST_COUNT
        case KindName.MONEY:
            return isinstance(figure, str) and re.fullmatch(_MONEY, figure) is not None
        case KindName.TEXT:
            return isinstance(figure, str)
        case _ as unreachable:
            assert_never(unreachable)


def number(kind: KindName, figure: Figure | None) -> int | Decimal | None:
    """The figure as a number to reckon with; ``None`` where it is blank, text or no valid value."""
    if figure is None or kind is KindName.TEXT or not is_valid(kind, figure):
        return None
    return figure if isinstance(figure, int) else Decimal(figure)


def display(figure: Figure | None) -> str:
    """The figure as it is shown, printed and copied: the digits as typed, a blank as nothing."""
    return "" if figure is None else str(figure)


def zero(kind: KindName) -> Figure | None:
    """What 空白补零 puts into a blank cell of this kind; ``None`` where zero makes no sense."""
    match kind:
        case KindName.COUNT | KindName.SIGNED_COUNT:
            return 0
        case KindName.MONEY:
            return "0"
        case KindName.TEXT:
            return None
        case _ as unreachable:
            assert_never(unreachable)
