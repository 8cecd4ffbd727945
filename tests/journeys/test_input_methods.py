"""Chinese typed with the input methods of office desktops: into prose, into a table, and 「@」."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.edits.apply import ZeroBlanks, apply
from report_desk.core.edits.new_report import format_for, new_report
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from tests.journeys.conftest import ORGAN
from tests.journeys.input_methods import METHODS, Method, input_method
from tests.journeys.screen import CANDIDATES, Program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen
GOVERNMENT = "政府"
WORDS = {
    "zhengfu": "政府",
    "xinxi": "信息",
    "gongkai": "公开",
    "gongzuo": "工作",
    "niandu": "年度",
    "baogao": "报告",
}
"""Pinyin, and the first choice for it."""


def unwritten(path: Path, *, zeros: bool) -> Path:
    """A report without words; with or without figures."""
    form = format_for(2025, resources.formats())
    sheet = evaluate(form, new_report(form, "typed", ORGAN, 2025))
    path.write_bytes(codec.write(apply(sheet, ZeroBlanks()).sheet.report if zeros else sheet.report))
    return path


def opened(desk: Screen, report: Path) -> Program:
    """The program, at the first thing that is missing."""
    program = Program(desk, str(report))
    program.wait_for_title(ORGAN)
    program.keys("F8")
    program.wait_for(lambda: program.looked_at().is_visible, "a place to type into")
    return program


def assert_saved(program: Program, report: Path, words: str) -> None:
    """The words, and nothing else, stand where they were typed, and after a save in the file."""
    program.wait_for(lambda: program.looked_at().text.rstrip("\n") == words, words)
    program.keys("ctrl+s")
    program.wait_for(
        lambda: codec.read(report.read_bytes()).report.sections.get("overview") == words, "the save"
    )


def switch_on(program: Program, method: Method) -> None:
    """The key that turns Chinese on; ibus has it on already. The daemon must know the window first."""
    if method.daemon[0] != "ibus-daemon":
        time.sleep(CANDIDATES)
        program.keys("ctrl+space")
        time.sleep(CANDIDATES)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_pinyin_is_typed_into_prose_and_the_at_sign_offers_numbers(
    desk: Screen, tmp_path: Path, method: Method
) -> None:
    report = unwritten(tmp_path / "typed.rdesk", zeros=True)
    with input_method(desk, method):
        program = opened(desk, report)
        switch_on(program, method)
        program.compose("zhengfu")
        assert_saved(program, report, GOVERNMENT)
        program.keys("at")
        program.wait_for(lambda: "LineEdit" in program.looked_at().kind, "the list of numbers")
        program.kill()


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_no_word_is_lost_of_a_sentence_typed_without_a_stop(
    desk: Screen, tmp_path: Path, method: Method
) -> None:
    report = unwritten(tmp_path / "typed.rdesk", zeros=True)
    with input_method(desk, method):
        program = opened(desk, report)
        switch_on(program, method)
        sentence = "".join(WORDS.values())
        program.compose_all(WORDS)
        assert_saved(program, report, sentence)
        program.kill()


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_pinyin_reaches_a_table_cell_which_says_that_it_is_no_number(
    desk: Screen, tmp_path: Path, method: Method
) -> None:
    report = unwritten(tmp_path / "typed.rdesk", zeros=False)
    with input_method(desk, method):
        program = opened(desk, report)
        program.keys("ctrl+Next")
        program.wait_for(lambda: bool(program.looked_at().at), "a cell of a table")
        switch_on(program, method)
        program.compose("zhengfu")
        program.wait_for(lambda: GOVERNMENT in program.looked_at().text, GOVERNMENT)
        program.keys("Return")
        program.wait_for_words(f"「{GOVERNMENT}」不是数")
        program.kill()
