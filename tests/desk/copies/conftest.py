"""A window over real files, and what a program that died has left of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.desk.copies.dialog import Recovery, RecoveryDialog
from report_desk.store.drafts import Drafts
from report_desk.store.places import Places
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.ports import SavedReport, StoredCopy
    from report_desk.core.report import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.under(tmp_path / "places")


@pytest.fixture
def files(places: Places) -> KeepingFiles:
    return KeepingFiles(places, wait=0)


@pytest.fixture
def real(services: Services, files: KeepingFiles) -> Services:
    """As `services`, over real files."""
    return replace(services, store=files)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "年报.rdesk"


@pytest.fixture
def saved(files: KeepingFiles, zeros: Sheet, path: Path) -> SavedReport:
    """A report that was saved, and backed up."""
    return files.save(zeros.report, path, expected_digest=None)


def crash(places: Places, report: Report, path: Path | None, seen: str | None, process: str = "gone") -> None:
    """A program that had the file open kept a draft and died."""
    Drafts(places.drafts, process).keep(report, path, seen)
    left = next(places.drafts.glob(f"*-{process}.draft"))
    left.write_bytes(left.read_bytes().replace(b'"pid":', b'"pid":1999999999,"was":', 1))


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Decide about the first copy that ``which`` wants; the button it was offered under is returned."""

    def choosing(
        which: Callable[[StoredCopy], bool] = lambda _: True, decision: Recovery = Recovery.OPEN
    ) -> list[str]:
        offered: list[str] = []

        def decide(dialog: RecoveryDialog) -> int:
            dialog._table.selectRow(next(at for at, copy in enumerate(dialog._copies) if which(copy)))
            offered.append(dialog._open.text())
            dialog.decision = decision
            return int(QDialog.DialogCode.Accepted)

        monkeypatch.setattr(RecoveryDialog, "exec", decide)
        return offered

    return choosing
