"""The end of a window: what is being written ends first, what hangs on a dead disk is not waited for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool

from report_desk.desk.background.patience import GivenUpError, patiently
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from report_desk.desk.background.jobs import Background

_LETS_GO = 100
"""Milliseconds that a worker may take to let go of what it has done already."""


def write_out(background: Background, drafting: Background, printing: Background, window: QWidget) -> None:
    """Let what is being written or printed end; what does not answer is not waited for for ever."""

    def written() -> None:
        background.wait()
        drafting.wait()

    with suppress(GivenUpError):
        patiently(written, tr("正在写完最后的内容…"), window)
        if printing.is_busy:
            patiently(printing.wait, tr("还在打印，印完就关。不等的话，后面的页不会印出来。"), window)
            printing.deliver()


def is_hanging(pools: Iterable[Background]) -> bool:
    """Whether work is left that a disk holds up."""
    is_reading = not QThreadPool.globalInstance().waitForDone(_LETS_GO)
    return is_reading or not all(pool.wait(_LETS_GO) for pool in pools)
