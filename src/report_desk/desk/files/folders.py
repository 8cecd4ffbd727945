"""Where the dialogs for files begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from report_desk.desk.document import Place
    from report_desk.desk.settings import Preferences


def folder_for(preferences: Preferences, place: Place | None = None, *, is_written: bool = False) -> str:
    """The folder that a report lies in or belongs to, else the one chosen in the settings, else Documents.

    ``is_written``: something is to be put there, for which a report that may only be read is no place.
    """
    if place is not None and place.path is not None and not (is_written and place.read_only):
        return str(place.path.parent)
    if place is not None and place.path is None and place.folder is not None:
        return str(place.folder)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return preferences.folder or documents
