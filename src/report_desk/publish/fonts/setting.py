"""Set text in a role of the document: pick a face for every character, measure, cut it into runs."""

from __future__ import annotations

import re
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.publish.fonts.typeface import Typeface

SUBSTITUTE = "〓"
"""Printed where no face has a character: the printer's mark for a sort that is missing."""
_FIRST_FACE = "\0"
_MISSING = 0x100
"""Marks from here on stand for one missing character each, marks below for a face of the chain."""
_NO_SQUEEZE: Mapping[int, float] = {}
_SAME_FACE = re.compile(r"(.)\1*", re.DOTALL)


class Role(StrEnum):
    """What a piece of text is in the document; each has a face of its own (GB/T 9704-2012, 7.3)."""

    TITLE = "title"
    HEADING = "hei"
    SUBHEADING = "kai"
    BODY = "fang"
    TABLE = "song"


class Sort(NamedTuple):
    """What prints a character: the face (its place in the chain), the glyph there, what it shows."""

    face: int
    glyph: int
    shown: str


class Run(NamedTuple):
    """Characters of one face that follow each other on a line.

    After the character at an index in ``squeezes`` so many points are taken away. ``stands_for`` is the
    real text where ``text`` only takes the place of characters that no face has.
    """

    face: Typeface
    text: str
    squeezes: tuple[tuple[int, float], ...] = ()
    stands_for: str = ""


class Setting:
    """A chain of faces that sets text: the first that has a character sets it.

    A ``latin`` face comes before all others for ASCII, and ``is_own`` says that the first face is one that
    the clerk has installed. A setting outlives the document: what it has learnt of a character never changes.
    """

    def __init__(
        self, faces: tuple[Typeface, ...], *, latin: Typeface | None = None, is_own: bool = False
    ) -> None:
        self.faces = faces if latin is None else (*faces, latin)
        self.is_own = is_own
        self._latin = None if latin is None else len(faces)
        self._faces: dict[int, str] = {}
        self._missing: list[int] = []
        self._sorts: dict[str, Sort] = {}
        self._advances: dict[str, float] = {}
        self._learning = Lock()

    def learn(self, characters: Iterable[str]) -> None:
        """Look up characters before they are measured or shown; one thread at a time."""
        new = [character for character in characters if character not in self._advances]
        if new:
            with self._learning:
                for character in new:
                    if character not in self._advances:
                        self._choose(character)

    def _choose(self, character: str) -> None:
        order = list(range(len(self.faces)))
        if self._latin is not None and character.isascii():
            order.insert(0, self._latin)
        for shown in (character, SUBSTITUTE):
            for index in order:
                glyph = self.faces[index].glyph(shown)
                if glyph is not None:
                    mark = index
                    if shown != character:
                        mark = _MISSING + len(self._missing)
                        self._missing.append(index)
                    self._faces[ord(character)] = chr(mark)
                    self._sorts[character] = Sort(index, glyph.number, shown)
                    self._advances[character] = glyph.advance / 1000
                    return
        raise LookupError(SUBSTITUTE)

    def sort(self, character: str) -> Sort:
        """What prints a character that has been learnt."""
        return self._sorts[character]

    def advances(self, text: str, size: float, tracking: float = 0.0) -> list[float]:
        """The width of each character at that size, in points."""
        em = self._advances
        return [em[character] * size + tracking for character in text]

    def width(self, text: str, size: float) -> float:
        """The width of a short text set without adjustment, in points."""
        em = self._advances
        return size * sum([em[character] for character in text])

    def runs(self, text: str, squeeze: Mapping[int, float] = _NO_SQUEEZE, offset: int = 0) -> tuple[Run, ...]:
        """The runs that set a text that has been learnt, each in one face.

        A character that no face has is shown by its substitute and keeps what it stands for.
        ``squeeze`` takes points away after the character at a position; positions count from ``offset``.
        """
        end = offset + len(text)
        cuts = sorted([(at - offset, taken) for at, taken in squeeze.items() if offset <= at < end])
        marks = text.translate(self._faces)
        if not marks.strip(_FIRST_FACE):
            return (Run(self.faces[0], text, tuple(cuts)),)
        runs, done, faces, count = [], 0, self.faces, len(cuts)
        for match in _SAME_FACE.finditer(marks):
            first, last = match.span()
            mark, stretch, begun = ord(marks[first]), text[first:last], done
            while done < count and cuts[done][0] < last:
                done += 1
            taken = tuple([(at - first, points) for at, points in cuts[begun:done]]) if done > begun else ()
            if mark < _MISSING:
                runs.append(Run(faces[mark], stretch, taken))
            else:
                face = faces[self._missing[mark - _MISSING]]
                runs.append(Run(face, SUBSTITUTE * len(stretch), taken, stretch))
        return tuple(runs)
