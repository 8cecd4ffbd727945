"""The page as HTML, for the peers that take it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —" } }
body { font: 16pt/28.99pt Fang; text-align: justify; margin: 0 }
h1 { font: 22pt/36pt Title; text-align: center; margin: 0 }
h2 { font: 16pt/28.99pt Hei; text-indent: 2em; margin: 0; break-after: avoid }
p { text-indent: 2em; margin: 0 }
table { font: 9pt/11pt Song; border-collapse: collapse; width: 100%; break-inside: avoid }
td { border: .5pt solid; text-align: center; padding: 2pt }
"""


def _faces(fonts: Path) -> str:
    names = {"Fang": "fang", "Hei": "hei", "Song": "song", "Title": "title"}
    return "".join(
        f"@font-face {{ font-family: {name}; src: url({(fonts / (file + '.ttf')).as_uri()}) }}\n"
        for name, file in names.items()
    )


def _table(block: dict[str, Any]) -> str:
    rows: list[list[str]] = [[] for _ in range(block["lines"])]
    for cell in block["cells"]:
        spans = f' colspan="{cell["column_span"]}" rowspan="{cell["line_span"]}"'
        rows[cell["line"]].append(f"<td{spans}>{escape(cell['text'])}</td>")
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def html(page: dict[str, Any], fonts: Path) -> str:
    """The whole document."""
    parts = [f"<h1>{escape(line)}</h1>" for line in page["title"]]
    for block in page["blocks"]:
        if block["kind"] == "table":
            parts.append(_table(block))
        else:
            tag = "h2" if block["kind"] == "heading" else "p"
            parts.append(f"<{tag}>{escape(block['text'])}</{tag}>")
    head = f"<meta charset='utf-8'><title>{escape(''.join(page['title']))}</title>"
    style = f"<style>{_faces(fonts)}{_STYLE}</style>"
    return f"<!doctype html><html lang='zh-CN'>{head}{style}{''.join(parts)}</html>"
