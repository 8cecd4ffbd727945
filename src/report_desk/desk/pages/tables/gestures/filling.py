"""Gestures over many cells as plain values, and what the window says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.apply import Declare, SetFigures, Together
from report_desk.core.report.totals import plain, total
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.edits.apply import Edit
    from report_desk.core.form.edition import Address, Table
    from report_desk.core.form.kinds import Figure
    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.tables.gestures.pasting import Landing

_MOST_NAMED = 3


def blanked(sheet: Sheet, table: Table, chosen: Sequence[Address]) -> Edit:
    """Blank the chosen cells; of computed ones, the printed total beside them."""
    typed = [address for address in chosen if not table.by_address[address].is_total]
    noted = [address for address in chosen if address in sheet.report.declared]
    blanks = SetFigures(dict.fromkeys(typed))
    return Together((blanks, Declare(dict.fromkeys(noted)))) if noted else blanks


def filled(
    sheet: Sheet, table: Table, chosen: Sequence[Address], *, is_down: bool
) -> dict[Address, Figure | None]:
    """Each chosen cell takes the first chosen one of its column, or of its line, where the kinds agree."""
    first: dict[str, Address] = {}
    result: dict[Address, Figure | None] = {}
    for address in chosen:
        cell = table.by_address[address]
        if cell.is_total:
            continue
        source = first.setdefault(cell.column if is_down else cell.row, address)
        if source != address and table.by_address[source].kind is cell.kind:
            result[address] = sheet.report.figures.get(source)
    return result


def selection_words(sheet: Sheet, chosen: Sequence[Address]) -> str:
    """``选中 6 格  合计 12``; nothing for a single cell."""
    if len(chosen) <= 1:
        return ""
    numbers = [sheet.numbers.get(address) for address in chosen]
    known = [number for number in numbers if number is not None]
    words = tr("选中 {count} 格").format(count=len(chosen))
    if known:
        words += "    " + tr("合计 {sum}").format(sum=plain(total(known) or 0))
    return words


def sentence(sheet: Sheet, landing: Landing) -> str:
    """What a paste will do, and what it will not."""
    before = sheet.report.figures
    changed = sum(1 for address, figure in landing.figures.items() if before.get(address) != figure)
    parts = [tr("将填 {all} 格，其中 {changed} 格有变化").format(all=len(landing.figures), changed=changed)]
    if not landing.figures:
        parts = [tr("没有可以填的数")]
    if landing.is_by_label:
        parts.append(tr("按行名对号入座"))
    if landing.totals:
        differing = landing.differing_totals(sheet)
        parts.append(
            tr("{count} 个总计与算得的不同，会列出来核对").format(count=len(differing))
            if differing
            else tr("{count} 个总计核对相符").format(count=len(landing.totals))
        )
    if landing.refused:
        named = "".join(list(landing.refused.values())[:1])
        parts.append(tr("{count} 格不是数，不填：{first}").format(count=len(landing.refused), first=named))
    if landing.outside:
        named = tr("、").join(text[:12] for text in landing.outside[:_MOST_NAMED])
        parts.append(tr("{count} 处放不下：{some}").format(count=len(landing.outside), some=named))
    return tr("{parts}。").format(parts=tr("；").join(part.rstrip("。") for part in parts))
