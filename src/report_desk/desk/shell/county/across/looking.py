"""What the comparison does on a worker: reading the folder, drawing a chart, finding two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.across.across import Across, look_across
from report_desk.core.consolidation.across.chart import Chart, Inks
from report_desk.core.consolidation.across.likeness import normalised
from report_desk.core.ports import ExpectedError, UnreadableFileError
from report_desk.core.report import prose
from report_desk.core.sheet import evaluate
from report_desk.desk.preview.rendering import draw_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtGui import QImage

    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.board.lines import Shown
    from report_desk.desk.theme.palette import Palette

_READ = 0.7
"""The part of the work that reading takes; reckoning takes the rest."""
MOST_DOTS = 8192
"""Pixels that a picture may be high or wide."""


class GivenUpError(ExpectedError):
    """Whoever waited for it is gone."""


class Stop:
    """Says to work on another thread that nobody waits for it."""

    def __init__(self) -> None:
        self.is_asked = False

    def watched(self, tell: Callable[[float], None]) -> Callable[[float], None]:
        """``tell``, which ends the work once that is asked."""

        def told(far: float) -> None:
            if self.is_asked:
                raise GivenUpError
            tell(far)

        return told


def look(services: Services, folder: PurePath, shown: Shown, tell: Callable[[float], None]) -> Across:
    """Read the reports of a folder and look at them across.

    Raises UnreadableFileError for an edition that is not known.
    """
    assert services.comparing is not None
    entries = shown.seen.entries
    files = [one.file for one in entries if one.is_readable]
    studies = services.comparing.study(folder, files, lambda far: tell(far * _READ))
    editions = {one.edition for one in entries if one.is_readable}
    try:
        form = services.form_for_year(shown.board.year)
        forms = {edition: services.form_by_id(edition) for edition in editions}
    except LookupError as error:
        raise UnreadableFileError(str(error.args[0])) from error
    return look_across(
        shown.board, entries, studies, form, forms, lambda far: tell(_READ + far * (1 - _READ))
    )


class Sight(Struct, frozen=True):
    """How a chart is to be seen: inks, width and type in logical pixels, pixels in each of these."""

    inks: Inks
    width: float
    size: float
    ratio: float


def inks_of(palette: Palette) -> Inks:
    """The window's colours for a chart."""
    return Inks(
        ground=palette.paper,
        ink=palette.ink,
        muted=palette.muted,
        line=palette.hairline,
        bar=palette.accent_fill,
        last=palette.grid,
        loud=palette.must_fix,
    )


def picture(services: Services, chart: Chart, sight: Sight) -> QImage:
    """A chart as a picture, each of whose dots is one of the screen's."""
    assert services.comparing is not None
    data = services.comparing.draw(chart, sight.inks, sight.width, sight.size)
    image = draw_pages(data, (0,), sight.ratio)[0]
    image.setDevicePixelRatio(sight.ratio)
    return image


class Sentence(Struct, frozen=True):
    """A sentence of one of two texts, and whether the other has it too."""

    text: str
    is_common: bool


Sides = tuple[tuple[Sentence, ...], tuple[Sentence, ...]]


def two_texts(services: Services, paths: tuple[PurePath, PurePath], section: str) -> Sides:
    """A section of two reports, sentence by sentence. Raises ExpectedError, LookupError."""
    told = []
    for path in paths:
        report = services.store.open(path).report
        sheet = evaluate(services.form_by_id(report.format), report)
        sentences = [text for _, text in prose.sentences(sheet.prose(section))]
        told.append([(text, normalised(text, report.organ)) for text in sentences])
    mine, theirs = told
    return _marked(mine, theirs), _marked(theirs, mine)


def _marked(mine: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> tuple[Sentence, ...]:
    known = {bare for _, bare in theirs}
    return tuple(Sentence(text, bool(bare) and bare in known) for text, bare in mine)
