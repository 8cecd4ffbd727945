"""What a script can do with reports, in Python: open, begin, fill, check, save, export, read from documents.

Everything here is also a verb of the command line, which stands on it. Values never change: a function that
changes a report gives a new one. ``import report_desk`` has every name of this module (``__all__``).
``docs/python-api.md`` shows them at work.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import Edit, ZeroBlanks, apply
from report_desk.core.form.edition import Address, Level, ReportFormat
from report_desk.core.ports import ExpectedError, ScannedFileError, UnreadableFileError
from report_desk.core.sheet import Sheet, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from report_desk.core.checks.findings import Finding
    from report_desk.core.consolidation.board import Board
    from report_desk.core.consolidation.entry import Entry, Holder, Standing
    from report_desk.core.consolidation.roster import Member
    from report_desk.core.consolidation.sums import Consolidated
    from report_desk.core.consolidation.trace import Trace
    from report_desk.core.form.kinds import Figure
    from report_desk.core.output.printout import PrintOptions
    from report_desk.core.ports import PublishedPages
    from report_desk.core.report.model import Report
    from report_desk.intake.doubt import Doubt
    from report_desk.intake.imported import Imported
    from report_desk.store.report_files import ReportFiles

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


class ReportFile(Struct, frozen=True):
    """A report as it stands in a file.

    ``digest`` (SHA-256 in hex) tells what was seen there: a save replaces nothing else. ``read_only`` says
    why it must not be saved in place, and is empty where it may be.
    """

    path: Path
    sheet: Sheet
    digest: str
    read_only: str = ""


class ImportedReport(Struct, frozen=True):
    """What was read from a document: a new report, and each ``Doubt`` (``where sentence cells``) in words.

    ``found`` has a reading with its state and source for every cell, and the document itself; None where a
    PDF of this program carried the report along (``is_own``): then nothing is doubtful.
    """

    sheet: Sheet
    doubts: tuple[Doubt, ...]
    found: Imported | None = None

    @property
    def is_own(self) -> bool:
        """Whether a PDF of this program carried it along."""
        return self.found is None


class Folder(Struct, frozen=True):
    """A folder of reports: every file as an ``Entry``, and the ``board`` that they make for one year.

    ``roster`` says who must report; empty where nobody has said. ``held`` says who has which of the files
    open in this moment, or is saving it.
    """

    path: Path
    entries: tuple[Entry, ...]
    board: Board
    roster: tuple[Member, ...] = ()
    held: Mapping[str, Holder] = field(default_factory=dict)


class MustFixError(ValueError):
    """A clean PDF is refused; ``findings`` must be fixed first. A draft prints all the same."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"还有 {len(findings)} 处必须改，第一处：{findings[0].sentence}")
        self.findings = findings


def open_report(path: str | PathLike[str]) -> ReportFile:
    """Open a ``.rdesk`` file.

    Raises ExpectedError (a sentence for the user) where it is missing, damaged or no report, and LookupError
    for an edition of the form that this program does not know.
    """
    opened = _store().open(Path(path))
    return ReportFile(Path(path), evaluated(opened.report), opened.digest, opened.read_only)


def evaluated(report: Report) -> Sheet:
    """A report with everything that follows from it: totals, findings, prose with its numbers, fingerprint.

    Raises LookupError for an edition of the form that this program does not know.
    """
    return evaluate(resources.format_by_id(report.format), report)


def new_report(organ: str, year: int, last: Sheet | None = None) -> Sheet:
    """A blank report of an organ for a year, with what ``last``, the report of the year before, hands over.

    Raises ValueError for an empty name or a report of another year, LookupError where no edition of the form
    applies to the year.
    """
    from report_desk.core.edits import new_report as beginning  # noqa: PLC0415 - decision 0025

    name = "".join(organ.split())
    if not name:
        raise ValueError("机关名称不能是空的。")
    form = beginning.format_for(year, resources.formats())
    sheet = evaluate(form, beginning.new_report(form, str(uuid.uuid4()), name, year))
    if last is None:
        return sheet
    if last.report.year != year - 1:
        raise ValueError(f"这是 {last.report.year} 年的报告，承接要用 {year - 1} 年的。")
    return apply(sheet, beginning.takeover(sheet, last)).sheet


