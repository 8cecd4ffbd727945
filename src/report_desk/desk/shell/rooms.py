"""Makes the rooms, so that the window needs to know none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.desk.language import tr

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.desk.actions import Actions
    from report_desk.desk.document import Document
    from report_desk.desk.files.queue import Queue
    from report_desk.desk.files.watching.notice import Told
    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.open_report import OpenReport
    from report_desk.desk.shell.room import Room
    from report_desk.desk.shell.session.session import Session
    from report_desk.desk.shell.status_bar import Status


OF_QUEUE = ("next_report", "previous_report", "board")
"""The actions that lead on from a report of a queue, and nowhere from any other."""


class Rooms(Struct, frozen=True):
    """What a room is made of. Each kind is imported when it is first made: the window stands before."""

    frame: Frame
    session: Session
    status: Status

    def start(self) -> Room:
        """The start page."""
        from report_desk.desk.shell.start.room import StartRoom  # noqa: PLC0415 - see above

        return StartRoom(self.frame, self.session, self.status)

    def folder(self, folder: PurePath) -> Room:
        """A folder of reports."""
        from report_desk.desk.shell.county.room import FolderRoom  # noqa: PLC0415 - see above

        return FolderRoom(folder, self.frame, self.session, self.status)

    def report(self, document: Document, told: Told, page: str = "") -> Room:
        """An open report, at a page; ``told`` is what there is to know of it from the start."""
        from report_desk.desk.shell.open_report import OpenReport  # noqa: PLC0415 - see above

        room = OpenReport(document, self.frame, self.session, self.status, told, page)
        queue, path = self.session.queue, document.place.path or told.source
        is_queued = queue is not None and path is not None and queue.at(path) >= 0
        for name in OF_QUEUE:
            self.frame.actions[name].setEnabled(is_queued)
        if queue is not None and path is not None and is_queued:
            _put_in_queue(room, queue, path, self.frame.actions, self.session)
            self.session.queue = replace(queue, said="", current=path)
        return room


def _put_in_queue(room: OpenReport, queue: Queue, path: PurePath, actions: Actions, session: Session) -> None:
    """Show the ways on over a report of the queue; one that is returned, approved or taken in leads on."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as a room
    from PySide6.QtWidgets import QVBoxLayout  # noqa: PLC0415

    from report_desk.core.report.model import EventKind  # noqa: PLC0415
    from report_desk.desk.files.queue import QueueBar  # noqa: PLC0415

    column = room.view.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(1, QueueBar(queue, path, actions))

    room.turns.steps.is_one_of_many = True
    is_document = room.document.place.path is None
    room.begins_at_finding = not is_document  # a document begins with its doubts
    room.turns.steps.source = path.name if is_document else ""
    said = {EventKind.RETURNED: tr("「{organ}」退回了"), EventKind.APPROVED: tr("「{organ}」定稿了")}
    if is_document:
        said[EventKind.SUBMITTED] = tr("「{organ}」收下了")

    def go_on(kind: EventKind) -> None:
        if kind in said:
            words = said[kind].format(organ=room.document.sheet.report.organ)
            session.queue = replace(queue, said=words, current=path)
            QTimer.singleShot(0, room, actions["next_report"].trigger)

    room.turns.steps.taken.connect(go_on)
