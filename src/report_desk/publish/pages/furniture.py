"""What stands on a page besides its text: page numbers, the mark of a draft, the fingerprint."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from report_desk.core.output.printout import PageNumbers
from report_desk.publish import geometry as page
from report_desk.publish.fonts.setting import Role
from report_desk.publish.geometry import rounded
from report_desk.publish.placed import Shape, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.output.printout import Printout
    from report_desk.publish.fonts.typeface import Typeface
    from report_desk.publish.pages.items import Settings
    from report_desk.publish.placed import Page

DRAFT = "草稿"
FINGERPRINT, DRAFT_FINGERPRINT = "定稿指纹 ", "内容指纹 "
"""What stands before the code: that of a draft is only the code of its content."""
_DASH_HEIGHT = 0.27
"""How far the stroke of — lies above the baseline, in em."""
_FOOT = page.BOTTOM - page.PAGE_NUMBER_DROP - _DASH_HEIGHT * page.PAGE_NUMBER_SIZE
_LINE_BELOW = page.PAGE_NUMBER_SIZE
"""From the page number down to a fingerprint that has no room beside it."""
_DRAFT_SIZE, _DRAFT_GREY = 150.0, 0.93
_DRAFT_TURN = (0.643, 0.766, -0.766, 0.643)
"""Turned by 50 degrees: along the diagonal of the page."""


def texts_by_role(printout: Printout) -> Iterator[tuple[Role, str]]:
    """The texts of a page's furniture with the role each is set in."""
    yield Role.TABLE, f"{DRAFT}　{FINGERPRINT}{DRAFT_FINGERPRINT}{printout.fingerprint}— 0123456789"
    yield Role.HEADING, DRAFT


def draw_page_number(sheet: Page, shown: int, printout: Printout, settings: Settings) -> None:
    """The number with a 一字线 on each side, 14 pt, one character in from the outer edge (7.5)."""
    setting = settings[Role.TABLE]
    size = page.PAGE_NUMBER_SIZE
    text = f"— {shown} —"
    width = setting.width(text, size)
    if printout.options.page_numbers is PageNumbers.CENTRED:
        x = page.LEFT + (page.TEXT_WIDTH - width) / 2
    elif shown % 2:
        x = page.RIGHT - size - width
    else:
        x = page.LEFT + size
    sheet.add_artifact("Pagination", [TextLine(rounded(x), rounded(_FOOT), size, setting.runs(text))])


def draw_fingerprint(sheet: Page, shown: int, printout: Printout, settings: Settings) -> None:
    """The fingerprint, small, at the foot opposite the page number; a centred one leaves it no room beside.

    There it stands centred on a line of its own below the number.
    """
    setting = settings[Role.TABLE]
    draft = printout.options.draft
    text = (f"{DRAFT}　{DRAFT_FINGERPRINT}" if draft else FINGERPRINT) + printout.fingerprint
    size = page.SMALLEST_SIZE
    foot, room = _FOOT, page.TEXT_WIDTH - setting.width(text, size)
    if printout.options.page_numbers is PageNumbers.CENTRED:
        foot, x = _FOOT - _LINE_BELOW, page.LEFT + room / 2
    else:
        x = page.LEFT if shown % 2 else page.LEFT + room
    sheet.add_artifact("Pagination", [TextLine(rounded(x), rounded(foot), size, setting.runs(text))])


class _OutlinePen:
    """Collects an outline; quadratic curves are raised to cubic ones."""

    def __init__(self, size: float, x: float) -> None:
        self._scale, self._x = size / 1000, x
        self._last = (0.0, 0.0)
        self.steps: list[tuple[str, tuple[float, ...]]] = []

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return (self._x + point[0] * self._scale, point[1] * self._scale)

    def _add(self, step: str, *points: tuple[float, float]) -> None:
        self.steps.append((step, tuple(rounded(length) for point in points for length in point)))
        self._last = points[-1]

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol
        self._add("move", self._at(point))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("line", self._at(point))

    def qCurveTo(self, control: tuple[float, float], point: tuple[float, float]) -> None:  # noqa: N802
        (x0, y0), (xc, yc), (x1, y1) = self._last, self._at(control), self._at(point)
        self._add(
            "curve",
            (x0 + (xc - x0) * 2 / 3, y0 + (yc - y0) * 2 / 3),
            (x1 + (xc - x1) * 2 / 3, y1 + (yc - y1) * 2 / 3),
            (x1, y1),
        )

    def curveTo(  # noqa: N802
        self, first: tuple[float, float], second: tuple[float, float], point: tuple[float, float]
    ) -> None:
        self._add("curve", self._at(first), self._at(second), self._at(point))

    def closePath(self) -> None:  # noqa: N802
        self.steps.append(("close", ()))

    def endPath(self) -> None:  # noqa: N802
        """Nothing: only closed outlines are filled."""


def draw_draft_mark(sheet: Page, settings: Settings) -> None:
    """草稿 across the page in light grey, as an outline: no text for a reader to stumble over."""
    setting = settings[Role.HEADING]
    faces = tuple(setting.faces[setting.sort(character).face] for character in DRAFT)
    sheet.add_artifact("Background", [_draft_mark(faces)])


@lru_cache(maxsize=4)
def _draft_mark(faces: tuple[Typeface, ...]) -> Shape:
    steps: list[tuple[str, tuple[float, ...]]] = []
    for index, (character, face) in enumerate(zip(DRAFT, faces, strict=True)):
        pen = _OutlinePen(_DRAFT_SIZE, (index * 1.3 - 1.15) * _DRAFT_SIZE)
        face.draw(character, pen)
        steps += pen.steps
    middle = (rounded(page.PAGE_WIDTH / 2), rounded(page.PAGE_HEIGHT / 2))
    return Shape(_DRAFT_GREY, (*_DRAFT_TURN, *middle), tuple(steps))