def fill(
    sheet: Sheet,
    figures: Mapping[str, Figure | float | None] | str = "{}",
    *,
    sections: Mapping[str, str] | None = None,
    details: Mapping[str, str | None] | str = "{}",
    zero_blanks: bool = False,
) -> Sheet:
    """Fill in figures by address, details of the cover, prose by section: all or nothing.

    ``figures`` and ``details`` are mappings, or JSON texts, whose numbers keep their very digits. A total's
    address states what a printed total says; None blanks. ``zero_blanks`` then puts 0 into every blank count
    and money cell.

    Raises UnfillableError (a ValueError, one sentence) for an unknown name or a value that cannot be one.
    """
    from report_desk.core.edits import from_json  # noqa: PLC0415 - decision 0025

    edits: list[Edit] = [
        *from_json.figure_edits(sheet.form, _json(figures)),
        *from_json.detail_edits(sheet.form, _json(details)),
    ]
    edits += [from_json.section_edit(sheet.form, name, text) for name, text in (sections or {}).items()]
    for edit in (*edits, *([ZeroBlanks()] if zero_blanks else [])):
        sheet = apply(sheet, edit).sheet
    return sheet


def check(sheet: Sheet, last: Sheet | None = None, *, reviewer: bool = False) -> tuple[Finding, ...]:
    """What is wrong or wants a word, strongest first; with ``reviewer`` also what is for reviewers alone.

    ``last`` stands in for last year's figures as the report keeps them.
    """
    if last is not None:
        from report_desk.core.edits.new_report import previous_year  # noqa: PLC0415 - decision 0025

        sheet = evaluate(sheet.form, replace(sheet.report, previous=previous_year(last)))
    return tuple(found for found in sheet.findings if reviewer or found.level is not Level.REVIEWER)


def save_report(sheet: Sheet, path: str | PathLike[str], seen: str | None = None) -> ReportFile:
    """Save durably; ``seen`` is the digest of what was opened there, None where no file may stand.

    Raises ExpectedError: `ChangedOnDiskError` where something else stands there, `SaveFailedError` where the
    disk refuses. The old file is whole then.
    """
    saved = _store().save(sheet.report, Path(path), expected_digest=seen)
    return ReportFile(Path(path), evaluate(sheet.form, saved.report), saved.digest)


def export_pdf(
    sheet: Sheet, path: str | PathLike[str] | None = None, options: PrintOptions | None = None
) -> PublishedPages:
    """The official PDF: its bytes in ``data``, and the faces it is set in; written where a ``path`` is given.

    Raises MustFixError where something must be fixed and it is to be no draft, ExpectedError where the file
    cannot be written.
    """
    from report_desk.core.output.printout import PrintOptions, printout  # noqa: PLC0415 - decision 0025
    from report_desk.publish.exporters import EXPORTERS, PDF  # noqa: PLC0415

    options = options or PrintOptions()
    if sheet.errors and not options.draft:
        raise MustFixError(sheet.errors)
    pages = EXPORTERS[PDF](printout(sheet, options))
    if path is not None:
        from report_desk.store.file.results import write_result  # noqa: PLC0415 - decision 0025

        write_result(Path(path), pages.data)
    return pages


def import_document(path: str | PathLike[str]) -> ImportedReport:
    """A report out of a document (DOCX, DOC, XLSX, XLS, HTML, PDF, text), told by its content.

    Raises UnreadableFileError, with what to do instead, for a document that cannot be read.
    """
    from report_desk.store.file.results import read_result  # noqa: PLC0415 - decision 0025

    return import_data(read_result(Path(path)), Path(path).name)


