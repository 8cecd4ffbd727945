"""Where the dialogs for files begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from report_desk.desk.document import Place
    from report_desk.desk.settings import Preferences


def folder_for(preferences: Preferences, place: Place | None = None, *, is_written: bool = False) -> str:
    """The folder of the report at ``place``, else the one that was chosen in the settings, else Documents.

    ``is_written``: something is to be put there, for which a report that may only be read is no place.
    """
    if place is not None and place.path is not None and not (is_written and place.read_only):
        return str(place.path.parent)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return preferences.folder or documents
