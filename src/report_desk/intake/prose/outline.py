"""A document cut at the headings of an edition's sections, whatever these look like."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.document import Block, Grid, Paragraph
from report_desk.intake.prose.wording import ALIKE, bare, likeness, unnumbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.form.edition import ReportFormat, Section

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    r"[#*\s]{0,8}+(?:第(?P<part>[一二三四五六七八九十])部分|(?P<plain>[一二三四五六七八九十]{1,3}+)\s{0,4}+[、.．,，:：])"
)
_LONGEST_HEADING = 40
_SHORTEST_HEADING = 4
_SENTENCE_END = ("。", "；", "，", ";")


class Part(Struct, frozen=True):
    """A stretch of blocks under one heading; several sections share it where headings are missing.

    ``heading`` is what is printed. ``by_place`` where the heading is unknown but the only one at its
    place; without ``sections`` the edition has no such section.
    """

    heading: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    by_place: bool = False


class Outline(Struct, frozen=True):
    """A document cut at its headings; ``missing`` lists the sections whose heading is not there."""

    preface: tuple[Block, ...]
    parts: tuple[Part, ...]
    missing: tuple[Section, ...]


class _Heading(Struct):
    """A heading: where it stands, what it says, and which section of the edition that is."""

    index: int
    text: str
    position: int | None
    number: int
    rest: Paragraph | None = None
    by_place: bool = False


def first_heading(texts: Sequence[str], sections: Sequence[Section]) -> int:
    """The first line that is a heading of one of the sections; the number of lines where none is."""
    for index, text in enumerate(texts):
        if _position(text, sections)[0] is not None:
            return index
    return len(texts)


def cut(blocks: Sequence[Block], start: int, form: ReportFormat) -> Outline:
    """Cut what follows the title (from block ``start``) at the headings."""
    found = _headings(blocks, start, form.sections, _numbered_rows(form))
    if not found:
        return Outline(tuple(blocks[start:]), (), form.sections)
    _by_place(found, form.sections)
    ends = [*(heading.index for heading in found[1:]), len(blocks)]
    captions = _captions(blocks, form.sections)
    parts = []
    for number, (heading, end) in enumerate(zip(found, ends, strict=True)):
        inside = tuple(blocks[at] for at in range(heading.index + 1, end) if at not in captions)
        if heading.rest:
            inside = (heading.rest, *inside)
        parts.append(Part(heading.text, _sections(found, number, form.sections), inside, heading.by_place))
    present = {heading.position for heading in found}
    return Outline(
        preface=tuple(blocks[start : found[0].index]),
        parts=tuple(parts),
        missing=tuple(section for index, section in enumerate(form.sections) if index not in present),
    )


def _captions(blocks: Sequence[Block], sections: Sequence[Section]) -> set[int]:
    """Where a line right above a table only names it as its section is named: that is no prose."""
    found: set[int] = set()
    for index, (block, below) in enumerate(pairwise(blocks)):
        if isinstance(block, Paragraph) and isinstance(below, Grid):
            position, rest = _position(block.text, sections)
            if position is not None and not rest and sections[position].table:
                found.add(index)
    return found


def _sections(found: Sequence[_Heading], number: int, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections a part may hold: its own, and those whose headings are missing after it."""
    position = found[number].position
    if position is None:
        return ()
    later = [heading.position for heading in found[number + 1 :] if heading.position is not None]
    follows_inserted = number + 1 < len(found) and found[number + 1].position is None
    end = later[0] if later else len(sections)
    return tuple(sections[position : position + 1 if follows_inserted else end])


def _numbered_rows(form: ReportFormat) -> tuple[str, ...]:
    """The bare labels of rows that are numbered as sections are."""
    rows = (row for table in form.tables for band in table.bands for row in band.rows)
    return tuple(bare(row.label) for row in rows if _number(row.label))


