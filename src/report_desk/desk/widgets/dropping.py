"""Files dropped on a window or a dialog."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDropEvent

PASSAGE = "application/x-report-desk-passage"
"""What is dragged where it is prose that found no section: its number, beside its text."""


def dropped_file(event: QDropEvent, endings: Collection[str]) -> PurePath | None:
    """The one file of this computer that is dropped; None for several, or one of another ending."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = PurePath(urls[0].toLocalFile())
    return path if path.suffix.lower() in endings else None


def passage_in(mime: QMimeData) -> int:
    """The number of the passage that is dragged; -1 where something else is."""
    number = bytes(mime.data(PASSAGE).data()).decode("ascii", "replace")
    return int(number) if number.isdecimal() else -1


def dropped_paths(event: QDropEvent) -> list[PurePath]:
    """All files and folders of this computer that are dropped."""
    return [PurePath(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
