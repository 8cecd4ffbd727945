"""Clerk and supervisor on one file, each on a computer of their own, by keyboard in a real window."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from report_desk import resources
from report_desk.core.edits.apply import SetDetail, SetFigures, SetText, Together, ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.edits.review import approval_is_broken
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report.model import AnchorKind, EventKind, State
from report_desk.core.sheet import evaluate
from tests.journeys.conftest import ORGAN
from tests.journeys.screen import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_desk.core.report.model import Report
    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen
NEW = Address("requests.new.individual")
CARRIED_IN = Address("requests.carried_in.individual")
GRANTED = Address("requests.granted.individual")
CLERK, SUPERVISOR = "经办人", "审核人"


@pytest.fixture
def clerk(desk: Screen, tmp_path: Path) -> Screen:
    """The clerk's computer."""
    return _at_home(desk, tmp_path / "clerk")


@pytest.fixture
def supervisor(desk: Screen, tmp_path: Path) -> Screen:
    """The supervisor's computer: the same screen, another home."""
    return _at_home(desk, tmp_path / "supervisor")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The clerk's own file, filled but for one figure."""
    form = resources.format_by_id("2021")
    sheet = evaluate(form, new_report(form, "journey", ORGAN, 2025))
    texts = [SetText(name, "全年收到的申请均已办结。") for name in ("overview", "problems", "other")]
    dated = SetDetail("signed_on", "2026-01-20")
    sheet = apply(sheet, Together((ZeroBlanks(), SetFigures({GRANTED: 1}), dated, *texts))).sheet
    path = tmp_path / "clerk" / "年报.rdesk"
    path.write_bytes(codec.write(sheet.report))
    return path


