"""The handbook as a printout: the pages are set as a report's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QTextFormat

from report_desk.core.output.printout import (
    Heading,
    PageNumbers,
    Paragraph,
    Picture,
    PrintOptions,
    Printout,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QTextBlock, QTextDocument

    from report_desk.core.output.printout import Block

_SECTION = "handbook"
_NUMBERS = "一二三四五六七八九十"
_CHAPTER = 1
_WIDTH = 120.0
"""How wide a picture of the window is printed, in millimetres."""


class Paper(Struct, frozen=True):
    """The handbook as it prints, its pictures still to be read: the names of their files, in order."""

    printout: Printout
    pictures: tuple[str, ...]

    def read(self, folder: Path) -> Printout:
        """The printout with its pictures, which lie in ``folder``; for a worker, as it reads files."""
        names = iter(self.pictures)
        blocks = tuple(
            replace(block, png=(folder / next(names)).read_bytes()) if isinstance(block, Picture) else block
            for block in self.printout.blocks
        )
        return replace(self.printout, blocks=blocks)


def printed(document: QTextDocument, year: int) -> Paper:
    """The handbook's text and pictures, its chapters numbered as a report's sections are."""
    names = [name for block in _blocks_of(document) for name, _ in _pictures(block)]
    return Paper(_printout(document, year), tuple(names))


def _printout(document: QTextDocument, year: int) -> Printout:
    return Printout(
        title=("年报台", "填报手册"),
        organ="年报台",
        year=year,
        blocks=tuple(_blocks(document)),
        options=PrintOptions(page_numbers=PageNumbers.CENTRED),
        fingerprint="",
    )


def _blocks(document: QTextDocument) -> Iterator[Block]:
    chapter = part = 0
    for block in _blocks_of(document):
        text, level = block.text().replace("\ufffc", "").strip(), block.blockFormat().headingLevel()
        if text and level == _CHAPTER:
            chapter, part = chapter + 1, 0
            yield Heading(f"{_NUMBERS[chapter - 1]}、{text}", _SECTION)
        elif text and level:
            part += 1
            yield Paragraph(f"（{_numbered(part)}）{text}", _SECTION)
        elif text:
            yield Paragraph(f"· {text}" if _is_item(block) else text, _SECTION)
        for _, alternative in _pictures(block):
            yield Picture(b"", alternative, _SECTION, _WIDTH)


def _blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _pictures(block: QTextBlock) -> Iterator[tuple[str, str]]:
    """The pictures in a block: the name of the file of each, and what it shows."""
    at = block.begin()
    while not at.atEnd():
        form = at.fragment().charFormat()
        if form.isImageFormat():
            told = form.property(QTextFormat.Property.ImageAltText)
            yield form.toImageFormat().name().rpartition("/")[2], str(told or "")
        at += 1


def _is_item(block: QTextBlock) -> bool:
    return block.textList() is not None


def _numbered(number: int) -> str:
    """``三``, ``十二``, ``二十``: a number below a hundred."""
    tens, ones = divmod(number, 10)
    return (
        f"{_NUMBERS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMBERS[ones - 1] if ones else ''}"
    )
