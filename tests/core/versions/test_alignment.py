"""What stands unchanged between two texts: always true, as fine as difflib, and never slow."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.core.versions import alignment
from report_desk.core.versions.alignment import blocks
from report_desk.core.versions.merge_text import merge_text

PIECES = st.lists(st.sampled_from("abcdefg"), max_size=12)


def are_true(a: list[str], b: list[str]) -> bool:
    """Each block is the same on both sides, and they follow one another on both."""
    found = blocks(a, b)
    same = all(a[one.a : one.a + one.size] == b[one.b : one.b + one.size] for one in found)
    follow = all(
        one.a + one.size <= other.a and one.b + one.size <= other.b for one, other in pairwise(found)
    )
    return same and follow and found[-1] == alignment.Block(len(a), len(b), 0)


@given(PIECES, PIECES)
def test_blocks_are_the_same_on_both_sides(a: list[str], b: list[str]) -> None:
    assert are_true(a, b)


@given(PIECES, PIECES)
def test_where_time_is_short_they_still_are(a: list[str], b: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_WORK", -1)
        assert are_true(a, b)


def test_a_report_is_aligned_as_finely_as_by_difflib() -> None:
    a = [f"第{number}句。" for number in range(400)]
    b = [*a[:50], "新的一句。", *a[60:200], a[10], *a[220:]]
    finest = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    assert [(one.a, one.b, one.size) for one in blocks(a, b)] == [tuple(one) for one in finest]


@pytest.mark.parametrize("unit", ["公开信息。", "，。", "\n", "一。二。", "甲。乙。丙。甲。"])
def test_sentences_that_repeat_are_compared_in_an_instant(unit: str) -> None:
    base = unit * (60_000 // len(unit))
    begun = time.perf_counter()
    merged = merge_text(base, "乙" + base + "丙。" + base[:999], base[7:-7] + "。" + base[:999] + "丁")
    assert time.perf_counter() - begun < 5  # it was minutes
    assert merged.text


def test_a_unique_sentence_is_found_among_many_that_repeat() -> None:
    many = ["同。"] * 3000
    a, b = ["x", *many, "独。", *many, "y"], ["z", *many, "z", "独。", "z", *many, "w"]
    assert any(a[one.a] == "独。" for one in blocks(a, b) if one.size == 1)
