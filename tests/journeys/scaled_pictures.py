"""The window on a 1366 × 768 screen at one scale of the desktop: a table with findings, the cover, a text.

usage: QT_SCALE_FACTOR=1.5 python -m tests.journeys.scaled_pictures FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path, PurePath

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QSettings

from report_desk import app
from report_desk.desk.document import Document, Place
from report_desk.desk.files.watching.notice import Told
from report_desk.desk.theme.look import Appearance
from tests.desk.rooms import report_in
from tests.journeys.pictures import SIZE, Camera, services, with_findings

PAGES = {"requests_note": "requests", "disclosure_note": "disclosure", "cover": "cover", "overview": "prose"}


def main() -> None:
    """Take the pictures, named after the scale in percent."""
    folder, scale = Path(sys.argv[1]), float(os.environ.get("QT_SCALE_FACTOR", "1"))
    folder.mkdir(parents=True, exist_ok=True)
    application = app.make_application()
    with tempfile.TemporaryDirectory() as scratch:
        window = app.make_frame(QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat))
        app.furnish(window, services(Path(scratch), Appearance.LIGHT))
        window.showNormal()
        window.resize(round(SIZE[0] / scale), round(SIZE[1] / scale))
        camera = Camera(window, folder, f"-{round(100 * scale)}")
        window.show_start()
        camera.take("start")
        window.session.began.emit(
            Document(with_findings(), Place(PurePath("D:/年报/2025.rdesk"), "digest")), Told()
        )
        report = report_in(window)
        assert report is not None
        for page, name in PAGES.items():
            report.workspace.show_page(page)
            report.workspace.shown.focus_first()
            camera.take(name)
        window.forget_report()
        window.background.wait()
        window.close()
        shiboken6.delete(window)
    application.quit()


if __name__ == "__main__":
    main()
