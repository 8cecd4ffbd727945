"""Which characters print: the ranges of the bundled faces, asked for one by one."""

from __future__ import annotations

from report_desk.core.report.characters import BUNDLED, printable, unprintable


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
