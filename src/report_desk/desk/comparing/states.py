"""A state of a report that can be chosen for one side of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


@dataclass(frozen=True, slots=True)
class State:
    """One state to choose: what it is called, and the sheet."""

    name: str
    sheet: Sheet
