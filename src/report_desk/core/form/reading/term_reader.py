"""The terms of a check's equation, held to the form: every one that stands nowhere, noted with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Check, Each, ReportFormat, Term
from report_desk.core.form.reading.fields import MISSING
from report_desk.core.form.terms import OF_TABLE, WHOLE, instances, lines_of, place_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from report_desk.core.strict_reader import Reader


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
    if check.table and all(term.id.count(".") == OF_TABLE for term in terms):
        reader.mistake("table", "每一项都写了全名，用不着 table")
    elif not any(
        all(place_of(term, check, instance) in form.cells for term in terms)
        for instance in instances(check, form)
    ):
        reader.mistake("left", "这几项没有一处同行或同列，这条检查永远不会用到")


def _wrong(term: Term, check: Check, form: ReportFormat) -> str:
    parts = term.id.split(".")
    if len(parts) == WHOLE:
        return "" if Address(term.id) in form.cells else f"没有「{term.id}」这一格"
    if not check.table:
        return f"「{term.id}」要写全名（表.行.列），或者写明 table"
    table, line = parts if len(parts) == OF_TABLE else (check.table, term.id)
    if line in lines_of(form, table, is_column=check.each is not Each.COLUMN):
        return ""
    return f"「{table}」里没有「{line}」"
