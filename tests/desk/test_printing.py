"""Print and export are the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from report_desk.core.printout import printout
from report_desk.desk.preview.rendering import draw_pages, page_sizes
from report_desk.desk.printing import chosen, paint_pages, set_up, spool
from report_desk.desk.settings import Preferences, Settings, Sides
from report_desk.publish.pdf import publish_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.ports import PublishedPages
    from report_desk.core.sheet import Sheet

CLEARLY = 100
"""Levels of grey that are a difference to the eye."""
SCALE = 2.0
ALLOWED = 0.005
"""Share of the pixels of a page that may differ clearly: edges of glyphs that were drawn twice."""


@pytest.fixture
def published(zeros: Sheet) -> PublishedPages:
    return publish_pdf(printout(zeros))


@pytest.fixture
def printed(published: PublishedPages, tmp_path: Path, qapp: object) -> bytes:  # noqa: ARG001 - Qt must run
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, Preferences())
    paint_pages(published, printer)
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
