"""Patterns are linear: by construction where an edition brings them, by measure wherever they stand."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_desk
from report_desk import resources
from report_desk.core.patterns import UnboundedError, may_be_found, needed, refuse_unbounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT, LONG = 1500, 6000
MOST_GROWTH = 9
"""Four times the text takes four times the time, and sixteen times where it is quadratic."""
TRIES = 4
WORTH_TIMING = 0.002
"""Seconds; below it the clock says more of the machine than of the pattern."""


@pytest.mark.parametrize(
    "source",
    [
        "a*",
        "a+b",
        r"(?:\s|，)*",
        r"\d{3,}",
        "(?:a{0,3}){0,65}",
        "(?:a|b|ab){0,9}c",
        "(?:a?){0,20}b",
        r"(a)\1",
    ],
)
def test_a_pattern_that_may_take_long_is_refused(source: str) -> None:
    with pytest.raises(UnboundedError):
        refuse_unbounded(source)


@pytest.mark.parametrize(
    "source",
    ["", "无[。.]?", r"\d{6}", r"(?:\s|，){0,12}+收", "(?>a|ab)c", r"(?<!\d)a(?!b)", "a{0,4}?b", "(a|b)?c"],
)
def test_a_pattern_with_bounds_is_taken(source: str) -> None:
    refuse_unbounded(source)


def signs(part: object) -> Iterator[str]:
    """A character for each that a parsed expression names, alone or in a class."""
    match part:
        case (codes.LITERAL | codes.NOT_LITERAL, int(code)) | (codes.RANGE, (int(code), _)):
            yield chr(code)
        case (codes.CATEGORY, kind):
            yield {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(kind, "a")
        case (codes.ANY, _):
            yield "x"
        case list() | tuple() | parser.SubPattern():
            for inner in part:
                yield from signs(inner)


def literals(source: str) -> Iterator[str]:
    """The words that an expression spells out: what a text made for it would begin with."""
    yield from re.findall(r"[\u4e00-\u9fff]{2,6}", source)[:12]


def constants() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every regular expression that stands in a module of the program, by its place."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in pkgutil.walk_packages(report_desk.__path__, "report_desk."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name.removeprefix('report_desk.')}.{name}"] = value
    return found


def editions() -> dict[str, re.Pattern[str]]:
    """Every expression of every edition."""
    return {
        f"{form.id}/{check.id}/{check.level}": re.compile(check.pattern)
        for form in resources.formats()
        for check in form.checks
        if check.pattern
    }


PATTERNS = {**editions(), **constants()}


def texts(pattern: re.Pattern[str] | re.Pattern[bytes], length: int) -> Iterator[str]:
    """Runs of each sign that a pattern names, of pairs of them, and of its own words."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    named = list(dict.fromkeys((*signs(parser.parse(source)), "\n", "。")))
    few = named[:: max(1, len(named) // 5)]
    units = [*named[:20], *(one + other for one, other in product(few, few)), *literals(source)]
    for unit in units:
        yield (unit * (length // len(unit) + 1))[:length]
        yield (unit * (length // len(unit) + 1))[:length] + "\x00"


def seconds(act: Callable[[], object]) -> float:
    """The best of some tries, in the processor's time: another program's work does not count."""
    taken = []
    for _ in range(3):
        begun = time.thread_time()
        act()
        taken.append(time.thread_time() - begun)
    return min(taken)


def ways(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> list[Callable[[], object]]:
    """Matching a text from its start, and looking for every match in it."""
    if isinstance(pattern.pattern, bytes):
        data = text.encode()
        return [lambda: pattern.findall(data), lambda: pattern.fullmatch(data)]
    return [lambda: pattern.findall(text), lambda: pattern.fullmatch(text)]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_text_of_four_times_the_length_takes_about_four_times_the_time(name: str) -> None:
    pattern = PATTERNS[name]
    slow = []
    for few, many in zip(texts(pattern, SHORT), texts(pattern, LONG), strict=True):
        for short, long in zip(ways(pattern, few), ways(pattern, many), strict=True):
            begun = time.thread_time()
            long()
            if time.thread_time() - begun < WORTH_TIMING:
                continue
            growths = [seconds(long) / seconds(short)]
            while growths[-1] > MOST_GROWTH and len(growths) < TRIES:  # the machine may have been busy
                growths.append(seconds(long) / seconds(short))
            if growths[-1] > MOST_GROWTH:
                slow.append(f"{few[:6]!r}: {growths}")
    assert not slow


CHECKS = [check for form in resources.editions() for check in form.checks]
OF_EDITIONS = sorted({check.pattern for check in CHECKS if check.pattern})


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", ()),
        (r"\d{4}年", (("年",),)),
        ("(?:收到|受理)(?:的)?+申请", (("收到", "受理"), ("申请",))),
        ("[件宗](?!次)", (("件", "宗"),)),
        ("[^件宗]a{0,3}(?=b)(?!c)", ()),
        ("(?:ab|c?|de)f", (("f",),)),
        ("(?:ab){2,3}c{0,2}", (("ab",),)),
        ("(?>ab|cd)[a-z]", (("ab", "cd"),)),
        ("(?i)ab", ()),
        ("(?i:ab)c", (("c",),)),
        ("^ab$", (("ab",),)),
    ],
)
def test_the_words_that_a_pattern_needs(source: str, words: tuple[tuple[str, ...], ...]) -> None:
    assert needed(source) == words


@given(st.data())
def test_a_pattern_that_is_found_was_not_ruled_out(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(OF_EDITIONS))
    text = data.draw(st.from_regex(source))
    assert re.search(source, text)
    assert may_be_found(source, text)


def test_most_patterns_are_ruled_out_without_being_tried() -> None:
    stating = [check.pattern for check in resources.format_by_id("2021").checks if check.rule == "stated"]
    text = "全年主动公开政府信息，按要求办理依申请公开，及时答复。"
    assert not any(may_be_found(source, text) for source in stating)
