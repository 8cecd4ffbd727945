"""What the workbook library does not say of an XLSX: formulas without a value, and how far a sheet goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.xml_parsing import parse_xml
from report_desk.intake.readers.zip_package import ZipPackage

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]{0,300}?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,8})["'][^>]*>""")
_BARE_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]{0,300}?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,8})["'][^>]*>\s*"""
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{0,4})\$?(\d{1,8})["']""")


def without_value(data: bytes, most_rows: int, most_columns: int) -> dict[str, set[tuple[int, int]]]:
    """Sheet name → rows and columns, from 0, of the formulas whose last value the file does not hold.

    Raises NotAReportError where a sheet reaches further than the limits: every cell in between would
    take memory.
    """
    package = ZipPackage(data)
    found: dict[str, set[tuple[int, int]]] = {}
    for name, part in _sheets(package).items():
        xml = package.read(part) or b""
        for match in _REFERENCE.finditer(xml):
            if int(match[2]) > most_rows or _column(match[1]) >= most_columns:
                raise NotAReportError("工作表太大，不会是年报；请把年报的表另存成一个文件。")
        found[name] = {(int(match[2]) - 1, _column(match[1])) for match in _BARE_FORMULA.finditer(xml)}
    return found


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


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1
