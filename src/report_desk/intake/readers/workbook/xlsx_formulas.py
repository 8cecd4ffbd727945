"""What the workbook library does not say of an XLSX: formulas without a value, and how far a sheet goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.xml_parsing import parse_xml
from report_desk.intake.readers.zip_package import ZipPackage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_ROW = re.compile(r"[1-9]\d{0,6}")
_BROKEN = "工作表里的格写错了自己的位置，文件可能损坏；请用 Excel 或 WPS 打开后另存一份再试。"


def checked_workbook(
    data: bytes, most_rows: int, most_columns: int
) -> tuple[bytes, dict[str, set[tuple[int, int]]]]:
    """The workbook in a package of its own, and the formulas whose last value the file does not hold.

    These by the name of their sheet, as rows and columns from 0.

    Raises NotAReportError where a part that the library may take for a sheet reaches further than the limits,
    or does not say clearly how far: every cell in between would take memory, and the process with it.
    """
    package = ZipPackage(data)
    workbook, targets = _relations(package)
    pending: dict[str, set[tuple[int, int]]] = {}
    for part in {part for _, part in targets}:
        pending[part] = set()
        xml = package.read(part)
        for (row, column), cell in _cells(parse_xml(xml)) if xml else ():
            if row >= most_rows or column >= most_columns:
                raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")
            if cell.find("{*}f") is not None and not (cell.findtext("{*}v") or "").strip():
                pending[part].add((row, column))
    parts = dict(targets)
    found: dict[str, set[tuple[int, int]]] = {}
    for sheet in workbook.iter("{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        found.setdefault(sheet.get("name") or "", pending.get(parts.get(str(relation), ""), set()))
    return package.repacked(), found


def _cells(sheet: _Element) -> Iterator[tuple[tuple[int, int], _Element]]:
    """Every cell with its row and column, from 0; one that does not say where it stands follows the last."""
    row, column = -1, -1
    for element in sheet.iter("{*}row", "{*}c"):
        stated = element.get("r")
        is_row = str(element.tag).endswith("}row") or element.tag == "row"
        place = (_ROW if is_row else _REFERENCE).fullmatch(stated or "")
        if stated is not None and place is None:
            raise NotAReportError(_BROKEN)
        if is_row:
            row, column = int(place[0]) - 1 if place else row + 1, -1
            continue
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
