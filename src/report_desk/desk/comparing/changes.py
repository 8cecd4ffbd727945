"""What differs between two states of a report, as places in words, in the order of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from report_desk.core import prose
from report_desk.core.report import Anchor, AnchorKind
from report_desk.desk.places import cell_words, figure_words, section_words
from report_desk.desk.sections import COVER, page_of_anchor, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.comparison import Comparison
    from report_desk.core.sheet import Sheet

_HEAD_NAMES = {"organ": "机关名称", "year": "报告年度", "format": "格式"}


class Change(Struct, frozen=True):
    """One place that differs, in words."""

    anchor: Anchor
    place: str
    before: str
    after: str


def tr(text: str) -> str:
    """A sentence of this module in the window's language."""
    return QCoreApplication.translate("comparing", text)


def changes(found: Comparison, now: Sheet) -> Iterator[Change]:
    """Every difference with its place, in the order of the form."""
    order = pages(now)
    everything = [*_details(found, now), *_figures(found, now), *_sentences(found, now)]
    yield from sorted(everything, key=lambda change: order.index(page_of_anchor(now, change.anchor)))


def counted(found: Comparison) -> str:
    """``改了 4 个数字、1 处文字``."""
    sentences = sum(len(section.changes) for section in found.sections)
    parts = [tr("{count} 个数字").format(count=len(found.figures))] if found.figures else []
    parts += [tr("{count} 处文字").format(count=sentences)] if sentences else []
    parts += [tr("{count} 项封面内容").format(count=len(found.details))] if found.details else []
    return tr("改了 {parts}").format(parts="、".join(parts)) if parts else tr("没有改动")


def _details(found: Comparison, now: Sheet) -> Iterator[Change]:
    labels = {**_HEAD_NAMES, **{detail.id: detail.label for detail in now.form.details}}
    for item in found.details:
        yield Change(
            Anchor(AnchorKind.SECTION, COVER),
            labels.get(item.detail, item.detail),
            figure_words(item.a),
            figure_words(item.b),
        )


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
                f"「{item.a}」" if item.a else tr("（没有）"),
                f"「{item.b}」" if item.b else tr("（删去）"),
            )
