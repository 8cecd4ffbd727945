"""A year of the office that collects: forty reports, by mouse and keyboard in the real window, counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pytest

from report_desk.core.consolidation.entry import Standing
from report_desk.core.record import codec
from report_desk.core.report.model import State
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE
from tests.desk.shell.test_county_year import (
    CLEAN,
    FAULTY,
    MISSING,
    NEW,
    names,
    send_files,
)
from tests.journeys.screen import Program, drop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen
REGION = "示例区人民政府"
REVIEWER = "审核人"
BOARD = (700, 420)
"""A place on the board to let go of files."""
BY_HAND = 4
"""Clean reports that are looked through one by one."""
MOST_RETURNED, MOST_CLEAN = 5, 3
"""Actions a report: one that is returned, one that is clean."""
BACK = 3
"""Returned reports that come again."""
CLERK = "经办人"
AT = "本年新收政府信息公开申请数量，自然人"
"""Where the reviewer stood, as the report opened at its first finding."""
MOST_ACTIONS = 61
"""Of the whole year, with two for each report that comes back: its answer is closed, and it is approved."""
ON_PAPER = 4
"""More, to keep the annex as a PDF as well."""


class Office(Program):
    """Counts what the office does: a key, a press, a drop; text that is pasted into a field is none."""

    actions = 0

    def act(self, *names: str) -> None:
        """Keys that do something."""
        self.actions += len(names)
        self.keys(*names)

    def press(self, words: str) -> None:
        """A press of the mouse."""
        self.actions += 1
        self.click(words)

    def hear(self, words: str) -> None:
        """What the board counts."""
        self.wait_for_words(words)


def states(folder: Path) -> dict[str, State]:
    return {path.stem: codec.read(path.read_bytes()).report.state for path in folder.glob("*.rdesk")}


def count(folder: Path, state: State) -> int:
    return list(states(folder).values()).count(state)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    return made


def open_folder(office: Office, folder: Path) -> None:
    office.act("ctrl+shift+o")
    office.wait_for_title("打开收年报的文件夹")
    office.keys("ctrl+a")
    office.paste(str(folder))
    office.act("Return")
    office.wait_for_title(f"{folder.name} — 年报台")


def paste_roster(office: Office, every: list[str]) -> None:
    office.press("应报单位…")
    office.wait_for_title("应报单位")
    office.paste("\n".join(every))
    office.press("存下")
    office.hear(f"应报 {len(every)}")


def take_in(office: Office, desk: Screen, stick: Path, files: int) -> None:
    """A stick's folder is dragged onto the board; what becomes of each file is listed first."""
    office.actions += 1
    drop(desk, stick, *BOARD)
    office.wait_for_title("收件")
    office.hear(f"收 {files} 份，不收 0 份")
    office.press(f"收下 {files} 份")


def return_by_hand(office: Office, folder: Path) -> None:
    """The reports with the most to put right first: a phrase as a remark, back, and on to the next."""
    office.wait_for(lambda: office.looked_at().kind == "BoardTable", "the keyboard on the board")
    office.press("▾必须改")
    office.act("ctrl+Home", "Return")
    for at in range(FAULTY):
        office.wait_for_words(f"第 {at + 1} 份，共 {CLEAN + FAULTY + 1} 份")
        office.act("ctrl+alt+m")
        office.wait_for(lambda: office.looked_at().name == "写批注", "the sheet for a remark")
        office.act("alt+1")
        office.wait_for(lambda: office.looked_at().holds("请和登记台账核对后填写。"), "the phrase")
        if not at:  # the name is asked for once
            office.keys("Tab")
            office.paste(REVIEWER)
        office.act("ctrl+Return", "ctrl+shift+t")
        office.wait_for(lambda at=at: count(folder, State.RETURNED) == at + 1, "the return")  # type: ignore[misc]


def approve_by_hand(office: Office, folder: Path) -> None:
    """The next ones are clean: one key each."""
    for at in range(BY_HAND):
        office.wait_for_words(f"第 {FAULTY + at + 1} 份")
        office.act("ctrl+shift+g")
        office.wait_for(lambda at=at: count(folder, State.APPROVED) == at + 1, "the approval")  # type: ignore[misc]


