"""What the pages are filled with: broken paragraphs and laid out tables, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_desk.core import printout as form
from report_desk.publish import geometry as page
from report_desk.publish.breaking import Line, break_lines
from report_desk.publish.setting import Role, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.layout import Grid
    from report_desk.publish.setting import Setting

_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。]{0,40}?(?:。|$)")
_SENSE = re.compile("(?<=[省市区县州盟旗府厅局委部会])(?=.)|(?<=人民政府)(?=.)|(?<=办公室)(?=.)|(?<=年)(?=政府)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph in one role, tagged with one structure type (``H``: a subheading)."""

    role: Role
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class TextItem:
    """A paragraph, heading or title line, broken into lines."""

    text: str
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    size: float
    tracking: float
    indent: float
    section: str
    leading: float = page.LEADING
    centred: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class TableItem:
    """A statutory table with the texts of its figures."""

    grid: Grid
    values: Mapping[str, str]
    name: str
    section: str


Item = TextItem | TableItem
Settings = dict[Role, "Setting"]


def roles_of(text: str) -> tuple[Span, ...]:
    """The faces of a paragraph: its opening sentence as a level 2 heading where it begins （一）."""
    opening = _SECOND_LEVEL.match(text)
    if opening is None:
        return (Span(Role.BODY, 0, len(text), "P"),)
    end = opening.end()
    head = Span(Role.SUBHEADING, 0, end, "H")
    return (head, Span(Role.BODY, end, len(text), "P")) if end < len(text) else (head,)


def title_lines(title: tuple[str, ...]) -> tuple[str, ...]:
    """The title in lines that fit, each broken at a unit of sense and no longer than the one below it."""
    longest = int(page.TEXT_WIDTH / page.TITLE_SIZE)
    lines: list[str] = []
    for line in title:
        rest = printable(line)
        while len(rest) > longest:
            places = [match.start() for match in _SENSE.finditer(rest) if match.start() <= longest]
            parts = -(-len(rest) // longest)
            ideal = len(rest) / parts
            cut = min(places, key=lambda place: abs(place - ideal)) if places else round(ideal)
            lines.append(rest[:cut])
            rest = rest[cut:]
        if rest:
            lines.append(rest)
    return tuple(lines)


def texts_by_role(printout: form.Printout) -> Iterator[tuple[Role, str]]:
    """Every text of a printout with the role it is set in, before anything is measured."""
    for line in printout.title:
        yield Role.TITLE, printable(line)
    for block in printout.blocks:
        match block:
            case form.Heading():
                yield Role.HEADING, printable(block.text)
            case form.Paragraph():
                text = printable(block.text)
                for span in roles_of(text):
                    yield span.role, text[span.start : span.end]
            case form.TableBlock():
                yield Role.TABLE, "".join(place.text for place in block.grid.places)
                yield Role.TABLE, "".join(map(printable, block.values.values()))


def items_of(printout: form.Printout, settings: Settings) -> Iterator[Item]:
    """The blocks of a printout, broken and measured."""
    section = ""
    for block in printout.blocks:
        match block:
            case form.Heading():
                section = block.section
                text = printable(block.text)
                yield text_item(text, (Span(Role.HEADING, 0, len(text), "H2"),), settings, section, keeps=True)
            case form.Paragraph():
                text = printable(block.text)
                if text:
                    yield text_item(text, roles_of(text), settings, block.section)
            case form.TableBlock():
                values = {place: printable(value) for place, value in block.values.items()}
                yield TableItem(block.grid, values, block.name, section)


def text_item(
    text: str, spans: tuple[Span, ...], settings: Settings, section: str, *, keeps: bool = False
) -> TextItem:
    """A paragraph of the body: 16 pt on the grid, its first line indented by two characters."""
    advances = [
        advance
        for span in spans
        for advance in settings[span.role].advances(text[span.start : span.end], page.BODY_SIZE, page.TRACKING)
    ]
    indent = 2 * page.PITCH
    lines = break_lines(text, advances, page.BODY_SIZE, page.TEXT_WIDTH, page.TEXT_WIDTH - indent)
    return TextItem(text, spans, tuple(lines), page.BODY_SIZE, page.TRACKING, indent, section, keeps=keeps)


def title_item(text: str, settings: Settings) -> TextItem:
    """One centred line of the title."""
    setting = settings[Role.TITLE]
    line = Line(0, len(text), 0.0, {}, setting.width(text, page.TITLE_SIZE))
    span = Span(Role.TITLE, 0, len(text), "H1")
    return TextItem(
        text, (span,), (line,), page.TITLE_SIZE, 0.0, 0.0, "", leading=page.TITLE_LEADING, centred=True, keeps=True
    )  # fmt: skip
