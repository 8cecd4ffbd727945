"""Values: what a person may type, and what becomes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_desk.core.form import kinds
from report_desk.core.form.kinds import KindName


@pytest.mark.parametrize(
    ("kind", "typed", "figure"),
    [
        (KindName.COUNT, "12", 12),
        (KindName.COUNT, "１２３", 123),
        (KindName.COUNT, " 1,234 件", 1234),
        (KindName.COUNT, "１，２３４，５６７", 1234567),
        (KindName.COUNT, "3.00", 3),
        (KindName.COUNT, "", None),
        (KindName.COUNT, "\u3000 ", None),
        (KindName.COUNT, "007", 7),
        (KindName.SIGNED_COUNT, "-11", -11),
        (KindName.SIGNED_COUNT, "−11", -11),
        (KindName.SIGNED_COUNT, "+1", 1),
        (KindName.MONEY, "18.8710", "18.8710"),
        (KindName.MONEY, "96,171.6万元", "96171.6"),
        (KindName.MONEY, "0", "0"),
        (KindName.TEXT, " 1424.4 万元 ", "1424.4 万元"),
        (KindName.TEXT, "  ", None),
    ],
)
def test_what_is_typed_becomes_a_figure(kind: KindName, typed: str, figure: kinds.Figure | None) -> None:
    assert kinds.parse(kind, typed) == figure
    assert figure is None or kinds.is_valid(kind, figure)


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        (KindName.COUNT, "/", "没有就填 0"),
        (KindName.COUNT, "-3", "不能是负数"),
        (KindName.COUNT, "1.5", "要填整数"),
        (KindName.COUNT, "三", "不是数"),
        (KindName.COUNT, "3元", "不填金额"),
        (KindName.COUNT, "1234567890123", "位数太多"),
        (KindName.SIGNED_COUNT, "±1", "不是数"),
        (KindName.MONEY, "-1", "不能是负数"),
        (KindName.MONEY, "1.123456789", "位数太多"),
        (KindName.TEXT, "字" * 61, "最多 60 个字"),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_the_reason(kind: KindName, typed: str, reason: str) -> None:
    with pytest.raises(kinds.NotAValueError, match=reason):
        kinds.parse(kind, typed)


@pytest.mark.parametrize(
    ("kind", "typed", "unit", "figure"),
    [
        (KindName.MONEY, "251,000.50元", "元", "251000.50"),
        (KindName.MONEY, "25.1万元", "万元", "25.1"),
        (KindName.MONEY, "25", "元", "25"),
        (KindName.MONEY, "3元", "", "3"),
        (KindName.COUNT, "12宗", "宗", 12),
        (KindName.COUNT, "12人次", "人次", 12),
        (KindName.COUNT, "12件", "项", 12),
    ],
)
def test_the_unit_of_a_cell_is_dropped(kind: KindName, typed: str, unit: str, figure: kinds.Figure) -> None:
    assert kinds.parse(kind, typed, unit) == figure


@pytest.mark.parametrize(
    ("kind", "typed", "unit", "reason"),
    [
        (KindName.MONEY, "251000元", "万元", "单位是万元，请先把元换算成万元"),
        (KindName.MONEY, "25.1万元", "元", "单位是元，请先把万元换算成元"),
        (KindName.MONEY, "1亿元", "万元", "请先把亿元换算成万元"),
        (KindName.COUNT, "3元", "项", "这一格填项数，不填金额"),
        (KindName.COUNT, "3宗", "件", "不是数"),
    ],
)
def test_another_unit_is_refused_with_the_reason(kind: KindName, typed: str, unit: str, reason: str) -> None:
    with pytest.raises(kinds.NotAValueError, match=reason):
        kinds.parse(kind, typed, unit)


def test_numbers_to_reckon_with() -> None:
    assert kinds.number(KindName.COUNT, 3) == 3
    assert kinds.number(KindName.MONEY, "18.8710") == Decimal("18.871")
    assert kinds.number(KindName.COUNT, "/") is None
    assert kinds.number(KindName.COUNT, None) is None
    assert kinds.number(KindName.TEXT, "12") is None
    assert not kinds.is_valid(KindName.COUNT, -1)
    assert kinds.is_valid(KindName.SIGNED_COUNT, -1)
    assert not kinds.is_valid(KindName.MONEY, 3)


def test_a_blank_shows_nothing_and_zero_shows_zero() -> None:
    assert kinds.display(None) == ""
    assert kinds.display(0) == "0"
    assert [kinds.zero(kind) for kind in KindName] == [0, 0, "0", None]
