"""A program without a display says so in a sentence and ends with code 2, where Qt would abort in English.

Whether Qt finds a display, it says itself: by a fatal message while the application is made. Until then its
words are held back; where there is a display they are passed on.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMessageLogContext

NO_DISPLAY = 2
"""The exit code: it could not be done."""
_SENTENCE = "没有显示器可用，窗口打不开：请在桌面环境里运行（report-desk --help 列出不用窗口的动词）。"


def application(arguments: Sequence[str]) -> QApplication:
    """The Qt application; where there is no display for its windows the process ends, in words."""
    held: list[str] = []

    def hold(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        held.append(words)
        if kind is QtMsgType.QtFatalMsg:
            _refuse(held[0])

    before = qInstallMessageHandler(hold)
    made = QApplication(list(arguments))
    qInstallMessageHandler(before)
    for words in held if sys.stderr else ():
        sys.stderr.write(f"{words}\n")
    return made


def _refuse(reason: str) -> None:
    """The sentence, and what Qt said first: on a broken installation it names the library that is missing."""
    if sys.stderr:
        sys.stderr.write(f"{_SENTENCE} ({reason.strip()})\n")
        sys.stderr.flush()
    os._exit(NO_DISPLAY)
