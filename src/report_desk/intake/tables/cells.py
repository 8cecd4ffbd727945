"""A line of a table as text → its label and its values."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

_VALUE = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?(?:万元|元|[件项条个])?|[/—-]|无")


class TableLine(Struct, frozen=True):
    """A label, and what stands right of it: one text per column, empty where the cell is blank."""

    label: str
    values: tuple[str, ...]


def is_value(text: str) -> bool:
    """Whether a piece of text can stand in a figure's cell."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def table_line(line: str) -> TableLine | None:
    """Split a line; ``None`` where it carries no values and so is prose or a header.

    Bars between columns, as in Markdown, stand for tabs.
    """
    if line.count("|") > 1:
        line = line.strip().removeprefix("|").removesuffix("|").replace("|", "\t")
    return _tabbed(line) if "\t" in line.strip() else _spaced(line)


def _tabbed(line: str) -> TableLine | None:
    """Columns between tabs: values are what stands after the last text that is none."""
    pieces = [" ".join(piece.split()) for piece in line.split("\t")]
    words = [index for index, piece in enumerate(pieces) if piece and not is_value(piece)]
    start = words[-1] + 1 if words else 0
    values = pieces[start:]
    if not any(values):
        return None
    return TableLine("".join(pieces[:start]), tuple(values))


def _spaced(line: str) -> TableLine | None:
    """Columns between blanks: the longest run of values at the end of the line."""
    pieces = line.split()
    start = len(pieces)
    while start and is_value(pieces[start - 1]):
        start -= 1
    values = tuple(pieces[start:])
    return TableLine("".join(pieces[:start]), values) if values else None
