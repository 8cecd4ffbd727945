"""The verb edition-check: a sound edition, one with mistakes, one that extends another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk import resources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SOUND = resources.path("formats/2021.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_the_editions_of_the_program_are_sound(name: str, run: Run) -> None:
    path = resources.path(f"formats/{name}.toml")
    assert (run("edition-check", path).code, run("edition-check", path, "--json").json()) == (
        0,
        {"mistakes": []},
    )


def test_every_mistake_is_named_with_its_line(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "2021.toml"
    path.write_text(
        SOUND.replace('rule = "swing"', 'rule = "jump"').replace("limit = 1000\n", "limt = 1\n", 1), "utf-8"
    )
    answer = run("edition-check", path, "--json")
    assert answer.code == 2
    assert [
        (one["path"], path.read_text("utf-8").splitlines()[one["line"] - 1])
        for one in answer.json()["mistakes"]
    ] == [
        ("sections[0].limt", "limt = 1"),
        ("checks[16].rule", 'rule = "jump"'),
    ]
    told = run("edition-check", path)
    assert "行 sections[0].limt：没有这一项" in told.out
    assert told.err == "「2021.toml」有 2 处错误。\n"


def test_an_edition_may_extend_one_beside_it_or_one_of_the_program(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "2031.toml"
    path.write_text('extends = "2021"\nid = "2031"\nfirst_year = 2031\n', "utf-8")
    answer = run("edition-check", path, "--json")
    assert {one["line"] for one in answer.json()["mistakes"]} == {1}
    assert "沿用自2021版，在这一版里不成立" in answer.out
    (tmp_path / "2021.toml").write_text("title = [", "utf-8")
    assert "沿用的「2021.toml」不是 TOML" in run("edition-check", path).err
    path.write_text('extends = "../2021"\n', "utf-8")
    assert "没有「../2021」这一版格式" in run("edition-check", path).out
