"""Tables spoilt as people and programs spoil them, and what must never come of it: a figure silently wrong.

A mutation changes how a table looks, not what its figures mean; where it takes a figure's row or
column away, nobody may find the figure elsewhere.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk import resources
from report_desk.intake.document import NotAReportError
from tests.intake.drawn import drawn
from tests.intake.making import MadeCell, Rows, figures_of, page, report_docx, rows_of, table_html
from tests.intake.measuring import Measured, measure, read

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"


class Outcome(Struct, frozen=True):
    """What became of one spoilt document; ``measured`` is ``None`` where it was declined as a whole."""

    seed: int
    edition: str
    done: tuple[str, ...]
    measured: Measured | None
    cells: int


def mistype(rows: Rows, chance: random.Random) -> None:
    """One to three signs of a label replaced, left out or put in."""
    cell = chance.choice([cell for row in rows for cell in row if not cell.address and cell.text])
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(cell.text) or 1)
        sign = chance.choice((chance.choice(_SIGNS), ""))
        cell.text = cell.text[:place] + sign + cell.text[place + chance.randint(0, 1) :]


def unnumber(rows: Rows, chance: random.Random) -> None:
    """A label without its first two signs, which are mostly its number."""
    cell = chance.choice([cell for row in rows for cell in row if not cell.address and cell.text])
    cell.text = cell.text[2:]


def blank_label(rows: Rows, chance: random.Random) -> None:
    """A label that is gone."""
    chance.choice([cell for row in rows for cell in row if not cell.address]).text = ""


def drop_row(rows: Rows, chance: random.Random) -> None:
    """A row that is not there; labels that span it still do."""
    rows.pop(chance.randrange(len(rows)))


def drop_column(rows: Rows, chance: random.Random) -> None:
    """One of the last columns left out, in all rows that are long enough."""
    place = chance.randint(1, 7)
    for row in rows:
        if len(row) > place:
            row.pop(-place)


def drop_cell(rows: Rows, chance: random.Random) -> None:
    """A single cell that is not there: what stands behind it moves up."""
    row = chance.choice([row for row in rows if row])
    row.pop(chance.randrange(len(row)))


def add_cell(rows: Rows, chance: random.Random) -> None:
    """A blank cell, or one with a number that belongs nowhere."""
    row = chance.choice(rows)
    row.insert(chance.randint(0, len(row)), MadeCell(chance.choice(("", "", "7", "备注"))))


def add_column(rows: Rows, chance: random.Random) -> None:
    """One more column at an end: numbers of lines before all, remarks or last year behind."""
    if chance.random() < 0.5:
        for number, row in enumerate(rows):
            row.insert(0, MadeCell(chance.choice((str(number), "", "序号")) if number else "序号"))
        return
    head = chance.choice(("备注", "上年", ""))
    for number, row in enumerate(rows):
        row.append(MadeCell(chance.choice(("", "无", str(chance.randrange(90)))) if number else head))


def repeat_heads(rows: Rows, chance: random.Random) -> None:
    """The first lines once more, somewhere below."""
    count = chance.randint(1, 4)
    place = chance.randrange(len(rows) + 1)
    rows[place:place] = [[replace(cell) for cell in row] for row in rows[:count] if not _has_figures(row)]


def drop_heads(rows: Rows, chance: random.Random) -> None:
    """A line of heads that is not there."""
    heads = [index for index, row in enumerate(rows) if not _has_figures(row)]
    if heads:
        rows.pop(chance.choice(heads))


def change_span(rows: Rows, chance: random.Random) -> None:
    """A cell that says it spans more or fewer rows or columns than it does."""
    cell = chance.choice([cell for row in rows for cell in row])
    if chance.random() < 0.5:
        cell.across = max(1, cell.across + chance.choice((-4, -1, 1, 2)))
    else:
        cell.down = max(1, cell.down + chance.choice((-3, -1, 1, 2)))


def no_spans(rows: Rows, chance: random.Random) -> None:
    """All spans of a line lost, as when a page is cleaned."""
    for cell in chance.choice(rows):
        cell.across = cell.down = 1


def blank_figures(rows: Rows, chance: random.Random) -> None:
    """Figures left blank."""
    for cell in chance.sample(_figures(rows), k=min(5, len(_figures(rows)))):
        cell.text = ""


def dress_figures(rows: Rows, chance: random.Random) -> None:
    """Figures with a unit, a note, marks of thousands, blanks around, or wide digits."""
    for cell in chance.sample(_figures(rows), k=min(4, len(_figures(rows)))):
        text = cell.text
        if not text.isdigit():
            continue
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)
        cell.text = chance.choice((f"{text}件", f"{text}（其中本级3件）", f" {text} ", wide, f"{text}(注1)"))


def fuse_figures(rows: Rows, chance: random.Random) -> None:
    """Two figures beside each other in one cell, apart by a blank or by nothing."""
    row = chance.choice([row for row in rows if _has_figures(row)] or [[]])
    places = [index for index, cell in enumerate(row[:-1]) if cell.address and row[index + 1].address]
    if places:
        place = chance.choice(places)
        row[place].text += chance.choice((" ", "\n", "、")) + row.pop(place + 1).text


def double_row(rows: Rows, chance: random.Random) -> None:
    """A row once more, with other figures."""
    places = [index for index, row in enumerate(rows) if _has_figures(row)]
    if places:
        place = chance.choice(places)
        again = [
            replace(cell, text=str(int(cell.text) + 1) if cell.text.isdigit() else cell.text)
            for cell in rows[place]
        ]
        rows.insert(chance.randint(place + 1, len(rows)), again)


def swap_columns(rows: Rows, chance: random.Random) -> None:
    """Two columns exchanged, heads and all."""
    heads = chance.choice([row for row in rows if row and not _has_figures(row)] or [[]])
    named = [index for index, cell in enumerate(heads) if cell.text in _COLUMNS]
    if len(named) > 1:
        one, other = chance.sample(named, k=2)
        ids = _COLUMNS[heads[one].text], _COLUMNS[heads[other].text]
        texts = heads[one].text, heads[other].text
        for line in rows:  # heads that are repeated, too
            at = [next((i for i, cell in enumerate(line) if cell.text == text), None) for text in texts]
            if not _has_figures(line) and at[0] is not None and at[1] is not None:
                line[at[0]], line[at[1]] = line[at[1]], line[at[0]]
        for row in rows:
            places = [next((i for i, cell in enumerate(row) if _column(cell) == name), None) for name in ids]
            if places[0] is not None and places[1] is not None:
                row[places[0]], row[places[1]] = row[places[1]], row[places[0]]


_COLUMNS = {
    cell.column_labels[-1]: cell.column for form in resources.formats() for cell in form.tables[1].cells
}


def _column(cell: MadeCell) -> str:
    return cell.address.rpartition(".")[2]


def _figures(rows: Rows) -> list[MadeCell]:
    return [cell for row in rows for cell in row if cell.address and cell.text]


def _has_figures(row: list[MadeCell]) -> bool:
    return any(cell.address for cell in row)


MUTATIONS: tuple[Callable[[Rows, random.Random], None], ...] = (
    mistype, mistype, mistype, unnumber, blank_label, drop_row, drop_row, drop_column, drop_cell, add_cell,
    add_column, repeat_heads, drop_heads, change_span, no_spans, blank_figures, dress_figures, fuse_figures,
    double_row, swap_columns,
)  # fmt: skip


def split(rows: Rows, chance: random.Random) -> list[Rows]:
    """A table cut in two, at times with its heads once more."""
    place = chance.randrange(1, max(2, len(rows)))
    heads = [row for row in rows[:place] if not _has_figures(row)] if chance.random() < 0.5 else []
    return [rows[:place], [[replace(cell) for cell in row] for row in heads] + rows[place:]]


def spoil(seed: int, *, as_pdf: bool = False) -> Outcome:
    """Make a report, spoil its tables in one to four ways, read it, and compare."""
    chance = random.Random(seed)
    form = chance.choice(resources.formats())
    figures = figures_of(form, chance)
    tables = [rows_of(table, figures) for table in form.tables]
    done = []
    for _ in range(chance.randint(1, 4)):
        mutation = chance.choice(MUTATIONS)
        rows = chance.choice(tables)
        if any(rows):
            mutation(rows, chance)
            done.append(mutation.__name__)
    kind = chance.random()
    if as_pdf:
        data = drawn(form, tables)
        done.append("pdf")
    elif kind < 0.3:
        data = report_docx(form, tables)
        done.append("docx")
    else:
        parts = [split(rows, chance) if chance.random() < 0.3 else [rows] for rows in tables]
        data = page(form, ["<p> </p>".join(table_html(rows) for rows in part) for part in parts])
    truth = {
        cell.address: figures[cell.address] for rows in tables for row in rows for cell in row if cell.address
    }
    try:
        measured = measure(read(data), truth)
    except NotAReportError:
        measured = None
    return Outcome(seed, form.id, tuple(done), measured, len(form.cells))
