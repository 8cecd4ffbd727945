"""What the window needs from outside, as Protocols, and the failures it must expect.

Every failure carries a sentence for the user: what happened, and what to do now.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from report_desk.core.form.edition import Address
    from report_desk.core.output.printout import Printout
    from report_desk.core.output.proof import Proof
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet


class ExpectedError(Exception):
    """Something outside went wrong as it sometimes does; ``str()`` is a sentence for the user."""


class GivenUpError(ExpectedError):
    """A person gave up what was being done: what was done by then is done, the rest is as it was."""


class UnreadableFileError(ExpectedError):
    """The file is not there, may not be read, or is no report; nothing was changed."""


class ScannedFileError(UnreadableFileError):
    """A PDF of pictures without any text: it can be looked at, not read. ``data`` are its bytes."""

    def __init__(self, sentence: str, data: bytes) -> None:
        super().__init__(sentence)
        self.data = data


class DamagedFileError(UnreadableFileError):
    """The file was a report once. ``salvaged`` is what it still holds, ``backup`` its newest good copy."""

    def __init__(self, sentence: str, salvaged: Report | None, backup: PurePath | None) -> None:
        super().__init__(sentence)
        self.salvaged = salvaged
        self.backup = backup


class SaveFailedError(ExpectedError):
    """Nothing was saved and the old file is whole; saving a copy elsewhere may work."""


class ChangedOnDiskError(SaveFailedError):
    """Somebody else saved meanwhile; ``theirs`` is what was found there (None: it is gone or damaged).

    ``digest`` is what a save over just that must expect; None where nothing stands there any more.
    """

    def __init__(self, sentence: str, theirs: Report | None, digest: str | None = None) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.digest = digest


class LockedError(SaveFailedError):
    """Another program is saving this very file. ``may_break`` where only a person can tell."""

    def __init__(self, sentence: str, *, may_break: bool) -> None:
        super().__init__(sentence)
        self.may_break = may_break


class ReadOnlyFileError(SaveFailedError):
    """The file or its medium may not be written."""


class PrintFailedError(ExpectedError):
    """The printer did not take the pages; some of them may be on paper."""


class OpenedReport(Struct, frozen=True):
    """A report as it was opened.

    ``digest`` is the file digest to compare with at the next save; ``read_only`` is empty, or the
    sentence that says why this file cannot be saved in place. ``notice`` is empty, or a sentence on
    how this copy stands to the one of the same report that was open last (older, newer, parted), or of
    a draft that a crash left of it (``has_draft``). ``other`` is that other copy, where it can be read.
    """

    report: Report
    path: PurePath
    digest: str
    read_only: str = ""
    notice: str = ""
    has_draft: bool = False
    other: Report | None = None


class SavedReport(Struct, frozen=True):
    """A save that is on the disk: the report with its new revision, and the new file digest.

    ``warning`` is empty, or a sentence on what failed beside it (what it replaced could not be kept).
    """

    report: Report
    digest: str
    warning: str = ""


class CopyKind(StrEnum):
    """Where an older copy comes from."""

    BACKUP = "backup"
    DRAFT = "draft"


class StoredCopy(Struct, frozen=True):
    """A backup or crash draft: where it lies, and when it was kept (seconds since the epoch).

    ``of`` is the file it may be saved to, if there is one, and ``seen`` the digest that file had when
    whoever kept this copy looked at it last; None where that is not known. ``computer`` names another
    computer that keeps a draft, and may well be at work on it; it is empty for this one.
    """

    kind: CopyKind
    path: PurePath
    of: PurePath | None
    saved_at: float
    report: Report
    seen: str | None = None
    computer: str = ""


class RecentFile(Struct, frozen=True):
    """A file that was open here lately, and how it stood then (seconds since the epoch)."""

    path: PurePath
    organ: str
    year: int
    seen_at: float


class ReportStore(Protocol):
    """The ``.rdesk`` files on disk."""

    def open(self, path: PurePath) -> OpenedReport:
        """Read a file. Raises UnreadableFileError or DamagedFileError."""
        ...

    def save(
        self, report: Report, path: PurePath, *, expected_digest: str | None, break_lock: bool = False
    ) -> SavedReport:
        """Save a new revision durably.

        ``expected_digest`` is what the file held when it was last seen: None for a new file that
        must not exist yet; a save onto other content raises ChangedOnDiskError. Raises SaveFailedError.
        """
        ...

    def back_up(self, path: PurePath) -> str:
        """Keep a backup of what this store saved last at a path; empty, or a sentence on why it could not.

        To be called after every save, once that was acknowledged. Nothing to keep is no failure.
        """
        ...

    def digest_on_disk(self, path: PurePath) -> str | None:
        """The digest the file states now, cheaply; None where nothing stands there.

        What stands there and cannot be read has a digest that no file ever has.
        """
        ...

    def recent(self) -> tuple[RecentFile, ...]:
        """The files opened or saved lately, newest first, whether they still exist or not."""
        ...

    def forget(self, path: PurePath) -> None:
        """Take a file off the list of recent ones."""
        ...

    def copies(self, path: PurePath) -> tuple[StoredCopy, ...]:
        """The good backups and drafts of one file, newest first."""
        ...

    def keep_draft(self, report: Report, path: PurePath | None, digest: str | None) -> None:
        """Keep a crash draft of this process's report, locally. Raises SaveFailedError.

        ``digest`` is what the file at ``path`` held when it was last seen, as for a save.
        """
        ...

    def discard_draft(self, report_id: str) -> None:
        """Forget this process's crash draft of a report. Raises SaveFailedError."""
        ...

    def left_drafts(self) -> tuple[StoredCopy, ...]:
        """The drafts that programs which are gone have left behind, newest first."""
        ...

    def discard_left_draft(self, draft: StoredCopy) -> None:
        """Remove a draft that a person has decided about, if it is still there. Raises SaveFailedError."""
        ...


