"""Pages to the system's printer: nothing scaled, A4 and two-sided unless it was chosen otherwise last time.

Where the system prints PDF itself (CUPS), it gets the very bytes of the export; elsewhere each page
is drawn at the printer's resolution. The window's thread asks which printer; a worker does the rest.
"""

from __future__ import annotations

import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QMarginsF, QProcess
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from report_desk.core.ports import PrintFailedError
from report_desk.desk.language import QT_TR_NOOP, tr
from report_desk.desk.preview.rendering import POINTS_PER_INCH, draw_bands
from report_desk.desk.settings import Sides
from report_desk.desk.widgets.questions import accepted

if TYPE_CHECKING:
    from collections.abc import Callable

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
_REFUSED = QT_TR_NOOP(
    "没有打印：打印机没有接受这份报告。请看看打印机是否开着、连着，再打印一次；也可以先导出 PDF。"
)
_BROKEN_OFF = QT_TR_NOOP(
    "没有打印完：打印机中途停了。请看看打印机是否缺纸、断线，收起已经印出的页，再打印一次。"
)


def choose_printer(pages: int, settings: Settings, window: QWidget) -> QPrinter | None:
    """Ask which printer and how, remembering what was chosen; None where the person left it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, settings.preferences)
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, pages)
    is_wanted = accepted(dialog)
    if not is_wanted:
        return None
    settings.choose(chosen(printer, settings.preferences))
    return printer


def print_pages(
    published: PublishedPages, printer: QPrinter, write_file: FileWriter, tell: Callable[[float], None]
) -> None:
    """Put the pages on paper; for a worker, which may call ``tell`` with how far it is, from 0 to 1.

    Raises SaveFailedError and PrintFailedError.
    """
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and not printer.fromPage():
        write_file(PurePath(printer.outputFileName()), published.data)
    elif not spool(published, printer):
        paint_pages(published, printer, tell)


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


def paint_pages(published: PublishedPages, printer: QPrinter, tell: Callable[[float], None]) -> None:
    """Draw the chosen pages, each at its true size, band by band."""
    first = (printer.fromPage() or 1) - 1
    last = min(printer.toPage() or published.pages, published.pages) - 1
    coarser = max(1, printer.resolution() // _FINEST)  # a whole number, so that no seam is between two bands
    scale = printer.resolution() / coarser / POINTS_PER_INCH
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFailedError(tr(_REFUSED))
    try:
        painter.scale(coarser, coarser)
        for number in range(first, last + 1):
            if number > first and not printer.newPage():
                raise PrintFailedError(tr(_BROKEN_OFF))
            for top, band in draw_bands(published.data, number, scale):
                painter.drawImage(0, top, band)
            tell((number - first + 1) / (last - first + 1))
    except BaseException:
        printer.abort()
        raise
    finally:
        is_taken = painter.end()
    if not is_taken or printer.printerState() == QPrinter.PrinterState.Error:
        raise PrintFailedError(tr(_BROKEN_OFF))
