"""A state of a report that can be chosen for one side of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


class State(Struct, frozen=True):
    """One state to choose: what it is called, and the sheet."""

    name: str
    sheet: Sheet
