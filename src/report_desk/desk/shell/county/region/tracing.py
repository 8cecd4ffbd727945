"""A region's report traced by a worker, and saved with a correction where one is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.across.carrying import carried_over
from report_desk.core.consolidation.corrections import correct
from report_desk.core.consolidation.trace import NotAddedUpError, trace
from report_desk.core.form.kinds import NotAValueError
from report_desk.desk.files.endings import PAPER
from report_desk.desk.language import tr
from report_desk.desk.shell.county.region.papers import Held, held
from report_desk.desk.shell.county.region.region import Region

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from report_desk.core.consolidation.across.carrying import Carrying
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.folder_ports import SeenFolder
    from report_desk.core.report.model import Report
    from report_desk.desk.services import Services
    from report_desk.desk.shell.county.region.region import Wish


def last_regions(entries: Sequence[Entry], year: int) -> list[Entry]:
    """The reports of the year before in a folder that were themselves added up: the region's."""
    return [one for one in entries if one.is_sum and one.is_readable and one.year == year - 1]


def _looked_back(services: Services, folder: PurePath, seen: SeenFolder, report: Report) -> Carrying | None:
    """What organs and the region handed on last year, against what they took over. Raises LookupError."""
    if services.comparing is None:
        return None
    entries = [one for one in seen.entries if one.is_readable]
    forms = {one.edition: services.form_by_id(one.edition) for one in entries}
    studies = services.comparing.study(folder, [one.file for one in entries], lambda _: None)
    form = services.form_by_id(report.format)
    return carried_over(form, forms, report, seen.roster, entries, studies)


def chosen_region(services: Services, path: PurePath, folder: PurePath, seen: SeenFolder) -> Region | str:
    """The numbers of the region's report that a file is, or a PDF is the print of, as `traced` has them."""
    if path.suffix.lower() != PAPER:
        return traced(services, Held(path), folder, seen)
    try:
        found = held(services, path, folder, seen)
    except LookupError as error:
        return str(error.args[0])
    if found is None:
        return tr(
            "PDF「{paper}」里没有来源，文件夹里和它旁边也没有它的汇总报告（.rdesk）。"
            "把汇总报告放在 PDF 旁边再核对，或者直接选汇总报告。"
        ).format(paper=path.name)
    return traced(services, found, folder, seen)


def traced(  # noqa: PLR0913, PLR0917 - which report, where, and what is wished
    services: Services,
    chosen: Held,
    folder: PurePath,
    seen: SeenFolder,
    wish: Wish | None = None,
    at: str = "",
) -> Region | str:
    """The numbers of a region's report, or a sentence that says why there are none. Raises ExpectedError.

    They are traced in ``folder``, as it was ``seen``; a correction that is wished for is saved first.
    """
    path = chosen.path
    opened = services.store.open(path)
    report, digest = opened.report, opened.digest
    form = services.form_by_id(report.format)
    try:
        if wish is not None:
            after = correct(form, report, wish.cell, wish.amount, wish.reason, wish.by, at)
            saved = services.store.save(after, path, expected_digest=digest)
            services.store.back_up(path)
            report, digest = saved.report, saved.digest
        found = trace(form, report, seen.entries, seen.roster)
        carried = _looked_back(services, folder, seen, report)
        return Region(form, report, found, path, digest, carried, chosen.words)
    except (NotAddedUpError, NotAValueError, LookupError) as error:
        return str(error.args[0])
