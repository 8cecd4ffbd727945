"""The value cells of a line → the cells of a row of the form, by their order, and only where all agrees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.intake.document import CellFlaw, PageBox
from report_desk.intake.matching.heads import Fit, HeadFit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.intake.document import GridCell
    from report_desk.intake.matching.lines import Line
    from report_desk.intake.matching.targets import Labels, Target


_TWO_NUMBERS = re.compile(r"\d[^\d.,，．(（]{1,4}?[+-]?\d")
_FUSED = "有一格里连着两个数，各列可能错开了"
_APART = "在原件里行名和数不在同一行，数可能是上一行或者下一行的"
_OVERHANGS = "比表头多出空白格，又有别的空白格，各列可能错开了"


class Assignment(Struct, frozen=True):
    """One document cell for each column of the row; or none at all, and why.

    ``doubt`` is empty where label, heads and order all say the same, else a sentence without its end.
    ``has_heads`` where heads above name columns of the form: a row without them yields to one with.
    """

    cells: tuple[GridCell, ...] = ()
    doubt: str = ""
    refusal: str = ""
    has_heads: bool = False


def assign(
    line: Line, values: Sequence[GridCell], target: Target, labels: Labels, *, needs_heads: bool
) -> Assignment:
    """Give each column of a row of the form its cell of the line.

    Without heads (``needs_heads`` false: texts have none) a row is sure when it has exactly as many
    values as the form has columns.
    """
    fit = line.heads.fit(target.columns, labels)
    if fit.fit is Fit.CONTRADICTED:
        return Assignment(refusal=fit.reason)
    if line.has_merged(values):
        return Assignment(refusal="有数的格与上一行合并了")
    given = _under_heads(values, fit)
    found = _assigned(given, fit, len(target.columns), needs_heads=needs_heads)
    overhangs = len(given) < len(values) and values[-1].right > line.heads.right
    doubt = moved(values) or (
        _OVERHANGS if overhangs and any(not cell.text.strip() for cell in given) else ""
    )
    return replace(found, doubt=found.doubt or doubt, has_heads=fit.fit is not Fit.ABSENT)


def moved(values: Sequence[GridCell]) -> str:
    """What suggests that values have moved into each other's columns: empty, or a doubt."""
    fused = (cell for cell in values if cell.flaw is not CellFlaw.JOINED and _TWO_NUMBERS.search(cell.text))
    return _FUSED if next(fused, None) else ""


def _assigned(given: Sequence[GridCell], fit: HeadFit, count: int, *, needs_heads: bool) -> Assignment:
    if fit.has_extra:
        return _by_position(given, fit, count, "表里多出了格式没有的列")
    if len(given) == count:
        return _in_order(given, fit, needs_heads=needs_heads)
    if all(fit.places) and len(fit.places) == count:
        return _by_position(given, fit, count, "")
    trimmed = list(given)
    while len(trimmed) > count and not trimmed[-1].text.strip():
        trimmed.pop()
    while len(trimmed) > count and not trimmed[0].text.strip():
        trimmed.pop(0)
    if len(trimmed) == count and fit.fit is not Fit.VERIFIED:
        doubt = "有多出的空白格" if needs_heads else _apart(trimmed)
        return Assignment(tuple(trimmed), doubt=doubt)
    return Assignment(refusal=f"有 {len(given)} 个数，应有 {count} 个")


def _apart(cells: Sequence[GridCell]) -> str:
    return _APART if any(cell.flaw is CellFlaw.APART for cell in cells) else ""


def stacked(cells: Sequence[GridCell]) -> str:
    """The doubt of a text with one cell a line, where a blank one leaves no trace, or without ruling."""
    if any(isinstance(cell.source, PageBox) for cell in cells):
        return "在原件里没有表格线，各列是按次序取的"
    is_stacked = any(cell.flaw is CellFlaw.JOINED for cell in cells)
    return "在原件里一格占一行，各列是按次序取的" if is_stacked else ""


def _under_heads(values: Sequence[GridCell], fit: HeadFit) -> list[GridCell]:
    """The values without blanks that stand under no head at all: a sheet is as wide as its widest table."""
    places = [place for place in fit.places if place]
    if fit.fit is not Fit.VERIFIED or not places:
        return list(values)
    return [
        cell
        for cell in values
        if cell.text.strip() or any(cell.column < right and left < cell.right for left, right in places)
    ]


def _in_order(given: Sequence[GridCell], fit: HeadFit, *, needs_heads: bool) -> Assignment:
    cells = tuple(given)
    if fit.fit is Fit.VERIFIED:
        return Assignment(cells)
    if not needs_heads:
        return Assignment(cells, doubt=_apart(cells) or stacked(cells))
    what = "上面没有表头" if fit.fit is Fit.ABSENT else "表头不全"
    return Assignment(cells, doubt=f"{what}，各列是按次序取的")


def _by_position(given: Sequence[GridCell], fit: HeadFit, count: int, doubt: str) -> Assignment:
    """Every column takes the only cell under its head; what else says something must not be under one."""
    refusal = doubt or f"有 {len(given)} 个数，应有 {count} 个"
    chosen: list[GridCell] = []
    for place in fit.places:
        under = [cell for cell in given if place and cell.column < place[1] and place[0] < cell.right]
        if len(under) != 1 or any(under[0] is cell for cell in chosen):
            return Assignment(refusal=refusal)
        chosen += under
    others = [cell for cell in given if cell.text.strip() and not any(cell is other for other in chosen)]
    if len(chosen) != count or (others and not doubt):
        return Assignment(refusal=refusal)
    if doubt:
        return Assignment(tuple(chosen), doubt=doubt)
    return Assignment(tuple(chosen))
