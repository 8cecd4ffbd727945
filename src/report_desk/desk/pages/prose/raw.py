"""Raw prose (with tokens) and the editor's text document, each from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from report_desk.core.report import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import Address

CHIP = QTextFormat.ObjectTypes.UserObject + 1
"""The object type of a bound number."""
_CELLS = QTextFormat.Property.UserProperty + 1
OBJECT = "\ufffc"
_BREAKS = {0x2028: "\n", 0x2029: "\n"}
_BROADEST = "\uffff"


def chip_format(cells: Sequence[Address]) -> QTextCharFormat:
    """The format that makes a U+FFFC a number bound to cells."""
    made = QTextCharFormat()
    made.setObjectType(int(CHIP))
    made.setProperty(int(_CELLS), "+".join(cells))
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def cells_of(given: QTextFormat) -> str:
    """The cells a chip is bound to, joined as in a token; empty for other text."""
    value = given.property(int(_CELLS))
    return value if isinstance(value, str) else ""


def raw_of(document: QTextDocument) -> str:
    """The document as raw prose."""
    return raw_between(document, 0, document.characterCount() - 1)


def raw_between(document: QTextDocument, start: int, end: int) -> str:
    """A stretch of the document as raw prose; positions are Qt's, in UTF-16 units."""
    return "".join(units_between(document, start, end))


def units_between(document: QTextDocument, start: int, end: int) -> list[str]:
    """The raw prose of a stretch by position: a character, a token, or nothing for half a rare character."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    units: list[str] = []
    for character in cursor.selectedText().translate(_BREAKS):
        if character == OBJECT:
            cursor.setPosition(start + len(units) + 1)
            units.append(f"⟦{cells_of(cursor.charFormat())}⟧")
        elif character > _BROADEST:
            units += character, ""
        else:
            units.append(tokens.plain_typed(character))
    return units


def insert_raw(cursor: QTextCursor, raw: str, plain: QTextCharFormat) -> None:
    """Put raw prose at a cursor, tokens as chips, everything else in the plain format."""
    end = 0
    for token in tokens.tokens(raw):
        cursor.insertText(raw[end : token.start], plain)
        cursor.insertText(OBJECT, chip_format(token.cells))
        end = token.end
    cursor.insertText(raw[end:], plain)


def replace_raw(document: QTextDocument, raw: str, plain: QTextCharFormat) -> QTextCursor:
    """Make the document say ``raw``, touching only what differs; gives a cursor at the end of the change."""
    before, after = _units(raw_of(document)), _units(raw)
    shortest = min(len(before), len(after))
    head = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    tail = next(
        (at for at in range(shortest - head) if before[-1 - at] != after[-1 - at]),
        shortest - head,
    )
    cursor = QTextCursor(document)
    cursor.setPosition(_width(before[:head]))
    cursor.setPosition(_width(before[: len(before) - tail]), QTextCursor.MoveMode.KeepAnchor)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    insert_raw(cursor, "".join(after[head : len(after) - tail]), plain)
    cursor.endEditBlock()
    return cursor


def position_in(raw: str, offset: int) -> int:
    """The document position of an offset into the raw text."""
    return _width(_units(raw[:offset]))


def _units(raw: str) -> list[str]:
    """The raw text as characters and whole tokens."""
    units: list[str] = []
    end = 0
    for token in tokens.tokens(raw):
        units += raw[end : token.start]
        units.append(raw[token.start : token.end])
        end = token.end
    units += raw[end:]
    return units


def _width(units: Sequence[str]) -> int:
    return sum(2 if len(unit) == 1 and unit > _BROADEST else 1 for unit in units)
