"""A fault at every call: `python -m tests.faults.calls`.

A save is run once to count its calls to the system, then once for each call and error, the call
failing once or from then on always. Whatever happens: the save either succeeded, or raised
`SaveFailedError` with a sentence while the old file is whole; afterwards the file opens, nothing
lies about, and the next save works.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.ports import SaveFailedError
from report_desk.store.filesystem import renaming
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests.faults.subjects import Ours, numbered
from tests.locks import MEDIA, as_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

CALLS = (
    "open", "write", "read", "fsync", "close", "fstat", "stat", "lstat", "fchmod", "link", "replace",
    "rename", "unlink", "mkdir", "scandir", "access", "utime", "lseek",
    "flock", "posix_fadvise", "exchange", "rename_new",
    "listxattr", "getxattr", "setxattr", "removexattr", "fchown",
)  # fmt: skip
ERRORS = (
    "ENOSPC",
    "EIO",
    "EACCES",
    "EROFS",
    "EDQUOT",
    "EINTR",
    "EPERM",
    "ENODEV",
    "ESTALE",
    "ENOTSUP",
    "EXDEV",
)
REMOVING = {"unlink"}
CHINESE = re.compile(r"[\u4e00-\u9fff].*。$", re.DOTALL)
RealCall = Callable[..., object]
Promise = Callable[[Path], bool]


@dataclass
class Tally:
    """How the saves ended, and every promise that was broken."""

    faults: int = 0
    saved: int = 0
    refused: int = 0
    broken: list[str] = field(default_factory=list)


@dataclass
class Faulty:
    """Counts the calls of one name and lets the ones chosen fail."""

    name: str
    error: int
    first: int
    always: bool
    seen: int = 0

    def fails_now(self) -> bool:
        """Whether this call is to fail."""
        self.seen += 1
        return self.seen >= self.first if self.always else self.seen == self.first

    def instead_of(self, real: RealCall) -> RealCall:
        """The call as the store will see it."""

        def call(*arguments: object, **named: object) -> object:
            if not self.fails_now():
                return real(*arguments, **named)
            if self.name == "close":
                real(*arguments, **named)  # Linux frees the descriptor even when close reports an error
            raise OSError(self.error, os.strerror(self.error))

        return call


def home(name: str) -> ModuleType:
    """The module that a call is found in."""
    if name in {"exchange", "rename_new"}:
        return renaming
    if name != "flock":
        return os
    import fcntl  # noqa: PLC0415 - POSIX only

    return fcntl


def real_call(name: str) -> RealCall:
    """The call as it is."""
    call: RealCall = getattr(home(name), name)
    return call


@contextlib.contextmanager
def patched(name: str, call: RealCall) -> Iterator[None]:
    """Replace one call for a while."""
    real = real_call(name)
    setattr(home(name), name, call)
    try:
        yield
    finally:
        setattr(home(name), name, real)


def counts(folder: Path) -> Counter[str]:
    """How often a good save makes each call."""
    subject = prepared(folder)
    found: Counter[str] = Counter()
    with contextlib.ExitStack() as stack:
        faulty = {name: Faulty(name, 0, sys.maxsize, always=False) for name in CALLS}
        for name, counting in faulty.items():
            stack.enter_context(patched(name, counting.instead_of(real_call(name))))
        subject.save(2)
        found.update({name: counting.seen for name, counting in faulty.items()})
    return found


def prepared(folder: Path) -> Ours:
    """Save number 1, seen by this process, and no note of it yet."""
    subject = Ours(folder)
    subject.reset()
    subject.save(1)
    return subject


def one_fault(subject: Ours, faulty: Faulty, tally: Tally) -> None:
    """Save number 2 with a fault, then judge."""
    label = (
        f"{faulty.name} #{faulty.first} {errno.errorcode[faulty.error]}{' always' if faulty.always else ''}"
    )
    before = subject.path.read_bytes()
    refused = ""
    with patched(faulty.name, faulty.instead_of(real_call(faulty.name))):
        try:
            subject.save(2)
        except SaveFailedError as error:
            refused = str(error)
        except Exception as error:  # noqa: BLE001 - whatever escapes is what we are looking for
            tally.broken.append(f"{label}: {type(error).__name__} escaped: {error}")
            return
    tally.faults += 1
    tally.saved += not refused
    tally.refused += bool(refused)
    tally.broken += [f"{label}: {promise}" for promise in broken_promises(subject, before, refused, faulty)]


def broken_promises(subject: Ours, before: bytes, refused: str, faulty: Faulty) -> Iterator[str]:
    """Every promise that does not hold after a save with a fault."""
    if refused and not CHINESE.search(refused):
        yield f"no sentence: {refused!r}"
    if refused and subject.path.read_bytes() != before and "不能确定" not in refused:
        yield "the old file has changed"
    if faulty.name not in REMOVING and not faulty.always and (left := subject.litter()):
        yield f"{left} files left behind"
    again = Ours(subject.folder)
    found = again.read()
    if not refused and found != 2:
        yield f"acknowledged, but the file holds save {found}"
    if again.litter():
        yield "litter after opening"
    again.save(3)
    if Ours(subject.folder).read() != 3:
        yield "cannot be saved again"


def run(medium: str, errors: tuple[str, ...] = ERRORS) -> Tally:
    """Every call, every error, once and always."""
    tally = Tally()
    with as_on(medium), tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for call, times in counts(folder).items():
            for first in range(1, times + 1):
                for error in errors:
                    for always in (False, True):
                        faulty = Faulty(call, getattr(errno, error), first, always)
                        one_fault(prepared(folder), faulty, tally)
    return tally


def flipped_bits_are_noticed(folder: Path) -> bool:
    """A disk that hands back other bytes than were written: the save must be refused."""
    subject = prepared(folder)
    before = subject.path.read_bytes()
    real: Callable[[int, int], bytes] = os.read

    def rotten(descriptor: int, size: int) -> bytes:
        data = real(descriptor, size)
        return data.replace(b"\xe7\xac\xac2", b"\xe7\xac\xac3") if data else data

    with patched("read", rotten):
        try:
            subject.save(2)
        except SaveFailedError:
            return subject.path.read_bytes() == before and not subject.litter()
    return False


def short_writes_are_finished(folder: Path) -> bool:
    """A disk that takes a third of what it is given: the save must be whole."""
    subject = prepared(folder)
    real: Callable[[int, memoryview], int] = os.write
    with patched("write", lambda descriptor, data: real(descriptor, memoryview(data)[: len(data) // 3 + 1])):
        subject.save(2)
    return Ours(folder).read() == 2


def a_write_that_takes_nothing_is_refused(folder: Path) -> bool:
    """A disk that takes no byte and reports no error must not hang the save."""
    subject = prepared(folder)
    with patched("write", lambda *_: 0), contextlib.suppress(SaveFailedError):
        subject.save(2)
    return Ours(folder).read() == 1


def draft_faults(errors: tuple[str, ...] = ERRORS) -> Tally:
    """The same for crash drafts: the draft before stays, or the new one is there."""
    tally = Tally()
    for call in ("open", "write", "fsync", "close", "replace", "read"):
        for error in errors:
            with tempfile.TemporaryDirectory() as name:
                files = ReportFiles(Places.under(Path(name)))
                files.keep_draft(numbered(1), None, None)
                faulty = Faulty(call, getattr(errno, error), 1, always=True)
                with patched(call, faulty.instead_of(real_call(call))):
                    try:
                        files.keep_draft(numbered(2), None, None)
                    except SaveFailedError:
                        tally.refused += 1
                tally.faults += 1
                kept = list(Path(name, "drafts").glob("*.draft"))
                if len(kept) != 1:
                    tally.broken.append(f"draft {call} {error}: {kept}")
    return tally


def main() -> None:
    """Run as a program; exit 1 when a promise was broken."""
    tallies = {medium: run(medium) for medium in MEDIA}
    drafts = draft_faults()
    for medium, tally in tallies.items():
        print(f"fault at every call, {medium} lock: {asdict(tally)}")
    print(f"fault at every call, drafts: {asdict(drafts)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        others = {
            "flipped bits noticed": flipped_bits_are_noticed(folder),
            "short writes finished": short_writes_are_finished(folder),
            "empty writes refused": a_write_that_takes_nothing_is_refused(folder),
        }
    print(f"disk that lies: {others}")
    sys.exit(
        bool(any(tally.broken for tally in tallies.values()) or drafts.broken or not all(others.values()))
    )


if __name__ == "__main__":
    main()
