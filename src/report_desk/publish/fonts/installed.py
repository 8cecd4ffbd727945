"""Find the official faces that a clerk has installed (方正小标宋, 仿宋_GB2312 …) by what the files say.

A file's own name table decides, in any of its languages, never the name of the file; collections
are looked into. Only faces that can and may be embedded count: ``glyf`` outlines, and an ``fsType``
that allows the embedding of a subset.
"""

from __future__ import annotations

import os
import struct
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from report_desk.publish.fonts.setting import Role
from report_desk.publish.fonts.typeface import open_typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WANTED: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: (
        *(
            "方正小标宋简体",
            "方正小标宋_GBK",
            "方正小标宋_GB18030",
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
        ),
        *("华文中宋", "STZhongsong"),
    ),
    Role.HEADING: (
        *("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "FZHei-B01", "FZHei-B01S", "华文黑体", "STHeiti"),
    ),
    Role.SUBHEADING: (
        *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "SimKai", "方正楷体_GBK", "方正楷体简体"),
        *("FZKai-Z03", "FZKai-Z03S", "华文楷体", "STKaiti"),
    ),
    Role.BODY: (
        *("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "SimFang", "方正仿宋_GBK", "方正仿宋简体"),
        *("FZFangSong-Z02", "FZFangSong-Z02S", "华文仿宋", "STFangsong"),
    ),
    Role.TABLE: (
        *("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "FZShuSong-Z01", "FZShuSong-Z01S"),
        *("华文宋体", "STSong"),
    ),
}
"""The faces of GB/T 9704-2012 by the names they bear on Windows, WPS and the domestic systems, best first."""
SMALLEST_FONT = 1 << 20
"""No face with some thousand characters is smaller than this, in bytes; smaller files are not opened."""
_NAMES = frozenset({1, 4, 16})
_ENDINGS = frozenset({".ttf", ".ttc"})
_MAY_EMBED = frozenset({0, 4, 8})
_NO_SUBSET, _BITMAP_ONLY = 0x0100, 0x0200
_MOST_FACES, _MOST_TABLES, _LARGEST_NAME_TABLE = 64, 128, 1 << 20
_COLLECTION = b"ttcf"
_NEEDED = frozenset({b"glyf", b"name", b"OS/2"})
_WINDOWS, _WINDOWS_PRC, _MACINTOSH, _MAC_CHINESE = 3, 3, 1, 25


class FontFile(NamedTuple):
    """A face that may be embedded: its file, its place in a collection, the name it was found by."""

    path: Path
    place: int
    family: str


def font_folders() -> tuple[Path, ...]:
    """The folders of the system and of the person that hold fonts."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    if sys.platform == "win32":
        roots = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
        if local := os.environ.get("LOCALAPPDATA"):
            roots.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
        return tuple(roots)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    return (*(Path(folder) / "fonts" for folder in [own, *shared.split(":")]), home / ".fonts")


@cache
def find_faces(folders: tuple[Path, ...]) -> Mapping[Role, tuple[FontFile, ...]]:
    """The faces in these folders that may set a role, best first; looked for once."""
    ranks = {name: (role, rank) for role, names in WANTED.items() for rank, name in enumerate(names)}
    found: list[tuple[Role, int, FontFile]] = []
    for path, index, names in _embeddable(folders):
        known = min(((*ranks[name], name) for name in names if name in ranks), default=None)
        if known is not None:
            found.append((known[0], known[1], FontFile(path, index, known[2])))
    found.sort(key=lambda face: (face[1], str(face[2].path), face[2].place))
    return {role: tuple(face for kind, _, face in found if kind is role) for role in Role}


@cache
def find_face_with(character: str, folders: tuple[Path, ...]) -> FontFile | None:
    """The first installed face that has a character (extension B and later, say); None where none has it."""
    for path, index, names in _embeddable(folders):
        file = FontFile(path, index, min(names))
        if open_typeface(*file).glyph(character) is not None:
            return file
    return None


@cache
def _embeddable(folders: tuple[Path, ...]) -> tuple[tuple[Path, int, frozenset[str]], ...]:
    """Every face in these folders that may be embedded, with all its names, in a fixed order."""
    return tuple((path, index, names) for path in _files(folders) for index, names in _faces(path))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """The font files large enough, sorted; a folder that cannot be read has none."""
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        yield from _files(Path(entry) for entry in found if entry.is_dir(follow_symlinks=False))
        for entry in found:
            if entry.name[-4:].lower() in _ENDINGS and entry.stat().st_size >= SMALLEST_FONT:
                yield Path(entry)


def _faces(path: Path) -> Iterator[tuple[int, frozenset[str]]]:
    """The embeddable faces of a file with all their names; a file that makes no sense has none."""
    try:
        with path.open("rb") as file:
            found = [(index, _names(file, offset)) for index, offset in enumerate(_offsets(file))]
    except (OSError, struct.error):
        return
    yield from ((index, names) for index, names in found if names)


def _read(file: BinaryIO, offset: int, layout: str) -> tuple[int, ...]:
    file.seek(offset)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _offsets(file: BinaryIO) -> tuple[int, ...]:
    if file.read(4) != _COLLECTION:
        return (0,)
    (count,) = _read(file, 8, ">I")
    return _read(file, 12, f">{min(count, _MOST_FACES)}I")


def _names(file: BinaryIO, offset: int) -> frozenset[str]:
    """The names of one face, or none where it cannot or may not be embedded."""
    (count,) = _read(file, offset + 4, ">H")
    count = min(count, _MOST_TABLES)
    directory = file.read(16 * count) if file.seek(offset + 12) else b""
    tables = {tag: (start, length) for tag, _, start, length in struct.iter_unpack(">4sIII", directory)}
    if not tables.keys() >= _NEEDED:
        return frozenset()
    (licence,) = _read(file, tables[b"OS/2"][0] + 8, ">H")
    if licence & 0xF not in _MAY_EMBED or licence & (_NO_SUBSET | _BITMAP_ONLY):
        return frozenset()
    start, length = tables[b"name"]
    file.seek(start)
    return frozenset(_name_records(file.read(min(length, _LARGEST_NAME_TABLE))))


def _name_records(table: bytes) -> Iterator[str]:
    _, count, texts = struct.unpack_from(">3H", table)
    for at in range(6, 6 + 12 * count, 12):
        platform, encoding, _, kind, length, offset = struct.unpack_from(">6H", table, at)
        if kind in _NAMES:
            raw = table[texts + offset : texts + offset + length]
            if platform == _WINDOWS and encoding == _WINDOWS_PRC:
                yield raw.replace(b"\0", b"").decode("gb18030", "replace")
            elif platform == _WINDOWS:
                yield raw.decode("utf-16-be", "replace")
            elif platform == _MACINTOSH:
                yield raw.decode("gb18030" if encoding == _MAC_CHINESE else "mac-roman", "replace")
