"""Choose the faces of a document: the clerk's own official fonts first, the bundle behind them."""

from __future__ import annotations

from collections import Counter
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
_LATIN = frozenset({Role.BODY, Role.SUBHEADING, Role.TABLE})
_NEARLY_ALL = 0.95
"""The share of a role's characters that a clerk's face must have to be the face of that role."""


class Faces(Struct, frozen=True):
    """The faces of one document: what sets each role, and the characters it sets there."""

    settings: Mapping[Role, Setting]
    characters: Mapping[Role, frozenset[str]]

    @property
    def reported(self) -> dict[str, str]:
        """For the person who exports: the face of each role, and the characters that it could not set.

        ``missing`` are those that no face has, ``lent`` those that another face sets in place of one of the
        computer's own; ``own`` names the latter, one a line.
        """
        names = {role.value: setting.faces[0].family for role, setting in self.settings.items()}
        missing, lent = set[str](), set[str]()
        for role, setting in self.settings.items():
            for character in self.characters[role]:
                sort = setting.sort(character)
                if sort.shown != character:
                    missing.add(character)
                elif sort.face and setting.is_own and not character.isspace():
                    lent.add(character)
        found = {"missing": "".join(sorted(missing)), "lent": "".join(sorted(lent))}
        own = (setting.faces[0].family for setting in self.settings.values() if setting.is_own)
        found["own"] = "\n".join(dict.fromkeys(own))
        return names | {name: told for name, told in found.items() if told}


def choose_faces(texts: Iterable[tuple[Role, str]], *, is_own_wanted: bool = True) -> Faces:
    """The faces that set these texts.

    A face that the clerk has installed sets a role where it has nearly all of its characters; the few that it
    lacks are set, one by one, by the clerk's other faces of that role, then by the bundle. Where the clerk's
    own are not wanted, only the bundle sets the texts: the pages are the same on every computer.
    """
    characters: dict[Role, set[str]] = {role: set() for role in Role}
    for role, text in texts:
        characters[role].update(text)
    folders = installed.font_folders() if is_own_wanted else ()
    own = installed.find_faces(folders)
    missing = unprintable("".join(sorted(set[str]().union(*characters.values()))))
    found = (installed.find_face_with(character, folders) for character in missing)
    behind = tuple(dict.fromkeys(file for file in found if file is not None))
    settings: dict[Role, Setting] = {}
    for role in Role:
        chosen = _chosen(own[role], characters[role])
        settings[role] = _setting(role, chosen, behind)
        settings[role].learn(characters[role])
    return Faces(settings, {role: frozenset(texts) for role, texts in characters.items()})


def _chosen(files: Iterable[installed.FontFile], characters: set[str]) -> tuple[installed.FontFile, ...]:
    """The best of the clerk's faces that has nearly all characters, and those that have what it lacks."""
    files = tuple(files)
    enough = _NEARLY_ALL * len(characters)
    best = next((file for file in files if len(_had(open_typeface(*file), characters)) >= enough), None)
    if best is None or not characters:
        return ()
    chosen, left = [best], characters - _had(open_typeface(*best), characters)
    for file in files:
        had = _had(open_typeface(*file), left)
        if had:
            chosen.append(file)
            left = left - had
    return tuple(chosen)


@lru_cache(maxsize=64)
def _setting(
    role: Role, own: tuple[installed.FontFile, ...], behind: tuple[installed.FontFile, ...]
) -> Setting:
    """The chain of faces of a role, kept for the life of the process; ``behind`` stand last.

    Where the bundle sets a text, Latin letters and digits are those of Times, as in a published document.
    """
    names = tuple(dict.fromkeys((role.value, *_BEHIND)))
    faces = [open_typeface(*file) for file in own]
    faces += [open_typeface(resources.path(f"fonts/{name}.ttf")) for name in names]
    faces += [open_typeface(*file) for file in behind]
    latin = None
    if not own and role in _LATIN:
        latin = open_typeface(resources.path("fonts/latin.ttf"))
    setting = Setting(tuple(faces), latin=latin, is_own=bool(own))
    setting.learn(SUBSTITUTE)
    return setting


def _had(face: Typeface, characters: Iterable[str]) -> set[str]:
    """The characters that a face has a glyph of their own for: one that many share is a box."""
    glyphs = {character: face.glyph(character) for character in characters}
    shared = Counter(glyph.number for glyph in glyphs.values() if glyph is not None)
    return {
        character for character, glyph in glyphs.items() if glyph is not None and shared[glyph.number] == 1
    }
