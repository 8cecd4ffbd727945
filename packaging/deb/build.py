"""The Debian package of an assembled folder, which UOS and Kylin install too.

`build.py FOLDER ARCHITECTURE GLIBC` → ``dist/report-desk_VERSION_ARCHITECTURE.deb``. What the package depends
on follows from what its files ask for (common/gate.py); man page, changelog and copyright are made of what
the program, the changelog and the notices say. Every time in it is that of the commit (SOURCE_DATE_EPOCH).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging" / "common"))
from debian_tree import MAINTAINER, changelog, compress, copy, pack, write  # noqa: E402 - beside it
from gate import dependencies  # noqa: E402
from manual import manual  # noqa: E402

CONTROL = """Package: report-desk
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: libc6 (>= {glibc}), {depends}
Recommends: ibus | fcitx5 | fcitx
Section: misc
Priority: optional
Description: annual report on government information disclosure
 Report Desk (年报台) fills, checks, saves and prints the annual report that every
 Chinese public body owes under the Regulations on Open Government Information
 (政府信息公开工作年度报告). It works offline: no account, no server.
"""
OVERRIDES = """# The program brings its own Python and Qt, in a folder of their own:
# docs/decisions/0051.
report-desk: dir-or-file-in-opt
report-desk: embedded-library
report-desk: custom-library-search-path
# Debian compiles Python's modules when it installs them, for its own Python; this one has them compiled.
report-desk: package-installs-python-bytecode
report-desk: package-installs-python-pycache-dir
report-desk: library-not-linked-against-libc
"""


def build(app: Path, architecture: str, glibc: str) -> Path:
    """The package."""
    version = _version(app)
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        shutil.copytree(app, tree / "opt" / "report-desk")
        place_desktop_files(tree)
        place_documents(tree, version, architecture)
        write(tree / "DEBIAN" / "control", control(app, version, architecture, glibc))
        (tree / "usr" / "bin").mkdir(parents=True)
        (tree / "usr" / "bin" / "report-desk").symlink_to("/opt/report-desk/report-desk")
        target = ROOT / "dist" / f"report-desk_{version}_{architecture}.deb"
        pack(tree, target, {tree / "opt" / "report-desk" / "report-desk"})
    return target


def control(app: Path, version: str, architecture: str, glibc: str) -> str:
    """What Debian wants to know."""
    size = sum(path.stat().st_size for path in app.rglob("*") if path.is_file()) // 1024
    depends = ", ".join(dependencies(app))
    return CONTROL.format(version=version, architecture=architecture, maintainer=MAINTAINER, size=size,
                          glibc=glibc, depends=depends)  # fmt: skip


def place_desktop_files(tree: Path) -> None:
    """Menu entry, file type, icon, and what software centres show."""
    share = tree / "usr" / "share"
    copy(HERE / "report-desk.desktop", share / "applications" / "report-desk.desktop")
    copy(HERE / "report-desk.xml", share / "mime" / "packages" / "report-desk.xml")
    icon = ROOT / "resources" / "icons" / "report-desk.svg"
    copy(icon, share / "icons" / "hicolor" / "scalable" / "apps" / "report-desk.svg")
    copy(HERE / "report-desk.metainfo.xml", share / "metainfo" / "report-desk.metainfo.xml")


def place_documents(tree: Path, version: str, architecture: str) -> None:
    """Copyright, changelog, man page, and why lintian's opinion is overruled."""
    documents = tree / "usr" / "share" / "doc" / "report-desk"
    copy(HERE / "copyright", documents / "copyright")
    compress(documents / "changelog.gz", changelog("report-desk", version))
    compress(tree / "usr" / "share" / "man" / "man1" / "report-desk.1.gz", manual(version))
    overrides = tree / "usr" / "share" / "lintian" / "overrides" / "report-desk"
    write(overrides, OVERRIDES.replace("report-desk:", f"report-desk [{architecture}]:"))


def _version(app: Path) -> str:
    return (
        next((app / "lib").glob("report_desk-*.dist-info")).name.removesuffix(".dist-info").partition("-")[2]
    )


if __name__ == "__main__":
    made = build(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size:,} bytes")
