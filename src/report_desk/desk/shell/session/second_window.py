"""Another window is another program: two reports share no history, and one that ends takes none along."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess


def command() -> list[str]:
    """What starts this program once more."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "report_desk"]


def open_window() -> bool:
    """Start it with its start page; False where the system does not let it."""
    program, *arguments = command()
    is_started, _ = QProcess.startDetached(program, arguments)
    return is_started
