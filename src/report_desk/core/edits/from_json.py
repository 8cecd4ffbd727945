"""What a script fills in → edits, or every reason why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from report_desk.core.edits.apply import Declare, Edit, SetDetail, SetFigures, SetText
from report_desk.core.form import kinds
from report_desk.core.form.edition import Address
from report_desk.core.report import tokens
from report_desk.core.report.characters import visible

if TYPE_CHECKING:
    from report_desk.core.form.edition import Cell, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.strict_reader import JsonValue


class UnfillableError(ValueError):
    """Something of what was given cannot be filled in; the message is one sentence for the user."""


class _Literal(str):
    """A JSON number by its very digits, so that 18.8710 stays 18.8710."""

    __slots__ = ()


def figure_edits(form: ReportFormat, text: str) -> tuple[Edit, ...]:
    """``{"requests.new.individual": 3, …}``; the address of a total declares it; null blanks.

    Raises UnfillableError for an unknown address or a value that cannot be one.
    """
    typed: dict[Address, Figure | None] = {}
    declared: dict[Address, Figure | None] = {}
    for name, value in _mapping(text, "数字").items():
        cell = form.cells.get(Address(name))
        if cell is None:
            raise UnfillableError(f"{form.id} 格式里没有「{name[:80]}」这一格。")
        (declared if cell.is_total else typed)[cell.address] = _figure(cell, value)
    edits: list[Edit] = [SetFigures(typed)] if typed else []
    return (*edits, Declare(declared)) if declared else tuple(edits)


def detail_edits(form: ReportFormat, text: str) -> tuple[Edit, ...]:
    """``{"phone": "0533-2880386", …}``; null clears. Raises UnfillableError."""
    known = {detail.id: detail for detail in form.details}
    edits = []
    for name, value in _mapping(text, "联系方式").items():
        if name not in known:
            raise UnfillableError(f"没有「{name[:40]}」这一项，可以填：{'、'.join(known)}。")
        words = "" if value is None else value
        if not isinstance(words, str):
            raise UnfillableError(f"「{known[name].label}」要填文字。")
        choices = known[name].choices
        if words and choices and words not in choices:
            raise UnfillableError(f"「{known[name].label}」只能是：{'、'.join(choices)}。")
        edits.append(SetDetail(name, " ".join(words.split())))
    return tuple(edits)


def section_edit(form: ReportFormat, section: str, text: str) -> Edit:
    """A section's prose; ⟦tokens⟧ of known cells stay bound, any other ⟦ becomes 〔.

    Raises UnfillableError for an unknown section.
    """
    if section not in form.prose_ids:
        raise UnfillableError(f"没有「{section[:40]}」这一节，可以填：{'、'.join(form.prose_ids)}。")
    return SetText(section, clean_prose(form, text))


def clean_prose(form: ReportFormat, text: str) -> str:
    """Text from outside as raw prose: plain newlines, no control characters, no false tokens."""
    lines = "\n".join(text.removeprefix("\ufeff").splitlines()).strip("\n")
    shown = visible(lines)
    kept: list[str] = []
    end = 0
    for token in tokens.tokens(shown):
        if all(cell in form.cells for cell in token.cells):
            kept += tokens.plain_typed(shown[end : token.start]), shown[token.start : token.end]
            end = token.end
    return "".join((*kept, tokens.plain_typed(shown[end:])))


def _figure(cell: Cell, value: JsonValue) -> Figure | None:
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return kinds.parse(cell.kind, value, cell.unit)
    except kinds.NotAValueError as error:
        raise UnfillableError(f"{cell.address}：{error}") from None
    raise UnfillableError(f"{cell.address}：要填数字或文字。")


def _mapping(text: str, what: str) -> dict[str, JsonValue]:
    try:
        value = json.loads(text, parse_int=_Literal, parse_float=_Literal, object_pairs_hook=_unique)
    except (json.JSONDecodeError, RecursionError):
        raise UnfillableError(f"{what}文件不是 JSON。") from None
    if not isinstance(value, dict):
        raise UnfillableError(f"{what}文件应是一组「名称: 值」。")
    return value


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    mapping: dict[str, JsonValue] = {}
    for name, value in pairs:
        if name in mapping:
            raise UnfillableError(f"「{name[:80]}」出现两次。")
        mapping[name] = value
    return mapping
