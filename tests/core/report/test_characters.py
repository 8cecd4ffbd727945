"""Which characters print: the ranges of the bundled faces, asked for one by one."""

from __future__ import annotations

import pytest

from report_desk.core.report.characters import BUNDLED, printable, unprintable, visible


def bundled() -> set[int]:
    """Every code of the ranges, ends included."""
    ends = [[int(end, 16) for end in stretch.split("-")] for stretch in BUNDLED.split()]
    return {code for first, *last in ends for code in range(first, (last or [first])[0] + 1)}


def test_a_character_is_missing_exactly_where_no_range_holds_what_it_prints_as() -> None:
    known = bundled()
    wrong = [
        hex(code)
        for code in range(0x32000)
        if unprintable(chr(code)) != "".join(c for c in printable(chr(code)) if ord(c) not in known)
    ]
    assert wrong == []


def test_missing_characters_are_named_once_in_their_order() -> None:
    assert unprintable("公\U0001f468开\U0002ffff\U0001f468。") == "\U0001f468\U0002ffff"


EXTENSIONS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
"""Every block of Chinese characters, whether this Python's edition of Unicode knows it or not."""
PRIVATE = (0xE000, 0xF01F)
"""Where offices have put the characters of names that Unicode lacked."""


@pytest.mark.parametrize(("first", "last"), [*EXTENSIONS, PRIVATE])
def test_no_character_of_a_name_is_taken_for_an_invisible_one(first: int, last: int) -> None:
    text = "".join(map(chr, range(first, last + 1)))
    assert visible(text) == text


def test_what_cannot_be_seen_is_left_out_and_odd_blanks_become_plain_ones() -> None:
    assert (
        visible("甲\u200b乙\u202e丙\ufeff\x07丁\uf0b7\n戊\t己\u2003庚\xa0辛\u3000壬")
        == "甲乙丙丁\n戊\t己 庚 辛\u3000壬"
    )
