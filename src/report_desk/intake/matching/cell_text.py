"""The text of one cell of a document → a figure, taken as it stands or not at all."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from report_desk.core.form import kinds
from report_desk.core.form.kinds import KindName
from report_desk.intake.cell_reading import CellReading, CellState
from report_desk.intake.document import CellFlaw

if TYPE_CHECKING:
    from report_desk.intake.document import GridCell

MARKS = frozenset({"/", "-", "—", "——", "–", "－", "\\", "无", "／"})
"""What people write where there is nothing: kept as it is, since it is neither 0 nor a blank."""
_LONGEST_VALUE = 200
_NUMBER = r"[+-]?\d[\d,]{0,20}+(?:\.\d{1,12}+)?+"
_NOTED = re.compile(rf"(?P<value>{_NUMBER}[^\d()]{{0,3}}+)\((?P<note>.{{0,120}})\)", re.DOTALL)
_VALUE = re.compile(rf"{_NUMBER}\D{{0,3}}(?:\(.{{0,120}}\))?", re.DOTALL)
_LEADING_ZERO = re.compile(r"[+-]?0\d")
_BROKEN_NUMBER = re.compile(r"[\d.,]\s+[\d.,]")
_SHOWN = 40
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): "."}
_FLAWS = {
    CellFlaw.FORMULA: "是公式，文件里没有存它算出的数；请用 Excel 或 WPS 打开、保存一次再读。",
    CellFlaw.MIXED: "「{}」一格里有不止一段文字，或者有划掉的字，分不清哪个是数，没有采用。",
}
"""Flaws of a cell that keep its text from being a figure, and what is said of them."""


def looks_like_value(text: str) -> bool:
    """Whether a text may stand in a figure's cell: blank, a mark, or a number with what people add to it."""
    plain = "".join(unicodedata.normalize("NFKC", text[:_LONGEST_VALUE]).split())
    if not plain or text.strip() in MARKS:
        return True
    return _VALUE.fullmatch(plain) is not None and not re.match(r"\d{1,2}[.、]\D", plain)


def read_cell(kind: KindName, cell: GridCell, unit: str = "") -> CellReading:
    """Read a cell's text as a figure of a kind and unit; what is doubtful about it is in ``reason``."""
    text = cell.text.strip()
    shown = text[:_SHOWN].replace("\n", " ")
    if refusal := _FLAWS.get(cell.flaw):
        return _nothing(cell, refusal.format(shown))
    if not text:
        return CellReading(None, CellState.NOT_FOUND, cell.text, cell.source)
    if kind is KindName.TEXT:
        return _words(cell, text, shown)
    if text in MARKS:
        return CellReading(
            text, CellState.AS_READ, text, cell.source, f"原件写的是「{text}」，不是数：没有就填 0。"
        )
    if any(unicodedata.category(character) == "No" for character in text):  # ② and ² would become digits
        return _nothing(cell, f"「{shown}」里有上标或带圈的数字，没有采用。")
    return _number(kind, cell, text, unit)


def _words(cell: GridCell, text: str, shown: str) -> CellReading:
    if _BROKEN_NUMBER.search(text):
        return _nothing(cell, f"「{shown}」像是断开的数，没有采用。")
    try:
        figure = kinds.parse(KindName.TEXT, text.translate(_WIDE))
    except kinds.NotAValueError as error:
        return _nothing(cell, f"「{shown}」没有采用：{error}")
    return CellReading(figure, CellState.AS_READ, text, cell.source)


def _number(kind: KindName, cell: GridCell, text: str, unit: str) -> CellReading:
    shown = text[:_SHOWN].replace("\n", " ")
    state, reason = CellState.AS_READ, ""
    if cell.flaw is CellFlaw.CUT:
        state, reason = CellState.SPLIT, f"原件的数连在一起，按合计拆出「{shown}」。"
    plain = unicodedata.normalize("NFKC", text)
    if _BROKEN_NUMBER.search(plain):
        if cell.flaw is not CellFlaw.JOINED:
            return _nothing(cell, f"「{shown}」中间有空白，分不清是一个数还是几个数，没有采用。")
        state, reason = CellState.SPLIT, f"「{shown}」在原件里断成了几截，连起来读。"
    plain = "".join(plain.split())
    noted = _NOTED.fullmatch(plain)
    if noted:
        plain, state = noted["value"], CellState.NOTE_STRIPPED
        reason = f"「{shown}」取了括号前的数，括号里的说明没有采用。"
    if _LEADING_ZERO.match(plain):
        return _nothing(cell, f"「{shown}」以 0 开头，像是几个数连在了一起，没有采用。")
    try:
        figure = kinds.parse(kind, plain, unit)
    except kinds.NotAValueError as error:
        return _nothing(cell, f"「{shown}」没有采用：{error}")
    if state is CellState.AS_READ and not plain[-1].isdigit():
        state, reason = CellState.UNIT_STRIPPED, f"「{shown}」去掉了单位。"
    return CellReading(figure, state, text, cell.source, reason)


def _nothing(cell: GridCell, reason: str) -> CellReading:
    return CellReading(None, CellState.NOT_FOUND, cell.text.strip(), cell.source, reason)
