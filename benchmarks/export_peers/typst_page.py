"""The page in Typst, tagged PDF/A-3a and PDF/UA-1 like ours: a source made from the data, compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEAD = """\
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm),
  footer: context align(center, text(font: "Desk Song", size: 14pt, "— " + counter(page).display() + " —")))
#set text(font: ("Desk Fang", "Desk Song"), size: 16pt, lang: "zh", region: "cn", top-edge: .88em,
  bottom-edge: -.12em, cjk-latin-spacing: none)
#set par(justify: true, leading: 12.99pt, spacing: 12.99pt, first-line-indent: (amount: 2em, all: true))
#show heading: it => block(above: 12.99pt, below: 12.99pt, sticky: true,
  par(text(font: "Desk Hei", size: 16pt, it.body)))
#let big(body) = block(breakable: false, {
  set text(font: "Desk Song", size: 9pt)
  set par(first-line-indent: 0pt, leading: 3pt, justify: false)
  body
})
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _table(block: dict[str, Any]) -> str:
    columns, labels = block["columns"], block["label_columns"]
    widths = ["2fr", "3fr", "7fr"][:labels] if labels > 1 else ["1fr"] * labels
    widths += ["1.7fr" if labels > 1 else "1fr"] * (columns - labels)
    cells = [
        f"table.cell(x: {cell['column']}, y: {cell['line']}, colspan: {cell['column_span']},"
        f" rowspan: {cell['line_span']}, align: center + horizon, {_quoted(cell['text'])})"
        for cell in block["cells"]
    ]
    settings = f"columns: ({', '.join(widths)}), stroke: .5pt, inset: (x: 2pt, y: 4pt)"
    return f"#big(table({settings}, {', '.join(cells)}))"


def source(page: dict[str, Any]) -> bytes:
    """The whole document as Typst source."""
    title = "".join(page["title"])
    out = [_HEAD, f"#set document(title: {_quoted(title)}, date: datetime(year: 2026, month: 1, day: 1))"]
    out += [
        f'#align(center, text(font: "Desk Title", size: 22pt, {_quoted(line)}))' for line in page["title"]
    ]
    for block in page["blocks"]:
        if block["kind"] == "table":
            out.append(_table(block))
        elif block["kind"] == "heading":
            out.append(f"#heading({_quoted(block['text'])})")
        else:
            out.append(f"#par({_quoted(block['text'])})")
    return "\n".join(out).encode()


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF."""
    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def build(page: dict[str, Any]) -> bytes:
        data = compiler.compile(source(page), format="pdf", pdf_standards=["a-3a", "ua-1"])
        if not isinstance(data, bytes):
            raise TypeError("Typst gave no single file")
        return data

    return build
