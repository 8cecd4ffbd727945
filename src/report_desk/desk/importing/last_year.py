"""Last year's report for 承接去年, whatever file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.desk.files.opening import read_beside, sheet_of
from report_desk.desk.importing.documents import Scan, is_document, may_take_over, read_document

if TYPE_CHECKING:
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services


def read_last_year(services: Services, path: PurePath, window: QWidget) -> Sheet | None:
    """Read last year's report; None after the person was told why not, or did not want what is doubtful."""
    if not is_document(path):
        return read_beside(services, path, window)
    found = read_document(services, path, window)
    if found is None or isinstance(found, Scan) or not may_take_over(found, path.name, window):
        return None
    return sheet_of(services, found.report, window)
