"""Makes the rooms, so that the window needs to know none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.desk.document import Document
    from report_desk.desk.files.notice import Told
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.room import Room
    from report_desk.desk.shell.session import Session
    from report_desk.desk.shell.status_bar import Status


class Rooms(Struct, frozen=True):
    """What a room is made of. Each kind is imported when it is first made: the window stands before."""

    frame: Frame
    session: Session
    status: Status

    def start(self) -> Room:
        """The start page."""
        from report_desk.desk.shell.start.room import StartRoom  # noqa: PLC0415 - see above

        return StartRoom(self.frame, self.session, self.status)

    def report(self, document: Document, told: Told, page: str = "") -> Room:
        """An open report, at a page; ``told`` is what there is to know of it from the start."""
        from report_desk.desk.shell.open_report import OpenReport  # noqa: PLC0415 - see above

        return OpenReport(document, self.frame, self.session, self.status, told, page)
