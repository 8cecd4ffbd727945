"""Prose: paragraphs, sentences, bound numbers, and what is unchanged from last year."""

from __future__ import annotations

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
