"""What the workbook library does not say of an XLSX: formulas without a value, what is hidden, its reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.xml_parsing import parse_xml
from report_desk.intake.readers.zip_package import ZipPackage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_ROW = re.compile(r"[1-9]\d{0,6}")
_BROKEN = "工作表里的格写错了自己的位置，文件可能损坏；请用 Excel 或 WPS 打开后另存一份再试。"


class Unsaid(Struct):
    """Of a sheet, from 0: the cells of formulas without the value they last had, hidden rows and columns."""

    pending: set[tuple[int, int]] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def checked_workbook(data: bytes, most_rows: int, most_columns: int) -> tuple[bytes, dict[str, Unsaid]]:
    """The workbook in a package of its own, and what is unsaid of each sheet, by its name.

    Raises NotAReportError where a part that the library may take for a sheet reaches further than the limits,
    or does not say clearly how far: every cell in between would take memory, and the process with it.
    """
    package = ZipPackage(data)
    workbook, targets = _relations(package)
    unsaid = {
        part: _unsaid(parse_xml(xml), most_rows, most_columns)
        for part in {part for _, part in targets}
        if (xml := package.read(part))
    }
    parts = dict(targets)
    found: dict[str, Unsaid] = {}
    for sheet in workbook.iter("{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        found.setdefault(sheet.get("name") or "", unsaid.get(parts.get(str(relation), ""), Unsaid()))
    return package.repacked(), found


def _unsaid(sheet: _Element, most_rows: int, most_columns: int) -> Unsaid:
    found = Unsaid()
    for (row, column), element in _places(sheet):
        if row >= most_rows or column >= most_columns:
            raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")
        if column < 0:
            found.rows.update({row} if _is_hidden(element) else ())
        elif element.find("{*}f") is not None and not (element.findtext("{*}v") or "").strip():
            found.pending.add((row, column))
    for stretch in filter(_is_hidden, sheet.iter("{*}col")):
        first, last = (_number(stretch.get(name)) for name in ("min", "max"))
        found.columns.update(range(max(0, first - 1), min(last, most_columns)))
    return found


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") in {"1", "true"}


def _number(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else 0


def _places(sheet: _Element) -> Iterator[tuple[tuple[int, int], _Element]]:
    """Every row and every cell with its row and column, from 0; the column of a row is -1.

    What does not say where it stands follows the last.
    """
    row, column = -1, -1
    for element in sheet.iter("{*}row", "{*}c"):
        stated = element.get("r")
        is_row = str(element.tag).endswith("}row") or element.tag == "row"
        place = (_ROW if is_row else _REFERENCE).fullmatch(stated or "")
        if stated is not None and place is None:
            raise NotAReportError(_BROKEN)
        if is_row:
            row, column = int(place[0]) - 1 if place else row + 1, -1
        else:
            row, column = (int(place[2]) - 1, _column(place[1])) if place else (row, column + 1)
        yield (row, column), element


def _relations(package: ZipPackage) -> tuple[_Element, list[tuple[str, str]]]:
    """The workbook, and each part it is related to, by the name of the relation, in whatever case."""
    workbook = package.read("xl/workbook.xml")
    relations = package.read("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        raise NotAReportError(
            "还不能读二进制工作簿（XLSB）或残缺的文件；请用 Excel 或 WPS 另存为 XLSX 再读。"
        )
    names = {name.lower(): name for name in package.names()}
    found = []
    for one in parse_xml(relations):
        target = (one.get("Target") or "").replace("\\", "/")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found.append((str(one.get("Id")), names.get(part.lower(), "")))
    return parse_xml(workbook), [(name, part) for name, part in found if part.endswith(".xml")]


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
