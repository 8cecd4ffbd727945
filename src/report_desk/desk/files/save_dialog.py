"""Where to save: the system's dialog, and the question that it leaves out."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog

from report_desk.desk.background.patience import GivenUpError, patiently
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def place_to_save(window: QWidget, title: str, proposed: PurePath, kind: str) -> PurePath | None:
    """Ask for a place; None where none was chosen. A name without the suffix of ``proposed`` gets it.

    The dialog asks before a file is replaced, but knows only the name as it was typed.
    """
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(proposed), kind)
    if not chosen:
        return None
    path = PurePath(chosen)
    if path.suffix.lower() == proposed.suffix:
        return path
    path = path.with_name(path.name + proposed.suffix)
    return path if may_replace(window, path) else None


def may_replace(window: QWidget, path: PurePath) -> bool:
    """Whether nothing stands there yet, or the person says that it may go."""
    words = tr("正在看「{name}」…").format(name=path.name)
    try:
        if not patiently(lambda: QFileInfo.exists(str(path)), words, window):
            return True
    except GivenUpError:
        return False
    return ask(
        window,
        tr("这里已经有「{name}」。").format(name=path.name),
        tr("要换掉它吗？"),
        {tr("不换"): False, tr("换掉它"): True},
        escape=False,
    )
