"""Whether a format file is a sound edition: every mistake of it with its line, and its examples run."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.checks.edition import examples
from report_desk.core.form.reading.edition_reader import read
from report_desk.core.form.reading.extending import Whole, whole
from report_desk.core.form.reading.toml_lines import line_of, lines
from report_desk.core.strict_reader import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.strict_reader import JsonValue

    Find = Callable[[str], Mapping[str, JsonValue] | None]

_PARTS = ("tables", "sections", "details", "id")
"""Where these are wrong, no report can be made to run an example on."""
_SYNTAX = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)")


class EditionMistake(Struct, frozen=True):
    """What is wrong at one place of a format file: the path of the field, its line, and a sentence."""

    path: str
    line: int
    sentence: str


def mistakes(
    text: str, find: Find, others: Iterable[ReportFormat] = (), name: str = ""
) -> tuple[EditionMistake, ...]:
    """Everything that is wrong with a format file, in the order of its lines; nothing where it is sound.

    ``find`` gives the mapping of an edition that this one extends; ``others`` are the editions beside
    which it would stand; ``name`` is that of its file without the ending, where it has one.
    """
    try:
        own = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return (_unreadable(text, str(error)),)
    edition = whole(own, find)
    known = lines(text)
    found = [EditionMistake(one.path, line_of(one.path, known), one.sentence) for one in edition.mistakes]
    for mistake in _of_whole(edition, tuple(others), name):
        origin = edition.origin(mistake.path)
        if origin is None:
            words = f"沿用自{own.get('extends')}版，在这一版里不成立：{mistake.sentence}"
            found.append(EditionMistake(mistake.path, line_of("extends", known), words))
        else:
            found.append(EditionMistake(origin, line_of(origin, known), mistake.sentence))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.line))


def _unreadable(text: str, reason: str) -> EditionMistake:
    found = _SYNTAX.search(reason)
    line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
    return EditionMistake("", line, f"不是 TOML（{_SYNTAX.sub('', reason)}）")


def _of_whole(edition: Whole, others: tuple[ReportFormat, ...], name: str) -> Iterator[Mistake]:
    noted: list[Mistake] = []
    form = read(edition.mapping, noted)
    yield from noted
    if name and form.id and name != form.id:
        yield Mistake("id", f"文件名是「{name}」，和 id 要一样")
    yield from _years(form, others)
    wrong = {one.path.partition(".")[0] for one in noted}
    if not any(place.startswith(_PARTS) for place in wrong):
        yield from examples.mistakes(form, wrong)


def _years(form: ReportFormat, others: tuple[ReportFormat, ...]) -> Iterator[Mistake]:
    """One year, one edition: an open end gives way to the next edition, one that is stated does not."""
    for other in others:
        if other.id == form.id:
            continue
        earlier, later = sorted((form, other), key=lambda one: one.first_year)
        if earlier.first_year == later.first_year or (earlier.last_year or 0) >= later.first_year:
            yield Mistake("first_year", f"和{other.id}版的年度重叠，同一年只能用一版")
