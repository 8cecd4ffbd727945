"""Where the terms of an equation stand: in its own table, in another one, or at one named cell."""

from __future__ import annotations

from report_desk.core.form.edition import Address, Check, Each, ReportFormat, Term, address

WHOLE, OF_TABLE = 3, 2
"""How many parts the id of a term has that names a cell, and one that names a row or column of a table."""


def place_of(term: Term, check: Check, instance: str) -> Address:
    """The cell that a term means at one row or column of its check.

    ``new`` is a row (or column) of the check's table, ``remedies.total`` one of another table, and
    ``requests.new.total`` one cell, whatever the check is repeated over.
    """
    parts = term.id.split(".")
    if len(parts) == WHOLE:
        return Address(term.id)
    table, line = parts if len(parts) == OF_TABLE else (check.table, term.id)
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
