"""What a cell says of itself, to a screen reader and under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Level
from report_desk.core.form.kinds import display, number
from report_desk.core.report.totals import plain
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address, Cell
    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.tables.drawing.marks import Mark


def spoken(sheet: Sheet, address: Address, mark: Mark | None) -> str:
    """``表三，（一）予以公开，自然人，12，有错误``."""
    cell = sheet.form.cells[address]
    table = sheet.form.table(cell.table).name
    parts = [table, cell.row_labels[-1], cell.column_labels[-1], sheet.shown(address) or tr("未填")]
    if cell.is_total:
        parts.append(tr("由程序计算"))
        if (paper := sheet.report.declared.get(address)) is not None:
            parts.append(tr("纸上的总计 {paper}").format(paper=display(paper)))
    if mark is not None:
        parts.append(state_of(mark.level))
    return tr("，").join(parts)


def printed_total(cell: Cell) -> str:
    """What the editor of a computed cell is for."""
    return tr("{place}：纸上的总计，只用来核对").format(place=cell.words)


def noted(sheet: Sheet, address: Address) -> str:
    """What became of a printed total that was just typed beside a computed one."""
    paper = sheet.report.declared.get(address)
    place = sheet.form.cells[address].words
    if paper is None:
        return tr("{place}：纸上的总计不再核对。").format(place=place)
    words = tr("{place}：纸上的总计 {paper} 只用来核对，不会印出来，")
    words = words.format(place=place, paper=display(paper))
    now = sheet.numbers.get(address)
    stated = number(sheet.form.cells[address].kind, paper)
    if now is None or stated is None:
        return words + tr("各项还没有填完。")
    if now == stated:
        return words + tr("与算得的相同。")
    by = now - stated if now > stated else stated - now
    return words + tr("算得 {now}，差 {by}。").format(now=plain(now), by=plain(by))


def defined(cell: Cell) -> str:
    """The definition of a cell's row, with the document that it stands in."""
    source = cell.source if cell.source.startswith("本程序") else tr("依据：") + cell.source
    words = tr("{row}：{definition}（{source}）")
    return words.format(row=cell.row_labels[-1], definition=cell.definition, source=source)


def state_of(level: Level) -> str:
    """A level as the state of a cell."""
    match level:
        case Level.MUST_FIX:
            return tr("有错误")
        case Level.EXPLAIN:
            return tr("须说明")
        case Level.NOTICE | Level.REVIEWER:
            return tr("请留意")


def computed_from(sheet: Sheet, address: Address) -> str:
    """A total as the sum it is, else the place of the cell; with last year's figure where known."""
    cell = sheet.form.cells[address]
    if not cell.is_total:
        return "\n".join(part for part in (cell.words, against_last_year(sheet, address)) if part)
    total = sheet.shown(address) or tr("还不能算：有空格")
    words = tr("{place} = {sum} = {total}").format(place=cell.words, sum=_sum(sheet, address), total=total)
    stated = sheet.report.declared.get(address)
    paper = "" if stated is None else tr("纸上的总计 {paper}").format(paper=display(stated))
    return "\n".join(part for part in (words, paper, against_last_year(sheet, address)) if part)


def _sum(sheet: Sheet, address: Address) -> str:
    cell = sheet.form.cells[address]
    varying = {sheet.form.cells[addend].row for addend in cell.addends}
    names = []
    for addend in cell.addends:
        other = sheet.form.cells[addend]
        name = (other.row_labels if len(varying) > 1 else other.column_labels)[-1]
        shown = sheet.shown(addend) or tr("空")
        names.append(f"{name} {shown}")
    return " + ".join(names)


def last_year(sheet: Sheet, address: Address) -> str:
    """Last year's figure of the same cell, computed where it is a total; empty where unknown."""
    if sheet.last is None:
        return ""
    previous = sheet.report.previous
    typed = None if previous is None else previous.figures.get(address)
    if typed is not None:
        return display(typed)
    value = sheet.last.get(address)
    return "" if value is None else plain(value)


def against_last_year(sheet: Sheet, address: Address) -> str:
    """``去年 5，多 2``; empty without last year's figure."""
    then = None if sheet.last is None else sheet.last.get(address)
    if then is None:
        return ""
    now = sheet.numbers.get(address)
    if now is None:
        return tr("去年 {then}").format(then=plain(then))
    if now == then:
        return tr("去年 {then}，相同").format(then=plain(then))
    more, by = (tr("多"), now - then) if now > then else (tr("少"), then - now)
    return tr("去年 {then}，{more} {by}").format(then=plain(then), more=more, by=plain(by))