class Stick:
    """A folder of its own file system where that may be mounted, else a plain one.

    ``write_protected`` is the switch on its side: a read-only mount, for which being root makes no
    difference, or else the modes of the folder and its files.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.refusal = _refusal("--bind", str(folder), str(folder))

    @contextmanager
    def write_protected(self) -> Iterator[None]:
        """Nothing on the stick can be changed meanwhile."""
        if self.refusal:
            for path in (*self.folder.iterdir(), self.folder):
                path.chmod(0o555 if path.is_dir() else 0o444)
            yield
            self.folder.chmod(0o755)
            return
        assert not _refusal("-o", "remount,bind,ro", str(self.folder))
        with pytest.raises(OSError, match="Read-only file system"):
            (self.folder / "probe").touch()
        yield
        assert not _refusal("-o", "remount,bind,rw", str(self.folder))

    def pull_out(self) -> None:
        """Leave nothing mounted."""
        if not self.refusal:
            subprocess.run(["umount", str(self.folder)], check=True)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """What goes from desk to desk."""
    plugged = Stick(tmp_path / "stick")
    yield plugged
    plugged.pull_out()


@pytest.fixture(params=["a read-only file system", "modes alone"])
def protected(stick: Stick, request: pytest.FixtureRequest) -> Stick:
    """The stick, its file system really read-only; modes stand in where mounting is refused."""
    is_mounted = request.param == "a read-only file system"
    if is_mounted and stick.refusal:
        pytest.skip(f"no file system of its own: {stick.refusal}")
    if not is_mounted and not stick.refusal:
        pytest.skip("the stick is a read-only file system here, which proves more")
    return stick


def test_a_report_goes_up_comes_back_and_is_approved(
    clerk: Screen, supervisor: Screen, own: Path, protected: Stick, tmp_path: Path
) -> None:
    stick = protected.folder
    first = handed_over(clerk, own, stick, fills="1", introduces=True)
    assert first.name == f"{ORGAN}_2025_送审_修订1.rdesk"
    assert first.read_bytes() == own.read_bytes()
    returned = tmp_path / "returned.rdesk"
    with protected.write_protected():
        remark_and_return(supervisor, first, returned)
    assert first.read_bytes() == own.read_bytes()
    assert list(stick.iterdir()) == [first]
    report = read(returned)
    assert report.state is State.RETURNED
    kinds = [remark.anchor.kind for remark in report.remarks]
    assert kinds == [AnchorKind.CELL, AnchorKind.SENTENCE, AnchorKind.SECTION]
    assert report.history[-1].reason == "数字和文字不符"
    answer_and_correct(clerk, returned)
    second = handed_over(clerk, returned, stick, fills="", introduces=False)
    assert len(read(second).remarks[0].entries) == 2
    assert read(second).figures[NEW] == 2
    approve(supervisor, second)
    print_and_verify(supervisor, clerk, second, tmp_path / "approved.pdf")
    approved = read(second)
    assert approved.state is State.APPROVED
    assert not broken(approved)
    assert [event.by for event in approved.history] == [CLERK, SUPERVISOR, CLERK, SUPERVISOR]
    change_one_digit(clerk, second)
    assert broken(read(second))
    assert read(second).history[-1].kind is EventKind.APPROVED
    for computer in (clerk, supervisor):
        assert not (computer.folder / "program.log").read_text("utf-8").strip()


def test_what_somebody_else_saved_meanwhile_is_merged(clerk: Screen, own: Path) -> None:
    program = opened(clerk, own)
    go_to_requests(program)
    program.write("1")
    program.keys("Return", "ctrl+s")
    program.wait_for(lambda: read(own).figures.get(NEW) == 1, "the first save")
    figures = clerk.folder / "figures.json"
    figures.write_text(f'{{"{GRANTED}": 5}}', "utf-8")
    clerk.run(sys.executable, "-m", "report_desk", "fill", str(own), "--figures", str(figures))
    program.write("7")
    program.keys("Return", "ctrl+s")
    program.wait_for(lambda: program.title == "年报台", "the question")
    program.keys("Right", "Return")
    program.wait_for_title("合并")
    program.keys("Return")
    program.wait_for_title(ORGAN)
    program.keys("ctrl+s")
    program.wait_for(lambda: read(own).figures[CARRIED_IN] == 7, "the merged file on the disk")
    leave(program)
    assert read(own).figures[GRANTED] == 5
    assert read(own).history[-1].kind is EventKind.MERGED
    assert not (clerk.folder / "program.log").read_text("utf-8").strip()


def _refusal(*arguments: str) -> str:
    """Why a mount is refused; empty where it was done."""
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip() or f"mount: {done.returncode}"


def handed_over(computer: Screen, path: Path, stick: Path, *, fills: str, introduces: bool) -> Path:
    """Open a file, fill the first figure of 表三 in, hand over; the copy on the stick."""
    known = set(stick.iterdir())
    program = opened(computer, path)
    if fills:
        go_to_requests(program)
        program.write(fills)
        program.keys("Return")
    program.keys("ctrl+shift+h")
    program.wait_for_title("交给上级")
    if introduces:
        program.paste(CLERK)
        program.keys("Tab", "ctrl+a")
        program.paste(str(stick))
    program.keys("ctrl+Return")
    program.wait_for(lambda: set(stick.iterdir()) > known, "the copy on the stick")
    leave(program)
    (copy,) = set(stick.iterdir()) - known
    return copy


def remark_and_return(computer: Screen, path: Path, returned: Path) -> None:
    """A remark on a cell, one on a sentence, one on a section; then back with a reason, elsewhere."""
    program = opened(computer, path)
    go_to_requests(program)
    remark(program, "和登记台账不符。", introduces=SUPERVISOR)
    program.keys("ctrl+Prior", "ctrl+Prior", "ctrl+Home", "shift+End")
    remark(program, "和表三不一致。")
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next", "ctrl+Next")
    remark(program, "措施写具体。")
    program.keys("ctrl+shift+t")
    program.wait_for_title("退回修改")
    program.paste("数字和文字不符")
    program.keys("ctrl+Return")
    program.wait_for_title("保存报告")
    program.keys("ctrl+a")
    program.paste(str(returned))
    program.keys("Return")
    program.wait_for(returned.exists, "the returned file")
    leave(program)


def answer_and_correct(computer: Screen, path: Path) -> None:
    """A returned file opens at its first open remark in the order of the form; the cell is the second."""
    program = opened(computer, path)
    program.keys("F9")
    program.write("2")
    program.keys("Return", "Down")
    program.write("2")
    program.keys("Return", "ctrl+shift+r")
    program.paste("漏计一件，已改。")
    program.keys("ctrl+Return", "ctrl+s")
    program.wait_for(lambda: read(path).figures[NEW] == 2, "the correction on the disk")
    leave(program)


def approve(computer: Screen, path: Path) -> None:
    """Look at the changes, settle what stands in the way, approve."""
    program = opened(computer, path)
    program.keys("F7", "F7", "ctrl+shift+g")
    program.wait_for_title("同意定稿")
    program.keys("ctrl+Return")
    program.wait_for(lambda: read(path).state is State.APPROVED, "the approval on the disk")
    leave(program)


def print_and_verify(prints: Screen, verifies: Screen, path: Path, pdf: Path) -> None:
    """The approved report on paper, held against its file by somebody else."""
    code = read(path).history[-1].fingerprint
    export_and_print(prints, path, pdf)
    assert says_at_its_end(pdf, code)
    verify(verifies, path, pdf, code)


def export_and_print(computer: Screen, path: Path, pdf: Path) -> None:
    """The approved report as a PDF with its code, then on paper: the same pages."""
    program = opened(computer, path)
    program.keys("ctrl+shift+e")
    program.wait_for_title("导出 PDF")
    program.wait_for_words("可以导出正式稿")
    program.paste(str(pdf))
    program.keys("shift+Tab", "shift+Tab", "shift+Tab", "space")
    program.wait_for(lambda: program.looked_at().kind == "QCheckBox", "the choice of the code")
    program.keys("Return")
    program.wait_for(pdf.exists, "the PDF")
    program.wait_for_title(ORGAN)
    program.keys("ctrl+p")
    program.wait_for_title("打印报告")
    program.keys("Return")
    program.wait_for_title("打印 ")
    program.keys("alt+p")
    printed = computer.folder / "home" / "政府信息公开工作年度报告.pdf"
    program.wait_for(printed.exists, "the printed file")
    program.wait_for_title(ORGAN)
    assert printed.read_bytes() == pdf.read_bytes()
    leave(program)


def says_at_its_end(pdf: Path, code: str) -> bool:
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[len(document) - 1].get_textpage().get_text_bounded()
    finally:
        document.close()
    return f"定稿指纹 {code}" in text and "2026年1月20日" in text


def verify(computer: Screen, path: Path, pdf: Path, code: str) -> None:
    """The clerk holds the paper against the file: the code as a Chinese keyboard types it, then the pages."""
    program = opened(computer, path)
    program.keys("ctrl+shift+k")
    program.wait_for_title("定稿指纹")
    program.paste(code.lower().replace("-", "－"))
    program.keys("Return")
    program.wait_for_words("指纹一致")
    program.keys("Tab", "Tab", "space")
    program.wait_for_title("核对哪一份 PDF")
    program.paste(str(pdf))
    program.keys("Return")
    program.wait_for_words("页面一致：重新印了一遍，和这份 PDF 逐字节相同")
    program.keys("Escape")
    program.wait_for_title(ORGAN)
    leave(program)


def change_one_digit(computer: Screen, path: Path) -> None:
    """After the approval."""
    program = opened(computer, path)
    go_to_requests(program)
    program.write("3")
    program.keys("Return", "ctrl+s")
    program.wait_for(lambda: read(path).figures[NEW] == 3, "the change on the disk")
    leave(program)


def remark(program: Program, text: str, introduces: str = "") -> None:
    program.keys("ctrl+alt+m")
    program.paste(text)
    if introduces:
        program.keys("Tab")
        program.paste(introduces)
    program.keys("ctrl+Return")


def go_to_requests(program: Program) -> None:
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")


def opened(computer: Screen, path: Path) -> Program:
    program = Program(computer, str(path))
    program.wait_for_title(ORGAN)
    return program


def leave(program: Program) -> None:
    program.wait_for(lambda: "年度报告 —" in program.title, "a window without unsaved work")
    program.keys("ctrl+q")
    assert program.end() == 0


def read(path: Path) -> Report:
    return codec.read(path.read_bytes()).report


def broken(report: Report) -> bool:
    return approval_is_broken(evaluate(resources.format_by_id(report.format), report))


def _at_home(desk: Screen, home: Path) -> Screen:
    (home / "home").mkdir(parents=True)
    return replace(desk, folder=home)
