"""A chart as plain values: what each bar is called and how long it is. One drawing shows and prints it.

Bars lie, for the names of organs are long; each has one value for every year that is compared, and one
that stands out has a mark beside it, not a colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.consolidation.across.spread import Spot, Spread
    from report_desk.core.report.totals import Number

MOST_BARS = 120
"""Organs in a chart: the largest; a province's others are told in a line, and all stand in the table."""
ON_A_PAGE = 22
"""Rows with two bars each, a title and a line of text above them, fill a page of the program."""


class Bar(Struct, frozen=True):
    """A name, its value in each series (None: not known), and whether it stands out."""

    label: str
    values: tuple[Number | None, ...]
    is_loud: bool = False

    @property
    def words(self) -> str:
        """The bar in words."""
        values = "、".join(shown(value) for value in self.values)
        return f"{self.label} {values}{'（突出）' if self.is_loud else ''}"


class Chart(Struct, frozen=True):
    """A chart of bars: title (empty below a heading), unit, what each ``series`` is.

    A line stands at the ``middle`` where there is one.

    ``largest`` is the value that the longest bar has room for, ``smallest`` is below 0 where a value is.
    ``note`` says what is not in it.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    largest: Number
    smallest: Number = 0
    middle: Number | None = None
    note: str = ""

    @property
    def alternative(self) -> str:
        """The chart in words, for those who do not see it."""
        said = "；".join(bar.words for bar in self.bars)
        return f"{self.title}（{'、'.join(self.series)}）：{said}。{self.note}"


def shown(value: Number | None) -> str:
    """A value as it is written beside its bar."""
    return "未填" if value is None else plain(value)


def chart_of_organs(title: str, unit: str, found: Spread) -> Chart:
    """A figure over the organs, this year beside the last where that is known; the largest first.

    Where there are more than fit, those that stand out are kept.
    """
    has_last = any(spot.earlier and spot.earlier[0] is not None for spot in found.spots)
    series = tuple(f"{year}年" for year in found.years[: 2 if has_last else 1])
    taken = found.spots
    if len(taken) > MOST_BARS:
        loud = {spot.file for spot in found.standing_out[:MOST_BARS]}
        room = MOST_BARS - len(loud)
        quiet = {spot.file for spot in [spot for spot in taken if spot.file not in loud][:room]}
        taken = tuple(spot for spot in taken if spot.file in loud | quiet)
    left = len(found.spots) - len(taken)
    note = f"另有 {left} 个单位没有画出，都在表里。" if left else ""
    bars = tuple(Bar(spot.organ, _values(spot, len(series)), bool(spot.why)) for spot in taken)
    return _scaled(Chart(title, unit, series, bars, 0, 0, found.middle, note))


def _values(spot: Spot, count: int) -> tuple[Number | None, ...]:
    return (spot.value, *spot.earlier)[:count]


def chart_of_years(title: str, unit: str, years: Sequence[int], values: Sequence[Number | None]) -> Chart:
    """One figure over the years, the newest first; a year of which nothing is known has no bar."""
    bars = tuple(Bar(f"{year}年", (value,)) for year, value in zip(years, values, strict=True))
    return _scaled(Chart(title, unit, ("",), bars, 0))


def _scaled(made: Chart) -> Chart:
    values = [value for bar in made.bars for value in bar.values if value is not None]
    return replace(made, largest=max([0, *values]), smallest=min([0, *values]))


def pages(whole: Chart, rows: int = ON_A_PAGE) -> tuple[Chart, ...]:
    """A chart in parts that fit onto pages, all to one scale."""
    starts = range(0, max(1, len(whole.bars)), rows)
    return tuple(
        replace(
            whole,
            title=whole.title if not start else f"{whole.title}（续）",
            bars=whole.bars[start : start + rows],
            note=whole.note if start + rows >= len(whole.bars) else "",
        )
        for start in starts
    )


class Inks(Struct, frozen=True):
    """What a chart is drawn in, as ``#rrggbb``: ground, text, quiet text, lines, three kinds of bar."""

    ground: str
    ink: str
    muted: str
    line: str
    bar: str
    last: str
    loud: str


PAPER = Inks("#ffffff", "#000000", "#404040", "#b0b0b0", "#808080", "#d0d0d0", "#202020")
"""Greys alone: pages of the program hold nothing else."""
