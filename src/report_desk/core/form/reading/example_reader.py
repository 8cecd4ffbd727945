"""The passing and the failing example of a check, read from a format file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Example, ReportFormat
from report_desk.core.form.reading.fields import MISSING, refuse_unknown
from report_desk.core.limits import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.kinds import Figure
    from report_desk.core.strict_reader import Reader

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_WORDS = "可用的是 {year}、{organ} 和字数，如 {1001}"
_TYPED, _COMPUTED = "这是合计，由程序算；原件印的合计写在 declared 里", "这不是合计，写在 figures 里"


def example(check: Reader, key: str, form: ReportFormat) -> Example:
    """Read one example of a check; mistakes are noted with their path."""
    if not check.has(key):
        check.mistake(key, MISSING)
    reader = check.reader(key)
    result = Example(
        year=reader.integer("year", form.first_year, FIRST_YEAR, LAST_YEAR),
        details=reader.text_mapping("details"),
        sections=reader.text_mapping("sections"),
        figures=_figures(reader.reader("figures"), form, wanted=False, wrong=_TYPED),
        declared=_figures(reader.reader("declared"), form, wanted=True, wrong=_COMPUTED),
        blanks=tuple(Address(name) for name in reader.texts("blanks")),
        has_previous=reader.has("previous") or reader.has("previous_sections"),
        previous=_figures(reader.reader("previous"), form, wanted=False, wrong=_TYPED),
        previous_sections=reader.text_mapping("previous_sections"),
        is_approved=reader.boolean("is_approved"),
        missing=reader.texts("missing"),
    )
    _refuse(reader, result, form)
    refuse_unknown(reader)
    return result


def _refuse(reader: Reader, found: Example, form: ReportFormat) -> None:
    for place in found.blanks:
        if place not in form.cells:
            reader.mistake("blanks", f"没有「{place}」这一格")
    details = {detail.id: detail for detail in form.details}
    for name, text in found.details.items():
        if name not in details:
            reader.mistake(f"details.{name}", "没有这一项")
        elif details[name].choices and text not in details[name].choices:
            reader.mistake(f"details.{name}", f"没有「{text}」这一种")
    for key, texts in (("sections", found.sections), ("previous_sections", found.previous_sections)):
        _texts(reader, key, texts, form)


def _texts(reader: Reader, key: str, texts: Mapping[str, str], form: ReportFormat) -> None:
    for name, text in texts.items():
        if name not in form.prose_ids:
            reader.mistake(f"{key}.{name}", "没有这一节")
        for word in _PLACEHOLDER.findall(text):
            if word not in {"year", "organ"} and not word.isdecimal():
                reader.mistake(f"{key}.{name}", f"没有「{{{word}}}」可填，{_WORDS}")


def _figures(reader: Reader, form: ReportFormat, *, wanted: bool, wrong: str) -> Mapping[Address, Figure]:
    figures: dict[Address, Figure] = {}
    for key in reader.keys():  # noqa: SIM118 - not a dict
        value = reader.value(key)
        cell = form.cells.get(Address(key))
        if cell is None:
            reader.mistake(key, "没有这一格")
        elif isinstance(value, bool) or not isinstance(value, (int, str)):
            reader.mistake(key, "应为整数或文字")
        elif cell.is_total is not wanted:
            reader.mistake(key, wrong)
        else:
            figures[cell.address] = value
    return figures
