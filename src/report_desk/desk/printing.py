"""Pages to the system's printer: A4, two-sided where it can, nothing scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from report_desk.desk.preview.rendering import POINTS_PER_INCH, draw_pages, page_sizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import PublishedPages

_FINEST = 600
"""Dots per inch beyond which paper shows no difference."""


def print_pages(published: PublishedPages, window: QWidget) -> bool:
    """Ask which printer and print; False where the person left it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer)
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, published.pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint_pages(published, printer)
    return True


def set_up(printer: QPrinter) -> None:
    """A4 upright, edge to edge, double-sided along the long edge."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setDocName("政府信息公开工作年度报告")


def paint_pages(published: PublishedPages, printer: QPrinter) -> None:
    """Draw the chosen pages, each at its true size."""
    first = (printer.fromPage() or 1) - 1
    last = (printer.toPage() or published.pages) - 1
    dots = min(printer.resolution(), _FINEST)
    sizes = page_sizes(published.data)
    painter = QPainter(printer)
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        picture = draw_pages(published.data, [number], dots / POINTS_PER_INCH)[number]
        width, height = (points / POINTS_PER_INCH * printer.resolution() for points in sizes[number])
        painter.drawImage(QRectF(0, 0, width, height), picture)
    painter.end()
