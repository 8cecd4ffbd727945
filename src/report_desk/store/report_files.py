"""The ``.rdesk`` files as the window and the command line see them: the store behind ``core.ports``."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.ports import (
    CopyKind,
    DamagedFileError,
    LockedError,
    OpenedReport,
    RecentFile,
    SavedReport,
    SaveFailedError,
    StoredCopy,
    UnreadableFileError,
)
from report_desk.core.record import codec
from report_desk.core.report.model import are_one_report
from report_desk.store.contents import look
from report_desk.store.copies.backups import Backups, Kept, hash_of_real, place_hash
from report_desk.store.copies.lineage import Order, next_revision, relation, sentence, sentence_of_another
from report_desk.store.failures import drafting, is_gone, not_backed_up, reading
from report_desk.store.file.damage import what_is_wrong
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import hidden_files, real_path, token
from report_desk.store.locks.lock import WAIT, save_lock, sweep
from report_desk.store.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from report_desk.core.report.model import Report
    from report_desk.store.copies.drafts import Drafts
    from report_desk.store.copies.notes import Notes
    from report_desk.store.file.database import ReportDatabase
    from report_desk.store.index.tables import SharedTables

UNREADABLE = "unreadable"
"""Stands for the digest of what is there and cannot be read, such as a folder or somebody else's file."""
_NOT_KEPT = "没有留成草稿，打的字只在这个窗口里，请随时保存"
_CLOCK = 2.0
"""Seconds by which a file's time may lag: FAT, as on a stick, counts every second one."""


class ReportFiles:
    """A `report_desk.core.ports.ReportStore` on the local file system and its shares.

    ``remembers`` is for a person at the window: the list of recent files, and how a copy stands to
    the newest one. A script that looks through a hundred files leaves no trace there.
    """

    def __init__(self, at: Places | None = None, wait: float = WAIT, *, remembers: bool = True) -> None:
        self.at = at
        self.wait = wait
        self.remembers = remembers
        self._databases: dict[Path, ReportDatabase] = {}
        self._noted: dict[Path, tuple[str, int]] = {}

    @cached_property
    def drafts(self) -> Drafts:
        """The crash drafts of this process."""
        from report_desk.store.copies.drafts import Drafts  # noqa: PLC0415 - a verb has no drafts

        return Drafts(self.places.drafts, self._tables)

    @cached_property
    def _tables(self) -> SharedTables:
        """What this computer knows of files, shared by all programs of this user."""
        from report_desk.store.index.tables import SharedTables  # noqa: PLC0415 - for these two

        return SharedTables(self.places.known)

    @cached_property
    def places(self) -> Places:
        """Those given, else this user's; found only when needed, since asking the system costs 20 ms."""
        return self.at or Places.of_this_user()

    def open(self, path: PurePath) -> OpenedReport:
        """Read a file, and sweep what killed programs left beside it."""
        target = real_path(Path(path))
        with reading(path.name):
            data = disk.read(target)
            read_only = _why_read_only(target)
        self._tidy(target)
        try:
            found = codec.read(data)
        except codec.DamagedRecordError as error:
            raise self._damaged(path, target, data, error) from error
        of_draft = notice = ""
        other = None
        if self.remembers:
            notice = of_draft = self._left_behind(found.report, Path(path))
            if not of_draft:
                notice, other = self._notice(found.report)
            if target.is_relative_to(real_path(self.places.backups)):
                read_only = "这是一份备份，要原样留着；修改后只能另存到别处。"
            else:
                self._note(found.report, Path(path).absolute())
        if found.newer_schema:
            read_only = "这个文件由更新的版本写成，存回去会丢掉内容。请升级程序，或者另存一份。"
        return OpenedReport(found.report, path, found.digest, read_only, notice, bool(of_draft), other)

    def save(
        self,
        report: Report,
        path: PurePath,
        *,
        expected_digest: str | None,
        break_lock: bool = False,
        beside: Callable[[Report, bytes], None] | None = None,
    ) -> SavedReport:
        """Save a new revision durably, through TinyDB.

        ``beside`` is done with that revision and its bytes right before they are put in place: where it
        raises, nothing is saved.
        """
        place = _place(path)
        database = self._databases.get(place) or self._database(place)
        revised = replace(report, revision=next_revision(report.revision, token()))
        first = None if beside is None else partial(beside, revised)
        database.save(codec.unsealed(revised), expected_digest, break_lock=break_lock, beside=first)
        if self.remembers and self._noted.get(place.absolute()) != (report.organ, report.year):
            self._note(revised, place.absolute())
        storage = database.storage
        return SavedReport(revised, storage.identity or "", storage.warning)

    def back_up(self, path: PurePath) -> str:
        """Keep a backup of what was saved last at a path, durably and apart from it."""
        database = self._databases.get(_place(path))
        try:
            if database is not None:
                database.storage.back_up()
        except OSError as error:
            return not_backed_up(error)
        return ""

    def digest_on_disk(self, path: PurePath) -> str | None:
        """The digest of the file there; None where there is none, `UNREADABLE` where it cannot be read."""
        try:
            return look(disk.read(real_path(Path(path)))).identity
        except OSError as error:
            return None if is_gone(error) else UNREADABLE

    def recent(self) -> tuple[RecentFile, ...]:
        """The files opened or saved lately."""
        return self._notes().recent()

    def forget(self, path: PurePath) -> None:
        """Take a file off the list of recent ones."""
        self._notes().forget(Path(path).absolute())

    def copies(self, path: PurePath) -> tuple[StoredCopy, ...]:
        """The good backups and left drafts of one file or of the report in it, newest first."""
        target = real_path(Path(path))
        report_id = _report_id(target)
        of = {hash_of_real(file.path): file.path for file in self.recent()} | {place_hash(target): path}
        kept: dict[tuple[str, ...], StoredCopy] = {}
        for item in self._kept(report_id, target):
            place = of.get(item.origin, path)
            stands_there = report_id if place == path else ""
            if item.version not in kept and (copy := _backup(item, place, stands_there)) is not None:
                kept[item.version] = copy
        drafts = [copy for copy in self.left_drafts() if copy.report.id == report_id or copy.of == Path(path)]
        found = [*drafts, *kept.values()]
        by_age = sorted(found, key=lambda copy: (copy.saved_at, copy.report.revision.number), reverse=True)
        return tuple(by_age)  # a disk's clock may tick but 250 times a second: the count of saves decides

    def keep_draft(self, report: Report, path: PurePath | None, digest: str | None) -> None:
        """Keep a crash draft on this computer."""
        place = None if path is None else Path(path)
        try:
            with drafting(_NOT_KEPT):
                self.drafts.keep(report, place, digest)
        except codec.DamagedRecordError as error:
            raise SaveFailedError(f"{_NOT_KEPT}：{what_is_wrong(error)}。") from error

    def discard_draft(self, report_id: str) -> None:
        """Forget this process's crash draft of a report."""
        with drafting("保存好了，草稿却没有去掉"):
            self.drafts.discard(report_id)

    def left_drafts(self) -> tuple[StoredCopy, ...]:
        """The drafts of programs that are gone."""
        with reading("草稿"):
            return tuple(self.drafts.left())

    def discard_left_draft(self, draft: StoredCopy) -> None:
        """Remove a draft that a person has decided about."""
        with drafting("这份草稿没有去掉，还留着"):
            disk.remove(Path(draft.path))

    def _database(self, place: Path) -> ReportDatabase:
        """That of all saves at one place."""
        from report_desk.store.file.database import ReportDatabase  # noqa: PLC0415 - opening needs no database

        return self._databases.setdefault(place, ReportDatabase(place, self._backups(), self.wait))

    def _tidy(self, target: Path) -> None:
        """Sweep what killed programs have left beside a file, and among its backups."""
        if not hidden_files(target):
            return
        keep = self._backups().keep_found
        with suppress(OSError, LockedError), save_lock(target, wait=0, keep=keep):
            # somebody saves, or nothing may be changed here
            sweep(target, keep)

    def _backups(self) -> Backups:
        return Backups(self.places.backups)

    def _note(self, report: Report, path: Path) -> None:
        """Remember a file under the organ and year that it bears now: not each save is worth a write."""
        self._noted[path] = (report.organ, report.year)
        self._notes().remember(report, path)

    def _notes(self) -> Notes:
        from report_desk.store.copies.notes import Notes  # noqa: PLC0415 - a verb leaves no notes

        return Notes(self._tables, self.places.notes)

    def _kept(self, report_id: str, target: Path | None = None) -> list[Kept]:
        """The backups of a report, and of whatever stood at a place; none where they cannot be listed.

        Each newest first, and those of the report at that place twice.
        """
        backups = self._backups()
        try:
            of_report = backups.of_report(report_id) if report_id else []
            return of_report + ([] if target is None else backups.of_place(target))
        except OSError:
            return []  # a folder of backups on a disk that is gone keeps no report from opening

    def _left_behind(self, report: Report, path: Path) -> str:
        """What to say of a draft that was left of this very report, where it holds anything else.

        One of this computer before those of others, whose programs may still run.
        """
        try:
            drafts = [copy for copy in self.drafts.left_of(report.id) if _is_unsaved(copy, report, path)]
        except OSError:
            return ""
        draft = next((copy for copy in drafts if not copy.computer), next(iter(drafts), None))
        if draft is None:
            return ""
        at = time.strftime("%Y-%m-%d %H:%M", time.localtime(draft.saved_at))
        if draft.computer:
            words = f"电脑「{draft.computer}」留有这份报告没有保存的草稿（{at}），那边可能还开着"
        else:
            words = f"上次意外退出时留下了这份报告的草稿（{at}），和这里不一样"
        return f"{words}；在「找回」里可以对照、恢复。"

    def _notice(self, report: Report) -> tuple[str, Report | None]:
        """How this copy stands to the newest known here (opened or saved last), and that one."""
        seen = self._notes().last_seen(report.id)
        if seen is None or not report.revision.id:
            return "", None
        revision, at, whose = seen.revision, seen.at, (seen.organ, seen.year)
        newest = next(iter(self._kept(report.id)), None)
        if newest is not None and newest.at > at - _CLOCK and (copy := _backup(newest, newest.path)):
            saved = copy.report.revision
            if newest.at > at or relation(saved, revision).order is Order.NEWER:
                revision, at, whose = saved, newest.at, (copy.report.organ, copy.report.year)
        said = sentence(relation(report.revision, revision), at, time.time(), Path(seen.path).name)
        if said and whose != (report.organ, report.year):
            said = sentence_of_another(Path(seen.path).name, *whose)
        places = [*([] if newest is None else [newest.path]), Path(seen.path)]  # which may be on a dead share
        return said, _copy_at(places, revision.id) if said else None

    def _damaged(
        self, path: PurePath, target: Path, data: bytes, error: codec.DamagedRecordError
    ) -> UnreadableFileError:
        salvaged = codec.salvage(data)
        kept = self._kept("", target) if salvaged is None else self._kept(salvaged.id)
        backup = next((copy for item in kept if (copy := _backup(item, path))), None)
        if salvaged is None and backup is None:
            return UnreadableFileError(f"「{path.name}」不是完好的年报文件：{what_is_wrong(error)}。")
        sentence = _damage_sentence(path.name, error, salvaged, backup)
        return DamagedFileError(sentence, salvaged, None if backup is None else backup.path)


def _damage_sentence(
    name: str, error: codec.DamagedRecordError, salvaged: Report | None, backup: StoredCopy | None
) -> str:
    words = [f"「{name}」损坏了（{what_is_wrong(error)}）。"]
    if salvaged is not None:
        words.append(f"还能读出 {len(salvaged.figures)} 个数和 {len(salvaged.sections)} 段文字。")
    if backup is not None:
        words.append(
            time.strftime("最近一份完好的备份存于 %Y-%m-%d %H:%M。", time.localtime(backup.saved_at))
        )
    return "".join(words)


def _copy_at(places: list[Path], revision_id: str) -> Report | None:
    """One revision of a report, from the first place where it stands."""
    for place in places:
        with suppress(OSError, codec.DamagedRecordError):
            report = codec.read(disk.read(place)).report
            if report.revision.id == revision_id:
                return report
    return None  # moved, or changed since


def _is_unsaved(copy: StoredCopy, report: Report, path: Path) -> bool:
    """Whether a draft is of this report and holds anything else.

    One of another organ or year is another report's, made from the same template; unless it was a draft of
    this very file, or typed on this very revision.
    """
    draft = copy.report
    is_of_it = are_one_report(draft, report) or (
        draft.id == report.id and (copy.of == path or draft.revision.id == report.revision.id)
    )
    return is_of_it and replace(draft, revision=report.revision) != report


def _backup(kept: Kept, path: PurePath, report_id: str = "") -> StoredCopy | None:
    """A good backup; one of another report than stands at that path now has no place there."""
    try:
        found = codec.read(disk.read(kept.path))
    except (OSError, codec.DamagedRecordError):
        return None  # only good copies are offered
    of = path if report_id in {"", found.report.id} else None
    return StoredCopy(CopyKind.BACKUP, kept.path, of, kept.at, found.report, found.digest)


def _place(path: PurePath) -> Path:
    """The path itself where it will do: it knows its name and hash already."""
    return path if isinstance(path, Path) else Path(path)


def _report_id(target: Path) -> str:
    try:
        data = disk.read(target)
    except OSError:
        return ""
    report_id = look(data).report_id
    if report_id:
        return report_id
    salvaged = codec.salvage(data)
    return "" if salvaged is None else salvaged.id


def _why_read_only(target: Path) -> str:
    if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK):
        return "这个文件是只读的，修改后只能另存到别处。"
    if not os.access(target.parent, os.W_OK):
        return "这个文件所在的文件夹或磁盘是只读的，修改后只能另存到别处。"
    return ""
