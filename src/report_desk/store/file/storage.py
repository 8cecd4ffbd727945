"""TinyDB's storage for a report: a write is durable and whole, or has changed nothing.

TinyDB's own ``JSONStorage`` writes in place: killed, out of power or out of space it leaves a mix of
two saves, and it opens an empty file as a new database. This one replaces the file as a whole, after
proving that what it wrote reads back, and only over content that the caller has seen.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from tinydb.storages import Storage

from report_desk.core.limits import LARGEST_RECORD
from report_desk.core.ports import (
    ChangedOnDiskError,
    LockedError,
    ReadOnlyFileError,
    SaveFailedError,
    UnreadableFileError,
)
from report_desk.core.record import codec
from report_desk.store.contents import Content, Tables, look, of_sealed, report_in
from report_desk.store.failures import not_backed_up, reading, reason, saving
from report_desk.store.file.damage import what_is_wrong
from report_desk.store.filesystem import attributes, disk
from report_desk.store.filesystem.names import followed, real_path, temporary_path
from report_desk.store.filesystem.replacing import (
    ChangedMeanwhileError,
    NotGivenBackError,
    Seen,
    put,
    take_away,
)
from report_desk.store.locks.lock import WAIT, save_lock, sweep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.record.codec import Record, Sealed
    from report_desk.store.copies.backups import Backups
    from report_desk.store.filesystem.attributes import Attributes
    from report_desk.store.locks.lock import SaveLock

_NOT_ALIKE = "已经保存，但这个磁盘没让新文件保留原来的主人、权限或附加属性；请确认别的同事还打得开这个文件。"


class _Standing(NamedTuple):
    """What stands at a place, and what it is like there."""

    content: Content
    like: Attributes

    @property
    def seen(self) -> Seen:
        """What alone a save may replace."""
        return Seen(self.content.data, self.like.about.st_size)


class DurableStorage(Storage):
    """``TinyDB(path, storage=DurableStorage)``, which a program may keep for all its saves of one file.

    ``identity`` (see `contents.Content`) is that of what may be overwritten, None for a file that must
    not exist yet. At first it is ``expected`` or, where that is left out, what stands there now; after a
    write it is that of the new content. ``known`` is the content that was written last, to spare a second
    look at it, and ``warning`` what did not go well in a save that did. Failures are those of `core.ports`.
    """

    def __init__(
        self, path: Path, *, expected: str | None = "", backups: Backups | None = None, wait: float = WAIT
    ) -> None:
        super().__init__()
        self.identity = expected
        self.known: Content | None = None
        self._about: os.stat_result | None = None
        self.warning = ""
        self._path = path
        self._backups = backups
        self._wait = wait
        self._is_backed_up = False
        self._break_lock = False
        self._beside: Callable[[bytes], None] | None = None
        if expected == "":
            with reading(path.name):
                self.identity = _identity(_look_at(followed(path)))

    def read(self) -> Tables | None:
        """Every table, digest checked; None where there is no file. Raises UnreadableFileError."""
        with reading(self._path.name):
            data = disk.read_if_there(followed(self._path))
        if data is None:
            return None
        try:
            codec.read(data)
            return cast("Tables", codec.parse(data))
        except codec.DamagedRecordError as error:
            raise UnreadableFileError(
                f"「{self._path.name}」不是完好的年报文件：{what_is_wrong(error)}。"
            ) from error

    def allow(
        self,
        identity: str | None,
        *,
        break_lock: bool = False,
        beside: Callable[[bytes], None] | None = None,
    ) -> None:
        """What the next write may replace, and whether it may take an old lock away.

        ``beside`` is done with the new bytes once they are durable and before they are put in place: where it
        raises, nothing is saved.
        """
        self.identity, self._break_lock, self._beside = identity, break_lock, beside

    def write(self, data: Tables) -> None:
        """Save all tables durably, the file digest renewed. Raises SaveFailedError."""
        tables, expected = cast("Record", data), self.identity
        break_lock, beside = self._break_lock, self._beside
        self._break_lock, self._beside = False, None
        self.warning = ""
        with saving():
            target = followed(self._path)
            with save_lock(target, wait=self._wait, break_lock=break_lock, keep=self._keep) as lock:
                if self.known is None:
                    sweep(target, self._keep)
                try:
                    sealed, old = self._put(target, tables, expected, lock, beside)
                except (ChangedMeanwhileError, NotGivenBackError) as error:
                    sweep(target, self._keep)
                    raise _changed_meanwhile(target, expected, error) from error
            try:
                disk.fsync_folder(target.parent)
            except OSError:
                _put_back(target, sealed.data, old)
                raise
        self.known = of_sealed(sealed)
        self.identity = self.known.identity
        self._is_backed_up = False

    def back_up(self) -> None:
        """Keep a backup of what was written last, durably and apart from it. Raises OSError."""
        if self._backups is not None and self.known is not None and not self._is_backed_up:
            self._backups.keep_saved(real_path(self._path), self.known)
            self._is_backed_up = True

    def _put(
        self,
        target: Path,
        tables: Record,
        expected: str | None,
        lock: SaveLock,
        beside: Callable[[bytes], None] | None,
    ) -> tuple[Sealed, _Standing | None]:
        """Put the new content in the place of the old; both are returned."""
        old = self._unchanged(target) or _look_at(target, self.known)
        _refuse_unseen(old, expected)
        if old is not None:
            _refuse_newer(old.content)
            _refuse_read_only(target, old.like.about)
        sealed = _sealed(tables)  # no sooner: its bytes are written while the processor has them at hand
        with lock.new_file() as new:
            new.write(sealed.data)
            _prove(sealed)  # while the disk is at work
            if not new.fsync(None if old is None else old.like):
                self.warning = _NOT_ALIKE
            if old is not None:
                self._keep_replaced(target, old)
            if beside is not None:
                beside(sealed.data)
            if not lock.is_still_ours():
                raise LockedError("没有保存：别的程序刚刚开始保存这个文件，请再保存一次。", may_break=False)
            lock.put_in_place(new, None if old is None else old.seen)
        self._about = new.about
        return sealed, old

    def _unchanged(self, target: Path) -> _Standing | None:
        """What was written last, where its state says that it still stands there.

        That is a first look, to refuse early: it is read when it is displaced (see `replacing.put`).
        """
        if self.known is None or self._about is None:
            return None
        try:
            like = target.stat()
        except FileNotFoundError:
            return None
        is_same = os.path.samestat(like, self._about) and like.st_mtime_ns == self._about.st_mtime_ns
        if not is_same or like.st_size != self._about.st_size:
            return None
        return _Standing(self.known, attributes.of(target, like))

    def _keep_replaced(self, target: Path, old: _Standing) -> None:
        """Keep what is about to be replaced; that this fails is told, but never fails the save."""
        if self._backups is None or (self._is_backed_up and old.content is self.known):
            return
        try:
            self._backups.keep_replaced(target, old.content, old.like.about)
        except OSError as error:
            self.warning += not_backed_up(error)

    def _keep(self, target: Path, found: Path) -> bool:
        """Whether what lies beside the file may be removed: once nobody can miss it. Raises OSError."""
        return self._backups is not None and self._backups.keep_found(target, found)


def _sealed(tables: Record) -> Sealed:
    try:
        return codec.seal(tables)
    except codec.DamagedRecordError as error:
        raise _unreadable_ever_after(error) from error


def _prove(sealed: Sealed) -> None:
    """Refuse what could never be opened again."""
    try:
        sealed.prove()
    except codec.DamagedRecordError as error:
        if len(sealed.data) > LARGEST_RECORD:
            words = "没有保存：内容超过 4 MB，写成文件就再也打不开了。请删去一部分文字后再保存。"
            raise SaveFailedError(words) from error
        raise _unreadable_ever_after(error) from error


def _unreadable_ever_after(error: codec.DamagedRecordError) -> SaveFailedError:
    return SaveFailedError(f"没有保存：写成文件就再也打不开了（{what_is_wrong(error)}）。")


def _look_at(target: Path, known: Content | None = None) -> _Standing | None:
    """What stands there; bytes that are known already need no second look."""
    if known is not None and (like := disk.holds(target, known.data)):
        return _Standing(known, attributes.of(target, like))
    data = disk.read_if_there(target)
    return None if data is None else _Standing(look(data), attributes.of(target, target.stat()))


def _identity(old: _Standing | None) -> str | None:
    return None if old is None else old.content.identity


def _refuse_unseen(old: _Standing | None, expected: str | None) -> None:
    if _identity(old) == expected:
        return
    if old is None:
        raise ChangedOnDiskError("没有保存：原来的文件不在了，可能被移走或改了名。可以另存一份。", None)
    what = "您打开以后，别人（或另一个窗口）保存过这个文件。可以比较合并、另存一份，或者确认覆盖。"
    if expected is None:
        what = "这个位置已经有一个文件，请换一个名字，或者确认覆盖。"
    raise ChangedOnDiskError(f"没有保存：{what}", report_in(old.content.data), old.content.identity)


def _refuse_newer(old: Content) -> None:
    if old.schema > codec.SCHEMA:
        raise ReadOnlyFileError(
            "没有保存：这个文件由更新的版本写成，存回去会丢掉内容。请升级程序，或者另存一份。"
        )


def _refuse_read_only(target: Path, like: os.stat_result) -> None:
    if not like.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise ReadOnlyFileError("没有保存：这个文件是只读的。可以另存到别处，或者去掉它的只读属性后再保存。")


def _changed_meanwhile(target: Path, expected: str | None, error: Exception) -> SaveFailedError:
    """What to say when anything else was displaced than was seen, and has been put back (or could not be)."""
    if isinstance(error, NotGivenBackError):
        return SaveFailedError(
            f"磁盘出错（{reason(error)}），不能确定这次保存写稳了没有：有人同时保存了这个文件。"
            "那一份放进了备份，在「找回」里可以对照；请马上另存到别的磁盘。"
        )
    try:
        _refuse_unseen(_look_at(target), expected)
    except ChangedOnDiskError as changed:
        return changed
    return SaveFailedError("没有保存：保存的时候这个文件读不出来。原来的文件没有动过；请再保存一次。")


def _put_back(target: Path, new: bytes, old: _Standing | None) -> None:
    """Undo a replacement whose folder could not be synced, so that a failed save has changed nothing.

    What somebody else has saved over it since stays.
    """
    try:
        with save_lock(target), suppress(ChangedMeanwhileError):
            if disk.read_if_there(target) != new:
                return
            if old is None:
                take_away(target, new)
                return
            temporary = temporary_path(target)
            disk.write_small(temporary, old.content.data, old.like)
            put(temporary, target, Seen(new, len(new)), old.content.data)
    except (OSError, LockedError) as error:
        why = reason(error) if isinstance(error, OSError) else "别的程序占着这个文件"
        raise SaveFailedError(
            f"磁盘出错（{why}），不能确定这次保存写稳了没有。请马上另存到别的磁盘。"
        ) from error
