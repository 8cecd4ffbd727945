"""Another program's window to drag a file from: as a file manager's, small and without the keyboard.

usage: python -m tests.journeys.dragged PATH READY

READY is written once it stands, with the place on the screen to begin at. It ends with the drag.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

PLACE = (1180, 690)


class Source(QLabel):
    """Begins to drag where it is pressed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self._path = path
        self.setWindowFlags(
            Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.BypassWindowManagerHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setGeometry(*PLACE, 120, 40)

    def mousePressEvent(self, _: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag, content = QDrag(self), QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(self._path))])
        drag.setMimeData(content)
        drag.exec(Qt.DropAction.CopyAction)
        QTimer.singleShot(300, QApplication.quit)


def main(path: Path, ready: Path) -> None:
    """Stand there until something was dragged."""
    application = QApplication([])
    source = Source(path)
    source.show()
    QTimer.singleShot(300, lambda: ready.write_text(f"{PLACE[0] + 60} {PLACE[1] + 20}", "utf-8"))
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
