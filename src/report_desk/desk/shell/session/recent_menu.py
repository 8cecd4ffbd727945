"""The menu of recent files: filled each time it opens, so that it is what the start page would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import in_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from PySide6.QtWidgets import QMenu

    from report_desk.core.ports import ReportStore

_MOST = 10


def fill(menu: QMenu, store: ReportStore, open_file: Callable[[PurePath], object]) -> None:
    """Put the files that were open lately into a menu, the newest first."""
    menu.clear()
    for file in store.recent()[:_MOST]:
        words = tr("{organ} {year} 年 — {name}").format(organ=file.organ, year=file.year, name=file.path.name)
        menu.addAction(in_order(words).replace("&", "&&"), lambda path=file.path: open_file(path))
    if menu.isEmpty():
        menu.addAction(tr("还没有")).setEnabled(False)
