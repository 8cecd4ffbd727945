"""What differs between two states of a report, as places in words, in the order of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.report import prose
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.core.versions.differences import Part
from report_desk.desk.language import tr
from report_desk.desk.places.names import part_name
from report_desk.desk.places.pages import COVER, page_of_anchor, pages
from report_desk.desk.places.words import cell_words, figure_words, place_words, section_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.sheet import Sheet
    from report_desk.core.versions.comparison import Comparison
    from report_desk.core.versions.differences import Difference

MOST_ROWS = 1000
"""Lines of a list of changes; a report has some 250 figures and a hundred sentences."""
_BESIDE = frozenset({Part.DECLARED, Part.PREVIOUS, Part.CORRECTION, Part.SOURCES, Part.UNKNOWN})
"""What is told with the review and is none of it."""


class Change(Struct, frozen=True):
    """One place that differs, in words."""

    anchor: Anchor
    place: str
    before: str
    after: str


def changes(found: Comparison, now: Sheet) -> Iterator[Change]:
    """Every difference with its place, in the order of the form: the content, and then its review."""
    order = pages(now)

    def page(change: Change) -> int:
        return order.index(page_of_anchor(now, change.anchor))

    yield from sorted([*_details(found, now), *_figures(found, now), *_sentences(found, now)], key=page)
    yield from sorted((in_words(difference, now) for difference in found.review), key=page)


def in_words(difference: Difference, now: Sheet) -> Change:
    """A difference with its place, texts with their numbers as they read now."""
    words = [
        figure_words(now.resolved(value).strip() if isinstance(value, str) else value)
        for value in (difference.before, difference.after)
    ]
    place, name = place_words(now, difference.anchor), part_name(difference.part)
    if difference.part in {Part.ORGAN, Part.DETAIL}:
        place = _label(now, difference.name if difference.part is Part.DETAIL else "organ")
    elif difference.anchor.kind is AnchorKind.WHOLE:
        place = name
    elif difference.part not in {Part.FIGURE, Part.TEXT}:
        place = f"{place} · {name}"
    return Change(difference.anchor, place, *words)


def counted(found: Comparison) -> str:
    """``改了 4 个数字、1 处文字``."""
    sentences = sum(len(section.changes) for section in found.sections)
    parts = [tr("{count} 个数字").format(count=len(found.figures))] if found.figures else []
    parts += [tr("{count} 处文字").format(count=sentences)] if sentences else []
    parts += [tr("{count} 项封面内容").format(count=len(found.details))] if found.details else []
    others = sum(item.part in _BESIDE for item in found.review)
    said = len(found.review) - others
    parts += [tr("{count} 处审核内容").format(count=said)] if said else []
    parts += [tr("{count} 处其他内容").format(count=others)] if others else []
    return tr("改了 {parts}").format(parts=tr("、").join(parts)) if parts else tr("没有改动")


def _details(found: Comparison, now: Sheet) -> Iterator[Change]:
    for item in found.details:
        yield Change(
            Anchor(AnchorKind.SECTION, COVER),
            _label(now, item.detail),
            figure_words(item.a),
            figure_words(item.b),
        )


def _label(now: Sheet, detail: str) -> str:
    """What the form calls a field of the cover."""
    heads = {"organ": tr("机关名称"), "year": tr("报告年度"), "format": tr("格式")}
    labels = {**heads, **{item.id: item.label for item in now.form.details}}
    return labels.get(detail, detail)


def _figures(found: Comparison, now: Sheet) -> Iterator[Change]:
    for item in found.figures:
        yield Change(
            Anchor(AnchorKind.CELL, cell=item.cell),
            cell_words(now, item.cell),
            figure_words(item.a),
            figure_words(item.b),
        )


def _sentences(found: Comparison, now: Sheet) -> Iterator[Change]:
    for section in found.sections:
        known = dict(prose.sentences(now.report.sections.get(section.section, "")))
        for item in section.changes:
            yield Change(
                Anchor(
                    AnchorKind.SENTENCE, section.section, quote=known.get(item.place, ""), place=item.place
                ),
                section_words(now, section.section),
                tr("「{text}」").format(text=item.a) if item.a else tr("（没有）"),
                tr("「{text}」").format(text=item.b) if item.b else tr("（删去）"),
            )
