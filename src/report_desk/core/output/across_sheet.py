"""横向比较 on paper: one figure as a chart, what stands out in it and in all others, prose that is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.across.chart import pages, shown
from report_desk.core.output.printout import (
    ChartBlock,
    Heading,
    PageNumbers,
    Paragraph,
    PrintOptions,
    Printout,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.consolidation.across.across import Across
    from report_desk.core.consolidation.across.likeness import Alike
    from report_desk.core.consolidation.across.spread import Spot, Spread
    from report_desk.core.form.edition import Address
    from report_desk.core.output.printout import Block

_SECTION = "across"
_MOST_NAMED = 20
"""Organs of a group that are named, and figures that are told of."""


def across_sheet(across: Across, place: Address, folder: str) -> Printout:
    """A document on the figure at ``place`` and on all that stands out, called after ``folder``."""
    return Printout(
        title=(f"{folder}{across.year}年度", "政府信息公开年报横向比较"),
        organ=folder,
        year=across.year,
        blocks=tuple(_blocks(across, place)),
        options=PrintOptions(page_numbers=PageNumbers.CENTRED),
        fingerprint="",
    )


def summary(across: Across, found: Spread) -> str:
    """One figure in a sentence: how many organs state it, how much it comes to, what is usual."""
    unit = across.form.cells[found.address].unit
    stated = [spot for spot in found.spots if spot.value is not None]
    said = f"{len(found.spots)} 个单位，填了的 {len(stated)} 个，合计 {shown(found.sums[0])} {unit}"
    some = sum(bool(spot.value) for spot in stated)
    if found.middle is not None:
        said += f"；不是 0 的 {some} 个，排在中间的是 {shown(found.middle)}"
        said += f"，一半在 {shown(found.low)} 到 {shown(found.high)} 之间"
    return f"{said}。"


def group_words(across: Across, group: Alike) -> str:
    """A group of organs whose prose is alike, in a sentence."""
    least = round(100 * min(one.share for one in group.passages))
    return f"「{across.form.heading_of(group.section)}」约 {least}% 以上相同：{names_of(group)}"


def names_of(group: Alike) -> str:
    """Who is in a group, and whether that is most likely nobody's fault."""
    names = "、".join(one.organ for one in group.passages[:_MOST_NAMED])
    more = f"等 {len(group.passages)} 个单位" if len(group.passages) > _MOST_NAMED else ""
    usual = "多数单位都这样写，多半是统一的写法。" if group.is_usual else ""
    return f"{names}{more}。{usual}"


def _blocks(across: Across, place: Address) -> Iterator[Block]:
    found = across.spread(place)
    yield Heading(f"一、{across.name_of(place)}", _SECTION)
    yield Paragraph(summary(across, found), _SECTION)
    for at, spot in enumerate(found.standing_out, start=1):
        yield Paragraph(f"{at}. {spot.organ}：{spot.reason}。", _SECTION)
    if not found.standing_out:
        yield Paragraph("没有突出的。", _SECTION)
    for part in pages(across.chart(found)):
        yield ChartBlock(part, _SECTION)
    if len(found.years) > 1:
        yield ChartBlock(across.chart_of_sums(found), _SECTION)
    yield Heading("二、其他突出的数", _SECTION)
    yield from _others(across, place)
    yield Heading("三、雷同的文字", _SECTION)
    yield Paragraph("数字、单位名称和标点不算，按相同的字句估计。", _SECTION)
    for at, group in enumerate(across.alike, start=1):
        yield Paragraph(f"{at}. {group_words(across, group)}", _SECTION)
    if not across.alike:
        yield Paragraph("没有雷同的。", _SECTION)


def _others(across: Across, place: Address) -> Iterator[Block]:
    """The figures in which most organs stand out, without the one that has a chart.

    A total that stands out for nothing but the one figure that makes it is not told again.
    """
    ranked = sorted(across.striking.items(), key=lambda one: -one[1])
    told = {_told(across.spread(place).standing_out)}
    loud: dict[Address, tuple[Spot, ...]] = {}
    for other, count in ranked:
        spots = across.spread(other).standing_out if count else ()
        if spots and _told(spots) not in told:
            told.add(_told(spots))
            loud[other] = spots
    for other, spots in list(loud.items())[:_MOST_NAMED]:
        names = "；".join(f"{spot.organ}：{'，'.join(spot.why)}" for spot in spots[:_MOST_NAMED])
        more = f"；另有 {len(spots) - _MOST_NAMED} 个" if len(spots) > _MOST_NAMED else ""
        yield Paragraph(f"{across.name_of(other)}：{names}{more}。", _SECTION)
    if len(loud) > _MOST_NAMED:
        yield Paragraph(f"另有 {len(loud) - _MOST_NAMED} 个数里有突出的，在窗口里看。", _SECTION)
    if not loud:
        yield Paragraph("没有。", _SECTION)


def _told(spots: Sequence[Spot]) -> tuple[tuple[str, str], ...]:
    """What is said of a figure, without which one it is."""
    return tuple((spot.organ, spot.reason) for spot in spots)
