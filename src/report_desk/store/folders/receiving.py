"""Files that arrive: read where they lie, put into the folder; none is overwritten, no source touched."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.consolidation.board import is_report_file
from report_desk.core.consolidation.receiving import Fate
from report_desk.core.ports import LockedError, SaveFailedError, UnreadableFileError
from report_desk.store.failures import reason
from report_desk.store.file.results import write_result, write_twin
from report_desk.store.filesystem import disk, renaming
from report_desk.store.folders.at_once import at_once
from report_desk.store.folders.listing import ASIDE, is_meant
from report_desk.store.folders.reading import look
from report_desk.store.locks.lock import save_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import PurePath

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.receiving import Incoming, Known

MOST = 20_000
"""Files that arrive at once; a stick with more holds something else."""
_TURN = "收件"
"""What is locked while a file is received: nothing else bears this name with the ending of no file."""
_WAIT = 5.0
"""Seconds to wait for another office's file; one takes milliseconds."""


def arriving(
    paths: Sequence[PurePath], tell: Callable[[float], None] | None = None
) -> list[tuple[str, Entry]]:
    """Every file that was dropped, those of folders and sticks too, with what it is. Never raises OSError."""
    files = list(islice((file for path in paths for file in _files(Path(path))), MOST))
    return [(str(file), one) for file, one in zip(files, at_once(look, files, tell), strict=True)]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if is_meant(name))


def receive(folder: PurePath, one: Incoming, known: Known) -> str:
    """Put a file into the folder under a name that is free there; the answer is the name.

    Only where it is still what was planned: another office may have received the same stick meanwhile, or
    saved what is replaced. ``known`` is what the plan was made beside, and learns what lies there now. What
    is replaced goes aside afterwards: a program that is killed in between leaves both. Raises
    UnreadableFileError where the source is no longer what was looked at, SaveFailedError.
    """
    source, target = Path(one.source), Path(folder)
    try:
        data = disk.read(source)
    except OSError as error:
        raise UnreadableFileError(f"「{source.name}」打不开了：{reason(error)}。") from error
    if look(source) != one.entry:
        raise UnreadableFileError(f"「{source.name}」刚才变了，没有收；请再收一次。")
    with _turn(target):
        now = _still(target, one, known)
        if now.replaces:
            with _unchanged(target, known.files[now.replaces]):
                name = _put(target, source.name, data, source)
                _set_aside(target, now.replaces)
        else:
            name = _put(target, source.name, data, source)
        known.take(now, name)
    return name


def keep(folder: PurePath, name: str, data: bytes, one: Incoming, known: Known) -> str:
    """Put a report that was read out of a document into a folder that is there, under a free name; that name.

    As `receive`. Raises SaveFailedError.
    """
    target = Path(folder)
    with _turn(target):
        now = _still(target, one, known)
        taken = _put(target, name, data, None)
        known.take(now, taken)
    return taken


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Be the only one who receives there, for one file. What a killed program holds is broken."""
    try:
        with save_lock(folder / _TURN, wait=_WAIT, break_lock=True):
            yield
    except LockedError as error:
        raise SaveFailedError("没有收：另一个人正在往这个文件夹收件，请过一会儿再收。") from error
    except OSError as error:
        raise SaveFailedError(f"没有收：{reason(error)}。") from error


def _still(folder: Path, one: Incoming, known: Known) -> Incoming:
    """The same arrival beside what lies there now. Raises SaveFailedError where it became something else."""
    there = {path.name for path in folder.iterdir() if is_report_file(path.name) and is_meant(path.name)}
    before = {name for name in known.files if "/" not in name and is_report_file(name)}
    for name in before - there:
        known.remove(known.files[name])
    for name in sorted(there - before):
        known.add(look(folder / name))
    now = known.incoming(one.source, one.entry, one.doubts)
    if now.fate not in {one.fate, Fate.NEW}:
        raise SaveFailedError(f"没有收，文件夹里刚才变了：{now.sentence}")
    return now


@contextmanager
def _unchanged(folder: Path, old: Entry) -> Iterator[None]:
    """Keep a report from being saved while it is replaced. Raises SaveFailedError where it has been."""
    with save_lock(folder / old.file):
        if look(folder / old.file).revision != old.revision:
            raise SaveFailedError(f"没有收，「{old.file}」刚才又存过；请再收一次。")
        yield


def put(folder: PurePath, name: str, data: bytes) -> None:
    """Write a file into a folder, which is made where there is none; another file of that name is kept.

    Raises SaveFailedError.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for free in _names(target, name):
            if disk.read_if_there(target / free, len(data) + 1) == data:
                return
            if not os.path.lexists(target / free):
                write_result(target / free, data)
                return
    except OSError as error:
        raise SaveFailedError(f"没有写出「{name}」：{reason(error)}。") from error


def _names(folder: Path, name: str) -> Iterator[str]:
    """A name and, where it is taken, the next ones, without end."""
    path = folder / name
    yield name
    yield from (f"{path.stem}_{number}{path.suffix}" for number in count(2))


def _put(folder: Path, wanted: str, data: bytes, source: Path | None) -> str:
    taken = ""
    for name in _names(folder, wanted):
        if os.path.lexists(folder / name):
            continue
        try:
            write_twin(folder / name, data, source)
        except SaveFailedError:
            if not os.path.lexists(folder / name):
                raise  # else another program took the name meanwhile
        else:
            taken = name
            break
    _let_write(folder / taken)
    return taken


def _let_write(path: Path) -> None:
    """A file from a read-only stick is to be worked on here."""
    mode = path.stat().st_mode
    if not mode & stat.S_IWUSR:
        path.chmod(mode | stat.S_IWUSR)


def _set_aside(folder: Path, name: str) -> None:
    aside, old = folder / ASIDE, folder / name
    try:
        aside.mkdir(exist_ok=True)
        for free in _names(aside, old.name):
            try:
                renaming.rename_new(old, aside / free)
            except FileExistsError:
                continue
            return
    except FileNotFoundError:
        return  # somebody has moved it already
    except OSError as error:
        raise SaveFailedError(
            f"新的已经收下，旧的「{name}」没能移到「{ASIDE}」：{reason(error)}。"
        ) from error
