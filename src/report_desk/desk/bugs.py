"""What happens when the program itself is wrong: it is logged, said, and can be copied; work goes on."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger("report_desk")


def show_in(window: QWidget) -> None:
    """From now on, show what nobody caught in a dialog over this window."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = places(kind, trace)
        _log.critical("%s", told)
        _show(window, told)

    sys.excepthook = hook


def places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of the error and where it happened; never its message, which may hold the user's figures."""
    frames = traceback.extract_tb(trace)
    lines = [
        f"{frame.filename.rpartition('report_desk')[2] or frame.filename}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return "\n".join((kind.__name__, *lines))


def _show(window: QWidget, told: str) -> None:
    box = QMessageBox(window)
    box.setWindowTitle(box.tr("年报台"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(box.tr("程序出了一个错。报告还开着，草稿照常留存；建议现在保存一次。"))
    box.setInformativeText(box.tr("下面的记录不含填报内容，可以复制给维护人员。"))
    box.setDetailedText(told)
    copy = box.addButton(box.tr("复制记录"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(box.tr("继续"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(told)
