"""A screen for each journey, and the files a clerk starts from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from report_desk import resources
from report_desk.core.edits.apply import SetDetail, SetFigure, SetText, Together, ZeroBlanks, apply
from report_desk.core.edits.new_report import format_for, new_report
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from tests.journeys.screen import Screen, screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_desk.core.edits.apply import Edit

ORGAN = "示例区文化和旅游局"
CARRIED = Address("requests.carried_out.individual")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path) as made:
        yield made


@pytest.fixture
def year() -> int:
    """The year a report is due for today."""
    return datetime.now().astimezone().year - 1


@pytest.fixture
def last(tmp_path: Path, year: int) -> Path:
    """Last year's finished report, with one request carried over."""
    return written(tmp_path / "last.rdesk", year - 1, carried=1)


@pytest.fixture
def quiet(tmp_path: Path, year: int) -> Path:
    """Last year's finished report of an organ that nobody asked anything."""
    return written(tmp_path / "last.rdesk", year - 1, carried=0)


def written(path: Path, year: int, *, carried: int) -> Path:
    """A finished report on disk."""
    form = format_for(year, resources.formats())
    sheet = evaluate(form, new_report(form, "last", ORGAN, year))
    texts: list[Edit] = [SetText(name, "已按要求完成。") for name in ("overview", "problems", "other")]
    new = Address("requests.new.individual")
    edits = (
        ZeroBlanks(),
        SetFigure(new, carried),
        SetFigure(CARRIED, carried),
        SetDetail("phone", "010-62000000"),
        *texts,
    )
    path.write_bytes(codec.write(apply(sheet, Together(edits)).sheet.report))
    return path
