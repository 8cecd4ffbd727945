"""The tree of a Debian package: files put into it, and packed so that the same tree gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ROOT = Path(__file__).resolve().parents[2]
MAINTAINER = "Report Desk maintainers <maintainers@report-desk.invalid>"


def pack(tree: Path, target: Path, runs: AbstractSet[Path] = frozenset()) -> None:
    """Make the package of a tree that has its ``DEBIAN/control``; ``runs`` are the files that can be run.

    Every time in it is that of the commit (SOURCE_DATE_EPOCH).
    """
    write(tree / "DEBIAN" / "md5sums", md5sums(tree))
    _settle(tree, runs)
    target.parent.mkdir(exist_ok=True)
    words = ("--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", str(tree), str(target))
    subprocess.run(["dpkg-deb", *words], check=True, stdout=subprocess.DEVNULL)


def md5sums(tree: Path) -> str:
    """What `dpkg --verify` compares with."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and "DEBIAN" not in path.parts)
    lines = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)  # noqa: S324
    return "".join(lines)


def changelog(name: str, version: str) -> str:
    """What CHANGELOG.md says of this version, as the changelog of the Debian package ``name``."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    entries = [line.replace("* ", "  * ", 1) if line.startswith("* ") else f"    {line.strip()}"
               for line in text.splitlines()[1:] if line.strip()]  # fmt: skip
    when = format_datetime(datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC))
    head, foot = f"{name} ({version}) stable; urgency=medium", f" -- {MAINTAINER}  {when}"
    return "\n".join([head, "", *entries, "", foot, ""])


def compress(target: Path, text: str) -> None:
    """A text, as Debian's documents are: compressed, without a time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Not gzip.compress, which names the system in its head, each Python another.
    with target.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


def write(target: Path, text: str) -> None:
    """A text file, in a folder that need not be there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """A copy of a file, in a folder that need not be there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _settle(tree: Path, runs: AbstractSet[Path]) -> None:
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in sorted([tree, *tree.rglob("*")], reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
