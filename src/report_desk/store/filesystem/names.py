"""The hidden names beside a report: short whatever the report's own name, and recognised as ours."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_START = ".~rdesk-"
SIGNATURE = ".sign"
OPEN = ".open"
"""Ends the name of the note that a report is open."""
LOCK = ".lock"
KEPT = ".kept"
"""Ends the name of what somebody else wrote and a save has displaced: it is kept among the backups."""


def token(length: int = 8) -> str:
    """That many random bytes in hex. Not from ``secrets``, which costs a verb as much to import as a save."""
    return os.urandom(length).hex()


def real_path(path: Path) -> Path:
    """Where a file really stands, symbolic links followed: a save never replaces the link itself."""
    found = os.path.realpath(path)
    return path if found == str(path) else Path(found)


def followed(path: Path) -> Path:
    """The path itself, or where it leads if it is a symbolic link; links among its folders are left."""
    return real_path(path) if os.path.islink(path) else path  # noqa: PTH114 - half the time of its own


@lru_cache(maxsize=8)
def lock_path(target: Path) -> Path:
    """The save lock of a file."""
    return target.with_name(f"{prefix(target)}{LOCK}")


def note_path(target: Path) -> Path:
    """The note that a file is open."""
    return target.with_name(f"{prefix(target)}{OPEN}")


def is_held_name(name: str) -> bool:
    """Whether a name is that of a lock or of a note."""
    return name.startswith(_START) and name.endswith((LOCK, OPEN))


def temporary_path(target: Path) -> Path:
    """A new name in the same folder, different at every call."""
    return target.with_name(f"{prefix(target)}-{token()}.tmp")


def signature_path(target: Path) -> Path:
    """A new name for a signature on its way to become the lock, different at every call."""
    return target.with_name(f"{prefix(target)}-{token()}{SIGNATURE}")


@lru_cache(maxsize=8)
def prefix(target: Path) -> str:
    """What all hidden names of one file begin with; names that differ only in case share it."""
    return prefix_of(target.name)


def prefix_of(file: str) -> str:
    """As `prefix`, of the name of a file."""
    name = unicodedata.normalize("NFC", file).casefold()
    return f"{_START}{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def hidden_files(target: Path) -> list[Path]:
    """Whatever stands beside a file under its hidden names: a lock, and what killed programs have left."""
    start = prefix(target)
    with (
        suppress(OSError),
        os.scandir(target.parent) as entries,
    ):  # a folder that cannot be listed holds no litter of ours
        return [Path(entry.path) for entry in entries if entry.name.startswith(start)]
    return []