class PageAnchor(Struct, frozen=True):
    """Where a section stands in the printed pages: page index from 0, millimetres from its top."""

    page: int
    top: float
    bottom: float
    section: str


class PublishedPages(Struct, frozen=True):
    """A finished PDF: its bytes, page count, faces, and where sections stand.

    ``faces`` holds the family that sets each role; ``own`` those of them that this computer has (one a
    line), ``missing`` the characters that no face has, ``lent`` those that another face had to set.
    """

    data: bytes
    pages: int
    faces: Mapping[str, str]
    anchors: tuple[PageAnchor, ...]


class Publisher(Protocol):
    """Sets a printout as PDF."""

    def __call__(self, printout: Printout) -> PublishedPages:
        """The PDF of a printout; the same input gives the same bytes."""
        ...


class FileWriter(Protocol):
    """Puts a finished export on disk."""

    def __call__(self, path: PurePath, data: bytes) -> None:
        """Write the whole file, or leave what was there; raises SaveFailedError."""
        ...


class DocumentDoubt(Struct, frozen=True):
    """What is doubtful in a document: where (``cells``, else the section, detail or table ``where``) and why.

    ``source`` is the place in the document and what stands there, in words; empty where nothing does.
    ``passage`` is prose that found no section, as it would be stored; empty where the doubt is another.
    """

    sentence: str
    where: str
    cells: tuple[Address, ...] = ()
    source: str = ""
    passage: str = ""


class OriginalCell(Struct, frozen=True):
    """A cell of a table of a document, counted from 0, with what stands in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


class OriginalPlace(Struct, frozen=True):
    """Where a figure stands in a document, in ``words``, and its ``text`` there, word for word.

    ``page`` counts from 1, ``box`` is left, top, right, bottom in mm from its top left corner; or ``table``
    counts from 0 and ``row`` and ``column`` are those of its cell. -1 and 0 where it is not there like that.
    """

    words: str
    text: str
    page: int = 0
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    table: int = -1
    row: int = 0
    column: int = 0


class Original(Struct, frozen=True):
    """The document that a report was read from, to be shown beside it: the PDF itself, else its tables."""

    name: str
    pdf: bytes
    tables: tuple[tuple[OriginalCell, ...], ...]
    places: Mapping[Address, OriginalPlace]


class ReadDocument(Struct, frozen=True):
    """A report as found in a document from outside; ``is_own`` where a PDF of ours carried it along.

    ``unreadable`` are the cells for which something stands in the document that is no value.
    """

    report: Report
    doubts: tuple[DocumentDoubt, ...] = ()
    is_own: bool = False
    original: Original | None = None
    unreadable: frozenset[Address] = frozenset()


Block = tuple[tuple[str, ...], ...]
"""Rows of texts, all of one length; what a merged cell covers is empty."""


class CopiedMarkup(Struct, frozen=True):
    """HTML from a clipboard, as it is read: its text, a line for each paragraph, and its first table."""

    lines: tuple[str, ...] = ()
    table: Block = ()


class ReadMarkup(Protocol):
    """Reads HTML of a clipboard."""

    def __call__(self, html: str) -> CopiedMarkup:
        """What a reader of the markup sees; nothing where it is beyond reading. Never raises."""
        ...


class Papers(Protocol):
    """Documents that are no report file: PDFs that this program has exported, and whatever people have."""

    def prove(self, path: PurePath, sheet: Sheet) -> Proof:
        """Hold a PDF against a report: its data, and its pages made again.

        Raises UnreadableFileError where it cannot be read or carries no data of ours.
        """
        ...

    def read(self, path: PurePath) -> ReadDocument:
        """The report in a document of any kind, told by its content.

        Raises UnreadableFileError, with what to do instead, where it cannot be read; ScannedFileError where
        it is all pictures.
        """
        ...

    def read_copied(self, data: bytes, name: str) -> ReadDocument:
        """The report in what was copied from another program: HTML or text, called ``name``.

        Raises UnreadableFileError, with what to do instead, where there is none.
        """
        ...
