"""Printouts for the tests of the page, made by hand from the formats and invented prose."""

from __future__ import annotations

import tomllib
from pathlib import Path

from report_desk import resources
from report_desk.core.form.grid import Role, grid
from report_desk.core.output.printout import Heading, Paragraph, PrintOptions, Printout, TableBlock

ORGAN = "云溪县文化和旅游局"
_PROSE_FILE = Path(__file__).with_name("prose.toml")
PROSE: dict[str, tuple[str, ...]] = {
    name: tuple(texts) for name, texts in tomllib.loads(_PROSE_FILE.read_text("utf-8")).items()
}
"""Invented prose by section: every mark, number and level that office texts use."""
PLAIN = PrintOptions()
TITLE = (ORGAN, "2024年政府信息公开工作年度报告")


def figures_of(format_id: str, *, digits: int = 0) -> dict[str, str]:
    """A text for every figure of a format: small varied counts, or each of that many digits."""
    form = resources.format_by_id(format_id)
    values = {}
    for number, table in enumerate(form.tables):
        for place in grid(table).places:
            if place.role is Role.FIGURE and place.address is not None:
                varied = (place.line * 31 + place.column * 17 + number) % 58
                values[str(place.address)] = str(varied) if not digits else str(10**digits - 1 - varied)
    return values


def printout_with(  # noqa: PLR0913 - whatever a test wants otherwise
    prose: dict[str, tuple[str, ...]] | None = None,
    *,
    format_id: str = "2021",
    values: dict[str, str] | None = None,
    options: PrintOptions = PLAIN,
    title: tuple[str, ...] = TITLE,
    record: bytes = b"",
) -> Printout:
    """A printout of the given prose and figures; what is not given is invented."""
    prose = PROSE if prose is None else prose
    values = figures_of(format_id) if values is None else values
    form = resources.format_by_id(format_id)
    blocks: list[Heading | Paragraph | TableBlock] = [
        Paragraph(text, "preface") for text in prose.get("preface", ())
    ]
    for section in form.sections:
        blocks.append(Heading(section.heading, section.id))
        if section.table:
            table = form.table(section.table)
            drawn = grid(table)
            shown = {
                place.address: values.get(str(place.address), "")
                for place in drawn.places
                if place.role is Role.FIGURE and place.address is not None
            }
            blocks.append(TableBlock(table.id, table.name, drawn, shown))
        blocks += [Paragraph(text, section.id) for text in prose.get(section.id, ())]
    return Printout(title, ORGAN, 2024, tuple(blocks), options, "7Q4M-X2KD-9RTB-5HWC-N", record=record)


def paragraphs_of_words(length: int, salt: str) -> tuple[str, ...]:
    """About ``length`` characters of office prose in paragraphs, the same for the same ``salt``."""
    sentences = [
        sentence + "。"
        for text in PROSE["overview"] + PROSE["problems"]
        for sentence in text.split("。")
        if sentence
    ]
    start, count = sum(map(ord, salt)), 0
    paragraphs: list[str] = []
    while count < length:
        step = len(paragraphs)
        chosen = [
            sentences[(start + step * 5 + offset * 3) % len(sentences)] for offset in range(2 + step % 4)
        ]
        paragraphs.append("".join(chosen))
        count += len(paragraphs[-1])
    return tuple(paragraphs)
