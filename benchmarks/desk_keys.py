"""How fast the window answers: keystrokes, a paste and the preview, on the sample report, off screen.

Each keystroke is measured from the key to the painted window, findings and outline included.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from report_desk import app
from report_desk.core.edits.apply import SetFigure, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.limits import LONGEST_PROSE
from report_desk.desk.pages.prose.page import ProsePage
from report_desk.desk.pages.tables.page import TablePage
from report_desk.desk.shell.open_report import OpenReport
from report_desk.desk.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable


SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "samples" / "2025.rdesk"
FRAME = 16.0
SUBMIT = 2.0
PASTE = 50.0
REFRESH = 300.0
KEYS = 100
PASTES = 10
PAUSE = 30
"""Milliseconds after a save in which its backup is kept."""
SENTENCE = "（一）主动公开。全年收到申请⟦requests.new.total⟧件，办结⟦requests.total.total⟧件，均已答复。"


def report_in(window: MainWindow) -> OpenReport:
    """The report that is open for sure."""
    assert isinstance(window.room, OpenReport)  # noqa: S101 - narrows the type
    return window.room


def milliseconds(act: Callable[[], object]) -> float:
    """How long something takes until the window is painted."""
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def submits(report: OpenReport) -> list[float]:
    """Pure edits of the large table with all their checks."""
    sheet = report.document.sheet
    times = []
    for number in range(KEYS):
        begun = time.perf_counter()
        sheet = apply(sheet, SetFigure(Address("requests.granted.business"), number)).sheet
        _ = sheet.findings
        times.append((time.perf_counter() - begun) * 1000)
    return times


def table_keys(report: OpenReport) -> list[float]:
    """A digit and Enter, down the columns of the large table."""
    report.workspace.show_page("requests_note")
    page = report.workspace.shown
    assert isinstance(page, TablePage)  # noqa: S101 - narrows the type
    page.focus_first()
    QApplication.processEvents()
    times = []
    for number in range(KEYS):
        cell = page.model.steps.typed[number % len(page.model.steps.typed)]
        page.view.setCurrentIndex(page.model.index(*cell))
        QApplication.processEvents()
        QTest.keyClicks(page.view, str(number % 9))
        QApplication.processEvents()
        times.append(
            milliseconds(lambda: QTest.keyClick(QApplication.focusWidget() or page.view, Qt.Key.Key_Return))
        )
    return times


def prose_keys(report: OpenReport) -> list[float]:
    """Typing into the middle of a section of 3,000 characters full of bound numbers."""
    text = "\n".join([SENTENCE] * 75)
    report.document.submit(SetText("overview", text), "bench")
    report.workspace.show_page("overview")
    page = report.workspace.shown
    assert isinstance(page, ProsePage)  # noqa: S101
    page.focus_first()
    page.editor.select(900, 900)
    QApplication.processEvents()
    return [milliseconds(lambda: QTest.keyClicks(page.editor, "a")) for _ in range(KEYS)]


def long_prose_keys(characters: int) -> Callable[[OpenReport], list[float]]:
    """Typing into the middle of a section of so many characters in paragraphs, key by key."""

    def measure(report: OpenReport) -> list[float]:
        line = "（一）主动公开。全年主动公开政府信息若干条，收到的申请均已答复。"
        text = "\n".join([line] * (characters // (len(line) + 1)))
        report.document.submit(SetText("overview", text), "bench")
        report.workspace.show_page("overview")
        page = report.workspace.shown
        assert isinstance(page, ProsePage)  # noqa: S101
        page.focus_first()
        page.editor.select(len(text) // 2, len(text) // 2)
        QApplication.processEvents()
        return [milliseconds(lambda: QTest.keyClicks(page.editor, "a")) for _ in range(KEYS)]

    return measure


def pauses(report: OpenReport) -> list[float]:
    """What a pause after typing costs, when all that was put off is worked out: at 20,000 characters."""
    times = []
    long_prose_keys(20_000)(report)
    page = report.workspace.shown
    assert isinstance(page, ProsePage)  # noqa: S101
    for _ in range(PASTES):
        QTest.keyClicks(page.editor, "a")
        QApplication.processEvents()
        times.append(milliseconds(report.document.settle))
    return times


def one_word(report: OpenReport) -> ProsePage:
    """A section that is one word of 20,000 letters, which no line can hold."""
    report.document.submit(SetText("overview", "x" * 20_000), "bench")
    report.workspace.show_page("overview")
    page = report.workspace.shown
    assert isinstance(page, ProsePage)  # noqa: S101 - narrows the type
    page.focus_first()
    page.editor.select(10_000, 10_000)
    QApplication.processEvents()
    return page


def one_word_keys(report: OpenReport) -> list[float]:
    """Typing into the middle of it."""
    page = one_word(report)
    return [milliseconds(lambda: QTest.keyClicks(page.editor, "x")) for _ in range(KEYS)]


def one_word_zooms(report: OpenReport) -> list[float]:
    """A step larger and a step smaller, with it on the screen."""
    one_word(report)
    return zooms(report)


def zooms(report: OpenReport) -> list[float]:
    """A step larger and a step smaller, with whatever is on the screen."""
    window = report.workspace.window()
    assert isinstance(window, MainWindow)  # noqa: S101 - narrows the type
    steps = [window.actions_by_name[name] for name in ("larger", "smaller")] * PASTES
    return [milliseconds(step.trigger) for step in steps]


def pastes(report: OpenReport) -> list[float]:
    """The whole large table, shown and accepted."""
    report.workspace.show_page("requests_note")
    page = report.workspace.shown
    assert isinstance(page, TablePage)  # noqa: S101 - narrows the type
    times = []
    for number in range(PASTES):
        mime = QMimeData()
        mime.setText("\n".join("\t".join(str(number) for _ in range(7)) for _ in range(25)))
        QGuiApplication.clipboard().setMimeData(mime)
        page.view.setCurrentIndex(page.model.index(0, 0))

        def paste() -> None:
            page.begin_paste()
            page.finish_paste()

        times.append(milliseconds(paste))
    return times


def refreshes(report: OpenReport) -> list[float]:
    """From the end of a change to the fresh pages, the pause included."""
    report.workspace.show_preview(shown=True)
    preview = report.workspace.preview
    assert preview is not None  # noqa: S101
    loop = QEventLoop()
    preview.refreshed.connect(loop.quit)
    loop.exec()
    times = []
    for number in range(PASTES):
        report.document.submit(SetFigure(Address("requests.granted.business"), number + 50), "bench")
        begun = time.perf_counter()
        loop.exec()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def saves(report: OpenReport) -> list[float]:
    """The longest that the window stood still from a save to its backup, with a section near its limit."""
    text = "\n".join([SENTENCE] * 1400)
    report.document.submit(SetText("overview", text), "bench")
    report.workspace.show_page("requests_note")
    QApplication.processEvents()
    loop, tick, ticks = QEventLoop(), QTimer(), [0.0]
    connection = report.saving.saved.connect(lambda _: QTimer.singleShot(PAUSE, loop.quit))
    tick.timeout.connect(lambda: ticks.append(time.perf_counter()))
    tick.start(1)
    times = []
    for number in range(KEYS):
        report.document.submit(SetFigure(Address("requests.granted.business"), number), "bench")
        QApplication.processEvents()
        ticks[:] = [time.perf_counter()]
        report.saving.save()
        loop.exec()
        times.append(max(after - before for before, after in pairwise(ticks)) * 1000)
    report.saving.saved.disconnect(connection)
    return times


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), folder))
        report_file = Path(folder, "report.rdesk")
        report_file.write_bytes(SAMPLE.read_bytes())
        application = app.make_application()
        backing = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        window = app.make_frame(backing)
        window.resize(1366, 768)
        app.start(window, backing, report_file)
        window.show()
        window.activateWindow()
        application.processEvents()
        missed = 0
        for name, measure, goal in (
            ("submit, large table", submits, SUBMIT),
            ("key to painted cell", table_keys, FRAME),
            ("key in 3,000 characters", prose_keys, FRAME),
            ("key in 5,000 characters", long_prose_keys(5_000), FRAME),
            ("key in 20,000 characters", long_prose_keys(20_000), FRAME),
            ("key in a section that is full", long_prose_keys(LONGEST_PROSE - KEYS), None),
            ("pause at 20,000 characters", pauses, None),
            ("figure at 20,000", table_keys, None),
            ("zoom at the large table", zooms, None),
            ("key in a word of 20,000", one_word_keys, None),
            ("zoom at a word of 20,000", one_word_zooms, None),
            ("paste of the large table", pastes, PASTE),
            ("preview after a change", refreshes, REFRESH),
            ("key beside the preview", prose_keys, FRAME),
            ("still during a save", saves, FRAME),
        ):
            times = measure(report_in(window))
            told = f"median {statistics.median(times):6.1f} ms   p95 {p95(times):6.1f} ms"
            print(f"{name:26} {told}   {'' if goal is None else f'goal {goal:.0f}'}", flush=True)
            missed += goal is not None and p95(times) > goal
        window.forget_report()
        window.background.wait()
        window.close()
    return int(missed > 0)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Qt's clipboard, filled by the paste, does not survive Python's own shutdown offscreen
