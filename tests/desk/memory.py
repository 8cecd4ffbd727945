"""Ports without a disk: a store in memory that can be told to fail, and a publisher that sets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from report_desk.core.ports import (
    ChangedOnDiskError,
    ExpectedError,
    OpenedReport,
    PageAnchor,
    PublishedPages,
    ReadDocument,
    RecentFile,
    SavedReport,
    ScannedFileError,
    StoredCopy,
    UnreadableFileError,
)
from report_desk.core.record import codec
from report_desk.core.report.model import Revision
from report_desk.desk.background.patience import is_window_thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from report_desk.core.output.printout import Printout
    from report_desk.core.output.proof import Proof
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet

ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass
class MemoryStore:
    """Files by path. ``fails`` is raised by the next save, ``damaged`` by opening these paths.

    ``backup_fails`` is what the next backup answers.
    """

    files: dict[PurePath, Report] = field(default_factory=dict)
    drafts: dict[str, Report] = field(default_factory=dict)
    left: list[StoredCopy] = field(default_factory=list)
    kept: list[StoredCopy] = field(default_factory=list)
    seen: list[RecentFile] = field(default_factory=list)
    fails: ExpectedError | None = None
    damaged: dict[PurePath, ExpectedError] = field(default_factory=dict)
    read_only: str = ""
    backup_fails: str = ""

    def open(self, path: PurePath) -> OpenedReport:
        if path in self.damaged:
            raise self.damaged[path]
        if path not in self.files:
            raise UnreadableFileError(f"没有「{path.name}」这个文件。")
        report = self.files[path]
        self._see(path, report)
        return OpenedReport(report, path, _digest(report), self.read_only)

    def save(
        self, report: Report, path: PurePath, *, expected_digest: str | None, break_lock: bool = False
    ) -> SavedReport:
        if self.fails is not None:
            error, self.fails = self.fails, None
            if not break_lock:
                raise error
        if self.digest_on_disk(path) != expected_digest:
            found = self.digest_on_disk(path)
            raise ChangedOnDiskError("这个文件在别处改过了。", self.files.get(path), found)
        number = report.revision.number + 1
        revised = replace(report, revision=Revision(number, f"r{number}", (report.revision.id,)))
        self.files[path] = revised
        self._see(path, revised)
        return SavedReport(revised, _digest(revised))

    def back_up(self, path: PurePath) -> str:  # noqa: ARG002 - the port's
        warning, self.backup_fails = self.backup_fails, ""
        return warning

    def digest_on_disk(self, path: PurePath) -> str | None:
        return _digest(self.files[path]) if path in self.files else None

    def recent(self) -> tuple[RecentFile, ...]:
        return tuple(self.seen)

    def forget(self, path: PurePath) -> None:
        self.seen = [file for file in self.seen if file.path != path]

    def copies(self, path: PurePath) -> tuple[StoredCopy, ...]:
        report_id = self.files[path].id if path in self.files else ""
        return tuple(copy for copy in self.kept if copy.of == path or copy.report.id == report_id)

    def keep_draft(self, report: Report, path: PurePath | None, digest: str | None) -> None:  # noqa: ARG002 - the port's
        self.drafts[report.id] = report

    def discard_draft(self, report_id: str) -> None:
        self.drafts.pop(report_id, None)

    def left_drafts(self) -> tuple[StoredCopy, ...]:
        return tuple(self.left)

    def discard_left_draft(self, draft: StoredCopy) -> None:
        self.left = [copy for copy in self.left if copy != draft]

    def _see(self, path: PurePath, report: Report) -> None:
        self.forget(path)
        self.seen.insert(0, RecentFile(path, report.organ, report.year, 1_768_000_000.0))


@dataclass
class MemoryClaims:
    """Claims of this window; ``elsewhere`` are files that another window has."""

    mine: set[PurePath] = field(default_factory=set)
    elsewhere: set[PurePath] = field(default_factory=set)

    def claim(self, path: PurePath) -> bool:
        if path in self.elsewhere:
            return False
        self.mine.add(path)
        return True

    def is_elsewhere(self, path: PurePath) -> bool:
        return path in self.elsewhere

    def release(self, path: PurePath) -> None:
        self.mine.discard(path)


def _digest(report: Report) -> str:
    return codec.digest_of(codec.to_record(report))


class OffThread:
    """A port that fails whoever calls it on the window's thread: a disk may take as long as it likes."""

    def __init__(self, port: object) -> None:
        self._port = port

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._port, name)

        def called(*given: object, **named: object) -> object:
            assert not is_window_thread(), f"{name} on the window's thread"
            return method(*given, **named)

        return called

    def __call__(self, *given: object) -> object:
        return self.__getattr__("__call__")(*given)


@dataclass
class MemoryPapers:
    """PDFs by path, what holding each against a report shows; and documents, what is found in them."""

    proofs: dict[PurePath, Proof] = field(default_factory=dict)
    documents: dict[PurePath, ReadDocument] = field(default_factory=dict)
    scans: dict[PurePath, bytes] = field(default_factory=dict)
    copied: dict[bytes, ReadDocument] = field(default_factory=dict)

    def prove(self, path: PurePath, sheet: Sheet) -> Proof:  # noqa: ARG002 - the port's
        if path not in self.proofs:
            raise UnreadableFileError(f"「{path.name}」里没有随附的年报数据。")
        return self.proofs[path]

    def read(self, path: PurePath) -> ReadDocument:
        if path in self.documents:
            return self.documents[path]
        if path in self.scans:
            raise ScannedFileError(f"「{path.name}」读不进来：这是扫描件。", self.scans[path])
        if path not in self.proofs:
            raise UnreadableFileError(f"「{path.name}」里没有随附的年报数据。")
        return ReadDocument(self.proofs[path].report, is_own=True)

    def read_copied(self, data: bytes, name: str) -> ReadDocument:
        if data not in self.copied:
            raise UnreadableFileError(f"「{name}」读不进来：找不到标题。")
        return self.copied[data]


@dataclass
class Press:
    """A publisher that keeps what it was given and answers with one blank page."""

    printed: list[Printout] = field(default_factory=list)

    def __call__(self, printout: Printout) -> PublishedPages:
        self.printed.append(printout)
        anchors = (PageAnchor(0, 20.0, 60.0, "overview"), PageAnchor(0, 60.0, 200.0, "requests_note"))
        return PublishedPages(ONE_PAGE, 1, {}, anchors)