def approve_the_rest(office: Office, folder: Path, files: int) -> None:
    """All that is clean, after a list of it."""
    office.press(f"同意 {files} 份没有问题的…")
    office.wait_for_title("同意定稿")
    office.press(f"同意定稿 {files} 份")
    office.wait_for_title("结果")
    office.hear(f"做好 {files} 份，没有做成 0 份")
    office.act("Return")
    office.wait_for(lambda: count(folder, State.APPROVED) == CLEAN + BACK, "all approvals")
    office.hear(f">{CLEAN + BACK}</b>")  # 定稿 on the board


def add_up(office: Office, saved: Path) -> None:
    office.press("生成本地区报告…")
    office.wait_for_title("生成本地区报告")
    office.wait_for_words(f"算进 {CLEAN + BACK} 份")
    office.paste(REGION)
    office.act("Return")
    office.wait_for_title(f"{REGION} 2024")
    office.act("ctrl+s")
    office.wait_for_title("保存报告")
    office.keys("ctrl+a")
    office.paste(str(saved))
    office.act("Return")
    office.wait_for(saved.exists, "the region's report")


def print_it(office: Office, printed: Path) -> None:
    office.act("ctrl+p")
    office.wait_for_title("打印报告")
    office.act("Return")
    office.wait_for_title("打印 ")
    office.act("alt+p")
    office.wait_for(printed.exists, "the printed file")
    office.wait_for_title(REGION)


def check_annex(office: Office, folder: Path, saved: Path, annex: Path) -> None:
    """Back on the board, each number of the region's report is held against the folder."""
    office.act("ctrl+w")
    office.wait_for_title(f"{folder.name} — 年报台")
    office.hear("应报")
    office.press("底稿…")
    office.wait_for_title("底稿：选本地区的报告")
    office.keys("ctrl+a")
    office.paste(str(saved))
    office.act("Return")
    office.wait_for_title(f"底稿 — {REGION}")
    office.wait_for_words("一致：用文件夹里的报告重算，是同样的数。")
    keep_annex(office, "Excel", annex)
    office.press("底稿…")
    office.wait_for_title("底稿：选本地区的报告")
    office.act("Return")  # the one that was held last
    office.wait_for_title(f"底稿 — {REGION}")
    keep_annex(office, "PDF…", annex.with_suffix(".pdf"))


def keep_annex(office: Office, kind: str, path: Path) -> None:
    office.press(f"存成 {kind}" if kind == "PDF…" else kind)
    office.wait_for_title("底稿存成")
    office.keys("ctrl+a")
    office.paste(str(path))
    office.act("Return")
    office.wait_for(path.exists, "the annex")


def test_a_year_of_forty_organs(desk: Screen, folder: Path, tmp_path: Path) -> None:
    every = [*names("甲", CLEAN), *names("乙", FAULTY), "示例区草稿局", *names("缺", MISSING)]
    stick = tmp_path / "U盘"
    send_files(stick)
    sent = {path.name: path.read_bytes() for path in stick.iterdir()}
    office = Office(desk)
    office.wait_for_start()
    open_folder(office, folder)
    paste_roster(office, every)
    take_in(office, desk, stick, len(sent))
    office.wait_for(lambda: len(states(folder)) == len(sent), "all files")
    office.hear(f"2024 年度 · 应报 {len(every)}")
    review(office, desk, folder, tmp_path / "再交")
    approve_the_rest(office, folder, CLEAN - BY_HAND)
    saved, annex = tmp_path / "region.rdesk", tmp_path / "annex.xlsx"
    add_up(office, saved)
    print_it(office, tmp_path / "home" / "政府信息公开工作年度报告.pdf")
    check_annex(office, folder, saved, annex)
    office.keys("ctrl+q")
    assert office.end() == 0
    assert not office.log.strip(), office.log
    assert_all_is_right(folder, saved, annex)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == sent
    assert office.actions <= MOST_ACTIONS + ON_PAPER, office.actions


