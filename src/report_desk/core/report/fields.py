"""The kinds of field that a stored report has: each type carries its bounds and what it means.

The structs of `model` are made of these. How a field is read from a file, how it is written and what the
published JSON Schema says of it follow from its type (`record.annotations`); the bounds stand in `limits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from report_desk.core import limits
from report_desk.core.form.edition import Address

_NAME = "[a-z0-9_]+"


def about(description: str) -> Meta:
    """What the published schema says of a field, in one sentence."""
    return Meta(description=description)


class Documents(Struct, frozen=True):
    """Marks a mapping of `Report` that is stored as a table: at most ``most`` documents of ``kind``."""

    kind: type[Struct]
    most: int


class Spread(Struct, frozen=True):
    """Marks a struct whose fields are stored among those of the struct around it, under these names."""

    names: Mapping[str, str]


class Rare(Struct, frozen=True):
    """Marks a field of `Report` whose table stands in a file only where it holds something."""


Id = Annotated[str, Meta(max_length=limits.LONGEST_ID)]
Time = Annotated[Id, about("ISO 8601 with zone.")]
Line = Annotated[str, Meta(max_length=limits.LONGEST_LINE)]
Note = Annotated[str, Meta(max_length=limits.LONGEST_NOTE)]
Quote = Annotated[str, Meta(max_length=limits.LONGEST_PROSE)]
Prose = Annotated[Quote, Meta(pattern=limits.WITHIN_LINES)]
ResolvedProse = Annotated[str, Meta(max_length=limits.LONGEST_RESOLVED, pattern=limits.WITHIN_LINES)]
Resolved = Annotated[str, Meta(max_length=limits.LONGEST_RESOLVED)]
Word = Annotated[str, Meta(max_length=limits.LONGEST_ENTRY)]
Snapshot = Annotated[str, Meta(max_length=limits.LONGEST_SNAPSHOT)]
Version = Annotated[int, Meta(ge=1, le=limits.LARGEST_INTEGER)]
Natural = Annotated[int, Meta(ge=0, le=limits.LARGEST_INTEGER)]
Integer = Annotated[int, Meta(ge=-limits.LARGEST_INTEGER, le=limits.LARGEST_INTEGER)]
Year = Annotated[int, Meta(ge=limits.FIRST_YEAR, le=limits.LAST_YEAR)]

Cell = Annotated[Address, Meta(max_length=limits.LONGEST_ADDRESS)]
"""An address as a value; nothing is said of how it looks."""
Place = Annotated[
    Address,
    Meta(max_length=limits.LONGEST_ADDRESS, extra_json_schema={"pattern": rf"^{_NAME}\.{_NAME}\.{_NAME}$"}),
]
"""An address as the name of a figure. The pattern is for who writes files: odd names are read and kept."""
RowAndColumn = Annotated[
    str, Meta(max_length=limits.LONGEST_PLACE, extra_json_schema={"pattern": rf"^{_NAME}\.{_NAME}$"})
]
"""The name of a figure within its table."""
StoredFigure = Annotated[
    Integer | Annotated[str, Meta(max_length=limits.LONGEST_FIGURE)],
    about(
        "Counts are integers; money (万元) and text are strings with their digits as typed. A string in a "
        "count cell is what an import could not read."
    ),
]
Suggested = Integer | Quote | None
"""A figure, raw text, or nothing."""
Figures = Annotated[Mapping[Place, StoredFigure], Meta(max_length=limits.MOST_FIGURES)]
TableFigures = Annotated[Mapping[RowAndColumn, StoredFigure], Meta(max_length=limits.MOST_FIGURES)]
Details = Annotated[Mapping[Id, Line], Meta(max_length=limits.MOST_DETAILS)]
ResolvedSections = Annotated[Mapping[Id, Resolved], Meta(max_length=limits.MOST_SECTIONS)]
