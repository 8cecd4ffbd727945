"""A clerk's year, by keyboard alone, in a real window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from tests.journeys.conftest import ORGAN
from tests.journeys.screen import Program

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report.model import Report
    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen
MOST_ACTIONS = 10


class Counted(Program):
    """Counts what a person does; what is typed or pasted into a field or a text is not an action."""

    actions = 0

    def act(self, key: str) -> None:
        """One key that does something."""
        self.actions += 1
        self.keys(key)


def read(path: Path) -> Report:
    return codec.read(path.read_bytes()).report


def figure(report: Report, row: str, column: str = "individual") -> object:
    return report.figures.get(Address(f"requests.{row}.{column}"))


def use_once(desk: Screen, path: Path) -> None:
    """Open a file and close again: from then on the program knows organ and file."""
    program = Program(desk, str(path))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+q")
    assert program.end() == 0


def save_new(program: Program, path: Path) -> None:
    program.wait_for_title("保存报告")
    program.keys("ctrl+a")
    program.paste(str(path))


def test_a_report_of_zeros_takes_at_most_ten_actions(
    desk: Screen, quiet: Path, year: int, tmp_path: Path
) -> None:
    use_once(desk, quiet)
    saved, pdf = tmp_path / "this.rdesk", tmp_path / "this.pdf"
    program = Counted(desk)
    program.wait_for_start()
    program.act("Return")
    program.wait_for_title("新建报告")
    program.act("Return")
    program.wait_for_title(f"{ORGAN} {year}")
    program.act("ctrl+alt+0")
    for text in ("（一）主动公开。没有变化。", "公开内容不够及时，下一步按月检查。", "无。"):
        program.act("F8")
        program.paste(text)
    program.act("ctrl+s")
    save_new(program, saved)
    program.act("Return")
    program.wait_for(saved.exists, "the file")
    program.act("ctrl+shift+e")
    program.wait_for_title("导出")
    program.keys("ctrl+a")
    program.paste(str(pdf))
    program.act("Return")
    program.wait_for(pdf.exists, "the PDF")
    program.keys("ctrl+q")
    assert program.end() == 0
    report = read(saved)
    assert figure(report, "carried_in") == 0
    assert report.details["phone"] == "010-62000000"
    assert report.previous is not None
    assert program.actions <= MOST_ACTIONS


def test_a_table_from_excel_is_pasted_and_undone(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    program.paste("12\t3\t0\t1\t2\t0\t18\n１\t2\t0\t1\t0\t0\t4\n")
    program.keys("Return", "ctrl+s")
    program.wait_for(lambda: figure(read(last), "new") == 12, "the paste on disk")
    assert figure(read(last), "carried_in") == 1
    assert not read(last).declared
    program.keys("ctrl+z", "ctrl+s")
    program.wait_for(lambda: figure(read(last), "new") == 1, "the undo on disk")
    program.keys("ctrl+q")
    assert program.end() == 0


def test_what_is_red_is_found_and_put_right(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    program.write("5")
    program.keys("Return", "ctrl+Prior", "F8")
    program.write("1")
    program.keys("Return", "ctrl+s")
    time.sleep(0.3)
    program.keys("ctrl+q")
    assert program.end() == 0
    assert figure(read(last), "new") == 1


def test_a_difference_to_last_year_is_explained_in_place(desk: Screen, last: Path, tmp_path: Path) -> None:
    use_once(desk, last)
    saved = tmp_path / "this.rdesk"
    program = Program(desk)
    program.wait_for_start()
    program.keys("Return")
    program.wait_for_title("新建报告")
    program.keys("Return")
    program.wait_for_title(ORGAN)
    program.keys("ctrl+alt+0", "ctrl+Next", "ctrl+Next", "ctrl+Next", "Down")
    program.write("0")
    program.keys("Return")
    for text in ("（一）主动公开。没有变化。", "公开内容不够及时，下一步按月检查。", "无。"):
        program.keys("F8")
        program.paste(text)
    program.keys("F8", "ctrl+m")
    time.sleep(0.3)
    program.paste("上年一件申请人撤回，已计入其他处理。")
    program.keys("Tab")
    program.paste("经办")
    program.keys("Return", "ctrl+s")
    save_new(program, saved)
    program.keys("Return")
    program.wait_for(saved.exists, "the file")
    (explanation,) = read(saved).explanations
    assert (explanation.rule, explanation.by) == ("carry-over", "经办")
    assert explanation.text.startswith("上年一件")
    program.keys("ctrl+q")
    assert program.end() == 0


def test_work_survives_the_death_of_the_program(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    program.write("7")
    program.keys("Return")
    program.wait_for_title("*")
    time.sleep(5)
    program.kill()
    assert figure(read(last), "new") == 1
    again = Program(desk)
    again.wait_for_start()
    again.keys("Tab", "Tab", "Return")
    again.wait_for_title("找回")
    again.keys("Return")
    again.wait_for_title(ORGAN)
    again.keys("ctrl+s")
    again.wait_for(lambda: figure(read(last), "new") == 7, "the recovered figure on disk")
    again.keys("ctrl+q")
    assert again.end() == 0


def test_what_is_previewed_exported_and_printed_is_one_and_the_same(
    desk: Screen, quiet: Path, tmp_path: Path
) -> None:
    program = Program(desk, str(quiet))
    program.wait_for_title(ORGAN)
    exported = tmp_path / "exported.pdf"
    program.keys("ctrl+r", "ctrl+shift+e")
    program.wait_for_title("导出")
    program.keys("ctrl+a")
    program.paste(str(exported))
    program.keys("Return")
    program.wait_for(exported.exists, "the export")
    program.wait_for_title(ORGAN)
    program.keys("ctrl+p")
    program.wait_for_title("打印报告")
    program.keys("Return")
    program.wait_for_title("打印 ")
    program.keys("alt+p")
    printed = tmp_path / "home" / "政府信息公开工作年度报告.pdf"
    program.wait_for(printed.exists, "the printed file")
    program.wait_for_title(ORGAN)
    assert printed.read_bytes() == exported.read_bytes()
    program.keys("ctrl+q")
    assert program.end() == 0
