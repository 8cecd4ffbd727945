"""What the workbook library does not say of an XLSX: formulas without a value, and how far a sheet goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.xml_parsing import parse_xml
from report_desk.intake.readers.zip_package import ZipPackage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Za-z]{1,4})(\d{1,8})")


def without_value(data: bytes, most_rows: int, most_columns: int) -> dict[str, set[tuple[int, int]]]:
    """Sheet name → rows and columns, from 0, of the formulas whose last value the file does not hold.

    Raises NotAReportError where a sheet reaches further than the limits: every cell in between would
    take memory.
    """
    package = ZipPackage(data)
    found: dict[str, set[tuple[int, int]]] = {}
    for name, part in _sheets(package).items():
        found[name] = set()
        xml = package.read(part)
        for (row, column), cell in _cells(parse_xml(xml)) if xml else ():
            if row >= most_rows or column >= most_columns:
                raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")
            if cell.find("{*}f") is not None and not (cell.findtext("{*}v") or "").strip():
                found[name].add((row, column))
    return found


def _cells(sheet: _Element) -> Iterator[tuple[tuple[int, int], _Element]]:
    """Every cell with its row and column, from 0; one that does not say where it stands follows the last."""
    row, column = -1, -1
    for element in sheet.iter("{*}row", "{*}c"):
        stated = element.get("r") or ""
        if str(element.tag).endswith("}row") or element.tag == "row":
            row, column = int(stated[:8]) - 1 if stated.isdecimal() else row + 1, -1
            continue
        place = _REFERENCE.fullmatch(stated)
        row, column = (int(place[2]) - 1, _column(place[1])) if place else (row, column + 1)
        yield (row, column), element


def _sheets(package: ZipPackage) -> Mapping[str, str]:
    """Sheet name → the part that holds it."""
    workbook = package.read("xl/workbook.xml")
    relations = package.read("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        raise NotAReportError(
            "还不能读二进制工作簿（XLSB）或残缺的文件；请用 Excel 或 WPS 另存为 XLSX 再读。"
        )
    targets = {str(one.get("Id")): one.get("Target") or "" for one in parse_xml(relations)}
    found = {}
    for sheet in parse_xml(workbook).iter("{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(str(relation), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[sheet.get("name") or ""] = part
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
