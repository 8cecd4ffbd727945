"""What a region's report was added up from: kept in it, so that every sum can be opened and made again.

None of it prints, and a published PDF carries none of it.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct, field

from report_desk.core import limits
from report_desk.core.report.fields import Cell, Id, Line, Natural, Note, StoredFigure, Time, about
from report_desk.core.strict_reader import JsonValue

Extra = Mapping[str, JsonValue]


class Part(Struct, frozen=True):
    """One report that was added up: whose, from which file of the folder, and its 定稿指纹 then."""

    organ: Line
    file: Annotated[Line, about("Name of the file in the folder, as it was then.")]
    report: Annotated[Id, about("Report id.")]
    fingerprint: Annotated[Id, about("定稿指纹 at that time.")]
    extra: Extra = field(default_factory=dict)


class LeftOut(Struct, frozen=True):
    """One report that was there and was not added up, and why."""

    organ: Line
    file: Line
    reason: Line
    extra: Extra = field(default_factory=dict)


class Correction(Struct, frozen=True):
    """What was added to a sum by hand, such as a rule that two organs count and the region counts once.

    The sum of the reports and all corrections of a cell are what prints in it.
    """

    cell: Cell
    amount: Annotated[StoredFigure, about("What is added to the sum; below 0 what is taken off.")]
    reason: Note
    by: Line
    at: Time
    extra: Extra = field(default_factory=dict)


class Consolidation(Struct, frozen=True):
    """How the figures of a region's report came about.

    ``states`` are the states in which a report was added up. ``expected`` is how many organs were to report,
    0 where nobody said which; ``missing`` are those of them that nothing had come from.
    """

    states: Annotated[tuple[Id, ...], Meta(max_length=limits.MOST_STATES)] = ()
    expected: Natural = 0
    parts: Annotated[
        tuple[Part, ...], Meta(max_length=limits.MOST_ORGANS), about("The reports that were added up.")
    ] = ()
    left_out: Annotated[
        tuple[LeftOut, ...], Meta(max_length=limits.MOST_ORGANS), about("Reports that were not, and why.")
    ] = ()
    missing: Annotated[
        tuple[Line, ...], Meta(max_length=limits.MOST_ORGANS), about("Organs without a report.")
    ] = ()
    corrections: Annotated[
        tuple[Correction, ...],
        Meta(max_length=limits.MOST_CORRECTIONS),
        about("What was added to a sum by hand, each with its reason."),
    ] = ()
    extra: Extra = field(default_factory=dict)
