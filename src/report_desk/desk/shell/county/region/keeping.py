"""The annex of a region's report as a file, written by a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.annex import annex
from report_desk.core.output.annex_sheet import annex_sheet
from report_desk.core.sheet import evaluate
from report_desk.desk.files.endings import PAPER

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.region.region import Region


def keep_annex(services: Services, path: PurePath, found: Region) -> None:
    """Print it where the name is a PDF's, else write its tables as a workbook. Raises SaveFailedError."""
    if path.suffix.lower() == PAPER:
        printed = annex_sheet(evaluate(found.form, found.report), found.trace, found.carried)
        services.write_file(path, services.publish(printed).data)
    elif services.folders is not None:
        services.folders.write_tables(path, annex(found.form, found.report, found.trace, found.carried))
