"""A new edition is a new file: put beside the others, every verb knows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.record import codec
from tests.invented import FILE, put_beside_the_real_ones

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def beside(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("resources")
    put_beside_the_real_ones(folder, monkeypatch)
    yield folder
    monkeypatch.undo()
    resources.formats.cache_clear()
    resources._format.cache_clear()


def test_it_is_chosen_by_the_year_filled_shown_checked_and_exported(tmp_path: Path, run: Run) -> None:
    out, figures = tmp_path / "a.rdesk", tmp_path / "f.json"
    figures.write_text(
        json.dumps(
            {"charges.by_item.cases": 2, "charges.by_item.amount": "1,200.50元", "requests.new.other": 1}
        ),
        "utf-8",
    )
    assert run("new", out, "--organ", "某局", "--year", "2031").code == 0
    assert run("fill", out, "--figures", figures, "--zero-blanks").code == 0
    shown = run("show", out, "--json").json()
    assert shown["format"] == "2031"
    assert (shown["figures"]["charges.by_item.amount"], shown["totals"]["charges.total.amount"]) == (
        "1200.50",
        "1200.50",
    )
    found = run("check", out, "--json").json()["findings"]
    told = {finding["rule"]: finding["sentence"] for finding in found}
    assert told["charges-within-requests"] == "表五收费 2 件，多于表三的 1 件申请，差 1。"
    assert "前言\n" in run("show", out).out
    assert run("export", out, "--draft", "-o", tmp_path / "a.pdf").code == 0
    assert run("export", out, "-o", tmp_path / "a.json").code == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["totals"]["charges.total.cases"] == 2


def test_a_report_in_the_edition_before_is_found(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "a.rdesk"
    assert run("new", out, "--organ", "某局", "--year", "2030").code == 0
    report = codec.read(out.read_bytes()).report
    wrong = {}
    for year in (2020, 2021, 2030, 2031, 2035):
        out.write_bytes(codec.write(replace(report, year=year)))
        found = run("check", out, "--json").json()["findings"]
        wrong[year] = [one["sentence"] for one in found if one["rule"] == "wrong-format-for-year"]
    assert [year for year, said in wrong.items() if said] == [2020, 2031, 2035]
    assert wrong[2031] == ["2031 年的报告不用这一版格式（国办公开办函〔2021〕30号）。"]


def test_an_edition_ends_where_the_next_begins_unless_it_says_when() -> None:
    stated = {form.id: form.last_year for form in resources.editions()}
    assert stated == {"2019": 2020, "2021": None, "2031": None}
    assert {form.id: form.last_year for form in resources.formats()} == {**stated, "2021": 2030}
    assert resources.format_by_id("2021").last_year == 2030


def test_an_edition_that_states_its_year_in_another_way_is_read_whole(beside: Path) -> None:
    file = beside / "formats" / "2031.toml"
    file.write_text(file.read_text("utf-8").replace("first_year = 2031", '"first_year" = 2_032'), "utf-8")
    assert resources.format_by_id("2021").last_year == 2031


def test_the_years_before_keep_their_edition(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "a.rdesk"
    assert run("new", out, "--organ", "某局", "--year", "2030").code == 0
    assert run("show", out, "--json").json()["format"] == "2021"
    assert run("edition-check", FILE).code == 0
