"""A window with everything around it, and a person at it: what most tests of the window need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from report_desk.desk.document import Document, Place
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.output.export_dialog import ExportDialog
from report_desk.desk.pages.tables.page import TablePage
from tests.desk.rooms import open_report, report_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    import pytest
    from pytestqt.qtbot import QtBot

    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.page import Page
    from report_desk.desk.services import Services
    from report_desk.desk.shell.open_report import OpenReport
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import MemoryStore, Press


@dataclass
class Scene:
    """The window, its ports, and the answers that its questions will get."""

    window: MainWindow
    services: Services
    store: MemoryStore
    press: Press
    written: dict[PurePath, bytes]
    qtbot: QtBot
    monkeypatch: pytest.MonkeyPatch
    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def report(self) -> OpenReport:
        """The open report."""
        assert open_report(self.window) is not None
        return report_in(self.window)

    @property
    def page(self) -> Page:
        """The page on screen."""
        return self.report.workspace.shown

    def open(self, sheet: Sheet) -> Document:
        """Put a sheet into the window as if it had just been made."""
        document = Document(sheet, Place())
        self.window.session.began.emit(document, Told())
        return document

    def go(self, page: str) -> Page:
        """Show a page and put the keyboard there."""
        self.report.workspace.show_page(page)
        self.page.focus_first()
        return self.page

    def table(self, page: str) -> TablePage:
        """Show a page with a table."""
        found = self.go(page)
        assert isinstance(found, TablePage)
        return found

    def trigger(self, action: str) -> None:
        """Do what a menu entry does."""
        self.window.actions_by_name[action].trigger()

    def save(self) -> None:
        """Save and wait until it is on the disk."""
        with self.qtbot.waitSignal(self.report.saving.saved):
            self.trigger("save")

    def will_choose(self, path: PurePath | None) -> None:
        """Answer every file dialog with this path; None is its cancel button."""
        chosen = ("" if path is None else str(path), "")
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
        self.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)

    def will_answer(self, *words: str) -> None:
        """Press the buttons with these words, one question after the other."""
        self.answers += words

    def will_print(
        self,
        place: PurePath | None = None,
        choose: Callable[[ExportDialog], None] | None = None,
        *,
        leave: bool = False,
    ) -> None:
        """Answer every question how to export or print: after ``choose``, to ``place``, or ``leave`` it."""

        def answer(dialog: ExportDialog) -> int:
            self.asked.append("".join(label.text() for label in dialog.findChildren(QLabel)))
            if choose is not None:
                choose(dialog)
            if place is not None:
                dialog.place.setText(str(place))
            if leave:
                dialog.reject()
            else:
                dialog.accept()
            return dialog.result()

        self.monkeypatch.setattr(ExportDialog, "exec", answer)

    def answer_questions(self) -> None:
        """From now on, questions are answered and remembered instead of shown."""

        def answer(box: QMessageBox) -> int:
            self.asked.append(f"{box.text()}{box.informativeText()}")
            wanted = self.answers.pop(0)
            button = next(button for button in box.buttons() if button.text() == wanted)
            self.monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: button)
            return 0

        self.monkeypatch.setattr(QMessageBox, "exec", answer)
