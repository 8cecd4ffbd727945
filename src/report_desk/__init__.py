"""年报台: fills, checks, saves and prints the annual report on government information disclosure.

As a library: ``open_report``, ``new_report``, ``fill``, ``check``, ``save_report``, ``export_pdf``,
``import_document``, ``import_data``, for a folder of reports ``open_folder``, ``consolidate``, ``trace``, and
the types they speak of, each imported when it is first asked for (`report_desk.api`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_desk.api import (
        Address,
        Edit,
        ExpectedError,
        Folder,
        ImportedReport,
        Level,
        MustFixError,
        ReportFile,
        ReportFormat,
        Sheet,
        apply,
        check,
        consolidate,
        evaluated,
        export_pdf,
        fill,
        import_data,
        import_document,
        new_report,
        open_folder,
        open_report,
        save_report,
        trace,
    )

__all__ = [
    "Address",
    "Edit",
    "ExpectedError",
    "Folder",
    "ImportedReport",
    "Level",
    "MustFixError",
    "ReportFile",
    "ReportFormat",
    "Sheet",
    "apply",
    "check",
    "consolidate",
    "evaluated",
    "export_pdf",
    "fill",
    "import_data",
    "import_document",
    "new_report",
    "open_folder",
    "open_report",
    "save_report",
    "trace",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'report_desk' has no attribute '{name}'")
    from report_desk import api  # noqa: PLC0415 - a start pays for none of it

    return getattr(api, name)
