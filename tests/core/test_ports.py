"""The failures that are expected, as values."""

from __future__ import annotations

from report_desk.core.ports import ScannedFileError, UnreadableFileError


def test_a_scan_that_cannot_be_read_can_be_looked_at() -> None:
    error = ScannedFileError("这是扫描件。", b"%PDF-")
    assert isinstance(error, UnreadableFileError)
    assert (str(error), error.data) == ("这是扫描件。", b"%PDF-")
