"""Print and export are the same pages."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from report_desk.core.output.printout import printout
from report_desk.core.ports import PrintFailedError
from report_desk.desk.output import printing
from report_desk.desk.output.printing import chosen, paint_pages, set_up, spool
from report_desk.desk.preview.rendering import BAND, draw_bands, draw_pages, page_sizes
from report_desk.desk.settings import Preferences, Settings, Sides
from report_desk.publish.pdf.export import publish_pdf
from tests.desk.memory import OffThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from report_desk.core.ports import PublishedPages
    from report_desk.core.sheet import Sheet
    from tests.desk.scene import Scene

CLEARLY = 100
"""Levels of grey that are a difference to the eye."""
SCALE = 2.0
SHADED = 0.001
"""Share of the pixels of a page that may be a shade lighter or darker where it is drawn in bands."""
ALLOWED = 0.005
"""Share of the pixels of a page that may differ clearly: edges of glyphs that were drawn twice."""


def nobody(far: float) -> None:
    """Nobody wants to know how far it is."""


@pytest.fixture
def published(zeros: Sheet) -> PublishedPages:
    return publish_pdf(printout(zeros))


@pytest.fixture
def printed(published: PublishedPages, tmp_path: Path, qapp: object) -> bytes:  # noqa: ARG001 - Qt must run
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, Preferences())
    paint_pages(published, printer, nobody)
    return (tmp_path / "printed.pdf").read_bytes()


def grey(image: QImage, width: int) -> bytes:
    """The lightness of every pixel, cut to a width: Qt's A4 is a third of a point narrower."""
    flat = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines: list[memoryview] = [flat.constScanLine(line) for line in range(flat.height())]  # type: ignore[misc]
    return b"".join(line[:width] for line in lines)


def test_paper_and_scaling_are_right_by_default(qapp: object) -> None:  # noqa: ARG001 - Qt must run
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, Preferences())
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Portrait
    assert printer.fullPage()


def test_how_it_was_printed_is_remembered(qapp: object, tmp_path: Path) -> None:  # noqa: ARG001 - Qt must run
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, Preferences(organ="某局"))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    backing = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    before = Preferences(organ="某局", printer="二楼", sides=Sides.SHORT_EDGE)
    Settings(backing).choose(chosen(printer, before))
    again = Settings(backing).preferences
    assert again == replace(before, paper="A3", prints_to_file=True)
    next_time = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(next_time, again)
    assert next_time.outputFormat() == QPrinter.OutputFormat.PdfFormat
    assert next_time.pageLayout().pageSize().id() == QPageSize.PageSizeId.A3


def as_a_printer(monkeypatch: pytest.MonkeyPatch, duplex: QPrinter.DuplexMode) -> None:
    """Where there is no printer, Qt's is a file, which has no sides."""
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _: QPrinter.OutputFormat.NativeFormat)
    monkeypatch.setattr(QPrinter, "printerName", lambda _: "二楼")
    monkeypatch.setattr(QPrinter, "duplex", lambda _: duplex)


def test_sides_and_printer_are_remembered(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:  # noqa: ARG001
    as_a_printer(monkeypatch, QPrinter.DuplexMode.DuplexNone)
    found = chosen(QPrinter(), Preferences(prints_to_file=True))
    assert (found.printer, found.sides, found.prints_to_file) == ("二楼", Sides.ONE, False)
    set_to: list[QPrinter.DuplexMode] = []
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _, mode: set_to.append(mode))
    set_up(QPrinter(), found)
    assert set_to == [QPrinter.DuplexMode.DuplexNone]


def test_a_printer_that_is_there_is_chosen_again_and_one_that_is_gone_is_not(
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,  # noqa: ARG001 - Qt must run
) -> None:
    named: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["二楼"])
    monkeypatch.setattr(QPrinter, "setPrinterName", lambda _, name: named.append(name))
    for name in ("二楼", "拆掉的", ""):
        set_up(QPrinter(), Preferences(printer=name, paper="nonsense"))
    assert named == ["二楼"]


def test_what_is_printed_is_what_is_exported(published: PublishedPages, printed: bytes) -> None:
    assert len(page_sizes(printed)) == published.pages
    numbers = range(published.pages)
    exported, paper = draw_pages(published.data, numbers, SCALE), draw_pages(printed, numbers, SCALE)
    for number in numbers:
        width = min(exported[number].width(), paper[number].width())
        first, second = grey(exported[number], width), grey(paper[number], width)
        differing = sum(abs(one - other) > CLEARLY for one, other in zip(first, second, strict=True))
        assert min(first) < CLEARLY
        assert differing / len(first) <= ALLOWED, f"page {number + 1}"


def test_cups_gets_the_very_bytes_of_the_export(
    published: PublishedPages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,  # noqa: ARG001
) -> None:
    spooler = tmp_path / "lp"
    spooler.write_text(f'#!/bin/sh\ncat > "{tmp_path}/spooled.pdf"\necho "$@" > "{tmp_path}/options"\n')
    spooler.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, Preferences())
    as_a_printer(monkeypatch, QPrinter.DuplexMode.DuplexAuto)
    assert spool(published, printer)
    assert (tmp_path / "spooled.pdf").read_bytes() == published.data
    options = (tmp_path / "options").read_text()
    assert "media=A4" in options
    assert "sides=two-sided-long-edge" in options
    assert "print-scaling=none" in options


