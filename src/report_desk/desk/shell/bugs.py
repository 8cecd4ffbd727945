"""What happens when the program itself is wrong: it is logged, said once, and can be copied; work goes on.

Errors that nobody caught reach one place from everywhere: slots, painting, threads, destructors, and Qt's
own messages. They go to a log file that holds kinds of errors and lines of code, never a figure or a text
of the user's; a dialog tells of each place once, from the event loop, never in the middle of a paint.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import traceback
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

    from PySide6.QtCore import QMessageLogContext

_log = logging.getLogger("report_desk")
_LARGEST_LOG = 256 << 10
"""Bytes of a log file; two older ones are kept."""
_MOST_MESSAGES = 200
"""Different messages of Qt's that are logged in one run."""
_LONGEST_MESSAGE = 400
_QUOTED = re.compile(r"\"[^\"]{0,400}\"|'[^']{0,400}'")
_OF_THE_USER = re.compile(r"[^\x20-\x7e]+|\d+")
"""What may come from a file: letters that are not ASCII, and numbers; paths are left out by the word."""
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Bugs(QObject):
    """Catches what nobody caught, for as long as it lives, and tells of it over a window."""

    _caught = Signal(str)

    def __init__(self, window: QWidget, log: Callable[[], PurePath]) -> None:
        """``log`` finds the log file; it is asked when there is something to write."""
        super().__init__(window)
        self._window = window
        self._log = _Log(log)
        self._told: set[str] = set()
        self._waiting: list[str] = []
        self._messages: set[str] = set()
        self._is_telling = False
        self._before: tuple[Any, Any, Any, Any] | None = None
        self._handlers: tuple[logging.Handler, ...] = (self._log,)
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """From now on, catch what nobody else did; on a terminal it is said there too."""
        if sys.stderr is not None:  # a window without a terminal has none
            self._handlers = (self._log, logging.StreamHandler(sys.stderr))
        for handler in self._handlers:
            _log.addHandler(handler)
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook, None
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        sys.unraisablehook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        self._before = (*self._before[:3], qInstallMessageHandler(self._qt_said))

    def let_go(self) -> None:
        """Leave everything to whom it was left before."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook, messages = self._before
            qInstallMessageHandler(messages)
        for handler in self._handlers:
            _log.removeHandler(handler)
        self._log.close()

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = places(kind, trace)
        _log.critical("%s", told)
        self._caught.emit(told)

    def _qt_said(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        said = f"Qt: {without_texts(message)}"
        if said in self._messages or len(self._messages) >= _MOST_MESSAGES:
            return
        self._messages.add(said)
        _log.log(_LEVELS[kind], "%s", said)

    def _tell(self, told: str) -> None:
        """Say it, unless this place was told of; while a dialog stands, the next one waits."""
        if told in self._told:
            return
        self._told.add(told)
        self._waiting.append(told)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            while self._waiting:
                _show(self._window, self._waiting.pop(0), self._log.place)
        finally:
            self._is_telling = False


class _Log(logging.Handler):
    """A log file for its owner alone; where it cannot be written, nothing is."""

    def __init__(self, find: Callable[[], PurePath]) -> None:
        super().__init__()
        self._find = find
        self._file: RotatingFileHandler | None = None

    @property
    def place(self) -> str:
        """Where the log lies; empty where there is none."""
        return "" if self._file is None else self._file.baseFilename

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, RuntimeError):
            if self._file is None:
                path = self._find()
                os.makedirs(path.parent, mode=0o700, exist_ok=True)  # noqa: PTH103 - a name, no way to it
                self._file = _PrivateFile(path, maxBytes=_LARGEST_LOG, backupCount=2, encoding="utf-8")
                self._file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


class _PrivateFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is no bug."""


def places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of the error and where it happened; never its message, which may hold the user's figures."""
    frames = traceback.extract_tb(trace)
    lines = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join((kind.__name__, *lines))


def _place(file: str) -> str:
    """A module of ours by its way from the package, another by its last two names: no folder of a person."""
    _, package, ours = file.rpartition("report_desk")
    return ours if package else "/".join(PurePath(file).parts[-2:])


def without_texts(message: str) -> str:
    """A message of Qt's without what may be the user's: quoted texts, numbers, paths, Chinese."""
    words = _QUOTED.sub("…", message[:_LONGEST_MESSAGE]).split(" ")
    kept = ("…" if "/" in word or "\\" in word else word for word in words)
    return _OF_THE_USER.sub("…", " ".join(kept))


def _show(window: QWidget, told: str, log: str) -> None:
    box = QMessageBox(window)
    box.setWindowTitle(tr("年报台"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("程序出了一个错。报告还开着，草稿照常留存；建议现在保存一次。"))
    words = tr("下面的记录不含填报内容，可以复制给维护人员。")
    if log:
        words += tr("以前的记录在「{log}」。").format(log=log)
    box.setInformativeText(words)
    box.setDetailedText(told)
    copy = box.addButton(tr("复制记录"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(tr("继续"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(told)
    box.deleteLater()