def put_right(computer: Screen, returned: Path, stick: Path) -> None:
    """One clerk at work: the returned file opens at its first remark; corrected, answered, handed over."""
    (computer.folder / "home").mkdir(parents=True)
    already = len(list(stick.iterdir()))
    path = computer.folder / returned.name
    path.write_bytes(returned.read_bytes())
    clerk = Program(computer, str(path))
    clerk.wait_for_title(f"{returned.stem} 2024")
    at = codec.read(path.read_bytes()).report.remarks[0].anchor.cell
    assert at == NEW, "the reviewer stood at the first finding, as the report opened there"
    clerk.wait_for(lambda: AT in " ".join(clerk.looked_at().at[:1]), "the cell of the first remark")
    clerk.wait_for_words("请和登记台账核对后填写。")
    clerk.write("0")
    clerk.keys("Return", "ctrl+shift+r")
    clerk.paste("多登记了，已改。")
    clerk.keys("Tab")
    clerk.paste(CLERK)
    clerk.keys("ctrl+Return")
    clerk.wait_for_words("已答复，待审核")
    clerk.keys("ctrl+shift+h")
    clerk.wait_for_title("交给上级")
    clerk.keys("Tab", "Tab", "ctrl+a")
    clerk.paste(str(stick))
    clerk.keys("ctrl+Return")
    clerk.wait_for(lambda: len(list(stick.iterdir())) == already + 1, "the copy on the stick")
    clerk.wait_for(lambda: "年度报告 —" in clerk.title, "a window without unsaved work")
    clerk.keys("ctrl+q")
    assert clerk.end() == 0
    assert not clerk.log.strip(), clerk.log


def look_at_answers(office: Office, folder: Path, organs: list[str]) -> None:
    """What clerks have answered waits for who asked: closed there, approved, and the next one follows."""
    office.wait_for(lambda: office.looked_at().kind == "BoardTable", "the keyboard on the board")
    approved = count(folder, State.APPROVED)
    office.press("▾批注")
    office.act("ctrl+Home", "Return")
    for at, organ in enumerate(organs):
        office.wait_for_title(f"{organ} 2024")
        office.wait_for_words(f"{CLERK}：多登记了，已改。")
        office.act("ctrl+shift+l")
        office.wait_for_words("都已了结")
        office.act("ctrl+shift+g")
        office.wait_for(lambda at=at: count(folder, State.APPROVED) == approved + at + 1, "the approval")  # type: ignore[misc]


def review(office: Office, desk: Screen, folder: Path, again: Path) -> None:
    """Five go back with a remark; three come again from their clerks' hands, each at his own computer."""
    before = office.actions
    return_by_hand(office, folder)
    returned = office.actions - before
    approve_by_hand(office, folder)
    clean = office.actions - before - returned
    office.act("ctrl+alt+Home")
    office.wait_for_title(f"{folder.name} — 年报台")
    organs = names("乙", BACK)
    again.mkdir()
    for organ in organs:
        clerk = replace(desk, folder=again.parent / f"clerk of {organ}")
        put_right(clerk, folder / f"{organ}.rdesk", again)
    before = office.actions
    take_in(office, desk, again, BACK)
    returned += office.actions - before
    office.wait_for(lambda: len(list((folder / ASIDE).glob("*.rdesk"))) == BACK, "the old ones aside")
    before = office.actions
    look_at_answers(office, folder, organs)
    looked_at = office.actions - before
    office.act("ctrl+alt+Home")
    office.wait_for_title(f"{folder.name} — 年报台")
    assert returned <= MOST_RETURNED * FAULTY, returned
    assert clean <= MOST_CLEAN * BY_HAND, clean
    assert looked_at <= MOST_CLEAN * BACK, looked_at


def assert_all_is_right(folder: Path, saved: Path, annex: Path) -> None:
    """On the disk: who stands where, the sum, and its annex."""
    entries = ReportFolder(folder).entries()
    standings = [one.standing for one in entries]
    assert (standings.count(Standing.APPROVED), standings.count(Standing.RETURNED)) == (CLEAN + BACK, 2)
    region = codec.read(saved.read_bytes()).report
    assert region.consolidation is not None
    assert len(region.consolidation.parts) == CLEAN + BACK
    assert region.consolidation.missing == tuple(names("缺", MISSING))
    whole = 2 * CLEAN
    assert region.figures[NEW] == whole
    reports = [codec.read((folder / one.file).read_bytes()).report for one in entries]
    said = [one.remarks[0].entries[0].text for one in reports if one.organ in names("乙", FAULTY)]
    assert said == ["请和登记台账核对后填写。"] * FAULTY
    sums = {row[0].value: row[2].value for row in openpyxl.load_workbook(annex)["合计"].rows}
    assert sums[NEW] == whole
    assert_paper(annex.with_suffix(".pdf"), whole)


def assert_paper(annex: Path, whole: int) -> None:
    """The annex on paper: every organ that was added up, those that are missing, and the sum of a cell."""
    document = pypdfium2.PdfDocument(annex)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    bare = "".join(text.split())
    for organ in (*names("甲", CLEAN), *names("乙", BACK), *names("缺", MISSING)):
        assert organ in bare, organ
    assert str(whole) in text
