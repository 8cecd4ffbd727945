"""生僻字字库: `package.py` → a .deb for any machine and a setup for Windows, in ``dist/``.

Two faces (faces.py), the licences of their sources, and a page that says what was changed. The program
finds them as it finds any installed font. Same sources, same bytes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "packaging" / "common")]
from debian_tree import MAINTAINER, changelog, compress, copy, pack, write  # noqa: E402 - beside it
from faces import SOURCES, cut  # noqa: E402
from fetch import found  # noqa: E402

NAME = "report-desk-rare-characters"
FACES = ROOT / "build" / "rare"
CONTROL = """Package: {name}
Version: {version}
Architecture: all
Maintainer: {maintainer}
Installed-Size: {size}
Enhances: report-desk
Section: fonts
Priority: optional
Description: rare Chinese characters for Report Desk (extensions B to I)
 Two fonts with {count:,} characters beyond the list of standard characters,
 for the names of persons and places in printed reports. Report Desk (年报台)
 uses them where its own fonts have no such character.
"""
COPYRIGHT = """The fonts are subsets of {originals}, renamed; hinting and layout features were left out.
NOTICE.md names the packages that they were cut from. What those packages say of their licences follows.

{licences}"""


def make_faces() -> int:
    """Both faces, their notice and licences in ``build/rare``; the number of their characters."""
    FACES.mkdir(parents=True, exist_ok=True)
    before: frozenset[int] = frozenset()
    notice = [(HERE / "NOTICE.in.md").read_text(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as name:
        for source in SOURCES:
            package = found(source.package, "all")
            subprocess.run(["dpkg-deb", "-x", str(package), name], check=True)
            had = cut(source, Path(name), FACES, before)
            before |= had
            copy(Path(name, "usr/share/doc", source.package, "copyright"), FACES / f"{source.package}.txt")
            digest = hashlib.sha256(Path(name, source.path).read_bytes()).hexdigest()
            notice.append(
                f"| `{source.file}` | {len(had):,} | {source.original}, {package.stem} | `{digest}` |\n"
            )
    write(FACES / "NOTICE.md", "".join(notice))
    return len(before)


def licences() -> str:
    """What the packages of both sources say of their licences."""
    texts = ((FACES / f"{one.package}.txt").read_text(encoding="utf-8") for one in SOURCES)
    return "\n\n".join(
        f"==== {one.original} ====\n\n{text}" for one, text in zip(SOURCES, texts, strict=True)
    )


def build_debian(number: str, count: int) -> Path:
    """The package for Debian, UOS and Kylin on every machine."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        for source in SOURCES:
            copy(FACES / source.file, tree / "usr/share/fonts/truetype" / NAME / source.file)
        documents = tree / "usr/share/doc" / NAME
        copy(FACES / "NOTICE.md", documents / "NOTICE.md")
        originals = " and ".join(one.original for one in SOURCES)
        write(documents / "copyright", COPYRIGHT.format(originals=originals, licences=licences()))
        compress(documents / "changelog.gz", changelog(NAME, number))
        size = sum((FACES / source.file).stat().st_size for source in SOURCES) // 1024
        words = CONTROL.format(name=NAME, version=number, maintainer=MAINTAINER, size=size, count=count)
        write(tree / "DEBIAN" / "control", words)
        target = ROOT / "dist" / f"{NAME}_{number}_all.deb"
        pack(tree, target)
    return target


def build_setup(number: str) -> Path:
    """The setup for Windows: for one user, without an administrator."""
    write(FACES / "LICENCES.txt", licences())
    for path in FACES.iterdir():  # makensis writes the times of its files
        os.utime(path, (int(os.environ["SOURCE_DATE_EPOCH"]),) * 2)
    target = ROOT / "dist" / f"{NAME}-{number}-win.exe"
    program = ROOT / "build/tools/debian/bin/makensis"
    defined = [f"-DVERSION={number}", f"-DFACES={FACES}", f"-DOUT={target}"]
    words = ["-NOCONFIG", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(HERE / "setup.nsi")]
    subprocess.run([str(program), *words], check=True)
    return target


if __name__ == "__main__":
    characters = make_faces()
    for made in (build_debian(version("report-desk"), characters), build_setup(version("report-desk"))):
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size:,} bytes, {characters:,} characters")
