"""The parts of an outline → the prose of each section; what belongs to no section is kept aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.edits.from_json import clean_prose
from report_desk.core.form.grid import grid
from report_desk.core.limits import LONGEST_LINE, LONGEST_PROSE
from report_desk.intake.document import Block, Grid, Paragraph, Source
from report_desk.intake.doubt import Doubt
from report_desk.intake.prose.paragraphs import paragraphs
from report_desk.intake.prose.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_desk.core.form.edition import ReportFormat, Section
    from report_desk.intake.prose.outline import Outline, Part

UNPLACED = "prose"
"""What a doubt is about that stands for a passage which found no section, one for each in their order."""
_UNIT_LINE = re.compile(r"[(（]?\s{0,4}+(?:计量)?单位\s{0,4}+[：:].{0,12}")


class Passage(Struct, frozen=True):
    """Prose that belongs to no section of the edition: its heading, its text, and where it stands."""

    heading: str
    text: str
    source: Source | None


class Prose(Struct):
    """The prose of a document by section id, where each begins, what found no section, and the doubts."""

    sections: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    unplaced: list[Passage] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_prose(outline: Outline, form: ReportFormat, *, has_lines: bool) -> Prose:
    """The prose of every section; ``has_lines`` where lines must be joined to paragraphs first."""
    result = Prose()
    _put(result, form, "preface", outline.preface, has_lines=has_lines)
    for part in outline.parts:
        _part(result, form, part, has_lines=has_lines)
    for section in outline.missing:
        result.doubts.append(
            Doubt(section.table or section.id, f"没有找到「{section.heading}」这一节的标题。")
        )
    for section in form.sections:
        if not section.may_be_blank and section.id not in result.sections and section not in outline.missing:
            result.doubts.append(Doubt(section.id, f"「{section.heading}」没有文字。"))
    return result


def _part(result: Prose, form: ReportFormat, part: Part, *, has_lines: bool) -> None:
    source = next((b.source for b in part.blocks if isinstance(b, Paragraph) and b.text.strip()), None)
    if not part.sections:
        text = _text(form, part.blocks, has_lines=has_lines)
        if not text:
            return
        result.unplaced.append(Passage(part.heading, text, source))
        sentence = f"「{part.heading[:40]}」在格式里没有这一节，没有放进去，请决定放在哪里。"
        result.doubts.append(Doubt(UNPLACED, sentence, text=text[:60], source=source))
        return
    first = part.sections[0]
    if part.by_place:
        sentence = f"标题「{part.heading[:40]}」认不清，按位置当作「{first.heading}」。"
        result.doubts.append(Doubt(first.table or first.id, sentence, text=part.heading, source=source))
    tables = [section for section in part.sections if section.table]
    if not tables:
        _put(result, form, first.id, part.blocks, has_lines=has_lines)
        return
    start = _first_table(part.blocks) if not first.table else 0
    if start:
        _put(result, form, first.id, part.blocks[:start], has_lines=has_lines)
    labels = {bare(place.text) for section in tables for place in grid(form.table(section.table)).places}
    notes = [
        block for block in part.blocks[start:] if isinstance(block, Paragraph) and _is_note(block, labels)
    ]
    _put(result, form, _note_section(tables), notes, has_lines=has_lines)


def _note_section(tables: Sequence[Section]) -> str:
    return tables[-1].id


def _first_table(blocks: Sequence[Block]) -> int:
    return next((index for index, block in enumerate(blocks) if isinstance(block, Grid)), len(blocks))


def _is_note(block: Paragraph, labels: set[str]) -> bool:
    words = block.text.strip()
    return bool(words) and bare(words) not in labels and _UNIT_LINE.fullmatch(words) is None


def _put(
    result: Prose, form: ReportFormat, section: str, blocks: Iterable[Block], *, has_lines: bool
) -> None:
    kept = [block for block in blocks if isinstance(block, Paragraph)]
    text = _text(form, kept, has_lines=has_lines)
    if not text:
        return
    result.sections[section] = text[:LONGEST_PROSE]
    source = next(block.source for block in kept if block.text.strip())
    result.sources[section] = source
    if len(text) > LONGEST_PROSE:
        result.doubts.append(Doubt(section, f"文字太长，只取了前 {LONGEST_PROSE} 字。", source=source))


def _text(form: ReportFormat, blocks: Iterable[Block], *, has_lines: bool) -> str:
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    joined = paragraphs(lines) if has_lines else [line.strip() for line in lines if line.strip()]
    return clean_prose(form, "\n".join(joined))


def read_details(form: ReportFormat, sections: Iterable[str]) -> dict[str, str]:
    """The contact details that the document states under their own labels or aliases; the first of each."""
    found: dict[str, str] = {}
    for text in sections:
        for detail in form.details:
            if not detail.in_preface or detail.id in found:
                continue
            for label in (detail.label, *detail.aliases):
                match = re.search(
                    rf"{re.escape(label)}\s{{0,8}}+(?:为|[：:])\s{{0,8}}+([^；;，,。）)\n]+)", text
                )
                value = " ".join(match[1].split()) if match else ""
                if value and len(value) <= LONGEST_LINE:
                    found[detail.id] = value
                    break
    return found
