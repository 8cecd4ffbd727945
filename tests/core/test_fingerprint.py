"""The 定稿指纹: what prints changes it, what does not print leaves it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_desk.core import fingerprint
from report_desk.core.edits import SetDetail, SetFigure, SetText, apply
from report_desk.core.format import Address
from report_desk.core.report import Anchor, AnchorKind, Entry, Remark, State
from report_desk.core.sheet import Sheet, evaluate


def test_what_prints_changes_it(zeros: Sheet) -> None:
    seen = {zeros.fingerprint}
    for edit in (
        SetFigure(Address("requests.new.individual"), 1),
        SetFigure(Address("requests.new.individual"), None),
        SetText("other", "没有。"),
        SetDetail("phone", "010-62000000"),
    ):
        seen.add(apply(zeros, edit).sheet.fingerprint)
    assert len(seen) == 5


def test_what_does_not_print_leaves_it_alone(zeros: Sheet) -> None:
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("乙", "t", "好"),))
    report = replace(zeros.report, remarks=(remark,), state=State.APPROVED, id="other")
    assert evaluate(zeros.form, report).fingerprint == zeros.fingerprint
    assert apply(zeros, SetDetail("level", "county")).sheet.fingerprint == zeros.fingerprint


def test_how_a_number_is_bound_does_not_matter(zeros: Sheet) -> None:
    typed = apply(zeros, SetText("overview", "收到0件。")).sheet
    bound = apply(zeros, SetText("overview", "收到⟦requests.new.total⟧件。\n\n")).sheet
    assert typed.fingerprint == bound.fingerprint


def test_it_is_known_for_good() -> None:
    content: fingerprint.Content = {"organ": "示例区文化和旅游局", "year": 2025, "figures": {"a.b.c": 1}}
    assert fingerprint.of(content) == "Q9PE-NNQ1-8NT3-HXXH-8"


@given(st.integers(0, 2**80 - 1))
def test_a_code_typed_from_paper_is_read_whatever_its_dress(number: int) -> None:
    code = fingerprint._written(number)
    assert fingerprint.typed(code) == code
    dressed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    if code[-1] not in "*~$=U":
        assert fingerprint.typed(dressed) == code


@pytest.mark.parametrize(
    "wrong", ["", "7F3A", "7F3A-91C2-0ZK4-M8TD-", "7F3A-91C2-0ZK4-M8TD-?", "!F3A-91C2-0ZK4-M8TD-5"]
)
def test_what_is_no_code_is_refused(wrong: str) -> None:
    with pytest.raises(fingerprint.MistypedFingerprintError):
        fingerprint.typed(wrong)


def test_one_wrong_character_is_noticed(zeros: Sheet) -> None:
    code = zeros.fingerprint
    for place, sign in enumerate(code[:-2]):
        if sign != "-":
            wrong = code[:place] + ("8" if sign != "8" else "9") + code[place + 1 :]
            with pytest.raises(fingerprint.MistypedFingerprintError, match="抄错"):
                fingerprint.typed(wrong)
