"""A clipboard may hold any markup: nothing of it raises, and what is a table stays one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.intake.markup import LARGEST_BLOCK, read_markup

PIECES = (
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2 rowspan='3'>", "<br>", "<p>", "1",
    "<td colspan='{}'>", "<td rowspan={}>", "<td colspan>", "<td colspan=''>", "<![", "<![if !vml]>", "２",
    "<![endif]>", "<![CDATA[", "]]>", "<!", "<!>", "<!DOCTYPE [", "<!ELEMENT", "<!--", "-->", "<?", "<", ">",
    "</", "&", "&#", ";", "&#1114112;", "&#x110000;", "&nbsp;", "'", '"', "=", "/", "<script>", "<style>",
    "</style>", "<head>", "\0", " ", "9" * 4301, "0" * 5000,
)  # fmt: skip


def markup() -> st.SearchStrategy[str]:
    """Pieces of markup in any order, among any letters."""
    numbers = st.one_of(st.integers().map(str), st.text(max_size=4), st.sampled_from(PIECES))
    piece = st.one_of(
        st.tuples(st.sampled_from(PIECES), numbers).map(lambda both: both[0].replace("{}", both[1])),
        st.text(max_size=6),
    )
    return st.lists(piece, max_size=40).map("".join)


@given(markup())
def test_no_markup_raises(html: str) -> None:
    for fragment in (html, f"<table><tr><td>7{html}", f"<table><tr><td {html}>7</td></tr></table>"):
        block = read_markup(fragment).table
        assert len({len(row) for row in block}) <= 1
        assert sum(map(len, block)) <= LARGEST_BLOCK
        assert all(isinstance(line, str) for line in read_markup(fragment).lines)


@pytest.mark.parametrize("name", ["colspan", "rowspan"])
@pytest.mark.parametrize(
    ("span", "cells"),
    [("9" * 5000, 200), ("0" * 5000 + "2", 2), ("2.9", 2), (" 3", 3), ("-1", 1), ("x", 1), ("²", 1), ("", 1)],
)
def test_a_span_is_as_wide_as_a_table_can_be(name: str, span: str, cells: int) -> None:
    rows = "<tr></tr>" * 199 if name == "rowspan" else ""
    block = read_markup(f"<table><tr><td {name}='{span}'>1</td><td>2</td></tr>{rows}</table>").table
    assert block[0][0] == "1"
    assert block[0].index("2") == (cells if name == "colspan" else 1)


def test_a_section_that_nobody_knows_is_left_out() -> None:
    table = "<table><tr><td>1<![ x><![if !a]>2<![endif]></td><td>3</td></tr></table>"
    assert read_markup(table).table == (("12", "3"),)
    assert read_markup("<p>一<![ x]>二<![if y]>三<![endif]></p>").lines == ("一二三",)
    assert read_markup("<table><tr><td>1</td><td>2<![").table == (("1", "2"),)


def test_more_lines_than_a_form_has_are_no_block() -> None:
    assert read_markup("<table>" + "<tr><td>1" * 4001).table == ()
