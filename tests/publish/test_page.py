"""The printed page, probed: GB/T 9704-2012 and GB/T 15834-2011 hold on every page of every report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from report_desk.core.output.printout import PageNumbers, PrintOptions
from report_desk.publish.lines import breaking
from report_desk.publish.pages import furniture
from report_desk.publish.pdf.export import publish_pdf
from tests.publish import probe
from tests.publish.cases import CASES, seed
from tests.publish.printouts import PROSE, figures_of, printout_with

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = {
    "clean": PrintOptions(),
    "draft": PrintOptions(draft=True),
    "everything": PrintOptions(
        page_numbers=PageNumbers.CENTRED, cover=True, signature=True, fingerprint=True
    ),
    "centred draft": PrintOptions(page_numbers=PageNumbers.CENTRED, draft=True),
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("case", CASES)
def test_page_is_faultless(case: str, options: PrintOptions) -> None:
    printed = replace(CASES[case](), options=options)
    assert probe.faults(publish_pdf(printed).data, printed) == []


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_page_of_a_real_pasted_report_is_faultless(shared: Path, options: PrintOptions) -> None:
    printed = replace(seed(shared), options=options)
    assert probe.faults(publish_pdf(printed).data, printed) == []


HANZI = st.sampled_from(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于"
)
MARKS = st.sampled_from(
    ["，", "。", "、", "；", "：", "？", "！", "”", "“", "（", "）", "《", "》", "——", "……", "》、《"]
)
NUMBERS = st.sampled_from(
    ["1", "23件", "1,286条", "2024年", "12月31日", "3.5%", "96171.6万元", "第20条", "100%"]
)
PIECES = st.one_of(
    st.text(HANZI, min_size=1, max_size=9), st.text(HANZI, min_size=1, max_size=20), MARKS, NUMBERS
)


@st.composite
def paragraph(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(["", "", "（一）主动公开。", "1.", "（1）"]))
    return head + "公" + "".join(draw(st.lists(PIECES, min_size=1, max_size=70))) + "。"


PROSES = st.fixed_dictionaries(
    {name: st.lists(paragraph(), min_size=1, max_size=4).map(tuple) for name in PROSE}
)


@pytest.mark.parametrize("options", list(OPTIONS.values())[:2], ids=list(OPTIONS)[:2])
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(prose=PROSES, digits=st.integers(0, 8))
def test_random_page_is_faultless(
    options: PrintOptions, prose: dict[str, tuple[str, ...]], digits: int
) -> None:
    printed = printout_with(prose, values=figures_of("2021", digits=digits), options=options)
    assert probe.faults(publish_pdf(printed).data, printed) == []


def test_the_probe_sees_letters_drawn_apart_and_missing_air(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = CASES["city"]()
    monkeypatch.setattr(breaking, "AIR", 0.0)
    assert any("of air in" in fault for fault in probe.faults(publish_pdf(printed).data, printed))
    monkeypatch.setattr(breaking, "IN_LATIN", re.compile("(?!)"))
    assert any("apart in" in fault for fault in probe.faults(publish_pdf(printed).data, printed))


def test_the_probe_sees_faults() -> None:
    """A probe that finds nothing wrong anywhere would prove nothing."""
    printed = CASES["sample 2024"]()
    moved = replace(printed, blocks=printed.blocks[:-1])
    with pytest.raises(ValueError, match="not set verbatim"):
        probe.faults(publish_pdf(printed).data, replace(printed, blocks=printed.blocks[::-1]))
    centred = replace(printed, options=PrintOptions(page_numbers=PageNumbers.CENTRED))
    assert any("off by" in fault for fault in probe.faults(publish_pdf(centred).data, printed))
    assert probe.faults(publish_pdf(moved).data, moved) == []


def test_the_probe_sees_a_fingerprint_on_the_page_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "_LINE_BELOW", 0.0)
    printed = replace(CASES["sample 2024"](), options=OPTIONS["centred draft"])
    assert any("from the page number" in fault for fault in probe.faults(publish_pdf(printed).data, printed))
