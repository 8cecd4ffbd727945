"""Print and export are the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from report_desk.core.printout import printout
from report_desk.desk.preview.rendering import draw_pages, page_sizes
from report_desk.desk.printing import paint_pages, set_up, spool
from report_desk.desk.settings import Preferences
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
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _: QPrinter.OutputFormat.NativeFormat)
    assert spool(published, printer)
    assert (tmp_path / "spooled.pdf").read_bytes() == published.data
    options = (tmp_path / "options").read_text()
    assert "media=A4" in options
    assert "print-scaling=none" in options


def test_pages_have_the_size_of_a4(printed: bytes) -> None:
    for width, height in page_sizes(printed):
        assert (round(width), round(height)) == (595, 842)
