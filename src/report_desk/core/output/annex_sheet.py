"""底稿 on paper: what a region's report was added up from, each organ's share, corrections, changes since.

It is set by the same publisher in the same official look, and carries no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address
from report_desk.core.form.grid import Grid, Place, Role
from report_desk.core.output.printout import (
    Heading,
    Paragraph,
    PrintOptions,
    Printout,
    TableBlock,
)
from report_desk.core.report.totals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.consolidation.across.carrying import Carrying
    from report_desk.core.consolidation.trace import Trace, Traced
    from report_desk.core.output.printout import Block
    from report_desk.core.report.sources import Consolidation
    from report_desk.core.report.totals import Number
    from report_desk.core.sheet import Sheet

MOST_PRINTED = 300
"""Organs whose shares are printed; those of a province fill a workbook, which has them all."""
_COLUMNS = 6
_FEW = 20
_OF_SOURCES = (0.27, 0.13, 0.31, 0.29)
_OF_ORGAN = 0.26
_SECTION = "annex"


def annex_sheet(sheet: Sheet, found: Trace, carried: Carrying | None = None) -> Printout:
    """The annex of a region's report as the folder gives it now.

    ``carried`` is what does not agree with last year, where that was looked at.
    """
    report = sheet.report
    made = report.consolidation
    return Printout(
        title=(f"{report.organ}{report.year}年", f"{sheet.form.name}汇总底稿"),
        organ=report.organ,
        year=report.year,
        blocks=() if made is None else tuple(_blocks(sheet, made, found, carried)),
        options=PrintOptions(fingerprint=True),
        fingerprint=sheet.fingerprint,
    )


def _blocks(sheet: Sheet, made: Consolidation, found: Trace, carried: Carrying | None) -> Iterator[Block]:
    yield Heading("一、汇总的范围", _SECTION)
    yield from _scope(sheet, made, found)
    yield Heading("二、来源", _SECTION)
    rows = [(one.organ, found.states.get(one.organ, ""), one.file, one.fingerprint) for one in made.parts]
    if rows:
        heads = ("单位", "现在的状态", "文件", "汇总时的定稿指纹")
        groups = dict.fromkeys(part for one in made.parts for part in _groups(one.fingerprint))
        yield table("来源", heads, rows, _OF_SOURCES, (".rdesk", *groups))
    else:
        yield Paragraph("没有算进任何报告。", _SECTION)
    yield Heading("三、各单位的数", _SECTION)
    yield from _shares(sheet, found)
    yield Heading("四、订正", _SECTION)
    for at, one in enumerate(made.corrections, start=1):
        name = _name(sheet, Address(one.cell)) if one.cell in sheet.form.cells else one.cell
        amount = f"{one.amount:+}" if isinstance(one.amount, int) else one.amount
        yield Paragraph(
            f"{at}. {name}：{amount}。{one.reason.rstrip('。')}（{one.by}，{one.at[:10]}）。", _SECTION
        )
    if not made.corrections:
        yield Paragraph("没有订正。", _SECTION)
    if carried is not None:
        yield Heading("五、上年结转", _SECTION)
        yield from _carried(sheet, carried)


def _carried(sheet: Sheet, carried: Carrying) -> Iterator[Block]:
    """Which organs took over another number than they had handed on, and how the region stands to that."""
    for at, one in enumerate((*carried.wrong, *carried.region), start=1):
        words = f"去年结转下年 {_known(one.last)}，今年上年结转 {_known(one.now)}"
        yield Paragraph(f"{at}. {one.organ}，{_name(sheet, one.place)}：{words}。", _SECTION)
    if not carried.wrong and not carried.region:
        yield Paragraph("各单位和本地区的上年结转，与各自去年的结转下年一致。", _SECTION)
    if carried.unknown:
        names = "、".join(carried.unknown[:_FEW]) + ("等" if carried.unknown[_FEW:] else "")
        yield Paragraph(f"不知道去年结转的 {len(carried.unknown)} 个：{names}。", _SECTION)


def _known(value: Number | None) -> str:
    return "不知道" if value is None else plain(value)


def _scope(sheet: Sheet, made: Consolidation, found: Trace) -> Iterator[Block]:
    expected = f"应报 {made.expected} 个单位，" if made.expected else ""
    yield Paragraph(f"{expected}算进 {len(made.parts)} 份报告。每个数是这些报告的和，加上订正。", _SECTION)
    if made.missing:
        yield Paragraph(f"没有交来的 {len(made.missing)} 个：{'、'.join(made.missing)}。", _SECTION)
    for one in made.left_out:
        yield Paragraph(f"没有算进「{one.organ}」（{one.file}）：{one.reason}。", _SECTION)
    if not made.missing and not made.left_out:
        yield Paragraph("没有缺交的，没有不算的。", _SECTION)
    if found.is_same:
        yield Paragraph(
            f"用文件夹里的报告重算，是同样的数。本报告的定稿指纹：{sheet.fingerprint}。", _SECTION
        )
    for at, changed in enumerate(found.changed, start=1):
        yield Paragraph(f"汇总以后的变化 {at}：{changed.sentence}", _SECTION)


def _shares(sheet: Sheet, found: Trace) -> Iterator[Block]:
    """Every number that is not 0 for all organs, in tables of some columns; a row for each organ."""
    telling = [place for place, one in found.cells.items() if _tells(one)]
    organs = [part.organ for part in found.cells[telling[0]].parts] if telling else []
    if len(organs) > MOST_PRINTED:
        yield Paragraph(f"{len(organs)} 个单位的数印不下，都在 Excel 底稿里。", _SECTION)
        return
    for start in range(0, len(telling), _COLUMNS):
        places = telling[start : start + _COLUMNS]
        cells = [found.cells[place] for place in places]
        rows = [(organ, *(_shown(one.parts[at].value) for one in cells)) for at, organ in enumerate(organs)]
        rows.append(("各单位合计", *(_shown(one.sum) for one in cells)))
        if any(one.corrections for one in cells):
            rows.append(("订正", *(_shown(one.corrections) for one in cells)))
        rows.append(("报告里", *(_shown(one.stated) for one in cells)))
        heads = ("单位", *(_name(sheet, place) for place in places))
        shares = (_OF_ORGAN, *[(1 - _OF_ORGAN) / len(cells)] * len(cells))
        yield table(f"各单位的数：{'、'.join(heads[1:])}", heads, rows, shares)
    rest = len(found.cells) - len(telling)
    if rest:
        yield Paragraph(f"其余 {rest} 个数，各单位都是 0。", _SECTION)


def _tells(one: Traced) -> bool:
    return bool(one.stated or one.corrections or any(part.value != 0 for part in one.parts))


def _name(sheet: Sheet, place: Address) -> str:
    cell = sheet.form.cells[place]
    return f"{sheet.form.table(cell.table).name} {cell.words}"


def _shown(value: Number | None) -> str:
    return "未填" if value is None else plain(value)


def _groups(fingerprint: str) -> list[str]:
    """The groups of a fingerprint, which is broken between them: ``ABCD-``."""
    *parts, last = fingerprint.split("-")
    return [*(f"{part}-" for part in parts), last]


def table(
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: tuple[float, ...],
    unbroken: tuple[str, ...] = (),
) -> TableBlock:
    """A table of texts: the first column names each line, numbers stand in the middle, words break.

    ``shares`` are the widths of its columns as parts of the whole; the words in ``unbroken`` stay whole.
    """
    places = [Place(0, 0, 1, 1, Role.CORNER, heads[0])]
    places += [Place(0, at, 1, 1, Role.HEAD, words) for at, words in enumerate(heads[1:], start=1)]
    values = {}
    for line, row in enumerate(rows, start=1):
        places.append(Place(line, 0, 1, 1, Role.LABEL, row[0]))
        for column, words in enumerate(row[1:], start=1):
            if words.lstrip("-").replace(".", "").isdigit():
                place = Address(f"{line}.{column}")
                values[place] = words
                places.append(Place(line, column, 1, 1, Role.FIGURE, "", place))
            else:
                places.append(Place(line, column, 1, 1, Role.TEXT, words))
    drawn = Grid(len(rows) + 1, len(heads), 1, 1, tuple(places), unbroken, shares)
    return TableBlock(name, name, drawn, values)
