"""The characters of a PDF page, and how they make lines of text.

Lengths are points (1/72 inch); places count from the top left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import NotAReportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pypdfium2

MOST_CHARACTERS = 60_000
"""Of one page; a page full of small print has five thousand."""
_SAME = 0.3
"""Part of a character's width within which the same character again is the same: print made bold."""
_APART = 0.45
"""Part of the height of a line from which on a gap is a blank."""
_DIGITS_APART = 0.2
"""The same between digits, whose boxes touch within a number: two beside each other are not one."""
_REPLACED = {0x02: "-", 0xFFFE: "-", 0xFFFF: ""}
"""What PDFium gives for a hyphen at the end of a line, and for nothing."""


class Box(Struct, frozen=True):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2


class Character(Struct, frozen=True):
    """A character and the box that its font gives it, which is as high as the line."""

    text: str
    box: Box


class View(Struct, frozen=True):
    """How a page is turned, to show places as a reader sees them."""

    width: float
    height: float
    turned: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of PDF coordinates, which count from the bottom left of the unturned page."""
        corners = [self._point(left, bottom), self._point(right, top)]
        (x0, y0), (x1, y1) = corners
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        match self.turned:
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.width - y, self.height - x
            case _:
                return x, self.height - y


class TextLine(Struct, frozen=True):
    """Characters beside each other, from left to right, and the text they make."""

    characters: tuple[Character, ...]
    text: str

    @property
    def box(self) -> Box:
        """The rectangle around the line."""
        return around(character.box for character in self.characters)


def view_of(page: pypdfium2.PdfPage) -> View:
    """The size of a page as shown, and by how much it is turned."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    turned = page.get_rotation()
    return View(height, width, turned) if turned in {90, 270} else View(width, height, turned)


def characters_of(page: pypdfium2.PdfPage, view: View) -> list[Character]:
    """The characters of a page that print something. Raises NotAReportError where there are too many."""
    from pypdfium2 import raw  # noqa: PLC0415 - loaded with its first page

    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > MOST_CHARACTERS:
        raise NotAReportError("PDF 里一页的字太多，不会是年报。")
    x0, y0, _, _ = page.get_bbox()
    rectangle = raw.FS_RECTF()
    found = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = _REPLACED.get(code, chr(code) if code < 0x110000 else "")  # noqa: PLR2004 - the end of Unicode
        if not text.strip() or not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rectangle)):
            continue
        box = view.box(rectangle.left - x0, rectangle.bottom - y0, rectangle.right - x0, rectangle.top - y0)
        found.append(Character(text, box))
    textpage.close()
    return found


def lines_of(characters: Iterable[Character]) -> list[TextLine]:
    """Characters as lines from top to bottom."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda one: one.box.middle):
        box = character.box
        row = rows[-1] if rows else None
        if row and abs(row[-1].box.middle - box.middle) <= 0.5 * min(
            row[-1].box.bottom - row[-1].box.top, box.bottom - box.top
        ):
            row.append(character)
        else:
            rows.append([character])
    return [_line(row) for row in rows]


def _line(row: list[Character]) -> TextLine:
    kept: list[Character] = []
    for character in sorted(row, key=lambda one: one.box.left):
        width = character.box.right - character.box.left
        if (
            kept
            and kept[-1].text == character.text
            and abs(kept[-1].box.left - character.box.left) < _SAME * width
        ):
            continue
        kept.append(character)
    return TextLine(tuple(kept), "".join(_pieces(kept)))


def _pieces(row: Sequence[Character]) -> Iterator[str]:
    """The characters, with a blank where there is a gap; wide ones stand for columns and are two blanks."""
    for index, character in enumerate(row):
        if index:
            gap = character.box.left - row[index - 1].box.right
            height = character.box.bottom - character.box.top
            are_digits = character.text.isdigit() and row[index - 1].text.isdigit()
            if gap > (_DIGITS_APART if are_digits else _APART) * height:
                yield "  " if gap > 1.5 * height else " "
        yield character.text


def around(boxes: Iterable[Box]) -> Box:
    """The rectangle around some."""
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )
