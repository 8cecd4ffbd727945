"""Histories: everything a person can do to a file, in random order, beside a model that cannot be wrong."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from msgspec.structs import replace

from report_desk.core.ports import ChangedOnDiskError, CopyKind
from report_desk.core.record import codec
from report_desk.core.versions.merge import merge
from report_desk.store.copies.drafts import Drafts
from report_desk.store.filesystem.names import hidden_files
from report_desk.store.index.tables import SharedTables
from report_desk.store.places import Places
from tests.faults.subjects import numbered
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from report_desk.core.report.model import Report


@dataclass
class Window:
    """An open document: what it shows, where it came from, and what stood there when it was last seen."""

    path: Path
    report: Report
    digest: str | None
    files: KeepingFiles
    base: Report
    is_dirty: bool = False


def type_into(window: Window, number: int) -> None:
    """Change everything in a window."""
    window.report = replace(numbered(number), id=window.report.id, revision=window.report.revision)
    window.is_dirty = True


class Histories(RuleBasedStateMachine):
    """Windows open, edit, save, crash; files are renamed, copied, deleted, restored by hand."""

    windows: Bundle[Window] = Bundle("windows")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()).resolve()
        self.places = Places.under(self.folder / "places")
        self.on_disk: dict[Path, Report] = {}
        self.acknowledged: list[Report] = []
        self.drafts: dict[str, Report] = {}
        self.names = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def new_path(self) -> Path:
        self.names += 1
        return self.folder / f"年报 {self.names}.rdesk"

    def new_files(self) -> KeepingFiles:
        """The store of a process of its own: its drafts are its own."""
        files = KeepingFiles(self.places, wait=0)
        tables, process = SharedTables(self.places.known), f"999999999-{self.names}-{id(files)}"
        object.__setattr__(files, "drafts", Drafts(self.places.drafts, tables, process))
        return files

    def new_window(self, number: int) -> Window:
        """A report that was never saved."""
        self.names += 1
        report = replace(numbered(number), id=f"report-{self.names}")
        return Window(self.new_path(), report, None, self.new_files(), report, is_dirty=True)

    def open_one(self, which: int) -> Window:
        """A window on one of the files: it shows what was saved last."""
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        files = self.new_files()
        opened = files.open(path)
        assert opened.report == self.on_disk[path]
        return Window(path, opened.report, opened.digest, files, opened.report)

    def save_window(self, window: Window) -> None:
        """Save: refused, and shown what stands there, exactly when that is not what the window has seen."""
        stands_there = self.on_disk.get(window.path)
        seen = None if stands_there is None else codec.read(codec.write(stands_there)).digest
        if seen != window.digest:
            with pytest.raises(ChangedOnDiskError) as caught:
                window.files.save(window.report, window.path, expected_digest=window.digest)
            assert caught.value.theirs == stands_there
            return
        saved = window.files.save(window.report, window.path, expected_digest=window.digest)
        assert saved.warning == ""
        window.files.discard_draft(window.report.id)
        window.report, window.digest, window.is_dirty = saved.report, saved.digest, False
        window.base = saved.report
        self.on_disk[window.path] = saved.report
        self.acknowledged.append(saved.report)

    @initialize(target=windows, number=st.integers(1, 99))
    def begin(self, number: int) -> Window:
        window = self.new_window(number)
        self.save_window(window)
        return window

    @precondition(lambda self: bool(self.on_disk))
    @rule(which=st.integers(0, 50), number=st.integers(1, 99))
    def somebody_else_saves(self, which: int, number: int) -> None:
        window = self.open_one(which)
        type_into(window, number)
        self.save_window(window)

    @rule(window=windows, number=st.integers(1, 99))
    def edit_and_save(self, window: Window, number: int) -> None:
        type_into(window, number)
        self.save_window(window)

    @rule(target=windows, number=st.integers(1, 99))
    def start(self, number: int) -> Window:
        return self.new_window(number)

    @rule(target=windows, which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def open(self, which: int) -> Window:
        return self.open_one(which)

    @rule(window=windows, number=st.integers(1, 99))
    def edit(self, window: Window, number: int) -> None:
        type_into(window, number)

    @rule(window=windows)
    def keep_draft(self, window: Window) -> None:
        if window.is_dirty:
            window.files.keep_draft(window.report, window.path, window.digest)

    @rule(window=windows)
    def save(self, window: Window) -> None:
        self.save_window(window)

    @rule(window=windows)
    def merge(self, window: Window) -> None:
        """Take in what somebody else saved meanwhile: both sides become parents, and neither is lost."""
        if window.path not in self.on_disk or window.files.digest_on_disk(window.path) == window.digest:
            return
        theirs = window.files.open(window.path)
        merged = merge(window.base, window.report, theirs.report).report
        saved = window.files.save(merged, window.path, expected_digest=theirs.digest)
        assert theirs.report.revision.id in saved.report.revision.parents
        assert window.report.revision.id in {*saved.report.revision.parents, ""}
        window.report, window.digest, window.is_dirty = saved.report, saved.digest, False
        window.base = saved.report
        self.on_disk[window.path] = saved.report
        self.acknowledged.append(saved.report)

    @rule(window=windows)
    def save_a_copy(self, window: Window) -> None:
        path = self.new_path()
        saved = window.files.save(window.report, path, expected_digest=None)
        window.path, window.report, window.digest = path, saved.report, saved.digest
        window.is_dirty = False
        window.base = saved.report
        self.on_disk[path] = saved.report
        self.acknowledged.append(saved.report)

    @rule(window=consumes(windows))
    def crash(self, window: Window) -> None:
        """The process dies: a draft of it is offered from now on, and holds and knows what the window did."""
        if not window.is_dirty:
            return
        window.files.keep_draft(window.report, window.path, window.digest)
        mine = next(self.places.drafts.glob(f"*-{window.files.drafts.process}.draft"))
        dead = mine.read_bytes().replace(b'"pid":', b'"pid":1999999999,"was":', 1)
        mine.write_bytes(dead)
        left = self.new_files().left_drafts()
        assert (window.report, window.digest) in [(draft.report, draft.seen) for draft in left]
        self.drafts[window.files.drafts.process] = window.report

    @rule(target=windows)
    def recover(self) -> Window | MultipleResults[Window]:
        """Open a draft: what others have saved since, nobody here has seen."""
        files = self.new_files()
        left = files.left_drafts()
        if not left:
            return multiple()
        draft = left[0]
        assert draft.of is not None
        path = Path(draft.of)
        files.discard_left_draft(draft)
        return Window(path, draft.report, draft.seen, files, draft.report, is_dirty=True)

    @rule(target=windows, which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def restore(self, which: int) -> Window | MultipleResults[Window]:
        """Take an older copy of a file: it must be one that was acknowledged."""
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        files = self.new_files()
        backups = [copy for copy in files.copies(path) if copy.kind is CopyKind.BACKUP]
        assert all(copy.report in self.acknowledged for copy in backups)
        if not backups:
            return multiple()
        chosen = backups[which % len(backups)].report
        there = self.on_disk[path]
        restored = replace(chosen, revision=there.revision)
        return Window(path, restored, files.digest_on_disk(path), files, there, is_dirty=True)

    @rule(target=windows, which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def open_backup(self, which: int) -> Window | MultipleResults[Window]:
        """Open an older copy by itself: what its file holds by now, nobody here has seen.

        It is of the file that it was kept of, which may have got another name since.
        """
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        files = self.new_files()
        backups = [copy for copy in files.copies(path) if copy.kind is CopyKind.BACKUP]
        if not backups:
            return multiple()
        chosen = backups[which % len(backups)]
        assert chosen.of is not None
        place = Path(chosen.of)
        assert place == path or (place.parent == self.folder and place.suffix == ".rdesk")
        seen = chosen.seen if files.digest_on_disk(place) == chosen.seen else None
        return Window(place, chosen.report, seen, files, chosen.report, is_dirty=True)

    @rule(which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def rename(self, which: int) -> None:
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        self.on_disk[target := self.new_path()] = self.on_disk.pop(path)
        path.rename(target)

    @rule(which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def copy(self, which: int) -> None:
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        self.on_disk[target := self.new_path()] = self.on_disk[path]
        shutil.copy(path, target)

    @rule(which=st.integers(0, 50))
    @precondition(lambda self: bool(self.on_disk))
    def delete(self, which: int) -> None:
        path = sorted(self.on_disk)[which % len(self.on_disk)]
        del self.on_disk[path]
        path.unlink()

    @invariant()
    def every_file_is_what_was_saved_last_and_nothing_lies_about(self) -> None:
        found = {path for path in self.folder.iterdir() if path.suffix == ".rdesk"}
        assert found == set(self.on_disk)
        for path, report in self.on_disk.items():
            assert codec.read(path.read_bytes()).report == report
            assert not hidden_files(path)
