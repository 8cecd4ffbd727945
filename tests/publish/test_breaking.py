"""Lines end where GB/T 15834-2011 lets them, and are made flush in the order it asks for."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.publish.lines.breaking import Line, break_lines
from report_desk.publish.lines.marks import (
    NEVER_FIRST,
    NEVER_LAST,
    beside_latin,
    is_lonely,
    permissions,
    typed_air,
)

SIZE = 16.0
TEN = 10 * SIZE
ACCENT = "\u0301"


def lines(text: str, width: float = TEN) -> list[str]:
    return [text[line.start : line.end] for line in broken(text, width)]


def broken(text: str, width: float = TEN) -> list[Line]:
    return break_lines(text, [advance(character) for character in text], SIZE, width)


def advance(character: str) -> float:
    """As a face has it: an accent takes no room, and the tracking takes some of that."""
    if character == ACCENT:
        return -0.2
    return SIZE if character > "\x7f" else SIZE / 2


def filled(text: str, line: Line) -> float:
    """How wide a line is once it is set."""
    squeezed = sum(line.squeeze.values()) - _natural_squeeze(text, line)
    return line.natural - squeezed + line.spread * (line.end - line.start - 1)


def _natural_squeeze(text: str, line: Line) -> float:
    advances = sum(SIZE if character > "\x7f" else SIZE / 2 for character in text[line.start : line.end])
    return advances - line.natural


def test_full_lines_stand_on_the_grid_untouched() -> None:
    (first, second) = broken("一二三四五六七八九十一二三四")
    assert (first.end, first.spread, dict(first.squeeze)) == (10, 0.0, {})
    assert second.spread == 0.0


def test_mark_that_would_begin_a_line_is_squeezed_in() -> None:
    (first, _) = broken("一二三四，六七八九十，二三四五六七八")
    assert first.end == 11
    assert first.squeeze[10] == SIZE / 2
    assert filled("一二三四，六七八九十，二三四五六七八", first) == pytest.approx(TEN)


def test_mark_without_a_helper_still_never_begins_a_line() -> None:
    assert not any(line[0] in "，。" for line in lines("一二三四五六七八九十。二三四五六七八"))


def test_opening_mark_never_ends_a_line() -> None:
    assert not any(line[-1] in "“（《" for line in lines("一二三四五六七八九（二三四五六七八九）十"))


def test_marks_that_meet_are_squeezed_everywhere() -> None:
    (line,) = broken("《甲》，“乙”。")
    assert dict(line.squeeze) == {2: SIZE / 2, 3: SIZE / 2, 6: SIZE / 2}


@pytest.mark.parametrize(
    "unit", ["1,286.5万元", "2024年", "12月", "100%", "第20条", "36 件", "96171.6", "——", "……", "3余个"]
)
def test_numbers_stay_with_their_units_and_rules_whole(unit: str) -> None:
    for before in range(1, 12):
        text = "甲" * before + unit + "乙" * 12
        assert any(unit in line for line in lines(text)), lines(text)


def test_long_address_breaks_at_its_signs() -> None:
    assert len(lines("见http://www.example.gov.cn/zwgk/2024/index.html栏目")) > 1


@pytest.mark.parametrize("end", ["。", "”。", "）。", "%。", ""])
def test_no_paragraph_ends_in_a_lonely_character(end: str) -> None:
    for count in range(29, 150):
        found = lines("字" * count + end, 28 * SIZE)
        assert not is_lonely(found[-1]), count


def test_word_wider_than_the_line_is_cut_rather_than_lost() -> None:
    assert "".join(lines("1" * 50)) == "1" * 50


def test_space_at_the_end_of_a_line_takes_no_room() -> None:
    (first, _) = broken("一二三四五六七八九十 一二三四五六七八")
    assert (first.end, first.spread) == (11, 0.0)


def test_an_accent_stays_on_its_letter() -> None:
    text = ("e" + ACCENT) * 50 + ACCENT * 200
    assert "".join(lines(text)) == text
    assert all(line[0] == "e" for line in lines(text))


TEXT = st.text(st.sampled_from("一二三四五，。、（）《》“”—…12%年月 a"), min_size=1, max_size=120)


@given(TEXT)
def test_lines_lose_nothing_and_break_only_where_they_may(text: str) -> None:
    found = broken(text)
    assert "".join(text[line.start : line.end] for line in found) == text
    allowed = permissions(text)
    for line in found[:-1]:
        fits_somewhere = any(allowed[line.start + 1 : line.end + 1])
        assert allowed[line.end] or not fits_somewhere


@given(TEXT)
def test_forbidden_places_are_never_permitted(text: str) -> None:
    allowed = permissions(text)
    for at in range(1, len(text)):
        if text[at] in NEVER_FIRST or text[at - 1] in NEVER_LAST:
            assert not allowed[at]


@pytest.mark.parametrize(
    "unit", ["〔未填〕", "，。", "字", "x", "a ", "字" * 19 + " ", ACCENT, f"字{ACCENT}", "字" + ACCENT * 99]
)
def test_a_paragraph_of_four_times_the_length_takes_about_four_times_the_time(unit: str) -> None:
    def seconds(length: int) -> float:
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            broken((unit * length)[:length], 28 * SIZE)
            taken.append(time.perf_counter() - begun)
        return min(taken)

    assert min(seconds(48_000) / seconds(12_000) for _ in range(2)) < 9  # it was 16 where marks meet


CHINESE = (
    "[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
BESIDE = re.compile(f"{CHINESE}(?=[0-9A-Za-z])|[0-9A-Za-z%](?={CHINESE})")
BETWEEN = re.compile(f"(?<={CHINESE}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={CHINESE})")


@given(st.text(st.sampled_from("一字，。 %1aZ_\u3000\u3007\u2e80\U00020000\U0001f468é％０"), max_size=60))
def test_air_stands_between_chinese_and_latin_and_nowhere_else(text: str) -> None:
    assert sorted(beside_latin(text)) == [found.start() for found in BESIDE.finditer(text)]
    assert typed_air(text) == [found.start() for found in BETWEEN.finditer(text)]
