"""A window over real files, and what a program that died has left of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from report_desk.core.edits.apply import SetFigure
from report_desk.core.ports import CopyKind
from report_desk.core.record import codec
from report_desk.desk.recovery.dialog import Recovery, RecoveryDialog
from report_desk.store.copies.drafts import Drafts
from report_desk.store.index.tables import SharedTables
from report_desk.store.places import Places
from tests.desk.review.conftest import CELL, GRANTED, made
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.ports import SavedReport, StoredCopy
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.under(tmp_path / "places")


@pytest.fixture
def files(places: Places) -> KeepingFiles:
    return KeepingFiles(places, wait=0)


@pytest.fixture
def services(services: Services, files: KeepingFiles) -> Services:
    return replace(services, store=files)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "年报.rdesk"


@pytest.fixture
def saved(files: KeepingFiles, zeros: Sheet, path: Path) -> SavedReport:
    """A report that was saved, and backed up."""
    return files.save(zeros.report, path, expected_digest=None)


@pytest.fixture
def typed(zeros: Sheet, saved: SavedReport) -> Report:
    """What was typed on the saved report, and never saved."""
    return replace(made(zeros, SetFigure(CELL, 3)).report, revision=saved.report.revision)


@pytest.fixture
def theirs(files: KeepingFiles, zeros: Sheet, saved: SavedReport, path: Path) -> SavedReport:
    """What a colleague has saved over it since."""
    filled = replace(made(zeros, SetFigure(GRANTED, 6)).report, revision=saved.report.revision)
    return files.save(filled, path, expected_digest=saved.digest)


@pytest.fixture
def draft(places: Places, typed: Report, saved: SavedReport, path: Path) -> Path:
    """The draft of it that a program left as it died."""
    return crash(places, typed, path, saved.digest)


def crash(places: Places, report: Report, path: Path | None, seen: str | None, process: str = "gone") -> Path:
    """A program that had the file open kept a draft and died."""
    Drafts(places.drafts, SharedTables(places.known), process).keep(report, path, seen)
    left = next(places.drafts.glob(f"*-{process}.draft"))
    left.write_bytes(left.read_bytes().replace(b'"pid":', b'"pid":1999999999,"was":', 1))
    return left


def of_another_computer(draft: Path) -> None:
    """A draft becomes one that another computer keeps, named PC-2."""
    draft.write_bytes(draft.read_bytes().replace(b'"host": "', b'"host": "PC-2/1", "was": "', 1))


def is_draft(copy: StoredCopy) -> bool:
    return copy.kind is CopyKind.DRAFT


def on_disk(path: Path) -> Report:
    return codec.read(path.read_bytes()).report


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
