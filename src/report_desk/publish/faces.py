"""Choose the faces of a document: the clerk's own official fonts first, the bundle behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.publish.installed import installed_faces
from report_desk.publish.setting import Role, Setting
from report_desk.publish.typeface import open_typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.publish.items import Settings
    from report_desk.publish.typeface import Typeface

ALWAYS = "—0123456789"
"""What every document sets in the face of tables: its page numbers."""
_BUNDLE = {role: (role.value, Role.TABLE.value, Role.HEADING.value) for role in Role}


def choose_faces(texts: Iterable[tuple[Role, str]]) -> tuple[Settings, dict[str, Typeface]]:
    """A setting for every role, and every face by the name it has in the PDF.

    One of the clerk's faces is taken for a role only if it has all characters of that role: a
    document never mixes two designs of one style, save for the rare characters of the bundle's own.
    """
    characters: dict[Role, set[str]] = {role: set() for role in Role}
    for role, text in texts:
        characters[role].update(text)
    characters[Role.TABLE].update(ALWAYS)
    settings: Settings = {}
    named: dict[str, Typeface] = {}
    for role in Role:
        chain = {name: open_typeface(resources.path(f"fonts/{name}.ttf")) for name in dict.fromkeys(_BUNDLE[role])}
        for face in installed_faces().get(role, ()):
            if _has_all(face, characters[role]):
                chain = {f"own-{role.value}": face, **chain}
                break
        settings[role] = Setting(chain, characters[role])
        named.update(chain)
    return settings, named


def _has_all(face: Typeface, characters: Iterable[str]) -> bool:
    """Whether a face has a glyph for each character, and for each one of its own."""
    glyphs = [face.glyph(character) for character in characters]
    numbers = {glyph.number for glyph in glyphs if glyph is not None}
    return len(numbers) == len(glyphs)


def used_glyphs(settings: Settings) -> dict[str, dict[int, str]]:
    """For every face, by its name in the PDF, the glyphs that the document shows."""
    used: dict[str, dict[int, str]] = {}
    for setting in settings.values():
        for name, glyphs in setting.used.items():
            used.setdefault(name, {}).update(glyphs)
    return {name: glyphs for name, glyphs in used.items() if glyphs}


def reported_faces(settings: Settings, named: Mapping[str, Typeface]) -> dict[str, str]:
    """The name of the face that sets each role, for the person who exports."""
    return {role.value: named[setting.first_name].family for role, setting in settings.items()}
