"""Pasted or copied text of a published report → a report and its doubts.

Columns may be separated by tabs, as from Word and Excel, or by blanks, as from a web page or a PDF.
Nothing is invented: what the text does not say stays blank.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.edits.from_json import clean_prose
from report_desk.core.form.grid import Role, grid
from report_desk.core.limits import LONGEST_LINE
from report_desk.intake.cells import TableLine, table_line
from report_desk.intake.imported import Doubt, Imported, NotAReportError
from report_desk.intake.outline import outline
from report_desk.intake.paragraphs import paragraphs
from report_desk.intake.tables import harvest
from report_desk.intake.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from report_desk.core.form.edition import Address, ReportFormat, Table
    from report_desk.core.form.kinds import Figure
    from report_desk.intake.outline import Part

_ENCODINGS = ("utf-8-sig", "gb18030")
_SENTENCE_END = ("。", "；", "！")
_SHORTEST_NOTE = 12


def decoded(data: bytes) -> str:
    """Text of a file in the encodings Chinese programs write. Raises NotAReportError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAReportError("不是文本文件。")


def read_text(text: str, formats: Iterable[ReportFormat]) -> Imported:
    """Read a whole report. Raises NotAReportError where it is none."""
    cut = outline(text, formats)
    doubts = [
        Doubt(section.table or section.id, f"没有找到「{section.heading}」这一节的标题。")
        for section in cut.missing
    ]
    sections = {"preface": _prose(cut.form, cut.preface)}
    figures: dict[Address, Figure] = {}
    declared: dict[Address, Figure] = {}
    for part in cut.parts:
        found = _part(cut.form, part, sections)
        figures.update(found[0])
        declared.update(found[1])
        doubts += found[2]
    doubts += [
        Doubt(section.id, f"「{section.heading}」没有文字。")
        for section in cut.form.sections
        if not section.may_be_blank and not sections.get(section.id) and section not in cut.missing
    ]
    return Imported(
        form=cut.form,
        year=cut.year,
        organ=cut.organ,
        details=_details(cut.form, sections["preface"]),
        sections={name: prose for name, prose in sections.items() if prose},
        figures=figures,
        declared=declared,
        doubts=tuple(doubts),
    )


def _part(
    form: ReportFormat, part: Part, sections: dict[str, str]
) -> tuple[dict[Address, Figure], dict[Address, Figure], list[Doubt]]:
    """One stretch of the document: its prose goes into ``sections``, its tables come back."""
    tables = [form.table(section.table) for section in part.sections if section.table]
    if not tables:
        sections[part.sections[0].id] = _prose(form, part.lines)
        return {}, {}, []
    start = 0 if part.sections[0].table else _first_table_line(part.lines, tables)
    if start:
        sections[part.sections[0].id] = _prose(form, part.lines[:start])
    notes = [line for line in part.lines[start:] if _is_note(line)]
    lines = list(_table_lines(line for line in part.lines[start:] if not _is_note(line)))
    with_table = [section for section in part.sections if section.table]
    sections[with_table[-1].id] = _prose(form, notes)
    result = harvest(lines, tables)
    return result.figures, result.declared, result.doubts


def _first_table_line(lines: Sequence[str], tables: Sequence[Table]) -> int:
    """Where prose ends and a table without a heading of its own begins."""
    labels = {
        bare(label)
        for table in tables
        for place in grid(table).places
        if (label := place.text) and place.role is not Role.FIGURE
    }
    for index, line in enumerate(lines):
        if any(bare(piece) in labels for piece in (line, *line.split("\t"), *line.split())):
            return index
    return len(lines)


def _table_lines(lines: Iterable[str]) -> Iterator[TableLine]:
    """The lines with values; where a label broke over lines of its own, they are put before its values."""
    label = ""
    for line in lines:
        found = table_line(line)
        if found is None:
            label += line.strip()
            continue
        yield found if found.label else TableLine(label, found.values, label_above=True)
        label = ""


def _is_note(line: str) -> bool:
    words = line.strip()
    return "\t" not in words and words.endswith(_SENTENCE_END) and len(words) >= _SHORTEST_NOTE


def _prose(form: ReportFormat, lines: Sequence[str]) -> str:
    return clean_prose(form, "\n".join(paragraphs(lines)))


def _details(form: ReportFormat, preface: str) -> dict[str, str]:
    """The contact details that the preface states under their own labels."""
    found = {}
    for detail in form.details:
        match = re.search(
            rf"{detail.label}\s{{0,8}}+[：:]\s{{0,8}}+([^；;，,。）)\n]{{1,{LONGEST_LINE}}})", preface
        )
        if detail.in_preface and match:
            found[detail.id] = match[1].strip()
    return found
