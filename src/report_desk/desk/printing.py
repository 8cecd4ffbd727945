"""Pages to the system's printer: A4, two-sided where it can, nothing scaled.

Where the system prints PDF itself (CUPS), it gets the very bytes of the export; elsewhere each page
is drawn at the printer's resolution.
"""

from __future__ import annotations

import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QProcess, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from report_desk.desk.preview.rendering import POINTS_PER_INCH, draw_pages, page_sizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import FileWriter, PublishedPages

_FINEST = 600
"""Dots per inch beyond which paper shows no difference."""
_SPOOL_TIME = 20_000
"""Milliseconds that handing a report to the spooler may take."""
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_TITLE = "政府信息公开工作年度报告"


def print_pages(published: PublishedPages, write_file: FileWriter, window: QWidget) -> bool:
    """Ask which printer and print; False where the person left it. Raises SaveFailedError."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer)
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, published.pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and not printer.fromPage():
        write_file(PurePath(printer.outputFileName()), published.data)
    elif not spool(published, printer):
        paint_pages(published, printer)
    return True


def set_up(printer: QPrinter) -> None:
    """A4 upright, edge to edge, double-sided along the long edge where the printer can."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setDocName(_TITLE)


def spool(published: PublishedPages, printer: QPrinter) -> bool:
    """Hand the PDF to CUPS as it is; False where this system has none, or it refuses."""
    program = shutil.which("lp")
    if program is None or printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return False
    sides = _SIDES.get(printer.duplex(), "two-sided-long-edge")
    arguments = ["-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", _TITLE]
    arguments += ["-o", f"sides={sides}", "-o", "media=A4", "-o", "print-scaling=none"]
    if printer.fromPage():
        arguments += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    process = QProcess()
    process.start(program, arguments)
    process.write(published.data)
    process.closeWriteChannel()
    return process.waitForFinished(_SPOOL_TIME) and process.exitCode() == 0


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
