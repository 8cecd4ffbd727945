"""The 定稿指纹: what prints changes it, what does not print leaves it alone."""

from __future__ import annotations

import hashlib
import json
import random
import re
from typing import cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from report_desk.core.edits.apply import SetDetail, SetFigure, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.report import fingerprint
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark, Report, State
from report_desk.core.sheet import Sheet, evaluate


def test_what_prints_changes_it(zeros: Sheet) -> None:
    seen = {zeros.fingerprint}
    for edit in (
        SetFigure(Address("requests.new.individual"), 1),
        SetFigure(Address("requests.new.individual"), None),
        SetText("other", "没有。"),
        SetDetail("signed_on", "2026-01-20"),
    ):
        seen.add(apply(zeros, edit).sheet.fingerprint)
    assert len(seen) == 5


def test_what_does_not_print_leaves_it_alone(zeros: Sheet) -> None:
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("乙", "t", "好"),))
    report = replace(zeros.report, remarks=(remark,), state=State.APPROVED, id="other")
    assert evaluate(zeros.form, report).fingerprint == zeros.fingerprint
    for detail in (detail.id for detail in zeros.form.details if not detail.prints):
        report = replace(zeros.report, details={detail: "county"})
        assert evaluate(zeros.form, report).fingerprint == zeros.fingerprint, detail


def test_how_a_number_is_bound_does_not_matter(zeros: Sheet) -> None:
    typed = apply(zeros, SetText("overview", "收到0件。")).sheet
    bound = apply(zeros, SetText("overview", "收到⟦requests.new.total⟧件。\n\n")).sheet
    assert typed.fingerprint == bound.fingerprint


def test_it_is_known_for_good() -> None:
    content: fingerprint.Content = {"organ": "示例区文化和旅游局", "year": 2025, "figures": {"a.b.c": 1}}
    assert fingerprint.of(content) == "Q9PE-NNQ1-8NT3-HXXH-F13Q-0RZK-DE0"


@given(st.integers(0, 2**130 - 1))
def test_a_code_typed_from_paper_is_read_whatever_its_dress(number: int) -> None:
    code = fingerprint._written(number)
    assert fingerprint.typed(code) == code
    dressed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    if code[-1] not in "*~$=U":
        assert fingerprint.typed(dressed) == code
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != "-" else "—" for sign in code)
    assert fingerprint.typed(f"定稿指纹：{wide}") == code
    assert fingerprint.typed(code.replace("$", "￥").replace("~", "～")) == code


@given(st.integers(0, 2**80 - 1))
def test_a_code_of_the_first_version_is_still_read(number: int) -> None:
    code = fingerprint._written(number, 16)
    assert fingerprint.typed(code) == code
    assert fingerprint.is_short(code)


def test_an_approval_of_the_first_version_still_holds(zeros: Sheet) -> None:
    sheet = evaluate(zeros.form, replace(zeros.report, details={"phone": "010-62000000"}))
    code = fingerprint.short_of(sheet.printed, sheet.report)
    assert sheet.bears(code)
    assert not apply(sheet, SetText("other", "没有。")).sheet.bears(code)
    assert sheet.bears(sheet.fingerprint)


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


def independent(report: Report, sheet: Sheet) -> str:
    """The fingerprint once more, from its description alone: plain `json`, no code of the program's."""
    token = re.compile("⟦([^⟧]*)⟧")
    money = {"disclosure.fees.amount"}

    def shown(found: re.Match[str]) -> str:
        names = found[1].split("+")
        values = [report.figures.get(Address(name), sheet.numbers.get(Address(name))) for name in names]
        return (
            "〔未填〕"
            if None in values
            else str(sum(int(str(value)) for value in values if value is not None))
        )

    sections = {}
    for name, raw in report.sections.items():
        lines = [line.strip() for line in token.sub(shown, raw).splitlines() if line.strip()]
        if lines:
            sections[name] = "\n".join(lines)
    totals: dict[str, int] = {}
    for place in [
        place for place in sheet.form.cells if place.split(".")[1] == "total" or place.endswith(".total")
    ]:
        fed = _fed(place)
        if all(Address(name) in report.figures for name in fed):
            totals[place] = sum(int(report.figures[Address(name)]) for name in fed)
    content = {
        "organ": report.organ,
        "year": report.year,
        "format": report.format,
        "details": {name: text for name, text in report.details.items() if text and name == "signed_on"},
        "sections": sections,
        "figures": {k: str(v) if k in money else int(v) for k, v in report.figures.items()},
        "totals": totals,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = int(hashlib.sha256(canonical.encode()).hexdigest(), 16) >> 126
    letters, rest = "", number
    for _ in range(26):
        rest, digit = divmod(rest, 32)
        letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] + letters
    check = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[number % 37]
    return "-".join(re.findall(".{1,4}", letters + check))


APPLICANTS = ["individual", "business", "research", "nonprofit", "legal", "other"]
RESULTS = [
    "granted",
    "partial",
    "deny_state_secret",
    "deny_law_forbids",
    "deny_security_stability",
    "deny_third_party",
    "deny_internal",
    "deny_process",
    "deny_enforcement_file",
    "deny_query",
    "unable_not_held",
    "unable_must_create",
    "unable_unclear",
    "refuse_petition",
    "refuse_repeat",
    "refuse_publication",
    "refuse_mass",
    "refuse_reconfirm",
    "other_no_correction",
    "other_fee_unpaid",
    "other_misc",
]


def _fed(place: str) -> list[str]:
    table, row, column = place.split(".")
    if table == "remedies":
        return [f"{table}.{row}.{name}" for name in ("upheld", "corrected", "other", "pending")]
    rows = RESULTS if row == "total" else [row]
    columns = APPLICANTS if column == "total" else [column]
    return [f"{table}.{one}.{other}" for one in rows for other in columns]


def test_a_second_implementation_agrees_on_1000_files(zeros: Sheet) -> None:
    chance = random.Random(64)
    typed = [cell for cell in zeros.form.typed if cell.kind != "money"]
    for turn in range(1000):
        figures = {cell.address: chance.randrange(10**6) for cell in typed if chance.random() < 0.97}
        texts = {name: _random_text(chance) for name in zeros.form.prose_ids}
        details = {"phone": str(chance.random()), "level": "city", "fax": ""}
        report = replace(
            zeros.report,
            organ=f"第{turn}局",
            figures={**figures, Address("disclosure.fees.amount"): f"{turn}.50"},
            sections=texts,
            details=details,
        )
        sheet = evaluate(zeros.form, report)
        assert independent(report, sheet) == sheet.fingerprint


def _random_text(chance: random.Random) -> str:
    pieces = [
        "收到⟦requests.new.total⟧件。",
        "\u3000\u3000㛃𬭚！\n",
        "⟦remedies.review.upheld+remedies.review.other⟧",
        "\n\n",
        "a\tb ",
    ]
    return "".join(chance.choice(pieces) for _ in range(chance.randrange(6)))


@given(
    st.dictionaries(
        st.sampled_from(["organ", "sections", "a.b.c", "a_b", "a.b", "z9"]),
        st.one_of(
            st.integers(),
            st.text(),
            st.dictionaries(st.sampled_from(["x", "x.y", "x_y", "x2"]), st.text() | st.integers()),
        ),
    )
)
def test_its_bytes_are_those_of_rfc_8785(printed: dict[str, object]) -> None:
    content = cast("fingerprint.Content", printed)
    try:
        wanted = rfc8785.dumps(printed)  # type: ignore[arg-type]
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - half a character or a number of 17 digits
            fingerprint.of(content)
    else:
        assert fingerprint._canonical(content) == wanted
