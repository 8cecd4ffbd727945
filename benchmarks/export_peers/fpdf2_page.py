"""The page in fpdf2: not tagged, no archive standard."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fpdf import FPDF, FontFace
from fpdf.enums import Align, TableBordersLayout, VAlign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LEADING = 28.99


def _number(document: FPDF) -> None:
    document.set_y(-90)
    document.set_font("song", size=14)
    document.cell(0, 14, f"— {document.page_no()} —", align="C")


_Document: type[FPDF] = type("_Document", (FPDF,), {"footer": _number})


def _table(document: FPDF, block: dict[str, Any]) -> None:
    document.set_font("song", size=9)
    labels = block["label_columns"]
    shares = [2, 3, 7][:labels] if labels > 1 else [1] * labels
    shares += [2 if labels > 1 else 1] * (block["columns"] - labels)
    document.add_page()
    with document.table(
        col_widths=tuple(shares), line_height=11, padding=2, text_align=Align.C, v_align=VAlign.M,
        first_row_as_headings=False, borders_layout=TableBordersLayout.ALL, headings_style=FontFace(),
    ) as table:  # fmt: skip
        for line in range(block["lines"]):
            row = table.row()
            for cell in (cell for cell in block["cells"] if cell["line"] == line):
                row.cell(cell["text"], colspan=cell["column_span"], rowspan=cell["line_span"])


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF."""
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)

    def build(page: dict[str, Any]) -> bytes:
        document = _Document(unit="pt", format="A4")
        for name in ("song", "hei", "title"):
            document.add_font(name, fname=str(fonts / f"{name}.ttf"))
        document.set_margins(79.4, 104.9, 73.7)
        document.set_auto_page_break(True, margin=99)
        document.add_page()
        document.set_font("title", size=22)
        for line in page["title"]:
            document.multi_cell(0, 36, line, align="C", new_x="LMARGIN", new_y="NEXT")
        for block in page["blocks"]:
            if block["kind"] == "table":
                _table(document, block)
                continue
            document.set_font("hei" if block["kind"] == "heading" else "song", size=16)
            document.multi_cell(0, _LEADING, "　　" + block["text"], new_x="LMARGIN", new_y="NEXT")
        return bytes(document.output())

    return build
