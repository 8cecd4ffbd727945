"""One figure of all organs side by side, and which of its values stand out, each with the reason in words.

A value stands out among the other organs by the robust score of Iglewicz and Hoaglin (1993): how far it lies
from the middle, in units of the median deviation, which single large values do not move. Figures of organs
differ by factors, so their logarithms are compared. It stands out in an organ's own history as the edition's
own check of swings has it (`swing`: how many times, from which number on).
"""

from __future__ import annotations

from decimal import Decimal
from math import copysign, log1p
from statistics import fmean, median, median_low
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.across.histories import known_years, value_of
from report_desk.core.form.kinds import KindName
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from report_desk.core.consolidation.across.histories import History
    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.report.totals import Number

FEWEST = 8
"""Organs below which nothing can be said of what is usual among them."""
_FAR = 3.5
_OF_MEDIAN, _OF_MEAN = 1.4826, 1.2533
"""What a median and a mean deviation are multiplied by to be like a standard deviation."""
_TWICE = 2
_NEARLY_ALL = 0.9
_HARDLY_ANY = 2
_LONG = 3
"""Earlier years from which an organ's own middle says more than its last year alone."""
_USUAL_LIMIT, _USUAL_FLOOR = 5, 10


class Spot(Struct, frozen=True):
    """One organ's number, those of the years before, and in words why it stands out, where it does."""

    organ: str
    file: str
    value: Number | None
    earlier: tuple[Number | None, ...]
    why: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All of that in one line; empty where nothing stands out."""
        return "；".join(self.why)


class Spread(Struct, frozen=True):
    """One figure over all organs, the largest first; ``years`` are this one and those before.

    ``middle``, ``low`` and ``high`` are the values in the middle and at the quarters of those that are not
    0, None without any; ``sums`` are those of the organs that state the figure, year by year.
    """

    address: Address
    years: tuple[int, ...]
    spots: tuple[Spot, ...]
    middle: Number | None
    low: Number | None
    high: Number | None
    sums: tuple[Number | None, ...]

    @property
    def standing_out(self) -> tuple[Spot, ...]:
        """The organs whose number stands out."""
        return tuple(one for one in self.spots if one.why)


def spread(form: ReportFormat, organs: Sequence[History], year: int, address: Address) -> Spread:
    """One figure over all organs of a year; ``form`` is the year's edition."""
    years = known_years(organs, year) or (year,)
    columns = [[value_of(one, known, address) for one in organs] for known in years]
    now = columns[0]
    among = _Among([value for value in now if value is not None], *_limits(form))
    spots = []
    for at, one in enumerate(organs):
        value, earlier = now[at], tuple(column[at] for column in columns[1:])
        spots.append(Spot(one.organ, one.file, value, earlier, tuple(among.reasons(value, earlier))))
    spots.sort(key=lambda spot: (spot.value is None, 0 if spot.value is None else -spot.value))
    some = among.some
    low, high = (some[len(some) // 4], some[3 * len(some) // 4]) if some else (None, None)
    sums = tuple(_sum(column) for column in columns)
    return Spread(address, years, tuple(spots), among.middle, low, high, sums)


def most_striking(
    form: ReportFormat,
    organs: Sequence[History],
    year: int,
    tell: Callable[[float], None] = lambda _: None,
) -> dict[Address, int]:
    """How many organs stand out in each number of the form, in its order; ``tell`` is told how far it is."""
    found: dict[Address, int] = {}
    places = [place for place, cell in form.cells.items() if cell.kind is not KindName.TEXT]
    for done, place in enumerate(places, start=1):
        found[place] = len(spread(form, organs, year, place).standing_out)
        tell(done / len(places))
    return found


def _sum(column: Sequence[Number | None]) -> Number | None:
    values = [value for value in column if value is not None]
    return sum(values, 0) if values else None


def _limits(form: ReportFormat) -> tuple[int, int]:
    """From how many times on, and from which number on, the edition calls a change a swing."""
    found = (check for check in form.checks if check.rule == "swing")
    return next(((check.limit, check.floor) for check in found), (_USUAL_LIMIT, _USUAL_FLOOR))


def _log(value: Number) -> float:
    return copysign(log1p(abs(float(value))), float(value))


class _Among:
    """The values of one figure: what is usual among them, and how others stand to that."""

    def __init__(self, values: Sequence[Number], limit: int, floor: int) -> None:
        self._limit, self._floor, self._count = limit, floor, len(values)
        self.some = sorted([value for value in values if value], key=Decimal)
        self.middle: Number | None = median_low(self.some) if self.some else None
        self._centre = self._unit = 0.0
        if len(self.some) >= FEWEST:
            logs = [_log(value) for value in self.some]
            self._centre = median(logs)
            away = [abs(value - self._centre) for value in logs]
            self._unit = _OF_MEDIAN * median(away) or _OF_MEAN * fmean(away)

    def reasons(self, value: Number | None, earlier: Sequence[Number | None]) -> Iterator[str]:
        """Why a value stands out: beside the others, and beside the organ's own years."""
        if value is None:
            return
        if self._count >= FEWEST:
            yield from self._beside_others(value)
        yield from self._beside_own(value, earlier)

    def _beside_others(self, value: Number) -> Iterator[str]:
        some = len(self.some)
        if not value:
            if some >= _NEARLY_ALL * self._count and (self.middle or 0) >= self._floor:
                yield f"{self._count} 个单位里 {some} 个都有，这里是 0"
            return
        if some <= _HARDLY_ANY and abs(Decimal(value)) >= self._floor:
            yield f"{self._count} 个单位里只有 {some} 个有这一项"
        middle = self.middle
        if not self._unit or middle is None or abs(Decimal(value) - Decimal(middle)) < self._floor:
            return
        low, high = sorted((abs(float(value)), abs(float(middle))))
        if abs(_log(value) - self._centre) > _FAR * self._unit and high >= _TWICE * low:
            than = "多" if value > middle else "少"
            ratio = _ratio(high, low)
            times = f"中间数的 {ratio} 倍" if value > middle else f"中间数的 1/{ratio}"
            lower, upper = self.some[some // 4], self.some[3 * some // 4]
            yield (
                f"比别的单位{than}得多：有这一项的 {some} 个单位，排在中间的是 {plain(middle)}，"
                f"一半在 {plain(lower)} 到 {plain(upper)} 之间，这里是 {plain(value)}，约为{times}"
            )

    def _beside_own(self, value: Number, earlier: Sequence[Number | None]) -> Iterator[str]:
        known = [one for one in earlier if one is not None]
        last = earlier[0] if earlier else None
        if last is not None and self._swings(value, last):
            yield f"和自己去年比变化大：去年 {plain(last)}，今年 {plain(value)}"
        elif len(known) >= _LONG and self._swings(value, median_low(known)):
            usual = f"前 {len(known)} 年排在中间的是 {plain(median_low(known))}"
            yield f"和自己以前比变化大：{usual}，今年 {plain(value)}"

    def _swings(self, value: Number, before: Number) -> bool:
        low, high = sorted([abs(Decimal(value)), abs(Decimal(before))])
        return high >= self._floor and high > low * self._limit


def _ratio(high: float, low: float) -> str:
    return str(round(high / low))