def _headings(
    blocks: Sequence[Block], start: int, sections: Sequence[Section], rows: tuple[str, ...]
) -> list[_Heading]:
    """The headings of the run of them that has most sections: a table of contents is another run."""
    runs: list[list[_Heading]] = [[]]
    reached = -1
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Grid):
            continue
        text = block.text.strip()
        position, rest = _position(text, sections)
        number = _number(text)
        if position is None:
            if _is_inserted(text, number, runs[-1], rows):
                runs[-1].append(_Heading(index, text, None, number))
            continue
        if position <= reached:
            if _is_likely_prose(text, number, runs[-1]):
                continue
            runs.append([])
        reached = position
        inside = Paragraph(rest, block.source) if rest else None
        heading = text[: len(text) - len(rest)]
        runs[-1].append(_Heading(index, heading, position, number or position + 1, inside))
    return max(runs, key=lambda run: (len({h.position for h in run} - {None}), _extent(run)))


def _is_inserted(text: str, number: int, run: Sequence[_Heading], rows: tuple[str, ...]) -> bool:
    """Whether a line is a heading that the edition does not have: the next number, short, and no row."""
    is_next = number == run[-1].number + 1 if run else number == 1
    is_heading = len(text) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_END)
    return number > 0 and is_next and is_heading and not bare(text).startswith(rows)


def _is_likely_prose(text: str, number: int, run: Sequence[_Heading]) -> bool:
    """Whether words of an earlier heading come up again without opening the document anew."""
    return number != 1 or len(run) < 2 or not unnumbered(text)  # noqa: PLR2004 - one heading is no run


def _extent(run: Sequence[_Heading]) -> int:
    """How much stands between the headings of a run."""
    return run[-1].index - run[0].index if run else 0


def _number(text: str) -> int:
    found = _NUMBERED.match(unicodedata.normalize("NFKC", text).strip())
    numeral = (found["part"] or found["plain"]) if found else ""
    return _NUMERALS.index(numeral) + 1 if len(numeral) == 1 else 0


def _position(text: str, sections: Sequence[Section]) -> tuple[int | None, str]:
    """Which section a line is the heading of, and what text of the section stands in the same line."""
    line = text.strip()
    if not line:
        return None, ""
    if len(line) > _LONGEST_HEADING or line.endswith(_SENTENCE_END):
        return _run_in(line, sections)
    words = bare(line)
    plain = unnumbered(line)
    is_numbered = _number(line) > 0
    for index, section in enumerate(sections):
        own = unnumbered(section.heading)
        if words == bare(section.heading) or (plain == own and len(own) >= _SHORTEST_HEADING):
            return index, ""
        if is_numbered and plain in set(map(bare, section.aliases)):  # （一）基本情况 is within a section
            return index, ""
    if not is_numbered or len(plain) < _SHORTEST_HEADING:
        return None, ""
    scores = [
        max(likeness(line, name) for name in (section.heading, *section.aliases)) for section in sections
    ]
    best = max(scores, default=0.0)
    return (scores.index(best), "") if best >= ALIKE else (None, "")


def _run_in(line: str, sections: Sequence[Section]) -> tuple[int | None, str]:
    """A heading in full at the beginning of its paragraph."""
    for index, section in enumerate(sections):
        if line.startswith(section.heading) and len(line) > len(section.heading):
            return index, line[len(section.heading) :].lstrip("。：: ")
    return None, ""


def _by_place(found: list[_Heading], sections: Sequence[Section]) -> None:
    """Unknown headings that are as many as the sections missing between known ones are these."""
    positions = [-1, *(heading.position for heading in found), len(sections)]
    index = 0
    while index < len(found):
        if found[index].position is not None:
            index += 1
            continue
        end = index
        while end < len(found) and found[end].position is None:
            end += 1
        before, after = positions[index], positions[end + 1]
        if before is not None and after is not None and after - before - 1 == end - index:
            for offset, heading in enumerate(found[index:end]):
                heading.position = before + 1 + offset
                heading.by_place = True
                positions[index + 1 + offset] = heading.position
        index = end
