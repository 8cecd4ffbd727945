"""Pages to the system's printer: nothing scaled, A4 and two-sided unless it was chosen otherwise last time.

Where the system prints PDF itself (CUPS), it gets the very bytes of the export; elsewhere each page
is drawn at the printer's resolution.
"""

from __future__ import annotations

import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QMarginsF, QProcess, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from report_desk.desk.preview.rendering import POINTS_PER_INCH, draw_pages, page_sizes
from report_desk.desk.settings import Sides

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import FileWriter, PublishedPages
    from report_desk.desk.settings import Preferences, Settings

_FINEST = 600
"""Dots per inch beyond which paper shows no difference."""
_SPOOL_TIME = 20_000
"""Milliseconds that handing a report to the spooler may take."""
_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}
_TITLE = "政府信息公开工作年度报告"


def print_pages(
    published: PublishedPages, write_file: FileWriter, settings: Settings, window: QWidget
) -> bool:
    """Ask which printer and print, remembering what was chosen; False where the person left it.

    Raises SaveFailedError.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, settings.preferences)
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, published.pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    settings.choose(chosen(printer, settings.preferences))
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and not printer.fromPage():
        write_file(PurePath(printer.outputFileName()), published.data)
    elif not spool(published, printer):
        paint_pages(published, printer)
    return True


def set_up(printer: QPrinter, standing: Preferences) -> None:
    """Upright, edge to edge, and as it was printed last; a printer that is gone counts as not chosen."""
    if standing.prints_to_file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    elif standing.printer in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(standing.printer)
    sizes = {QPageSize.key(size): size for size in QPageSize.PageSizeId}
    printer.setPageSize(QPageSize(sizes.get(standing.paper, QPageSize.PageSizeId.A4)))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(_DUPLEX[standing.sides])
    printer.setDocName(_TITLE)


def chosen(printer: QPrinter, standing: Preferences) -> Preferences:
    """The preferences with what a printer was set to; a file has no sides and is no printer."""
    to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    return replace(
        standing,
        printer=standing.printer if to_file else printer.printerName(),
        sides=standing.sides if to_file else _sides(printer),
        paper=printer.pageLayout().pageSize().key(),
        prints_to_file=to_file,
    )


def spool(published: PublishedPages, printer: QPrinter) -> bool:
    """Hand the PDF to CUPS as it is; False where this system has none, or it refuses."""
    program = shutil.which("lp")
    if program is None or printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return False
    paper = printer.pageLayout().pageSize().key()
    arguments = ["-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", _TITLE]
    arguments += ["-o", f"sides={_sides(printer)}", "-o", f"media={paper}", "-o", "print-scaling=none"]
    if printer.fromPage():
        arguments += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    process = QProcess()
    process.start(program, arguments)
    process.write(published.data)
    process.closeWriteChannel()
    return process.waitForFinished(_SPOOL_TIME) and process.exitCode() == 0


def _sides(printer: QPrinter) -> Sides:
    """How a printer is set; what the system decides is along the long edge, as a report is bound."""
    return next((sides for sides, duplex in _DUPLEX.items() if duplex == printer.duplex()), Sides.LONG_EDGE)


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
