"""First paint of the window, beside an empty PySide6 window: whole processes, started in turn.

First paint is the frame of the window; the report itself stands there some frames later, which is
measured as well. Prints medians and ratios; the goal for the first paint is 1.5.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
GOAL = 1.5
EMPTY = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False
application = QApplication(sys.argv)
window = QMainWindow()
watcher = Watcher()
window.installEventFilter(watcher)
window.show()
application.exec()
"""
WHOLE = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from report_desk import app
application = app.make_application()
backing = QSettings(sys.argv[2], QSettings.Format.IniFormat)
window = app.make_frame(backing)
window.painted.connect(lambda: (app.start(window, backing, Path(sys.argv[1])), application.processEvents(),
                                application.quit()))
window.show()
application.exec()
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long a command takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    """Measure and print; 1 where the goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), folder)
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **homes}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        report = Path(folder, "report.rdesk")
        report.write_bytes((ROOT / "resources" / "samples" / "2025.rdesk").read_bytes())
        programs = {
            "empty PySide6 window": [sys.executable, "-c", EMPTY],
            "first paint": [sys.executable, "-m", "report_desk", "--exit-after-first-paint", str(report)],
            "report on screen": [sys.executable, "-c", WHOLE, str(report), str(Path(folder, "settings.ini"))],
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for command in programs.values():
            seconds(command, environment)
        for _ in range(ROUNDS):
            for name, command in programs.items():
                times[name].append(seconds(command, environment))
    medians = {name: statistics.median(measured) for name, measured in times.items()}
    empty = medians["empty PySide6 window"]
    for name, median in medians.items():
        print(f"{name:22} {median * 1000:6.0f} ms   x {median / empty:.2f}")
    print(f"goal for the first paint: x {GOAL}")
    return int(medians["first paint"] / empty > GOAL)


if __name__ == "__main__":
    sys.exit(main())
