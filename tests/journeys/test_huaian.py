"""A city's published report typed in by keyboard, saved, closed, reopened, exported, read back."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.form.kinds import display
from report_desk.core.record import codec
from tests.journeys.screen import Program

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.report.model import Report
    from tests.journeys.screen import Screen

DATA = Path(__file__).resolve().parents[1] / "data" / "huaian-2024.json"
OVERVIEW = (
    "（一）主动公开。全年主动公开政府信息，及时发布规范性文件。\n"
    "（二）依申请公开。依法办理政府信息公开申请。\n"
    "（三）政府信息管理。完善公文属性源头认定。\n"
    "（四）政府信息公开平台建设。加强政府网站建设。\n"
    "（五）监督保障。组织业务培训，开展日常检查。"
)
PROBLEMS = "政策解读形式还不够多样。下一步增加图解和视频解读。"

pytestmark = pytest.mark.screen


@pytest.fixture
def form() -> ReportFormat:
    return resources.format_by_id("2021")


def test_a_published_report_is_typed_saved_reopened_and_exported(
    desk: Screen, form: ReportFormat, tmp_path: Path
) -> None:
    published = json.loads(DATA.read_text("utf-8"))
    saved, pdf = tmp_path / "huaian.rdesk", tmp_path / "huaian.pdf"
    program = Program(desk)
    program.wait_for_start()
    begin(program, published["organ"], published["year"])
    fill(program, form, published["figures"])
    save_as(program, saved)
    assert figures_of(read(saved)) == published["figures"]
    program.keys("ctrl+q")
    assert program.end() == 0
    again = Program(desk, str(saved))
    again.wait_for_title(published["organ"])
    again.keys("ctrl+shift+e")
    again.wait_for_title("导出")
    again.paste(str(pdf))
    again.keys("Return")
    again.wait_for(pdf.exists, "the PDF")
    again.keys("ctrl+q")
    assert again.end() == 0
    assert not again.log.strip(), again.log
    assert_is_printed(pdf, form, published)


def begin(program: Program, organ: str, year: int) -> None:
    """Start page → new report."""
    program.keys("Return")
    program.wait_for_title("新建报告")
    program.keys("ctrl+a")
    program.paste(organ)
    program.keys("Tab", "ctrl+a")
    program.write(str(year))
    program.keys("Return")
    program.wait_for_title(organ)


def fill(program: Program, form: ReportFormat, figures: dict[str, int | str]) -> None:
    """Every section in its order, the tables cell by cell with Tab."""
    for section in form.sections:
        program.keys("ctrl+Next")
        if section.table:
            cells = [cell for cell in form.table(section.table).cells if not cell.is_total]
            program.write("\t".join(display(figures[cell.address]) for cell in cells))
            program.keys("Return")
        elif not section.may_be_blank:
            program.paste({"overview": OVERVIEW, "problems": PROBLEMS}.get(section.id, "无。"))


def save_as(program: Program, path: Path) -> None:
    """Ctrl+S, the file dialog, and back to a window without the mark of unsaved work."""
    program.keys("ctrl+s")
    program.wait_for_title("保存报告")
    program.keys("ctrl+a")
    program.paste(str(path))
    program.keys("Return")
    program.wait_for(path.exists, "the file")
    program.wait_for(lambda: "年度报告 —" in program.title, "the mark of a saved report")


def read(path: Path) -> Report:
    return codec.read(path.read_bytes()).report


def figures_of(report: Report) -> dict[str, int | str]:
    return {str(address): figure for address, figure in report.figures.items()}


def assert_is_printed(pdf: Path, form: ReportFormat, published: dict[str, object]) -> None:
    """Every heading, the prose and the figures stand in the PDF's text."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here (make tools)")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    plain = "".join(text.split())
    assert all(section.heading in plain for section in form.sections)
    assert "".join(OVERVIEW.split()) in plain
    figures = published["figures"]
    assert isinstance(figures, dict)
    assert all(display(figure) in plain for figure in figures.values())
