"""Everything outside that the window may use, handed in by the composition root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import PurePath

    from report_desk.core.consolidation.across.chart import Chart, Inks
    from report_desk.core.consolidation.across.study import Study
    from report_desk.core.folder_ports import ReportFolders
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.ports import FileWriter, Papers, Publisher, ReadMarkup, ReportStore
    from report_desk.desk.settings import Settings


class Claims(Protocol):
    """Which files windows of this computer have open, so that one is not filled in two of them."""

    def claim(self, path: PurePath) -> bool:
        """Claim a file for this program; False while another window has it."""
        ...

    def is_elsewhere(self, path: PurePath) -> bool:
        """Whether another window has a file; nothing is claimed."""
        ...

    def release(self, path: PurePath) -> None:
        """Give a file up."""
        ...


class Comparing(Protocol):
    """What looking at a folder of reports across needs; it is only called on workers."""

    def study(
        self, folder: PurePath, files: Sequence[str], tell: Callable[[float], None]
    ) -> tuple[Study, ...]:
        """What comparing needs of each of these files of a folder; ``tell`` is told how far that is."""
        ...

    def draw(self, chart: Chart, inks: Inks, width: float, size: float) -> bytes:
        """A chart as a page of a PDF, ``width`` points wide, as high as it is, in type of ``size`` points."""
        ...


class Services(Struct, frozen=True):
    """The ports, the clock and the settings; without ``folders`` no folder of reports is opened.

    Without ``comparing`` the reports of one are not looked at across.

    ``log`` finds the log of what went wrong in the program; ``read_markup`` reads HTML of a clipboard.
    """

    store: ReportStore
    claims: Claims
    publish: Publisher
    write_file: FileWriter
    papers: Papers
    form_for_year: Callable[[int], ReportFormat]
    form_by_id: Callable[[str], ReportFormat]
    settings: Settings
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    log: Callable[[], PurePath]
    read_markup: ReadMarkup
    folders: ReportFolders | None = None
    comparing: Comparing | None = None
