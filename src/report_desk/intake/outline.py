"""A report as text → its title, its preface, and the lines of each section, found by the headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.edits.new_report import format_for
from report_desk.intake.imported import NotAReportError
from report_desk.intake.paragraphs import PAGE_NUMBER
from report_desk.intake.wording import ALIKE, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_desk.core.form.edition import ReportFormat, Section

_TITLE = re.compile(
    r"(?P<organ>.{0,80}?)(?P<year>(?:19|20)\d\d)\s{0,8}+年\s{0,8}+度?\s{0,8}+政府信息公开(?:工作)?年度?报告[。]?"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}+、")
_LONGEST_TITLE = 80
_MOST_TITLE_LINES = 3
"""Lines above the one with the year over which an organ's name may spread."""
_LONGEST_HEADING = 40


class Part(Struct, frozen=True):
    """A stretch of lines under one heading; several sections share it where headings are missing."""

    sections: tuple[Section, ...]
    lines: tuple[str, ...]


class Outline(Struct, frozen=True):
    """A document cut at its headings; ``missing`` lists the sections whose heading is not there."""

    form: ReportFormat
    organ: str
    year: int
    preface: tuple[str, ...]
    parts: tuple[Part, ...]
    missing: tuple[Section, ...]


def outline(text: str, formats: Iterable[ReportFormat]) -> Outline:
    """Cut a text at its headings.

    Raises NotAReportError where there is no title with organ and year, or no known heading.
    """
    lines = text.splitlines()
    organ, year, start = _title(lines)
    try:
        form = format_for(year, formats)
    except LookupError as error:
        raise NotAReportError(str(error)) from None
    found = _headings(lines, start, form.sections)
    if not found:
        raise NotAReportError("找不到「一、总体情况」等各节标题，不像一份年度报告。")
    ends = [*(line for _, line in found[1:]), len(lines)]
    positions = [form.sections.index(section) for section, _ in found]
    next_positions = [*positions[1:], len(form.sections)]
    parts = tuple(
        Part(form.sections[position:next_position], tuple(lines[line + 1 : end]))
        for (_, line), end, position, next_position in zip(
            found, ends, positions, next_positions, strict=True
        )
    )
    present = {section.id for section, _ in found}
    return Outline(
        form=form,
        organ=organ,
        year=year,
        preface=tuple(lines[start : found[0][1]]),
        parts=parts,
        missing=tuple(section for section in form.sections if section.id not in present),
    )


def _title(lines: Sequence[str]) -> tuple[str, int, int]:
    """Organ, year, and the line after the title; the organ may stand on lines of its own above."""
    above: list[str] = []
    for index, line in enumerate(lines):
        words = " ".join(line.split())
        if PAGE_NUMBER.fullmatch(words):
            continue
        found = _TITLE.fullmatch(words) if len(words) <= _LONGEST_TITLE else None
        if found:
            organ = (
                "".join((*above[-_MOST_TITLE_LINES:], found["organ"])).replace(" ", "").strip("《》关于的")
            )
            if organ:
                return organ, int(found["year"]), index + 1
        if words and len(words) <= _LONGEST_HEADING and not words.endswith(("。", "；", "，")):
            above.append(words)
        elif words:
            above.clear()
    raise NotAReportError("找不到标题：应有「某机关某年政府信息公开工作年度报告」一行。")


def _headings(lines: Sequence[str], start: int, sections: Sequence[Section]) -> list[tuple[Section, int]]:
    """The headings that stand there, in order, each with its line."""
    found: list[tuple[Section, int]] = []
    wanted = list(sections)
    for index in range(start, len(lines)):
        words = "".join(lines[index].split())
        if not _NUMBERED.match(words) or len(words) > _LONGEST_HEADING:
            continue
        for position, section in enumerate(wanted):
            if likeness(words, section.heading) >= ALIKE:
                found.append((section, index))
                del wanted[: position + 1]
                break
    return found
