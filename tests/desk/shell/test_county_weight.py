"""What keeps the window moving while ten thousand files are read: small pieces, and nothing to search."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from report_desk.core.consolidation.roster import Member
from report_desk.core.folder_ports import SeenFolder
from report_desk.desk.shell.county.board.initials import PIECE, pieces
from report_desk.desk.shell.county.board.lines import shown
from report_desk.desk.shell.county.roster.table import RosterModel, RosterTable
from report_desk.store.folders.folder import ReportFolder
from tests import county
from tests.desk.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAMES = ("重庆市财政局", "长沙市行政审批局", "示例区银行业", "a省厦门", "万俟", "")
LETTERS = """
import json, sys
longest, load = 0, json.loads
def counted(text, **more):
    global longest
    if "[[" in "".join(text[:99].split()):  # phrases, not single characters
        longest = max(longest, len(text))
    return load(text, **more)
json.loads = counted
from report_desk.desk.shell.county.board.initials import initials
print(json.dumps([[initials(one) for one in sys.argv[1:]], longest]))
"""
PLAIN = """
import json, sys
from pypinyin import Style, lazy_pinyin
print(json.dumps(["".join(lazy_pinyin(one, style=Style.FIRST_LETTER)).lower() for one in sys.argv[1:]]))
"""


def said_by(script: str) -> Any:  # noqa: ANN401 - what JSON says
    ran = subprocess.run([sys.executable, "-c", script, *NAMES], capture_output=True, check=True, text=True)
    return json.loads(ran.stdout)


def test_phrases_are_read_in_pieces_and_say_what_they_say_in_one() -> None:
    letters, longest = said_by(LETTERS)
    assert letters == said_by(PLAIN)
    assert letters[:2] == ["cqsczj", "cssxzspj"]
    assert 0 < longest <= 2 * PIECE


@pytest.mark.parametrize(
    "separators", [(",", ":"), (",\n", ": "), None], ids=["closed up", "in lines", "plain"]
)
def test_the_pieces_are_the_whole_table(separators: tuple[str, str] | None) -> None:
    whole = json.loads(files("pypinyin").joinpath("phrases_dict.json").read_text("utf-8"))
    together: dict[str, object] = {}
    count = 0
    for one in pieces(json.dumps(whole, ensure_ascii=False, separators=separators)):
        together |= json.loads(one)
        count += 1
    assert together == whole
    assert count > 10


def test_a_search_for_garbage_passes_the_lines_of_a_board_by(tmp_path: Path) -> None:
    county.many(tmp_path / "in", 3)
    seen = ReportFolder(tmp_path / "in").entries()
    made = shown(SeenFolder("", tuple(seen), ()), NOW.date())
    assert len(made.lines) == 3
    for line in made.lines:
        assert line.entry is not None
        held = (line, line.row, line.row.member, line.entry, line.entry.revision)
        assert not any(map(gc.is_tracked, held))


def test_ten_thousand_organs_are_shown_without_an_object_for_each_cell(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = RosterTable()
    qtbot.addWidget(table)
    every = [Member(f"第{at}局", "短", "县级", phone=str(at)) for at in range(10_000)]
    asked: list[int] = []
    monkeypatch.setattr(RosterModel, "data", lambda _, index, __=0: asked.append(index.row()))
    table.show_members(every)
    table.show()
    assert table.members() == tuple(every)
    assert len(set(asked)) < 100, "only what is in sight is asked for"
