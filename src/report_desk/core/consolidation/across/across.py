"""A folder of reports looked at across: the figures of every organ, what stands out, which prose is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.across.chart import chart_of_organs, chart_of_years
from report_desk.core.consolidation.across.histories import History, histories, known_years, value_of
from report_desk.core.consolidation.across.likeness import Alike, alike
from report_desk.core.consolidation.across.spread import most_striking, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.core.consolidation.across.spread import Spread
    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.consolidation.board import Board
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.form.edition import Address, ReportFormat


class Across(Struct, frozen=True, eq=False):
    """All of it for one year, whose edition is ``form``.

    ``striking`` says of each number how many organs stand out in it.
    """

    year: int
    form: ReportFormat
    organs: tuple[History, ...]
    striking: dict[Address, int]
    alike: tuple[Alike, ...]

    def spread(self, place: Address) -> Spread:
        """One number over all organs."""
        return spread(self.form, self.organs, self.year, place)

    def name_of(self, place: Address) -> str:
        """A number in the words of the form, with its table."""
        cell = self.form.cells[place]
        return f"{self.form.table(cell.table).name} {cell.words}"

    def chart(self, found: Spread) -> Chart:
        """A number of each organ."""
        return chart_of_organs(self.name_of(found.address), self.form.cells[found.address].unit, found)

    def chart_of_sums(self, found: Spread) -> Chart:
        """A number of all organs together, year by year."""
        title = f"{self.name_of(found.address)}：各单位合计"
        return chart_of_years(title, self.form.cells[found.address].unit, found.years, found.sums)

    def chart_of_one(self, place: Address, file: str) -> Chart:
        """A number of one organ, year by year."""
        one = next(organ for organ in self.organs if organ.file == file)
        years = known_years([one], self.year)
        values = [value_of(one, year, place) for year in years]
        return chart_of_years(
            f"{self.name_of(place)}：{one.organ}", self.form.cells[place].unit, years, values
        )


def look_across(  # noqa: PLR0913, PLR0917 - all that is known of a folder
    board: Board,
    entries: Sequence[Entry],
    studies: Sequence[Study],
    form: ReportFormat,
    forms: Mapping[str, ReportFormat],
    tell: Callable[[float], None] = lambda _: None,
) -> Across:
    """Look at the reports of a board's year and of the years before; ``tell`` is told how far that is."""
    organs = histories(board, entries, studies, forms)
    striking = most_striking(form, organs, board.year, tell)
    return Across(board.year, form, organs, striking, alike(_sections(organs, studies)))


def _sections(organs: Sequence[History], studies: Iterable[Study]) -> Iterable[tuple[str, str, str, bytes]]:
    """Every section of this year's reports that is long enough to be compared."""
    known = {one.file: one.sketches for one in studies}
    for one in organs:
        for section, sketched in known.get(one.file, ()):
            yield section, one.organ, one.file, sketched
