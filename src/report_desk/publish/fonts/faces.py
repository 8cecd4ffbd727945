"""Choose the faces of a document: the clerk's own official fonts first, the bundle behind them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk import resources
from report_desk.core.report.characters import unprintable
from report_desk.publish.fonts import installed
from report_desk.publish.fonts.setting import SUBSTITUTE, Role, Setting
from report_desk.publish.fonts.typeface import open_typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.publish.fonts.typeface import Typeface

_BEHIND = (Role.TABLE.value, Role.HEADING.value, "wide", "signs", Role.SUBHEADING.value)
"""The bundled faces that complete every other one, character by character."""


class Faces(Struct, frozen=True):
    """The faces of one document: what sets each role, and the characters it sets there."""

    settings: Mapping[Role, Setting]
    characters: Mapping[Role, frozenset[str]]

    @property
    def reported(self) -> dict[str, str]:
        """For the person who exports: the face of each role, and the characters that no face has."""
        names = {role.value: setting.faces[0].family for role, setting in self.settings.items()}
        missing = {
            character
            for role, setting in self.settings.items()
            for character in self.characters[role]
            if setting.sort(character).shown != character
        }
        return names | ({"missing": "".join(sorted(missing))} if missing else {})


def choose_faces(texts: Iterable[tuple[Role, str]]) -> Faces:
    """The faces that set these texts.

    One of the clerk's faces is taken for a role only if it has all characters of that role: a
    document does not mix two designs of one style.
    """
    characters: dict[Role, set[str]] = {role: set() for role in Role}
    for role, text in texts:
        characters[role].update(text)
    folders = installed.font_folders()
    own = installed.find_faces(folders)
    missing = unprintable("".join(sorted(set[str]().union(*characters.values()))))
    found = (installed.find_face_with(character, folders) for character in missing)
    behind = tuple(dict.fromkeys(file for file in found if file is not None))
    settings: dict[Role, Setting] = {}
    for role in Role:
        files = (file for file in own[role] if _has_all(open_typeface(*file), characters[role]))
        settings[role] = _setting(role, next(files, None), behind)
        settings[role].learn(characters[role])
    return Faces(settings, {role: frozenset(texts) for role, texts in characters.items()})


@lru_cache(maxsize=64)
def _setting(role: Role, own: installed.FontFile | None, behind: tuple[installed.FontFile, ...]) -> Setting:
    """The chain of faces of a role, kept for the life of the process; ``behind`` stand last."""
    names = tuple(dict.fromkeys((role.value, *_BEHIND)))
    faces = tuple(open_typeface(resources.path(f"fonts/{name}.ttf")) for name in names)
    if own is not None:
        faces = (open_typeface(*own), *faces)
    setting = Setting((*faces, *(open_typeface(*file) for file in behind)))
    setting.learn(SUBSTITUTE)
    return setting


def _has_all(face: Typeface, characters: Iterable[str]) -> bool:
    """Whether a face has a glyph for each character, and for each one of its own."""
    glyphs = [face.glyph(character) for character in characters]
    numbers = {glyph.number for glyph in glyphs if glyph is not None}
    return len(numbers) == len(glyphs)
