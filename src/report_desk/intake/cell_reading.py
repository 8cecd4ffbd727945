"""How a cell of the form was found in a document: its state, and the text and place it came from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.form.kinds import Figure
    from report_desk.intake.document import Source


class CellState(StrEnum):
    """How a figure came to its cell; all but the first are doubts."""

    AS_READ = "as_read"
    BY_ALIAS = "by_alias"
    FUZZY_LABEL = "fuzzy_label"
    BY_PLACE = "by_place"
    SPLIT = "split"
    UNIT_STRIPPED = "unit_stripped"
    NOTE_STRIPPED = "note_stripped"
    NOT_FOUND = "not_found"


class CellReading(Struct, frozen=True):
    """What a cell of the form got.

    ``figure`` is ``None`` where nothing was taken, which is never the same as 0. ``text`` is what stands
    in the document, word for word, and ``source`` where; both are empty where nothing stands there.
    ``reason`` is empty, or a sentence that says what is doubtful about this cell alone.
    """

    figure: Figure | None
    state: CellState
    text: str = ""
    source: Source | None = None
    reason: str = ""
