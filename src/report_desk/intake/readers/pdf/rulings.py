"""The ruling lines of a PDF page: what draws the frames of its tables, as horizontal and vertical lines."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import NotAReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from report_desk.intake.readers.pdf.characters import Box, View

MOST_PATHS = 30_000
MOST_SEGMENTS = 200_000
_THIN = 3.0
"""Points up to which a rectangle is a line."""
_SHORTEST = 4.0
"""Points below which a stroke is no ruling, but a dot or part of a drawing."""
_TOGETHER = 2.0
"""Points within which two lines side by side are one."""


class Ruling(Struct, frozen=True):
    """A line: ``at`` is where it stands, down the page or across it, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


class Rulings(Struct, frozen=True):
    """The lines of a page, those that go on in each other joined."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]


def rulings_of(page: pypdfium2.PdfPage, view: View) -> Rulings:
    """The ruling lines of a page. Raises NotAReportError where it has far too many."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    for box in _boxes(page, view):
        width, height = box.right - box.left, box.bottom - box.top
        if height <= _THIN and width >= _SHORTEST:
            horizontal.append(Ruling(box.middle, box.left, box.right))
        elif width <= _THIN and height >= _SHORTEST:
            vertical.append(Ruling(box.centre, box.top, box.bottom))
    return Rulings(joined(horizontal), joined(vertical))


def joined(lines: list[Ruling]) -> tuple[Ruling, ...]:
    """Lines at one place that touch, as one; places that nearly agree are made the same."""
    rows: list[list[Ruling]] = []
    for line in sorted(lines, key=lambda one: one.at):
        if rows and line.at - rows[-1][-1].at <= _TOGETHER and line.at - rows[-1][0].at <= 2 * _TOGETHER:
            rows[-1].append(line)
        else:
            rows.append([line])
    found: list[Ruling] = []
    for row in rows:
        at = sum(line.at for line in row) / len(row)
        start, end = None, 0.0
        for line in sorted(row, key=lambda one: one.start):
            if start is None:
                start, end = line.start, line.end
            elif line.start <= end + _TOGETHER:
                end = max(end, line.end)
            else:
                found.append(Ruling(at, start, end))
                start, end = line.start, line.end
        if start is not None:
            found.append(Ruling(at, start, end))
    return tuple(found)


def _boxes(page: pypdfium2.PdfPage, view: View) -> Iterator[Box]:
    """The boxes of everything that may be a line: thin fills, and each straight stroke of a path."""
    from pypdfium2 import raw  # noqa: PLC0415 - loaded with its first page

    x0, y0, _, _ = page.get_bbox()
    segments = 0
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for number, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=6)):
        segments += max(0, raw.FPDFPath_CountSegments(path))
        if number > MOST_PATHS or segments > MOST_SEGMENTS:
            raise NotAReportError("PDF 里一页的线条太多，不会是年报。")
        raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            continue  # it only clips
        points = list(_points(path))
        xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
        if not points:
            continue
        is_thin = min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN
        if is_thin:
            yield view.box(min(xs) - x0, min(ys) - y0, max(xs) - x0, max(ys) - y0)
            continue
        for (ax, ay, _), (bx, by, is_drawn) in pairwise(points):
            thin = min(abs(ax - bx), abs(ay - by)) <= 0.5  # noqa: PLR2004 - straight up or across
            if is_drawn and thin and stroke.value:
                yield view.box(min(ax, bx) - x0, min(ay, by) - y0, max(ax, bx) - x0, max(ay, by) - y0)


def _points(path: pypdfium2.PdfObject) -> Iterator[tuple[float, float, bool]]:
    """The points of a path on the page, each with whether a straight line leads to it."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = path.get_matrix()
    form = path.container
    while form is not None:
        matrix = matrix.multiply(form.get_matrix())
        form = form.container
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        yield *point, kind == raw.FPDF_SEGMENT_LINETO
        if start is not None and raw.FPDFPathSegment_GetClose(segment):
            yield *start, True
