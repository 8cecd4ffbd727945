"""A store that backs up whatever it saved at once, as everybody who saves through it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from report_desk.core.ports import SavedReport
    from report_desk.core.report.model import Report


class KeepingFiles(ReportFiles):
    """A save and its backup in one step; the warning is that of either."""

    def save(
        self,
        report: Report,
        path: PurePath,
        *,
        expected_digest: str | None,
        break_lock: bool = False,
        beside: Callable[[Report, bytes], None] | None = None,
    ) -> SavedReport:
        saved = super().save(
            report, path, expected_digest=expected_digest, break_lock=break_lock, beside=beside
        )
        return replace(saved, warning=saved.warning + self.back_up(path))
