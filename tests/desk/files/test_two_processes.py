"""Another process saves the file that stands open in the window: real files, real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.edits.apply import SetFigure
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.desk.files.watching import watcher as watching
from report_desk.desk.files.watching.notice import Offer
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from tests.desk.scene import Scene

CELL, OTHER = Address("requests.new.individual"), Address("requests.new.business")


@pytest.fixture
def services(services: Services, tmp_path: Path) -> Services:
    return replace(services, store=ReportFiles(Places.under(tmp_path / "places")))


@pytest.fixture
def path(scene: Scene, zeros: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is open in the window."""
    monkeypatch.setattr(watching, "LOOK_EVERY", 50)
    made = tmp_path / "共享盘" / "年报.rdesk"
    made.parent.mkdir()
    made.write_bytes(codec.write(zeros.report))
    assert scene.window.open(made)
    return made


def fill_elsewhere(path: Path, figures: dict[str, int]) -> None:
    """Save through the command line, as a script of a colleague's would."""
    values = path.with_suffix(".json")
    values.write_text(json.dumps(figures))
    done = subprocess.run(
        [sys.executable, "-m", "report_desk", "fill", str(path), "--figures", str(values)],
        env={**os.environ, "XDG_STATE_HOME": str(path.parent), "XDG_DATA_HOME": str(path.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_save_of_another_process_is_noticed_before_ours(scene: Scene, path: Path) -> None:
    fill_elsewhere(path, {CELL: 4})
    scene.qtbot.waitUntil(scene.report.notice.isVisible)
    assert Offer.USE_DISK in scene.report.notice.offers
    scene.report.notice.wanted.emit(Offer.USE_DISK)
    scene.report.document.submit(SetFigure(OTHER, 2), "填数")
    scene.save()
    figures = codec.read(path.read_bytes()).report.figures
    assert (figures[CELL], figures[OTHER]) == (4, 2)
    assert scene.asked == []


def test_our_own_saves_are_never_taken_for_somebody_elses(scene: Scene, path: Path) -> None:
    for figure in range(1, 9):
        scene.report.document.submit(SetFigure(CELL, figure), "填数")
        scene.save()
        scene.qtbot.wait(60)
        assert not scene.report.notice.isVisible()
    assert codec.read(path.read_bytes()).report.figures[CELL] == 8


def test_a_share_that_vanishes_in_mid_edit_costs_nothing(scene: Scene, path: Path) -> None:
    away = path.parent.with_name("拔下")
    path.parent.rename(away)
    scene.report.document.submit(SetFigure(CELL, 7), "填数")
    scene.qtbot.waitUntil(scene.report.notice.isVisible)
    assert scene.report.notice.offers == (Offer.SAVE_COPY,)
    with scene.qtbot.waitSignal(scene.report.saving.draft_kept, timeout=6000):
        pass
    scene.will_answer("先不存")
    with scene.qtbot.waitSignal(scene.report.saving.refused):
        scene.trigger("save")
    assert len(scene.asked) == 1
    away.rename(path.parent)
    scene.qtbot.waitUntil(lambda: not scene.report.notice.isVisible())
    scene.save()
    assert codec.read(path.read_bytes()).report.figures[CELL] == 7
