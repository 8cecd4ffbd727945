"""What the window remembers between two sessions: the person's choices, and how recent files stood."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from report_desk.core.printout import PageNumbers
from report_desk.core.report import State
from report_desk.desk.theme.look import Appearance

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray, QSettings

MOST_STANDINGS = 40
_PREFERENCES = "preferences"
_STANDINGS = "standings"
GEOMETRY = "geometry"
_APPEARANCE = "appearance"


class Sides(StrEnum):
    """How a printer uses both sides of the paper, by the words of IPP's ``sides``."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


class Preferences(Struct, frozen=True):
    """What a person chose; an empty ``folder`` leaves to the system where files go.

    ``handed_to`` is the folder or stick that reports were last handed over on. ``printer``, ``sides``,
    ``paper`` (Qt's key of a size) and ``prints_to_file`` are how it was printed last; without a
    ``printer`` the system's own comes first.
    """

    organ: str = ""
    person: str = ""
    appearance: Appearance = Appearance.SYSTEM
    zoom: float = 1.0
    page_numbers: PageNumbers = PageNumbers.OUTER
    folder: str = ""
    shows_findings: bool = True
    shows_preview: bool = False
    handed_to: str = ""
    printer: str = ""
    sides: Sides = Sides.LONG_EDGE
    paper: str = "A4"
    prints_to_file: bool = False


class Standing(Struct, frozen=True):
    """How a report stood when its file was last seen; the medium may be gone by now."""

    state: State
    must_fix: int
    explain: int


class Settings:
    """Preferences and standings over Qt's own store of settings.

    What cannot be read back (an older program's, a damaged file's) counts as not set.
    """

    def __init__(self, backing: QSettings) -> None:
        self._backing = backing
        self._preferences = _preferences(self._text(_PREFERENCES))

    @property
    def preferences(self) -> Preferences:
        """The choices in force."""
        return self._preferences

    def choose(self, preferences: Preferences) -> None:
        """Keep new choices."""
        self._preferences = preferences
        self._backing.setValue(_PREFERENCES, json.dumps(asdict(preferences), ensure_ascii=False))
        self._backing.setValue(_APPEARANCE, preferences.appearance.value)

    def standing(self, path: str) -> Standing | None:
        """How the report in a file stood; None where nothing is known."""
        return _standing(_mapping(self._text(_STANDINGS)).get(path))

    def remember(self, path: str, standing: Standing) -> None:
        """Keep how a report stands."""
        others = {key: value for key, value in _mapping(self._text(_STANDINGS)).items() if key != path}
        kept = {path: asdict(standing), **dict(list(others.items())[: MOST_STANDINGS - 1])}
        self._backing.setValue(_STANDINGS, json.dumps(kept, ensure_ascii=False))

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Keep where the window stood; its frame is placed before any of this is imported."""
        self._backing.setValue(GEOMETRY, geometry)

    def _text(self, key: str) -> str:
        value = self._backing.value(key, "")
        return value if isinstance(value, str) else ""


def _preferences(text: str) -> Preferences:
    default = Preferences()
    try:
        stored = json.loads(text)
        known = {
            name: stored[name] for name in asdict(default) if isinstance(stored.get(name), str | float | bool)
        }
        chosen = replace(default, **known)
        return replace(
            chosen,
            appearance=Appearance(chosen.appearance),
            page_numbers=PageNumbers(chosen.page_numbers),
            sides=Sides(chosen.sides),
            zoom=float(chosen.zoom),
        )
    except (ValueError, TypeError, AttributeError):
        return default


def _mapping(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _standing(entry: object) -> Standing | None:
    if not isinstance(entry, dict):
        return None
    try:
        return Standing(State(entry["state"]), int(entry["must_fix"]), int(entry["explain"]))
    except (KeyError, TypeError, ValueError):
        return None
