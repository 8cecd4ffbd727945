"""The page in reportlab's own layout engine, Platypus: not tagged, no archive standard."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Table, TableStyle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_WIDTH = 156 * mm


def _styles() -> dict[str, ParagraphStyle]:
    common = {"leading": 28.99, "fontSize": 16, "wordWrap": "CJK"}
    return {
        "title": ParagraphStyle(
            "title", fontName="title", fontSize=22, leading=36, alignment=TA_CENTER, wordWrap="CJK"
        ),
        "heading": ParagraphStyle("heading", fontName="hei", firstLineIndent=32, keepWithNext=1, **common),
        "paragraph": ParagraphStyle("paragraph", fontName="song", firstLineIndent=32, **common),
        "cell": ParagraphStyle(
            "cell", fontName="song", fontSize=9, leading=11, alignment=TA_CENTER, wordWrap="CJK"
        ),
    }


def _table(block: dict[str, Any], style: ParagraphStyle) -> KeepTogether:
    columns, labels = block["columns"], block["label_columns"]
    shares = [2.0, 3.0, 7.0][:labels] if labels > 1 else [1.0] * labels
    shares += [1.7 if labels > 1 else 1.0] * (columns - labels)
    rows: list[list[Any]] = [[""] * columns for _ in range(block["lines"])]
    spans: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for cell in block["cells"]:
        left, top = cell["column"], cell["line"]
        rows[top][left] = Paragraph(escape(cell["text"]), style)
        right, bottom = left + cell["column_span"] - 1, top + cell["line_span"] - 1
        spans.append(("SPAN", (left, top), (right, bottom)))
    widths = [_WIDTH * share / sum(shares) for share in shares]
    return KeepTogether([Table(rows, colWidths=widths, style=TableStyle(spans))])


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF."""
    for name in ("song", "hei", "title"):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))
    styles = _styles()

    def build(page: dict[str, Any]) -> bytes:
        story: list[Any] = [Paragraph(escape(line), styles["title"]) for line in page["title"]]
        for block in page["blocks"]:
            if block["kind"] == "table":
                story.append(_table(block, styles["cell"]))
            else:
                story.append(Paragraph(escape(block["text"]), styles[block["kind"]]))
        target = BytesIO()
        margins = {
            "leftMargin": 28 * mm,
            "rightMargin": 26 * mm,
            "topMargin": 37 * mm,
            "bottomMargin": 35 * mm,
        }
        SimpleDocTemplate(target, pagesize=A4, **margins).build(story)
        return target.getvalue()

    return build
