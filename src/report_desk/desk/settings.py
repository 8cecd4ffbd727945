"""What the window remembers between two sessions: the person's choices, and how recent files stood."""

from __future__ import annotations

import json
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict, fields

from report_desk.core.limits import LONGEST_LINE, MOST_PHRASES
from report_desk.core.output.printout import PageNumbers
from report_desk.core.report.model import State  # noqa: TC001 - msgspec reads the annotation
from report_desk.desk.theme.look import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QByteArray, QSettings

MOST_STANDINGS = 40
_PREFERENCES = "preferences"
_STANDINGS = "standings"
GEOMETRY = "geometry"
_APPEARANCE = "appearance"
_LANGUAGE = "language"
_WAIT = 1000
"""Milliseconds to wait for another program that stores a choice."""


class Sides(StrEnum):
    """How a printer uses both sides of the paper, by the words of IPP's ``sides``."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


class Language(StrEnum):
    """What the window speaks; the form, the report and the pages are Chinese."""

    CHINESE = "zh"
    ENGLISH = "en"


PHRASES = (
    "请和登记台账核对后填写。",
    "和去年相差较大，请写明原因。",
    "文字里的数和表里的数不一致，请改成一致。",
    "这一部分写得过于简单，请补充具体做法和数据。",
)
"""What a reviewer writes again and again, until he has phrases of his own; Chinese, as reports are."""
Phrases = Annotated[
    tuple[Annotated[str, Meta(min_length=1, max_length=LONGEST_LINE)], ...], Meta(max_length=MOST_PHRASES)
]
Zoom = Annotated[float, Meta(ge=0.25, le=4.0)]


class Preferences(Struct, frozen=True):
    """What a person chose; an empty ``folder`` leaves to the system where files go.

    ``handed_to`` is the folder or stick that reports were last handed over on. ``printer``, ``sides``,
    ``paper`` (Qt's key of a size) and ``prints_to_file`` are how it was printed last; without a
    ``printer`` the system's own comes first. A signature is only printed under a report that bears a date.
    Another ``language`` is spoken from the next start on. ``bundled_fonts``: print with the program's own
    fonts though the computer has official ones. ``phrases`` are what a reviewer writes again and again.
    """

    organ: str = ""
    person: str = ""
    appearance: Appearance = Appearance.SYSTEM
    zoom: Zoom = 1.0
    page_numbers: PageNumbers = PageNumbers.OUTER
    folder: str = ""
    shows_findings: bool = True
    shows_preview: bool = False
    handed_to: str = ""
    printer: str = ""
    sides: Sides = Sides.LONG_EDGE
    paper: str = "A4"
    prints_to_file: bool = False
    prints_cover: bool = False
    prints_signature: bool = True
    prints_fingerprint: bool = False
    bundled_fonts: bool = False
    language: Language = Language.CHINESE
    phrases: Phrases = PHRASES


_FIELDS = fields(Preferences)


class Standing(Struct, frozen=True):
    """How a report stood when its file was last seen; the medium may be gone by now."""

    state: State
    must_fix: int
    explain: int


class Settings:
    """Preferences and standings over Qt's own store of settings.

    What cannot be read back (an older program's, a damaged file's) counts as not set. Two programs may run:
    each writes the fields that were chosen in it, and leaves the others as they are stored by then.
    """

    def __init__(self, backing: QSettings) -> None:
        self._backing = backing
        self._preferences = _preferences(_mapping(self._text(_PREFERENCES)))

    @property
    def preferences(self) -> Preferences:
        """The choices in force."""
        return self._preferences

    def choose(self, preferences: Preferences) -> None:
        """Keep new choices: the fields that differ from the choices in force."""
        before, after = asdict(self._preferences), asdict(preferences)
        chosen = {name: value for name, value in after.items() if value != before[name]}
        self._preferences = preferences
        with self._newest():
            stored = _mapping(self._text(_PREFERENCES)) or after
            self._backing.setValue(_PREFERENCES, json.dumps({**stored, **chosen}, ensure_ascii=False))
            if "appearance" in chosen or not self._backing.contains(_APPEARANCE):
                self._backing.setValue(_APPEARANCE, preferences.appearance.value)
            if "language" in chosen:
                self._backing.setValue(_LANGUAGE, preferences.language.value)

    def standing(self, path: str) -> Standing | None:
        """How the report in a file stood; None where nothing is known."""
        return _standing(_mapping(self._text(_STANDINGS)).get(path))

    def remember(self, path: str, standing: Standing) -> None:
        """Keep how a report stands."""
        with self._newest():
            others = {key: value for key, value in _mapping(self._text(_STANDINGS)).items() if key != path}
            kept = {path: asdict(standing), **dict(list(others.items())[: MOST_STANDINGS - 1])}
            self._backing.setValue(_STANDINGS, json.dumps(kept, ensure_ascii=False))

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Keep where the window stood; its frame is placed before any of this is imported."""
        self._backing.setValue(GEOMETRY, geometry)

    @contextmanager
    def _newest(self) -> Iterator[None]:
        """Change what is stored by now, while no other program of ours does; then store it."""
        from PySide6.QtCore import QLockFile  # noqa: PLC0415 - the values are read without Qt

        lock = QLockFile(f"{self._backing.fileName()}.changing")
        lock.tryLock(_WAIT)  # a choice is stored all the same where another program hangs
        try:
            self._backing.sync()
            yield
            self._backing.sync()
        finally:
            lock.unlock()

    def _text(self, key: str) -> str:
        value = self._backing.value(key, "")
        return value if isinstance(value, str) else ""


def _preferences(stored: dict[str, object]) -> Preferences:
    """What was stored; a field that cannot be read back has its default."""
    there = [field for field in _FIELDS if field.name in stored]
    known = {field.name: _field(stored[field.name], field.type) for field in there}
    return Preferences(**{name: value for name, value in known.items() if value is not None})


def _field(value: object, kind: type) -> Any:  # noqa: ANN401 - of whatever type the field has
    """A stored value as its field wants it; None where it is none."""
    try:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                text.encode()  # half a character, as a damaged file may hold
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, UnicodeError, OverflowError):
        return None


def _mapping(text: str) -> dict[str, object]:
    try:
        value = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _standing(entry: object) -> Standing | None:
    try:
        return msgspec.convert(entry, Standing)
    except msgspec.ValidationError:
        return None
