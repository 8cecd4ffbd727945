"""Where the terms of an equation stand: in its own table, in another one, or at one named cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Check, Each, ReportFormat, Term, address
from report_desk.core.form.fields import MISSING

if TYPE_CHECKING:
    from collections.abc import Collection

    from report_desk.core.strict_reader import Reader

_WHOLE, _OF_TABLE = 3, 2


def place_of(term: Term, check: Check, instance: str) -> Address:
    """The cell that a term means at one row or column of its check.

    ``new`` is a row (or column) of the check's table, ``remedies.total`` one of another table, and
    ``requests.new.total`` one cell, whatever the check is repeated over.
    """
    parts = term.id.split(".")
    if len(parts) == _WHOLE:
        return Address(term.id)
    table, line = parts if len(parts) == _OF_TABLE else (check.table, term.id)
    return address(table, line, instance) if check.each is Each.COLUMN else address(table, instance, line)


def instances(check: Check, form: ReportFormat) -> tuple[str, ...]:
    """The rows or columns over which a check is repeated; one nameless one where it has no table."""
    if not check.table:
        return ("",)
    return tuple(
        name
        for name in lines_of(form, check.table, is_column=check.each is Each.COLUMN)
        if name not in check.without and (not check.over or name in check.over)
    )


def lines_of(form: ReportFormat, table_id: str, *, is_column: bool) -> tuple[str, ...]:
    """The ids of a table's columns or rows, in the order of the form; none where there is no such table."""
    cells = next((table.cells for table in form.tables if table.id == table_id), ())
    return tuple(dict.fromkeys(cell.column if is_column else cell.row for cell in cells))


def refuse_terms(reader: Reader, check: Check, form: ReportFormat) -> None:
    """Note every term, row and column of an equation that the form does not have."""
    if check.table and check.table not in {table.id for table in form.tables}:
        reader.mistake("table", f"没有「{check.table}」这张表")
        return
    if check.table:
        _repeated(reader, check, form)
    elif any(reader.has(key) for key in ("each", "over", "without")):
        reader.mistake("table", MISSING)
    sides = {"left": check.left, "right": check.right}
    if check.when is not None:
        sides |= {"when.left": check.when.left, "when.right": check.when.right}
    noted = False
    for key, terms in sides.items():
        for term in terms:
            if wrong := _wrong(term, check, form):
                reader.mistake(key, wrong)
                noted = True
    every = [term for terms in sides.values() for term in terms]
    if every and not noted:
        _nowhere(reader, check, form, every)


def _repeated(reader: Reader, check: Check, form: ReportFormat) -> None:
    known = lines_of(form, check.table, is_column=check.each is Each.COLUMN)
    for key, names in (("over", check.over), ("without", check.without)):
        for name in names:
            if name not in known:
                reader.mistake(key, f"「{check.table}」里没有「{name}」")


def _nowhere(reader: Reader, check: Check, form: ReportFormat, terms: Collection[Term]) -> None:
    """Note an equation that stands nowhere: its terms never meet in one row or column."""
    if check.table and all(term.id.count(".") == _OF_TABLE for term in terms):
        reader.mistake("table", "每一项都写了全名，用不着 table")
    elif not any(
        all(place_of(term, check, instance) in form.cells for term in terms)
        for instance in instances(check, form)
    ):
        reader.mistake("left", "这几项没有一处同行或同列，这条检查永远不会用到")


def _wrong(term: Term, check: Check, form: ReportFormat) -> str:
    parts = term.id.split(".")
    if len(parts) == _WHOLE:
        return "" if Address(term.id) in form.cells else f"没有「{term.id}」这一格"
    if not check.table:
        return f"「{term.id}」要写全名（表.行.列），或者写明 table"
    table, line = parts if len(parts) == _OF_TABLE else (check.table, term.id)
    if line in lines_of(form, table, is_column=check.each is not Each.COLUMN):
        return ""
    return f"「{table}」里没有「{line}」"