def import_data(data: bytes, name: str) -> ImportedReport:
    """The same out of the bytes of a document; ``name`` is what a refusal calls it.

    Raises UnreadableFileError as `import_document` does, ScannedFileError for a PDF that is all pictures.
    """
    own = _carried(data)
    if own is not None:
        return ImportedReport(evaluated(own), ())
    from report_desk.intake.document import NotAReportError, ScannedError  # noqa: PLC0415 - decision 0025
    from report_desk.intake.importing import import_file  # noqa: PLC0415

    try:
        found = import_file(data, resources.formats())
    except ScannedError as error:
        raise ScannedFileError(f"「{name}」读不进来：{error}", data) from None
    except NotAReportError as error:
        raise UnreadableFileError(f"「{name}」读不进来：{error}") from None
    return ImportedReport(evaluate(found.form, found.report(str(uuid.uuid4()))), found.doubts, found)


def open_folder(path: str | PathLike[str], roster: Sequence[Member] | None = None, year: int = 0) -> Folder:
    """Read every file of a folder; nothing in it is changed.

    ``roster``: who must report, by default as it is kept in the folder. Without a ``year``, the one that most
    files are of. Raises ExpectedError where the folder cannot be listed.
    """
    from report_desk.core.consolidation.board import board  # noqa: PLC0415 - decision 0025
    from report_desk.store.folders.folder import ReportFolder  # noqa: PLC0415

    folder = ReportFolder(Path(path))
    listing = folder.listing()
    entries = folder.entries_of(listing)
    members = folder.roster() if roster is None else tuple(roster)
    return Folder(folder.path, entries, board(members, entries, year), members, folder.held(listing))


def consolidate(
    folder: Folder, organ: str, states: Iterable[Standing] = (), last: Sheet | None = None
) -> Consolidated:
    """Add up the reports of a folder, by default the approved ones, as a new report of ``organ``.

    ``last``, its report of the year before, hands over its details and stays beside it for the checks; its
    figures are never added. Raises ValueError for one of another year or for too many organs, LookupError
    where no edition of the form applies to the year.
    """
    from report_desk.core.consolidation import sums  # noqa: PLC0415 - decision 0025
    from report_desk.core.edits import new_report as beginning  # noqa: PLC0415

    board = folder.board
    form = beginning.format_for(board.year, resources.formats())
    whole = sums.consolidate(board, form, str(uuid.uuid4()), organ, tuple(states) or sums.USUAL_STATES)
    return whole if last is None else sums.with_last(whole, form, last)


def trace(report: Report, folder: Folder) -> Trace:
    """Where each number of a region's report comes from, and whether the folder still gives the same.

    An organ that has another name by now is found where the folder's roster knows that one. Raises
    ValueError where the report was not added up.
    """
    from report_desk.core.consolidation import trace as tracing  # noqa: PLC0415 - decision 0025

    return tracing.trace(resources.format_by_id(report.format), report, folder.entries, folder.roster)


def _carried(data: bytes) -> Report | None:
    """The report that a PDF of this program carries along, as a new one; None where it is another's file."""
    if b"%PDF-" not in data[:1024]:
        return None
    from report_desk.publish.pdf.proving.carried import carried_record  # noqa: PLC0415 - decision 0025

    if carried_record(data) is None:
        return None
    from report_desk.publish.pdf.proving.proof import read_carried  # noqa: PLC0415 - decision 0025

    return replace(read_carried(data).report, id=str(uuid.uuid4()))


def _json(values: Mapping[str, object] | str) -> str:
    import json  # noqa: PLC0415 - decision 0025

    return values if isinstance(values, str) else json.dumps(values, ensure_ascii=False)


def _store() -> ReportFiles:
    from report_desk.store.report_files import ReportFiles  # noqa: PLC0415 - TinyDB, where a file is touched

    return ReportFiles(remembers=False)