def test_pages_have_the_size_of_a4(printed: bytes) -> None:
    for width, height in page_sizes(printed):
        assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize(("scale", "most"), [(1.0, 0), (600 / 72, 32)])
def test_the_bands_together_are_the_page(published: PublishedPages, scale: float, most: int) -> None:
    """But for the shade of a few pixels: the further down a letter stands, the more is rounded."""
    for number in (0, published.pages - 1):
        whole = draw_pages(published.data, [number], scale)[number]
        height = shaded = 0
        for top, band in draw_bands(published.data, number, scale):
            assert (top, band.width()) == (height, whole.width())
            assert band.height() <= BAND
            part = whole.copy(0, top, whole.width(), band.height())
            height += band.height()
            if band == part:
                continue
            one, other = grey(band, band.width()), grey(part, part.width())
            apart = [abs(a - b) for a, b in zip(one, other, strict=True) if a != b]
            assert max(apart) <= most
            shaded += len(apart)
        assert height == whole.height()
        assert shaded <= SHADED * whole.width() * whole.height()


def pdf_printer(path: Path, resolution: int) -> QPrinter:
    """A printer that is a file, and draws as one of paper would."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(resolution)
    return printer


@pytest.mark.parametrize(("resolution", "chosen_pages"), [(600, (0, 0)), (1200, (0, 0)), (300, (2, 99))])
def test_as_many_pages_come_out_as_were_chosen(
    published: PublishedPages,
    tmp_path: Path,
    resolution: int,
    chosen_pages: tuple[int, int],
    qapp: object,  # noqa: ARG001 - Qt must run
) -> None:
    printer = pdf_printer(tmp_path / "printed.pdf", resolution)
    printer.setFromTo(*chosen_pages)
    told: list[float] = []
    paint_pages(published, printer, told.append)
    wanted = published.pages - max(0, chosen_pages[0] - 1)
    assert len(page_sizes((tmp_path / "printed.pdf").read_bytes())) == wanted == len(told)
    assert told[-1] == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_or_stops_is_told_of(
    published: PublishedPages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,  # noqa: ARG001 - Qt must run
) -> None:
    nowhere = pdf_printer(tmp_path / "missing" / "a.pdf", 72)
    with pytest.raises(PrintFailedError, match="没有接受这份报告"):
        paint_pages(published, nowhere, nobody)
    monkeypatch.setattr(QPrinter, "newPage", lambda _: False)
    with pytest.raises(PrintFailedError, match="中途停了"):
        paint_pages(published, pdf_printer(tmp_path / "b.pdf", 72), nobody)


@pytest.fixture
def at_the_printer(
    scene: Scene, zeros: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """Has a person print page 1 to a file; drawing it on the window's thread fails."""

    def choose(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        dialog.printer().setFromTo(1, 1)
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    monkeypatch.setattr(printing, "draw_bands", OffThread(draw_bands))
    scene.open(zeros)
    scene.will_print()
    yield lambda: scene.trigger("print")
    scene.window.printing.wait()


def test_the_windows_thread_draws_nothing(
    scene: Scene, at_the_printer: Callable[[], None], tmp_path: Path
) -> None:
    told: list[str] = []
    scene.report.exporting.told.connect(told.append)
    at_the_printer()
    scene.qtbot.waitUntil(lambda: "已交给打印机。" in told)
    assert told == ["正在打印… 0%", "正在打印… 100%", "已交给打印机。"]
    assert len(page_sizes((tmp_path / "printed.pdf").read_bytes())) == 1
    assert not scene.asked[1:]


def test_leaving_the_printers_dialog_prints_nothing(
    scene: Scene, at_the_printer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    at_the_printer()
    scene.qtbot.waitUntil(lambda: not scene.window.background.is_busy)
    assert not scene.window.printing.is_busy


def fails(*_: object) -> None:
    raise PrintFailedError("没有打印完：打印机中途停了。")


def test_a_failing_printer_is_told_in_the_window(
    scene: Scene, at_the_printer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "paint_pages", fails)
    scene.will_answer("知道了")
    at_the_printer()
    scene.qtbot.waitUntil(lambda: any("打印机中途停了" in words for words in scene.asked))


def test_a_bug_while_printing_reaches_the_windows_thread(
    scene: Scene, at_the_printer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is logged and told once, as every bug is."""

    def wrong(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(printing, "paint_pages", wrong)
    with scene.qtbot.capture_exceptions() as caught:
        at_the_printer()
        scene.qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_closing_window_waits_for_the_paper_and_hears_that_it_failed(
    scene: Scene, at_the_printer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slowly(_: object, __: object, tell: Callable[[float], None]) -> None:
        begun.set()
        tell(0.5)
        assert goes_on.wait(10)
        fails()

    monkeypatch.setattr(printing, "paint_pages", slowly)
    at_the_printer()
    scene.qtbot.waitUntil(begun.is_set)
    scene.window.forget_report()
    scene.will_answer("知道了")
    threading.Timer(0.1, goes_on.set).start()
    scene.window.close()
    assert goes_on.is_set()
    assert "打印机中途停了" in scene.asked[-1]
    assert not scene.window.is_hanging
