"""The handbook as a printout: the pages are set as a report's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.output.printout import Heading, PageNumbers, Paragraph, PrintOptions, Printout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument

    from report_desk.core.output.printout import Block

_SECTION = "handbook"
_NUMBERS = "一二三四五六七八九十"
_CHAPTER = 1


def printed(document: QTextDocument, year: int) -> Printout:
    """The handbook's text, its chapters numbered as a report's sections are; pictures stay on screen."""
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
    block = document.begin()
    while block.isValid():
        text, level = block.text().replace("\ufffc", "").strip(), block.blockFormat().headingLevel()
        if text and level == _CHAPTER:
            chapter, part = chapter + 1, 0
            yield Heading(f"{_NUMBERS[chapter - 1]}、{text}", _SECTION)
        elif text and level:
            part += 1
            yield Paragraph(f"（{_numbered(part)}）{text}", _SECTION)
        elif text:
            yield Paragraph(f"· {text}" if _is_item(block) else text, _SECTION)
        block = block.next()


def _is_item(block: QTextBlock) -> bool:
    return block.textList() is not None


def _numbered(number: int) -> str:
    """``三``, ``十二``, ``二十``: a number below a hundred."""
    tens, ones = divmod(number, 10)
    return (
        f"{_NUMBERS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMBERS[ones - 1] if ones else ''}"
    )
