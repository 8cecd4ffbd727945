"""What comparing the reports of a folder needs of each file, read by all processors where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.consolidation.across.study import Study, study
from report_desk.core.record import codec
from report_desk.store.filesystem import disk
from report_desk.store.folders.reading import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def studies(
    folder: Path, files: Sequence[str], tell: Callable[[float], None] = lambda _: None
) -> tuple[Study, ...]:
    """The study of each file; of one that can no longer be read, an empty one.

    ``tell`` is told how far that is, from 0 to 1.
    """
    found = []
    for done, one in enumerate(at_once(study_file, [folder / file for file in files]), start=1):
        found.append(one)
        tell(done / len(files))
    return tuple(found)


def study_file(path: Path) -> Study:
    """The study of one file. Never raises for what stands in it, or for a disk that refuses it."""
    try:
        report = codec.read(disk.read(path)).report
        return study(path.name, resources.format_by_id(report.format), report)
    except (OSError, codec.DamagedRecordError, LookupError):
        return Study(path.name)
