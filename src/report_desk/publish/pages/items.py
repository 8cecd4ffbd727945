"""What the pages are filled with: broken paragraphs and laid out tables, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from report_desk.core.output import printout as form
from report_desk.core.report.characters import printable
from report_desk.publish import charts
from report_desk.publish import geometry as page
from report_desk.publish.fonts.setting import Role
from report_desk.publish.lines.breaking import Line, break_lines
from report_desk.publish.pages.spans import SUBHEADING, Span, roles_of
from report_desk.publish.pages.titles import title_lines
from report_desk.publish.png import read_png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.core.form.grid import Grid
    from report_desk.publish.fonts.setting import Setting

_HIGHEST = page.TEXT_HEIGHT - 3 * page.LEADING
"""The highest a picture may be: some of its paragraph stands on the same page."""
_STANDING_BELOW = (form.Picture, form.ChartBlock)
"""What stands on the page of the paragraph before it."""
_ENDLESS = 1e9
"""A measure that no line fills, in points."""
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
TITLE = "H1"
SECTION_HEADING = "H2"


class TextItem(NamedTuple):
    """A paragraph, heading or title line, broken into lines.

    ``indent`` moves its first line in; ``after`` points are left free below it; ``keeps`` is the
    number of lines of the following text that must stand on the same page.
    """

    text: str
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    size: float
    tracking: float
    indent: float
    section: str
    leading: float = page.LEADING
    after: float = 0.0
    keeps: int = 0

    @property
    def is_section_heading(self) -> bool:
        """Whether this is one of the six headings of the report."""
        return any(span.kind == SECTION_HEADING for span in self.spans)

    @property
    def is_before_signature(self) -> bool:
        """Whether this is the blank line between the text and its signature: no other text is empty."""
        return not self.text


class TableItem(NamedTuple):
    """A statutory table with the texts of its figures."""

    grid: Grid
    values: Mapping[str, str]
    name: str
    section: str
    keeps: int = 0


class PictureItem(NamedTuple):
    """A picture, ``width`` and ``height`` points large; ``after`` points are left free below it."""

    png: bytes
    alternative: str
    width: float
    height: float
    section: str
    after: float = page.LEADING / 2
    keeps: int = 0


class ChartItem(NamedTuple):
    """A chart as wide as the measure, placed as a picture is."""

    chart: Chart
    alternative: str
    width: float
    height: float
    section: str
    after: float = page.LEADING / 2
    keeps: int = 0


Item = TextItem | TableItem | PictureItem | ChartItem
Settings = Mapping[Role, "Setting"]


def signed_date(printout: form.Printout) -> str:
    """The date under the report as an official document writes it: 2025年1月20日 (7.3.5.4)."""
    date = _ISO_DATE.fullmatch(printout.signed_on.strip())
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if date else printable(printout.signed_on)


def texts_by_role(printout: form.Printout) -> Iterator[tuple[Role, str]]:
    """Every text of a printout with the role it is set in, before anything is measured."""
    yield from ((Role.TITLE, printable(line)) for line in printout.title)
    yield Role.BODY, printable(printout.organ) + signed_date(printout)
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
            case form.ChartBlock():
                yield from ((Role.TABLE, text) for text in charts.texts_of(block.chart))


def items_of(printout: form.Printout, settings: Settings) -> list[Item]:
    """The title, blocks and signature of a printout, broken and measured."""
    lines = title_lines(printout.title, int(page.TEXT_WIDTH / page.TITLE_SIZE))
    items: list[Item] = [centred_line(line, Role.TITLE, TITLE, page.TITLE_SIZE, settings) for line in lines]
    if items and isinstance(items[-1], TextItem):
        items[-1] = items[-1]._replace(after=page.LEADING, keeps=2)
    items += chain.from_iterable(_block_items(printout, settings))
    if printout.options.signature:
        items += signature(printout, settings)
    return items


def _block_items(printout: form.Printout, settings: Settings) -> Iterator[tuple[Item, ...]]:
    section = ""
    for block, following in zip_longest(printout.blocks, printout.blocks[1:]):
        match block:
            case form.Heading():
                section = block.section
                text = printable(block.text)
                span = Span(Role.HEADING, 0, len(text), SECTION_HEADING)
                yield (body_text(text, (span,), settings, section, keeps=2),)
            case form.Paragraph():
                text = printable(block.text)
                if text:
                    spans = roles_of(text)
                    stays = spans[-1].kind == SUBHEADING or isinstance(following, _STANDING_BELOW)
                    keeps = 2 if stays else 0
                    indent = 0 if block.is_flush else 2 * page.PITCH
                    yield (body_text(text, spans, settings, block.section, keeps=keeps, indent=indent),)
            case form.Picture():
                yield (_picture(block),)
            case form.ChartBlock():
                yield (_chart(block),)
            case form.TableBlock():
                values = {str(place): printable(value) for place, value in block.values.items()}
                yield (TableItem(block.grid, values, block.name, section),)


def _picture(picture: form.Picture) -> PictureItem:
    """A picture as large as asked for, or as the measure and the page let it be."""
    png = read_png(picture.png)
    width = min(picture.width * page.MM, page.TEXT_WIDTH)
    width = min(width, _HIGHEST * png.width / png.height)
    return PictureItem(
        picture.png, printable(picture.alternative), width, width * png.height / png.width, picture.section
    )


def _chart(block: form.ChartBlock) -> ChartItem:
    """A chart in the smallest type that a page has."""
    height = charts.height_of(block.chart, page.SMALLEST_SIZE)
    return ChartItem(block.chart, printable(block.chart.alternative), page.TEXT_WIDTH, height, block.section)


def body_text(  # noqa: PLR0913 - a text, where it belongs and how it stands
    text: str,
    spans: tuple[Span, ...],
    settings: Settings,
    section: str,
    *,
    keeps: int = 0,
    indent: float = 2 * page.PITCH,
) -> TextItem:
    """A paragraph of the body: 16 pt on the grid, its first line indented, as a rule by two characters."""
    advances = [
        advance
        for span in spans
        for advance in settings[span.role].advances(
            text[span.start : span.end], page.BODY_SIZE, page.TRACKING
        )
    ]
    size, width = page.BODY_SIZE, page.TEXT_WIDTH
    lines = break_lines(text, advances, size, width, width - indent, tracking=page.TRACKING)
    return TextItem(text, spans, tuple(lines), page.BODY_SIZE, page.TRACKING, indent, section, keeps=keeps)


def centred_line(text: str, role: Role, kind: str, size: float, settings: Settings) -> TextItem:
    """One centred line, of the title or of the cover."""
    line = single_line(text, settings[role], size)
    width = line.natural
    leading = page.TITLE_LEADING * size / page.TITLE_SIZE
    span = Span(role, 0, len(text), kind)
    indent = (page.TEXT_WIDTH - width) / 2
    return TextItem(text, (span,), (line,), size, 0.0, indent, "", leading=leading, keeps=1)


def single_line(text: str, setting: Setting, size: float, tracking: float = 0.0) -> Line:
    """A text on one line, however wide, set as a line of the body is; ``natural`` is its width."""
    advances = setting.advances(text, size, tracking)
    (line,) = break_lines(text, advances, size, _ENDLESS, tracking=tracking) or (Line(0, 0, 0.0, {}, 0.0),)
    return line


def signature(printout: form.Printout, settings: Settings) -> Iterator[TextItem]:
    """Organ and date, one line below the text, without a seal (GB/T 9704-2012, 7.3.5.2).

    The organ ends two characters from the right; the date begins two characters further in than the
    organ does. Where the date is the longer one, it ends two characters from the right instead. A name
    too long for the line is broken at a unit of sense, its lines beginning below each other.
    """
    date, setting = signed_date(printout), settings[Role.BODY]
    edge = page.TEXT_WIDTH - 2 * page.PITCH
    names = title_lines((printout.organ,), int(edge / page.PITCH))
    lines = {text: single_line(text, setting, page.BODY_SIZE, page.TRACKING) for text in (*names, date)}
    wide, long = max((lines[name].natural for name in names), default=0.0), lines[date].natural
    organ_left = edge - wide
    date_left = organ_left + 2 * page.PITCH
    if date_left + long > edge:
        date_left = edge - long
        organ_left = max(0.0, min(organ_left, date_left - 2 * page.PITCH))
    section = printout.blocks[-1].section if isinstance(printout.blocks[-1], form.Paragraph) else ""
    texts = [*((name, organ_left) for name in names), *([(date, date_left)] if date else [])]
    blank = TextItem("", (), (Line(0, 0, 0.0, {}, 0.0),), page.BODY_SIZE, 0.0, 0.0, section, keeps=len(texts))
    yield blank
    for at, (text, left) in enumerate(texts):
        span = Span(Role.BODY, 0, len(text), "P")
        keeps = len(texts) - at - 1
        yield TextItem(
            text, (span,), (lines[text],), page.BODY_SIZE, page.TRACKING, max(left, 0.0), section, keeps=keeps
        )
