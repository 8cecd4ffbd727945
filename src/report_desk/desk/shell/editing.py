"""The verbs of the 编辑 menu that belong to whatever has the keyboard: a table, a text, a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from report_desk.desk.pages.tables.gestures.keys import Command

if TYPE_CHECKING:
    from report_desk.desk.pages.workspace import Workspace

_COMMANDS = {
    "cut": Command.CUT,
    "copy": Command.COPY,
    "paste": Command.PASTE,
    "fill_down": Command.FILL_DOWN,
    "fill_right": Command.FILL_RIGHT,
}
_OF_TEXT = {"cut": "cut", "copy": "copy", "paste": "paste", "select_all": "selectAll"}
VERBS = (*_COMMANDS, "select_all")


def edit(verb: str, workspace: Workspace) -> None:
    """Do it where the keyboard is."""
    focus, page = QApplication.focusWidget(), workspace.table
    if isinstance(focus, (QLineEdit, QTextEdit, QPlainTextEdit)):
        if verb in _OF_TEXT:
            getattr(focus, _OF_TEXT[verb])()
    elif page is not None and focus is page.view:
        if verb == "select_all":
            page.view.selectAll()
        else:
            page.view.wanted.emit(_COMMANDS[verb])
