"""Numbers bound into prose: ⟦requests.new.total⟧ stands for a cell, ⟦a+b⟧ for a sum of cells.

A token survives saving, merging and copying as text; what prints is always the cell's own value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.form.edition import Address

if TYPE_CHECKING:
    from collections.abc import Callable

UNFILLED = "〔未填〕"
_CELL = r"[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+"
TOKEN = re.compile(rf"⟦({_CELL}(?:\+{_CELL})*)⟧")
_TYPED_BRACKETS = str.maketrans({"⟦": "〔", "⟧": "〕"})


class Token(Struct, frozen=True):
    """One bound number: where it stands in the raw text, and the cells it adds up."""

    start: int
    end: int
    cells: tuple[Address, ...]


def tokens(raw: str) -> tuple[Token, ...]:
    """Every token of a raw text, in order."""
    return tuple(
        Token(found.start(), found.end(), tuple(Address(cell) for cell in found.group(1).split("+")))
        for found in TOKEN.finditer(raw)
    )


def token_text(cells: tuple[Address, ...]) -> str:
    """The token as stored."""
    return f"⟦{'+'.join(cells)}⟧"


def plain_typed(text: str) -> str:
    """Typed text, in which the brackets of a token are ordinary brackets: 〔 〕."""
    return text.translate(_TYPED_BRACKETS)


def resolve(raw: str, shown: Callable[[tuple[Address, ...]], str]) -> str:
    """Raw text as it reads, each token replaced by ``shown(cells)``."""
    return TOKEN.sub(lambda found: shown(tuple(Address(cell) for cell in found.group(1).split("+"))), raw)
