"""A store of its own for every test, and a small report to put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.core.form.edition import address
from report_desk.core.report.model import Report
from report_desk.store.places import Places
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.store.report_files import ReportFiles


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.under(tmp_path / "places")


@pytest.fixture
def files(places: Places) -> ReportFiles:
    return KeepingFiles(places, wait=0.2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 文件"
    folder.mkdir()
    return folder / "2025 年报.rdesk"


@pytest.fixture
def report() -> Report:
    return Report(
        id="6d0c4c4e-0000-4000-8000-000000000001",
        format="2021",
        year=2025,
        organ="某某县人民政府",
        sections={"overview": "本年度主动公开政府信息。"},
        figures={address("requests", "new", "individual"): 12},
    )
