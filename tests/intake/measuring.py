"""Holding what was read from a document against what is known to stand in it."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk import resources
from report_desk.intake.importing import import_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.intake.imported import Imported

DATA = Path(__file__).parents[1] / "data"


class Measured(Struct, frozen=True):
    """How many cells are right, which are wrong, and which of these no doubt names."""

    right: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]


def read(data: bytes) -> Imported:
    """Read a file as the program does."""
    return import_file(data, resources.formats())


def truth_of(path: Path) -> dict[str, object]:
    """Every figure and total of a file of truth, by address."""
    data = json.loads(path.read_text("utf-8"))
    return {**data["figures"], **data.get("declared", data.get("totals", {}))}


def measure(found: Imported, truth: Mapping[str, object]) -> Measured:
    """Compare all figures and declared totals with what is true; "same" is the same number."""
    taken = {**found.figures, **found.declared}
    doubted = {cell for doubt in found.doubts for cell in doubt.cells}
    right = [place for place, value in taken.items() if place in truth and same(value, truth[place])]
    wrong = [place for place, value in taken.items() if place not in truth or not same(value, truth[place])]
    return Measured(len(right), tuple(wrong), tuple(place for place in wrong if place not in doubted))


def same(one: object, other: object) -> bool:
    """Whether two figures are the same number, or the same text where they are none."""
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return str(one) == str(other)
