"""The reports that every test of the page is run on: ordinary ones, and those at the edges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.output.printout import Printout, printout
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from tests.publish.printouts import PROSE, figures_of, paragraphs_of_words, printout_with

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
_LONG_ORGAN = ("新疆维吾尔自治区巴音郭楞蒙古自治州和静县人民政府办公室", "2024年政府信息公开工作年度报告")


def sample(year: int) -> Printout:
    """One of the two samples that come with the program."""
    data = (ROOT / "resources" / "samples" / f"{year}.rdesk").read_bytes()
    report = codec.read(data).report
    return printout(evaluate(resources.format_by_id(report.format), report))


def city() -> Printout:
    """The figures of a real city report, with invented prose."""
    data = json.loads((ROOT / "tests" / "data" / "huaian-2024.json").read_text("utf-8"))
    known = {address: str(value) for address, value in data["figures"].items()}
    return printout_with(values=dict.fromkeys(figures_of("2021"), "0") | known)


def seed(shared: Path) -> Printout:
    """The prose of a real report, pasted, blanks between numbers and units and all."""
    text = (shared / "seed" / "zhangdian-2020.txt").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines() if "\t" not in line)
    prose = tuple(line for line in lines if len(line) > 60)
    return printout_with({"overview": prose, "other": ("无。",)}, format_id="2019", values={})


CASES: dict[str, Callable[[], Printout]] = {
    "sample 2024": lambda: sample(2024),
    "sample 2025": lambda: sample(2025),
    "city": city,
    "format 2019": lambda: printout_with(format_id="2019"),
    "long sections": lambda: printout_with({name: paragraphs_of_words(3000, name) for name in PROSE}),
    "one line sections": lambda: printout_with(dict.fromkeys(PROSE, ("无。",))),
    "one character too many": lambda: printout_with(dict.fromkeys(PROSE, ("一二三四五六七八九" * 3,))),
    "eight digits": lambda: printout_with(values=figures_of("2021", digits=8)),
    "eight digits 2019": lambda: printout_with(format_id="2019", values=figures_of("2019", digits=8)),
    "blank": lambda: printout_with({}, values={}),
    "long organ": lambda: printout_with(title=_LONG_ORGAN),
}
