"""What scripts fill in: exact digits, and a clear refusal of everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.core.edits import from_json
from report_desk.core.edits.apply import Declare, SetDetail, SetFigures, SetText
from report_desk.core.form.edition import Address

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat


def test_figures_keep_their_literal_digits(form: ReportFormat) -> None:
    edits = from_json.figure_edits(
        form,
        '{"requests.new.individual": 3, "disclosure.fees.amount": 18.8710,'
        ' "requests.new.total": 3, "requests.new.legal": null}',
    )
    assert edits == (
        SetFigures(
            {
                Address("requests.new.individual"): 3,
                Address("disclosure.fees.amount"): "18.8710",
                Address("requests.new.legal"): None,
            }
        ),
        Declare({Address("requests.new.total"): 3}),
    )
    assert from_json.figure_edits(form, "{}") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "一组"),
        ("{", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ('{"requests.new.nobody": 1}', "没有「requests.new.nobody」"),
        ('{"requests.new.individual": "/"}', "requests.new.individual"),
        ('{"requests.new.individual": -1}', "不能是负数"),
        ('{"requests.new.individual": 1.5}', "要填整数"),
        ('{"requests.new.individual": true}', "要填数字"),
        ('{"requests.new.individual": [1]}', "要填数字"),
        ('{"requests.new.individual": 1, "requests.new.individual": 2}', "出现两次"),
    ],
)
def test_a_figure_that_cannot_be_one_is_refused(form: ReportFormat, text: str, says: str) -> None:
    with pytest.raises(from_json.UnfillableError, match=says):
        from_json.figure_edits(form, text)


def test_details(form: ReportFormat) -> None:
    edits = from_json.detail_edits(form, '{"phone": " 010-1 ", "level": "county", "fax": null}')
    assert edits == (SetDetail("phone", "010-1"), SetDetail("level", "county"), SetDetail("fax", ""))
    for text, says in (
        ('{"age": "3"}', "没有「age」"),
        ('{"fax": []}', "要填文字"),
        ('{"level": "moon"}', "只能是"),
    ):
        with pytest.raises(from_json.UnfillableError, match=says):
            from_json.detail_edits(form, text)


def test_sections_keep_bound_numbers_and_nothing_false(form: ReportFormat) -> None:
    text = "\ufeff一\r\n\u3000二⟦requests.new.total⟧⟦no.such.cell⟧⟦x\x07⟧\n"
    assert from_json.section_edit(form, "overview", text) == SetText(
        "overview", "一\n\u3000二⟦requests.new.total⟧〔no.such.cell〕〔x〕"
    )
    with pytest.raises(from_json.UnfillableError, match="没有「ch7」"):
        from_json.section_edit(form, "ch7", "")
