"""The window around an open report, as far as the report needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from report_desk.desk.actions import Actions
    from report_desk.desk.background import Background
    from report_desk.desk.document import Document
    from report_desk.desk.files.notice import Told
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


class Frame(Struct, frozen=True):
    """What a window lends to the report in it; ``forget_report`` and ``replace`` take it out again.

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
    forget_report: Callable[[], None]
    replace: Callable[[Document, Told], None]
