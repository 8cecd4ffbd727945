"""Odd and failing media: `python -m tests.faults.media`, as root where it mounts.

exFAT (no modes, no links), a read-only mount, a full disk, a used-up quota, a folder that vanishes,
and names with Chinese, blanks and as many characters as a disk takes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.ports import ReadOnlyFileError, SaveFailedError
from report_desk.store.filesystem.names import hidden_files
from report_desk.store.places import Places
from tests.faults.power import command, image, mounted
from tests.faults.subjects import numbered
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from collections.abc import Callable


class SkippedError(Exception):
    """The machine lacks what a medium needs."""


def ends(folder: Path, name: str = "我的 年报.rdesk") -> None:
    """Save twice, open, and look for litter: what must work on any medium."""
    files = KeepingFiles(Places.under(folder / "places"))
    path = folder / name
    first = files.save(numbered(1), path, expected_digest=None)
    second = files.save(
        replace(numbered(2), revision=first.report.revision), path, expected_digest=first.digest
    )
    assert files.open(path).report == second.report
    assert second.warning == ""
    assert not hidden_files(path)
    assert len(files.copies(path)) == 2


def exfat(folder: Path) -> None:
    """A USB stick as it comes from the shop, through FUSE."""
    driver = shutil.which("mount.exfat-fuse")
    if not (driver and shutil.which("mkfs.exfat") and Path("/dev/fuse").exists()):
        raise SkippedError("exfat-fuse, exfatprogs or /dev/fuse is missing")
    stick, place = folder / "stick.img", folder / "stick"
    place.mkdir()
    with stick.open("wb") as stream:
        stream.truncate(64 << 20)
    command("mkfs.exfat", stick)
    loop = subprocess.run(
        ["losetup", "--find", "--show", str(stick)], check=True, capture_output=True, text=True
    )
    device = loop.stdout.strip()
    try:
        command(driver, device, place)
        try:
            ends(place)
        finally:
            command("umount", place)
    finally:
        command("losetup", "--detach", device)


def read_only_mount(folder: Path) -> None:
    """A disk that went read-only under an open file: it opens and says so, and a save names the reason."""
    disk, place = image(folder, "ext4", 16)
    with mounted(disk, place):
        files = KeepingFiles(Places.under(folder / "places"))
        path = place / "a.rdesk"
        saved = files.save(numbered(1), path, expected_digest=None)
        command("mount", "-o", "remount,ro", place)
        assert "只读" in files.open(path).read_only
        try:
            files.save(saved.report, path, expected_digest=saved.digest)
        except ReadOnlyFileError as error:
            assert "只读" in str(error) or "权限" in str(error), str(error)  # noqa: PT017
        else:
            raise AssertionError("saved on a read-only disk")


def full_disk(folder: Path) -> None:
    """A disk without a free byte: the old file stays whole, and saves again once there is room."""
    place = folder / "small"
    place.mkdir()
    command("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place)
    try:
        files = KeepingFiles(Places.under(folder / "places"))
        path = place / "a.rdesk"
        saved = files.save(numbered(1), path, expected_digest=None)
        ballast = place / "ballast"
        fill(ballast)
        before = path.read_bytes()
        refuse(files, saved.digest, path, "磁盘已满")
        assert path.read_bytes() == before
        assert not hidden_files(path)
        ballast.unlink()
        files.save(saved.report, path, expected_digest=saved.digest)
    finally:
        command("umount", place)


def quota(folder: Path) -> None:
    """A share on which a person has used up what was given, told by the kernel's own EDQUOT.

    On btrfs, since it counts by itself: the other file systems need a quota format in the kernel.
    """
    if not (shutil.which("mkfs.btrfs") and shutil.which("btrfs")):
        raise SkippedError("btrfs-progs is missing")
    disk, place = folder / "btrfs.img", folder / "btrfs"
    place.mkdir()
    with disk.open("wb") as stream:
        stream.truncate(128 << 20)
    command("mkfs.btrfs", "--quiet", "--mixed", disk)
    with mounted(disk, place):
        home = place / "home"
        command("btrfs", "subvolume", "create", home)
        command("btrfs", "quota", "enable", place)
        command("btrfs", "qgroup", "limit", "1M", home)
        files = KeepingFiles(Places.under(folder / "places"))
        path = home / "a.rdesk"
        saved = files.save(numbered(1), path, expected_digest=None)
        fill(home / "ballast")
        before = path.read_bytes()
        refuse(files, saved.digest, path, "配额")
        assert path.read_bytes() == before
        assert not hidden_files(path)
        command("btrfs", "qgroup", "limit", "8M", home)
        files.save(saved.report, path, expected_digest=saved.digest)
        assert files.open(path).report.revision.number == 2


def vanished(folder: Path) -> None:
    """A share that goes away while a file is open: nothing is lost, and it saves once the share is back."""
    share, away = folder / "share", folder / "away"
    share.mkdir()
    files = KeepingFiles(Places.under(folder / "places"))
    path = share / "a.rdesk"
    saved = files.save(numbered(1), path, expected_digest=None)
    share.rename(away)
    refuse(files, saved.digest, path, "不见了")
    files.keep_draft(numbered(2), path, None)
    away.rename(share)
    files.save(replace(numbered(2), revision=saved.report.revision), path, expected_digest=saved.digest)


def long_names(folder: Path) -> None:
    """250 bytes of Chinese in one name, and a path near the limit of the system."""
    ends(folder, "年" * 81 + ".rdesk")
    deep = folder
    while len(os.fsencode(deep)) < 3300:
        deep /= "很长 的 文件夹名"
    deep.mkdir(parents=True)
    files = KeepingFiles(Places.under(folder / "other places"))
    saved = files.save(numbered(1), deep / "深.rdesk", expected_digest=None)
    assert files.open(deep / "深.rdesk").report == saved.report


def refuse(files: KeepingFiles, digest: str, path: Path, word: str) -> None:
    """A save that must fail with a sentence holding ``word``."""
    try:
        files.save(numbered(399), path, expected_digest=digest)
    except SaveFailedError as error:
        assert word in str(error), str(error)  # noqa: PT017
    else:
        raise AssertionError("saved where nothing can be saved")


def fill(path: Path) -> None:
    """Write until the disk takes no more."""
    with path.open("wb", buffering=0) as stream:
        for size in (4096, 1):
            try:
                while stream.write(bytes(size)):
                    pass
            except OSError:
                continue


ROOT_ONLY = {exfat, read_only_mount, full_disk, quota}
MEDIA: tuple[Callable[[Path], None], ...] = (
    long_names, vanished, full_disk, read_only_mount, quota, exfat,
)  # fmt: skip


def attempt(medium: Callable[[Path], None]) -> str:
    """Try one medium: ``ok``, ``skipped: why`` or ``failed: why``."""
    if medium in ROOT_ONLY and os.geteuid() != 0:
        return "skipped: mounting needs root"
    with tempfile.TemporaryDirectory() as name:
        try:
            medium(Path(name).resolve())
        except SkippedError as reason:
            return f"skipped: {reason}"
        except subprocess.CalledProcessError as error:
            return f"skipped: {error.cmd[0]}: {error.stderr.decode('utf-8', 'replace').strip()[:100]}"
        except (AssertionError, OSError, SaveFailedError) as error:
            return f"failed: {type(error).__name__}: {error}"
    return "ok"


def main() -> None:
    """Run as a program; exit 1 when a medium failed."""
    results = {medium.__name__: attempt(medium) for medium in MEDIA}
    print(f"media: {results}")
    sys.exit(any(result.startswith("failed") for result in results.values()))


if __name__ == "__main__":
    main()
