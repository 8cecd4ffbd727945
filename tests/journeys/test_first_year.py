"""The first year with the program: last year's report is a Word file, and this year's begins from it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from report_desk import resources
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from tests.intake.making import ORGAN
from tests.journeys.screen import ROOT, Program

if TYPE_CHECKING:
    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen
DATA = Path(__file__).resolve().parents[1] / "data" / "intake"
YEAR = 2025
MOST_ACTIONS = 6
LEAST_COLOURS = 60
"""Colours of a picture of the screen in which something is written."""
GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
assert application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class Watched(Program):
    """Counts every key that does something, Tab too, and looks at the screen after each."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        super().__init__(screen)
        self.actions = 0
        self._folder = folder

    def act(self, key: str, title: str) -> None:
        """Press one key, and see what comes of it."""
        self.actions += 1
        self.keys(key)
        self.wait_for_title(title)
        self.look(f"{self.actions}-{key}")

    def look(self, name: str) -> None:
        """A picture of the screen, with something on it."""
        path = self._folder / f"{name}.png"
        command = [sys.executable, "-c", GRAB, str(path)]
        subprocess.run(command, env=dict(self._screen.environment), cwd=ROOT, check=True, timeout=60)
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1366, 768)
        step = range(0, 1366, 3)
        colours = {picture.pixel(x, y) for x in step for y in range(0, 768, 3)}
        assert len(colours) >= LEAST_COLOURS, f"{name}: {len(colours)} colours"


def test_last_years_word_file_gives_this_years_report_in_six_actions(desk: Screen, tmp_path: Path) -> None:
    word, saved = tmp_path / "2024年度报告（定稿）.doc", tmp_path / "2025.rdesk"
    shutil.copyfile(DATA / "report.doc", word)
    program = Watched(desk, tmp_path)
    program.wait_for_start()
    program.look("0-start")
    program.act("Return", "新建报告")
    program.paste(ORGAN)
    program.act("Tab", "新建报告")
    program.keys("ctrl+a")
    program.write(str(YEAR))
    program.act("Tab", "新建报告")
    program.act("space", "去年的报告")
    program.paste(str(word))
    program.act("Return", "新建报告")
    program.wait_for_words(word.name)
    program.act("Return", f"{ORGAN} {YEAR}")
    assert program.actions <= MOST_ACTIONS
    see_last_year(program)
    save_and_quit(program, saved)
    assert_carried(saved)


def see_last_year(program: Watched) -> None:
    """Last year's prose stands beside this year's empty page, and the figures in their tables."""
    program.wait_for_words("2024 年")
    program.keys("ctrl+Next")
    program.wait_for_words("2024 年的文字")  # last year's prose beside this year's empty page
    program.look("7-prose")
    program.keys("ctrl+Next")
    program.look("8-disclosure")
    program.keys("ctrl+Next")
    program.look("9-requests")


def save_and_quit(program: Watched, saved: Path) -> None:
    program.keys("ctrl+s")
    program.wait_for_title("保存报告")
    program.keys("ctrl+a")
    program.paste(str(saved))
    program.keys("Return")
    program.wait_for(saved.exists, "the file")
    program.keys("ctrl+q")
    assert program.end() == 0
    assert not program.log.strip(), program.log


def assert_carried(saved: Path) -> None:
    """What was carried over, the stock in force, how to reach the organ, and last year's words."""
    report = codec.read(saved.read_bytes()).report
    last = json.loads((DATA / "figures.json").read_text("utf-8"))["figures"]
    form = resources.format_by_id(report.format)
    carried = {cell.address: last[cell.takes_over] for cell in form.typed if cell.takes_over}
    assert {address.split(".")[0] for address in carried} == {"disclosure", "requests"}
    assert report.figures == carried
    assert (
        report.figures[Address("requests.carried_in.individual")] == last["requests.carried_out.individual"]
    )
    assert report.details == {"address": "示例路 1 号", "postcode": "100000"}
    assert report.previous is not None
    assert report.previous.sections["problems"] == "这里写问题与改进。"
    assert report.previous.figures == {
        cell.address: last[cell.address] for cell in form.typed if cell.address in last
    }
