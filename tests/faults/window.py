"""Hostile content in the window: `python -m tests.faults.window [quick]`.

The window is opened on every hostile file, which must be refused with one Chinese sentence, and on
well-formed reports whose every text is hostile: each page, panel and dialog is shown and painted. No
exception, nothing slower than a person would bear, and no text of a file taken for markup anywhere.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from report_desk import app
from report_desk.core.record import codec
from report_desk.desk.places.pages import pages
from tests.desk.rooms import open_report, report_in
from tests.faults import hostile
from tests.faults.hostile_reports import renamed, reports
from tests.faults.markup import taken_for_markup

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from report_desk.core.report.model import Report
    from report_desk.desk.shell.open_report import OpenReport
    from report_desk.desk.shell.window import MainWindow

MOST_FOR_A_FILE = 1.0
MOST_FOR_A_STEP = 10.0
MOST_FOR_THE_LONGEST = 60.0
"""Seconds until a refusal, one step in a hostile report, and one with the longest text."""
HANG = 120
QUICK_FILES = 9
"""The quick part takes every ninth file."""
QUICK_REPORTS = {"image", "control", "tokens", "patterns"}
SWITCHES = ("preview", "last_year", "remarks", "findings")
VERBS = (
    "definition", "next_finding", "previous_finding", "explain", "next_remark", "previous_remark",
    "next_change", "previous_change", "answer_remark", "add_remark", "find", "history", "proof",
    "compare", "merge", "larger", "smaller", "hand_over", "take_back", "return", "approve",
    "reopen", "recover", "export", "review_sheet", "save_as", "new", "settings", "about", "undo", "redo",
    "select_all", "copy", "cut", "paste", "fill_down", "fill_right", "zero_blanks", "replace",
    "take_original", "correct_doubt", "leave_out", "take_all", "take_in", "close_remark", "take_over",
    "usual_size", "next_page", "previous_page", "next_pane", "print", "save",
)  # fmt: skip
LEAVING = {
    "open", "open_folder", "paste_report", "new_window", "close", "quit", "board", "next_report",
    "previous_report", "menu", "handbook", "keys",
}  # fmt: skip
"""What would lead away from the report, to another program or to the handbook, or wait for a key."""


class Watcher:
    """A person who answers every dialog by Esc, and notes what was said and what was wrong."""

    def __init__(self, other: Path) -> None:
        self._other = other
        self.said: list[str] = []
        self.wrong: list[str] = []

    def sit_down(self, stack: ExitStack) -> None:
        """From now on, no dialog waits for anybody, and no error goes unseen."""
        chosen, nothing = (str(self._other), ""), ("", "")

        def answer(box: QMessageBox) -> int:
            return self._answer(box)

        def leave(dialog: QDialog) -> int:
            return self._leave(dialog)

        for kind, method, instead in (
            (QMessageBox, "exec", answer),
            (QDialog, "exec", leave),
            (QFileDialog, "getOpenFileName", lambda *_: chosen),
            (QFileDialog, "getSaveFileName", lambda *_: nothing),
            (QDesktopServices, "openUrl", lambda url: self.wrong.append(f"opened {url.toString()[:80]}")),
        ):
            stack.enter_context(patch.object(kind, method, instead))
        sys.excepthook = self.failed
        qInstallMessageHandler(self._qt_says)

    def look(self) -> None:
        """Everything on the screen is painted, and shows text as text."""
        settle()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.grab()
        self.wrong += taken_for_markup(QApplication.allWidgets())

    def _answer(self, box: QMessageBox) -> int:
        self.said.append(box.text())
        self.wrong += taken_for_markup([box])
        return 0

    def _leave(self, dialog: QDialog) -> int:
        dialog.show()
        self.look()
        dialog.close()
        return int(QDialog.DialogCode.Rejected)

    def failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note an exception that nobody caught, and where it was raised."""
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        self.wrong.append(f"{kind.__name__} at {place}: {str(error)[:120]}")
        print(self.wrong[-1], file=sys.stderr)

    def _qt_says(self, kind: QtMsgType, _: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "plugin does not support" not in message:
            self.wrong.append(f"Qt: {message[:160]}")


def settle() -> None:
    """Let everything happen that is waiting, deletions included."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, 52)  # DeferredDelete


def main() -> None:
    """Run as a program; exit 1 where anything was wrong."""
    files, good = hostile.files(), reports()
    if "quick" in sys.argv:
        files = dict(list(files.items())[::QUICK_FILES])
        good = {what: report for what, report in good.items() if what.split(" (")[0] in QUICK_REPORTS}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        os.environ.update(dict.fromkeys(("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), name))
        watcher = Watcher(folder / "other.rdesk")
        window = opened_window(folder)
        watcher.sit_down(stack)
        wrong = {
            **{
                what: found
                for what, data in files.items()
                if (found := refused(window, watcher, folder, data))
            },
            **{
                what: found
                for what, one in good.items()
                if (found := borne(window, watcher, folder, what, one))
            },
        }
        window.forget_report()
        window.background.wait()
        window.aside.wait()
        window.drafting.wait()
    for what, found in wrong.items():
        print(f"{what}\n    " + "\n    ".join(dict.fromkeys(found)))
    print(f"hostile files in the window: {len(files)}, reports: {len(good)}, wrongly handled: {len(wrong)}")
    sys.stdout.flush()
    os._exit(bool(wrong))  # nothing is left to tidy up


def opened_window(folder: Path) -> MainWindow:
    """The real window with the real ports, on the start page."""
    application = app.make_application()
    backing = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = app.make_frame(backing)
    window.show()
    app.start(window, backing, None)
    application.processEvents()
    return window


def refused(window: MainWindow, watcher: Watcher, folder: Path, data: bytes) -> list[str]:
    """What was wrong with opening a file that is no report."""
    path = folder / "坏.rdesk"
    path.write_bytes(data)
    watcher.said.clear()
    watcher.wrong.clear()
    took = timed(watcher, lambda: window.open(path))
    found = list(watcher.wrong)
    if open_report(window) is not None:
        found.append("it was opened")
    if len(watcher.said) != 1 or not hostile.CHINESE.search(watcher.said[0]):
        found.append(f"said {watcher.said}")
    if took > MOST_FOR_A_FILE:
        found.append(f"took {took:.1f} s")
    return found


def borne(window: MainWindow, watcher: Watcher, folder: Path, what: str, report: Report) -> list[str]:
    """What was wrong with showing a hostile report: every page, panel and dialog."""
    path = folder / "report.rdesk"
    path.write_bytes(codec.write(report))
    (folder / "other.rdesk").write_bytes(codec.write(renamed(report)))
    watcher.said.clear()
    watcher.wrong.clear()
    most = MOST_FOR_THE_LONGEST if "longest" in what else MOST_FOR_A_STEP
    found = []
    window.forget_report()
    for step, does in (("open", lambda: window.open(path)), *steps(window)):
        took = timed(watcher, does)
        if took > most:
            found.append(f"{step} took {took:.1f} s")
        if watcher.wrong:
            found += [f"{step}: {wrong}" for wrong in watcher.wrong]
            watcher.wrong.clear()
        if open_report(window) is None:
            return [*found, f"it was refused: {watcher.said}"]
    return found


def steps(window: MainWindow) -> list[tuple[str, Callable[[], object]]]:
    """Everything there is to look at in an open report, by name."""

    def report() -> OpenReport:
        assert open_report(window) is not None
        return report_in(window)

    def show(number: int) -> None:
        known = pages(report().document.sheet)
        report().workspace.show_page(known[number % len(known)])

    def preview() -> None:
        window.background.wait()

    walk = [(f"page {number}", lambda number=number: show(number)) for number in range(8)]
    switches = [(name, window.actions_by_name[name].trigger) for name in SWITCHES]
    verbs = [(name, window.actions_by_name[name].trigger) for name in VERBS]
    return [*walk, *switches, ("pages again", lambda: show(1)), *walk, *verbs, ("printed", preview), *walk]


def timed(watcher: Watcher, does: Callable[[], object]) -> float:
    """Seconds until something is done and painted; a hang ends the program with every thread's place.

    The clock's, or this program's on the processor where they are less: what others do then is not counted.
    """
    faulthandler.dump_traceback_later(HANG, exit=True)
    begun, worked = time.perf_counter(), time.process_time()
    try:
        does()
    except Exception as error:  # noqa: BLE001 - noted, as the program itself would show it
        watcher.failed(type(error), error, error.__traceback__)
    watcher.look()
    faulthandler.cancel_dump_traceback_later()
    return min(time.perf_counter() - begun, time.process_time() - worked)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
