"""One check of a format file → Check, with its terms, its examples and its closed vocabulary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Check, Each, Example, Level, Source, Table, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.kinds import Figure
    from report_desk.core.strict_reader import Reader

_TERM = re.compile(r"(?P<sign>-?)(?:(?P<source>last|declared)\.)?(?P<id>[a-z][a-z0-9_]*)")
_SIDES = 2
EQUATIONS = frozenset({"equals", "at_least", "at_most", "ratio"})
"""The rules that compare sums of figures; all need a table and terms."""
TEXT_RULES = frozenset(
    {
        "section_filled",
        "format_fits_year",
        "same_text",
        "no_longer_than",
        "matches",
        "captures_year",
        "names_year",
        "names_organ",
        "announces_sections",
        "printable",
        "mentioned",
        "stated",
    }
)
"""The rules that read prose, details or the report's year."""
VOCABULARY = EQUATIONS | TEXT_RULES | {"valid", "filled", "swing", "both_positive", "approval_holds"}


def check(reader: Reader, first_year: int, tables: tuple[Table, ...]) -> Check:
    """Read one check; mistakes are noted with their path."""
    rule = reader.text("rule")
    if rule and rule not in VOCABULARY:
        reader.mistake("rule", f"不认识「{rule}」，应为 {' / '.join(sorted(VOCABULARY))} 之一")
    result = Check(
        id=reader.text("id"),
        level=reader.choice("level", Level),
        rule=rule,
        sentence=reader.text("sentence"),
        advice=reader.text("advice"),
        basis=reader.text("basis"),
        passing=_example(reader.reader("passing"), first_year, tables),
        failing=_example(reader.reader("failing"), first_year, tables),
        table=reader.text("table", ""),
        each=reader.choice("each", Each, Each.ROW),
        over=reader.texts("over"),
        left=_terms(reader, "left"),
        right=_terms(reader, "right"),
        without=reader.texts("without"),
        fields=reader.texts("fields"),
        pattern=reader.pattern("pattern"),
        limit=reader.integer("limit", 0),
        floor=reader.integer("floor", 0),
        only_levels=reader.texts("only_levels"),
        accepts=_accepts(reader, tables),
        since=reader.integer("since", 0),
    )
    _refuse_incomplete(reader, result, tables)
    return result


def _refuse_incomplete(reader: Reader, result: Check, tables: tuple[Table, ...]) -> None:
    for key in ("passing", "failing"):
        if not reader.has(key):
            reader.mistake(key, "缺少这一项")
    for key in reader.rest():
        reader.mistake(key, "没有这一项")
    if result.rule == "stated" and not result.accepts:
        reader.mistake("accepts", "缺少这一项")
    if result.rule == "both_positive" and len(result.accepts) != _SIDES:
        reader.mistake("accepts", "应为两个和")
    if result.rule in EQUATIONS or result.rule == "mentioned":
        _equation(reader, result, tables)


def _terms(reader: Reader, key: str) -> tuple[Term, ...]:
    terms = []
    for text in reader.texts(key):
        found = _TERM.fullmatch(text)
        if found:
            sign = -1 if found["sign"] else 1
            terms.append(Term(found["id"], Source(found["source"] or "this"), sign))
        else:
            reader.mistake(key, f"看不懂「{text}」，应如 new、-repealed、last.carried_out、declared.total")
    return tuple(terms)


def _accepts(reader: Reader, tables: tuple[Table, ...]) -> tuple[tuple[Address, ...], ...]:
    """Sums of cells: ``requests.new.total + requests.carried_in.total``."""
    known = {cell.address for table in tables for cell in table.cells}
    sums = tuple(tuple(Address(name.strip()) for name in text.split("+")) for text in reader.texts("accepts"))
    for name in (name for cells in sums for name in cells if name not in known):
        reader.mistake("accepts", f"没有「{name}」这一格")
    return sums


def _equation(reader: Reader, result: Check, tables: tuple[Table, ...]) -> None:
    table = next((table for table in tables if table.id == result.table), None)
    if table is None:
        reader.mistake("table", f"没有「{result.table}」这张表")
        return
    if not result.left:
        reader.mistake("left", "缺少这一项")
    rows = {cell.row for cell in table.cells}
    columns = {cell.column for cell in table.cells}
    open_ids, term_ids = (columns, rows) if result.each is Each.COLUMN else (rows, columns)
    for key, names in (("left", result.left), ("right", result.right)):
        for term in names:
            if term.id not in term_ids:
                reader.mistake(key, f"「{result.table}」里没有「{term.id}」")
    for name in (*result.over, *result.without):
        if name not in open_ids:
            reader.mistake("over", f"「{result.table}」里没有「{name}」")


def _example(reader: Reader, first_year: int, tables: tuple[Table, ...]) -> Example:
    addresses = {cell.address for table in tables for cell in table.cells}
    example = Example(
        year=reader.integer("year", first_year),
        details=reader.text_mapping("details"),
        sections=reader.text_mapping("sections"),
        figures=_figures(reader.reader("figures"), addresses),
        declared=_figures(reader.reader("declared"), addresses),
        blanks=tuple(Address(name) for name in reader.texts("blanks")),
        has_previous=reader.has("previous") or reader.has("previous_sections"),
        previous=_figures(reader.reader("previous"), addresses),
        previous_sections=reader.text_mapping("previous_sections"),
        is_approved=reader.boolean("is_approved"),
    )
    for key in reader.rest():
        reader.mistake(key, "没有这一项")
    return example


def _figures(reader: Reader, addresses: set[Address]) -> Mapping[Address, Figure]:
    figures: dict[Address, Figure] = {}
    for key in reader.keys():  # noqa: SIM118 - not a dict
        value = reader.value(key)
        if Address(key) not in addresses:
            reader.mistake(key, "没有这一格")
        elif isinstance(value, bool) or not isinstance(value, (int, str)):
            reader.mistake(key, "应为整数或文字")
        else:
            figures[Address(key)] = value
    return figures
