"""Prose: paragraphs, sentences, bound numbers, and what is unchanged from last year."""

from __future__ import annotations

import time

import pytest

from report_desk.core.report import prose, tokens


def test_paragraphs_drop_blank_lines_and_indents() -> None:
    assert prose.paragraphs("\u3000\u3000第一段。\n\n  第二段\r\n") == ("第一段。", "第二段")


def test_sentences_know_where_they_start() -> None:
    assert prose.sentences("甲。乙！\n\n丙") == ((0, "甲。"), (2, "乙！"), (6, "丙"))


def test_length_counts_what_a_reader_counts() -> None:
    assert prose.length(" 甲 乙\u3000\n丙。") == 4


def test_unchanged_sentences_are_found_and_weighed() -> None:
    assert prose.unchanged("新写。旧的一句。", "旧的 一句。别的。") == ((3, "旧的一句。"),)
    assert prose.unchanged_percent("新写。旧的一句。", "旧的一句。") == 62
    assert prose.unchanged_percent("", "旧") == 0


def test_tokens_are_found_in_order() -> None:
    first, second = tokens.tokens("收⟦a.b.c⟧件，诉⟦a.b.c+d.e.f⟧件，⟦坏⟧")
    assert (first.start, first.end, first.cells) == (1, 8, ("a.b.c",))
    assert second.cells == ("a.b.c", "d.e.f")
    assert tokens.token_text(second.cells) == "⟦a.b.c+d.e.f⟧"


def test_typed_brackets_are_ordinary_brackets() -> None:
    assert tokens.plain_typed("⟦a⟧") == "〔a〕"


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("（一）主动公开。", "全年公开。"),
        ("（十二）监督保障", ""),
        ("(一)主动公开。", "全年公开。"),
        ("（一)主动公开。", "全年公开。"),
        ("（一）主动公开情况：", "全年公开政府信息12条。"),
        ("（一）主动公开情况:", "全年公开政府信息12条。"),
        ("（一）主动公开情况：", ""),
        ("（二）依申请公开", " 全年收到申请12件。"),
        ("（二）依申请公开", "\u3000全年收到申请12件，办结12件。"),
        ("（三）" + "很" * 45 + "长。", "全年公开。"),
        ("", "（三）" + "很" * 60 + "长。全年公开。"),
        ("", "（一）制定规章3件；（二）制定规范性文件5件。"),
        ("", "全年（一）公开。"),
        ("", "1.丰富解读形式。"),
        ("", "（1）修订指南。"),
        ("", ""),
    ],
)
def test_a_subheading_ends_where_its_name_does(heading: str, rest: str) -> None:
    assert prose.subheading_end(heading + rest) == len(heading)


@pytest.mark.parametrize("unit", ["字", " 字", "字 ", "字：", "；", "（一）"])
def test_a_long_opening_is_looked_at_but_once(unit: str) -> None:
    begun = time.perf_counter()
    prose.subheading_end("（一）" + unit * 500_000)
    assert time.perf_counter() - begun < 0.5
