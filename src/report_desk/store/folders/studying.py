"""What comparing the reports of a folder needs of each file, read by all processors where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.consolidation.across.study import Study, study
from report_desk.core.record import codec
from report_desk.store.filesystem import disk
from report_desk.store.folders.at_once import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def studies(
    folder: Path, files: Sequence[str], tell: Callable[[float], None] = lambda _: None
) -> tuple[Study, ...]:
    """The study of each file; of one that can no longer be read, an empty one.

    ``tell`` is told how far that is, from 0 to 1.
    """
    read = at_once(study_file, [folder / file for file in files], tell)
    return tuple(replace(one, file=file) for one, file in zip(read, files, strict=True))


def study_file(path: Path) -> Study:
    """The study of one file. Never raises for what stands in it, or for a disk that refuses it."""
    try:
        report = codec.read(disk.read(path)).report
        return study(path.name, resources.format_by_id(report.format), report)
    except (OSError, codec.DamagedRecordError, LookupError):
        return Study(path.name)
