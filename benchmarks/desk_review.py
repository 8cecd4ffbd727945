"""How fast the review answers: 50 threads, ten hand-overs, each action to the painted window."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from report_desk import app, resources
from report_desk.core import record
from report_desk.core.edits import SetFigure, apply
from report_desk.core.format import Address
from report_desk.core.report import Anchor, AnchorKind, Entry, EventKind, Remark, State
from report_desk.core.review import AddRemark, AnswerRemark, CloseRemark, Step
from report_desk.core.sheet import evaluate
from report_desk.desk.document import Document, Place
from report_desk.desk.review.ways import Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.core.edits import Edit
    from report_desk.core.sheet import Sheet
    from report_desk.desk.opened import OpenReport

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "samples" / "2025.rdesk"
FRAME = 16.7
THREADS, ROUNDS, TIMES = 50, 10, 20
CELL = Address("requests.granted.business")
AT = "2026-01-18T16:02:00+08:00"


def reviewed() -> Sheet:
    """The sample with its review: 50 answered threads, ten hand-overs, a return before the last."""
    report = record.read(SAMPLE.read_bytes()).report
    sheet = evaluate(resources.format_by_id(report.format), report)

    def do(edit: Edit) -> None:
        nonlocal sheet
        sheet = apply(sheet, edit).sheet

    for number, cell in enumerate(sheet.form.typed[:THREADS]):
        entries = (Entry("审核人", AT, "请核实登记台账。"), Entry("经办人", AT, "已核实，无误。"))
        do(AddRemark(Remark(f"r{number}", Anchor(AnchorKind.CELL, cell=cell.address), entries)))
    for number in range(ROUNDS):
        if sheet.report.state is State.SUBMITTED:
            do(Step(EventKind.RETURNED, "审核人", AT, "请改。"))
        do(SetFigure(CELL, number))
        do(Step(EventKind.SUBMITTED, "经办人", AT))
    return sheet


def actions(report: OpenReport) -> dict[str, Callable[[int], object]]:
    """What a person does, by name; each is given the number of the time it is done."""
    document, review = report.document, report.turns.review
    return {
        "next remark": lambda _: review.step_thread(1),
        "next change": lambda _: review.step_change(1),
        "close": lambda n: document.submit(CloseRemark(f"r{n}", "审核人", AT), "bench"),
        "answer": lambda n: document.submit(
            AnswerRemark(f"r{n + 25}", Entry("审核人", AT, "再看。")), "bench"
        ),
        "fill": lambda n: document.submit(SetFigure(CELL, n + 100), "bench"),
    }


def measured(act: Callable[[int], object]) -> list[float]:
    """Milliseconds of each time until the window is painted."""
    times = []
    for number in range(TIMES):
        begun = time.perf_counter()
        act(number)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main() -> int:
    """Print the median and the 95th percentile of each action; 1 where a median misses a frame."""
    missed = 0
    application = app.make_application()
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = scratch
        backing = QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat)
        window = app.make_frame(backing)
        app.furnish(window, app.real_services(backing))
        window.show()
        begun = time.perf_counter()
        window.session.began.emit(Document(reviewed(), Place()), "")
        QApplication.processEvents()
        print(f"made and opened   {(time.perf_counter() - begun) * 1000:7.1f} ms")
        assert window.opened is not None  # noqa: S101 - narrows the type
        window.opened.workspace.show_page("requests_note")
        for name, act in actions(window.opened).items():
            window.opened.turns.review.choose_way(Way.FILL if name == "fill" else Way.REMARK)
            QApplication.processEvents()
            times = measured(act)
            median, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            missed += median > FRAME
            print(f"{name:16}  {median:7.1f} ms, p95 {slow:7.1f} ms (goal {FRAME} ms)")
        window.forget_report()
        window.close()
    application.quit()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
