"""Corrections of a sum: what stands in a region's report besides what the organs reported.

A 规章 that two organs issued together is counted by both, and by the region once. Each correction has a
reason, so that the sum and its corrections are what prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.consolidation.sums import figure_of
from report_desk.core.form.kinds import KindName, NotAValueError, is_valid, normalise, number
from report_desk.core.limits import LONGEST_NOTE, MOST_CORRECTIONS
from report_desk.core.report.sources import Correction
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address, ReportFormat
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import Report
    from report_desk.core.report.sources import Consolidation
    from report_desk.core.report.totals import Number


def amount_in(figure: Figure) -> Number | None:
    """What a stored amount adds, which may be below 0; None where it is no number."""
    if isinstance(figure, int):
        return figure
    is_less = figure.startswith("-")
    value = number(KindName.MONEY, figure.removeprefix("-"))
    return -value if value is not None and is_less else value


def corrected_by(made: Consolidation) -> Mapping[Address, Number]:
    """What all corrections of each cell add to its sum."""
    found: dict[Address, Number] = {}
    for one in made.corrections:
        amount = amount_in(one.amount)
        if amount is not None:
            found[one.cell] = found.get(one.cell, 0) + amount
    return found


def correct(  # noqa: PLR0913, PLR0917 - what a correction is made of
    form: ReportFormat, report: Report, cell: Address, amount: str, reason: str, by: str, at: str
) -> Report:
    """A region's report with one more correction, which goes into its figure too.

    ``amount`` is as typed, such as ``-1`` or ``0.5``. Raises NotAValueError with a sentence for the user.
    """
    made = report.consolidation
    kind = form.cells[cell].kind if cell in form.cells and not form.cells[cell].is_total else KindName.TEXT
    before = number(kind, report.figures.get(cell))
    if made is None or kind is KindName.TEXT or before is None:
        raise NotAValueError("只能订正汇总得出的一个数；合计会跟着变。")
    if not reason.strip() or not by.strip():
        raise NotAValueError("订正要写明原因和姓名。")
    if len(made.corrections) >= MOST_CORRECTIONS or len(reason) > LONGEST_NOTE:
        raise NotAValueError("订正太多，或者原因太长。")
    value = _typed(kind, amount)
    if value is None:
        raise NotAValueError(f"「{amount.strip()[:20]}」不是可以加减的数。")
    after = figure_of(kind, before + value)
    if value == 0 or not is_valid(kind, after):
        raise NotAValueError(f"订正以后是 {after}，这一格不能这样填。")
    stored = value if isinstance(value, int) else plain(value)
    one = Correction(cell, stored, reason.strip(), by.strip(), at)
    made = replace(made, corrections=(*made.corrections, one))
    return replace(report, figures={**report.figures, cell: after}, consolidation=made)


def _typed(kind: KindName, amount: str) -> Number | None:
    plainly = normalise(amount).removeprefix("+")
    if kind is KindName.MONEY:
        return amount_in(plainly)
    return int(plainly) if re.fullmatch(r"-?[0-9]{1,12}", plainly) else None
