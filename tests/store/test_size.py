"""A report that is edited every working day for five years stays a small file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.record.snapshot import snapshot
from report_desk.core.report.model import Event, EventKind
from report_desk.store.copies.lineage import next_revision

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.store.report_files import ReportFiles

WORKING_DAYS = 5 * 250
HAND_OVERS = 5 * 12
MEGABYTE = 1_000_000


def test_five_years_of_editing_stay_below_a_megabyte(files: ReportFiles, path: Path) -> None:
    sample = codec.read(resources.path("samples/2025.rdesk").read_bytes()).report
    for day in range(WORKING_DAYS):
        figures = {**sample.figures, Address("requests.new.individual"): day}
        sample = replace(sample, figures=figures, revision=next_revision(sample.revision, f"{day:016x}"))
        if day % (WORKING_DAYS // HAND_OVERS) == 0:
            when = f"2026-01-01T00:00:{day % 60:02}+08:00"
            event = Event(EventKind.SUBMITTED, "张", when, day, "", snapshot=snapshot(sample))
            sample = replace(sample, history=(*sample.history, event))
    files.save(sample, path, expected_digest=None)
    assert len(sample.history) >= HAND_OVERS
    assert path.stat().st_size < MEGABYTE
    assert files.open(path).report.figures == sample.figures
