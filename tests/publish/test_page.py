"""The printed page, probed: GB/T 9704-2012 and GB/T 15834-2011 hold on every page of every report."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_desk import resources
from report_desk.core import record
from report_desk.core.printout import PageNumbers, PrintOptions, Printout, printout
from report_desk.core.sheet import evaluate
from report_desk.publish import installed
from report_desk.publish.pdf import publish_pdf
from tests.publish import probe
from tests.publish.printouts import ORGAN, PROSE, figures_of, paragraphs_of_words, printout_with

ROOT = Path(__file__).resolve().parents[2]
DRAFT = PrintOptions(draft=True)
CLEAN = PrintOptions()


@pytest.fixture(autouse=True)
def only_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages must not depend on what fonts this machine has."""
    monkeypatch.setattr(installed, "font_folders", lambda: ())


def sample(year: int) -> Printout:
    report = record.read((ROOT / "resources" / "samples" / f"{year}.rdesk").read_bytes()).report
    return printout(evaluate(resources.format_by_id(report.format), report))


def city() -> Printout:
    figures = json.loads((ROOT / "tests" / "data" / "huaian-2024.json").read_text("utf-8"))["figures"]
    return printout_with(
        values={**dict.fromkeys(figures_of("2021"), "0"), **{k: str(v) for k, v in figures.items()}}
    )


def seed(shared: Path) -> Printout:
    text = (shared / "seed" / "zhangdian-2020.txt").read_text("utf-8")
    prose = tuple(line.strip() for line in text.splitlines() if len(line.strip()) > 60 and "\t" not in line)
    return printout_with({"overview": prose, "other": ("无。",)}, format_id="2019", values={})


CASES = {
    "sample 2024": lambda: sample(2024),
    "sample 2025": lambda: sample(2025),
    "city": city,
    "format 2019": lambda: printout_with(format_id="2019"),
    "long sections": lambda: printout_with({name: paragraphs_of_words(3000, name) for name in PROSE}),
    "one line sections": lambda: printout_with({name: ("无。",) for name in PROSE}),
    "one character too many": lambda: printout_with(
        {name: ("一二三四五六七八九十" * 2 + "一二三四五六七",) for name in PROSE}
    ),
    "eight digits": lambda: printout_with(values=figures_of("2021", digits=8)),
    "eight digits 2019": lambda: printout_with(format_id="2019", values=figures_of("2019", digits=8)),
    "blank": lambda: printout_with({}, values={}),
    "long organ": lambda: printout_with(
        title=("新疆维吾尔自治区巴音郭楞蒙古自治州和静县人民政府办公室", "2024年政府信息公开工作年度报告")
    ),
}


@pytest.mark.parametrize("options", [CLEAN, DRAFT], ids=["clean", "draft"])
@pytest.mark.parametrize("case", CASES)
def test_page_is_faultless(case: str, options: PrintOptions) -> None:
    printed = replace(CASES[case](), options=options)
    assert probe.faults(publish_pdf(printed).data, printed) == []


def test_pages_of_the_seed_are_faultless(shared: Path) -> None:
    for options in (CLEAN, DRAFT):
        printed = replace(seed(shared), options=options)
        assert probe.faults(publish_pdf(printed).data, printed) == []


HANZI = st.sampled_from(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感"
)
MARKS = st.sampled_from(
    [
        "，",
        "。",
        "、",
        "；",
        "：",
        "？",
        "！",
        "”",
        "“",
        "（",
        "）",
        "《",
        "》",
        "——",
        "……",
        "”（",
        "》、《",
        "。”",
    ]
)
NUMBERS = st.sampled_from(
    ["1", "23件", "1,286条", "2024年", "12月31日", "3.5%", "96171.6万元", "0533-2880386", "第20条", "100%"]
)
WORDS = st.text(HANZI, min_size=1, max_size=9)
PIECES = st.one_of(WORDS, WORDS, WORDS, MARKS, NUMBERS)


@st.composite
def paragraph(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(["", "", "（一）主动公开。", "1.", "（1）"]))
    pieces = draw(st.lists(PIECES, min_size=1, max_size=70))
    return head + "公" + "".join(pieces) + "。"


PROSES = st.fixed_dictionaries(
    {name: st.lists(paragraph(), min_size=1, max_size=4).map(tuple) for name in PROSE}
)


@pytest.mark.parametrize("options", [CLEAN, DRAFT], ids=["clean", "draft"])
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(prose=PROSES, digits=st.integers(0, 8))
def test_random_page_is_faultless(
    options: PrintOptions, prose: dict[str, tuple[str, ...]], digits: int
) -> None:
    printed = printout_with(prose, values=figures_of("2021", digits=digits), options=options)
    assert probe.faults(publish_pdf(printed).data, printed) == []
