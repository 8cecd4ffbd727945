"""A name with a rare character comes in whole by every way: none is shortened in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.edits.from_json import clean_prose
from report_desk.core.edits.new_report import new_report
from report_desk.core.edits.review import handover_name
from report_desk.desk.pages.prose.cleaning import clean
from report_desk.intake.importing import import_file
from tests.intake.making import docx, paragraph_xml

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "示例县𠀀𪜀𫝀𫠠𬺰𮯰𰀀𱍐\ue000乡人民政府"
"""The first character of each extension from B to I, and one that an office made for itself."""
LINES = (
    f"{NAME}2024年政府信息公开工作年度报告",
    "一、总体情况",
    f"{NAME}按要求完成。",
    "五、存在的主要问题及改进情况",
    "无。",
    "六、其他需要报告的事项",
    "无。",
)


def _page() -> bytes:
    return "".join(["<html><meta charset=utf-8>", *(f"<p>{line}</p>" for line in LINES)]).encode()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "text": lambda: "\n".join(LINES).encode(),
    "page": _page,
    "docx": lambda: docx("".join(map(paragraph_xml, LINES))),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_keeps_every_character_of_a_name(kind: str) -> None:
    found = import_file(DOCUMENTS[kind](), resources.formats())
    assert found.organ == NAME
    assert found.sections["overview"] == f"{NAME}按要求完成。"


def test_what_is_pasted_filled_in_and_handed_over_keeps_it_too() -> None:
    form = resources.format_by_id("2021")
    assert clean(NAME) == NAME
    assert clean_prose(form, NAME) == NAME
    assert handover_name(new_report(form, "report", NAME, 2024)).startswith(f"{NAME}_2024_")
