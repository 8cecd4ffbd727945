"""Two files held against each other while no report is open."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from report_desk.desk.comparing.states import State
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.opening import read_beside
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import accepted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


def compare_files(services: Services, look: Look, window: QWidget) -> None:
    """Ask for one file, then for another, and show what became of the first in the second."""
    from report_desk.desk.comparing.compare_dialog import CompareDialog  # noqa: PLC0415 - when first wanted

    def read(path: PurePath) -> Sheet | None:
        return read_beside(services, path, window)

    folder = folder_for(services.settings.preferences)
    states: list[State] = []
    for title in (tr("比较：先选原来的一份"), tr("再选改过的一份")):
        chosen, _ = QFileDialog.getOpenFileName(window, title, folder, tr("年报文件 (*.rdesk)"))
        sheet = read(PurePath(chosen)) if chosen else None
        if sheet is None:
            return
        folder = str(PurePath(chosen).parent)
        states.append(State(_name(PurePath(chosen), states), sheet))
    dialog = CompareDialog(states, (0, 1), read, folder, look, window)
    dialog.offer_places(is_offered=False)
    accepted(dialog)


def _name(path: PurePath, others: list[State]) -> str:
    """The name of the file, with its folder where another has the same."""
    return str(path) if any(state.name == path.name for state in others) else path.name
