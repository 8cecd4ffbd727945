"""Confirming an import: the original beside the form, and its doubts, for as long as the report is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from report_desk.desk.review.navigation import go_to

if TYPE_CHECKING:
    from report_desk.core.report.model import Anchor
    from report_desk.desk.document import Document
    from report_desk.desk.files.notice import Told
    from report_desk.desk.frame import Frame
    from report_desk.desk.pages.workspace import Workspace

WIDTH = 470
"""Pixels of the original beside the form, at the usual zoom."""


class Confirming(QObject):
    """Ties the document that a report was read from to the report."""

    def __init__(
        self, document: Document, told: Told, frame: Frame, workspace: Workspace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._told = told
        self._frame = frame
        self._workspace = workspace
        if told.original is not None:
            self._show_original()

    def show_doubts(self) -> None:
        """List what the document leaves open."""
        from report_desk.desk.importing.doubts_dialog import DoubtsDialog  # noqa: PLC0415 - when first wanted

        dialog = DoubtsDialog(self._told.doubts, self._document.sheet, self._frame.look, self._frame.window)
        dialog.followed.connect(self._go_to)
        dialog.exec()

    def _show_original(self) -> None:
        from report_desk.desk.importing.doubt_steps import DoubtSteps  # noqa: PLC0415 - when first wanted
        from report_desk.desk.importing.original_pane import OriginalPane  # noqa: PLC0415

        assert self._told.original is not None
        self.pane = OriginalPane(self._told.original, self._frame.reckoning, self._frame.look)
        if self._told.doubts:
            self.steps = DoubtSteps(self._told.doubts)
            self.steps.wanted.connect(self._go_to)
            self._workspace.cell_reached.connect(self.steps.reach)
            self.pane.put_on_top(self.steps)
        self._workspace.put_beside(self.pane, WIDTH)
        self._workspace.cell_reached.connect(self.pane.show_place)
        self.pane.wanted.connect(self._workspace.go_to_cell)

    def _go_to(self, anchor: Anchor) -> None:
        go_to(self._workspace, self._document.sheet, anchor)
