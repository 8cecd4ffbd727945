"""The window around a room, as far as the room needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtWidgets import QMainWindow

    from report_desk.desk.actions import Actions
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.files.watching.notice import Told
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


class Frame(Struct, frozen=True):
    """What a window lends to the room in it.

    ``open`` opens a file once this room could be left, and ``forget`` ends the room.
    ``replace`` shows another document (with what is told of it, at a page) in place of this one, whose work
    went into it.

    Work that may hang on a disk that does not answer goes to ``aside``: nothing waits for it. Crash
    drafts have ``drafting`` to themselves: they wait for nothing, not even for a save that hangs. Paper
    has ``printing``: it takes seconds for a page, and no save waits for that. What only thinks goes to
    ``reckoning``, where nothing waits for a disk or a printer.
    """

    window: QMainWindow
    services: Services
    background: Background
    aside: Background
    drafting: Background
    printing: Background
    reckoning: Background
    look: Look
    actions: Actions
    open: Callable[[PurePath], bool]
    forget: Callable[[], None]
    replace: Callable[[Document, Told, str], None]
