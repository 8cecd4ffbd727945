"""The program itself, and beside it a witness that says on a socket what the one with the keyboard shows.

At SIGUSR1 it writes where each of its threads is: a journey that waits in vain asks for it.

usage: python -m tests.journeys.watched SOCKET [ARGUMENT...]
"""

from __future__ import annotations

import faulthandler
import json
import signal
import socket
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

_LONGEST = 200_000


def witness(path: str) -> None:
    """Answer every connection with what has the keyboard now."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    while True:
        connection, _ = server.accept()
        with connection:
            connection.sendall(json.dumps(_asked()).encode())


def _asked() -> dict[str, object]:
    """Ask on the window's thread; nothing is there before there is a window."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the program decides when Qt comes
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication.instance()
    if application is None:
        return {}
    answers: Queue[dict[str, object]] = Queue()
    QTimer.singleShot(0, application, lambda: answers.put(_seen()))
    return answers.get(timeout=20)


def _seen() -> dict[str, object]:
    from PySide6.QtWidgets import QApplication, QLabel  # noqa: PLC0415

    focus = QApplication.focusWidget()
    if focus is None:
        return {}
    where, whole = _place(focus)
    shown = focus.visibleRegion().boundingRect() & where
    on_screen = focus.screen().availableGeometry().contains(focus.mapToGlobal(shown.center()))
    return {
        "kind": type(focus).__name__,
        "name": focus.accessibleName(),
        "text": _text(focus)[:_LONGEST],
        "wanted": [where.width(), where.height()],
        "at": _at(focus),
        "words": [label.text() for label in focus.window().findChildren(QLabel) if _is_seen(label)],
        "shown": [shown.width(), shown.height()] if on_screen and whole else [0, 0],
        "places": _places(focus.window()),  # last: it leaves no wrapper of the system's dialogs valid
    }


def _at(focus: QWidget) -> list[str]:
    """In a table: the active cell as a screen reader says it, and each selected one."""
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtWidgets import QTableView  # noqa: PLC0415

    if not isinstance(focus, QTableView):
        return []
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [focus.currentIndex().data(role), *(index.data(role) for index in focus.selectedIndexes())]
    return [words for words in said if words]


def _places(window: QWidget) -> dict[str, list[int]]:
    """Where on the screen to press what can be pressed or typed into, by its words or its name."""
    from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLineEdit  # noqa: PLC0415

    found: dict[str, list[int]] = {}
    for part in window.findChildren(QAbstractButton) + window.findChildren(QLineEdit):
        if part.isEnabled() and _is_seen(part):
            name = part.text() if isinstance(part, QAbstractButton) else part.accessibleName()
            middle = part.mapToGlobal(part.rect().center())
            found.setdefault(name, [middle.x(), middle.y()])
    for head in window.findChildren(QHeaderView):
        for at in range(head.count() if _is_seen(head) else 0):
            middle = head.mapToGlobal(head.rect().center())
            name = str(head.model().headerData(at, head.orientation()))
            found.setdefault(f"▾{name}", [head.mapToGlobal(head.rect().topLeft()).x() + 30, middle.y()])
            found[f"▾{name}"][0] += head.sectionViewportPosition(at)
    return found


def _is_seen(label: QWidget) -> bool:
    import shiboken6  # noqa: PLC0415

    return (
        shiboken6.isValid(label)
        and label.isVisible()
        and label.visibleRegion().boundingRect() == label.rect()
    )


def _place(focus: QWidget) -> tuple[QRect, bool]:
    """What must be seen of a widget: a table's current cell, where a text is written, else all of it."""
    from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QTextEdit  # noqa: PLC0415

    if isinstance(focus, QAbstractItemView):
        if not focus.currentIndex().isValid():  # nothing is in it yet, or nothing chosen
            return focus.viewport().geometry(), True
        rect = focus.visualRect(focus.currentIndex())
        return rect.translated(focus.viewport().pos()), not rect.isEmpty()
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        return focus.cursorRect().translated(focus.viewport().pos()), True
    return focus.rect(), True


def _text(focus: QWidget) -> str:
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QAbstractItemView,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
        QSpinBox,
        QTableView,
        QTableWidget,
        QTextEdit,
    )

    match focus:
        case QPlainTextEdit() | QTextEdit():
            return focus.toPlainText()
        case QLineEdit() | QSpinBox():
            return focus.text()
        case QComboBox():
            return focus.currentText()
        case QTableView() if isinstance(focus, QTableWidget) or type(focus).__name__ == "RosterTable":
            model = focus.model()
            cells = (model.index(row, 0).data() for row in range(model.rowCount()))
            return "\n".join(str(words) for words in cells if words is not None)
        case QAbstractItemView():
            ghosts = getattr(getattr(focus, "figures", None), "ghosts", {})
            return "\t".join([str(focus.currentIndex().data() or ""), *ghosts.values()])
        case _:
            return ""


def main() -> int:
    """Start the witness, then the program."""
    path = sys.argv.pop(1)
    Path(path).unlink(missing_ok=True)
    faulthandler.register(signal.SIGUSR1)
    Thread(target=witness, args=(path,), daemon=True).start()
    from report_desk.__main__ import main as run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    sys.exit(main())
