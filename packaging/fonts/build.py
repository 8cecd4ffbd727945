"""Build ``resources/fonts`` from registry packages: fetch, subset, convert, rename, write.

usage: python packaging/fonts/build.py [--keep FOLDER]

Needs npm, apt-get with dpkg-deb (Debian or one of its family), fonttools. The sources are named
in ``SOURCES``; what was changed and under which licence stands in ``resources/fonts/NOTICE.md``,
written by the same run. Same sources, same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from characters import Share, shared, wanted_characters
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from outlines import (
    MIDDLE_DOT,
    centre_in_em,
    convert_to_quadratic,
    flatten,
    join_dashes,
    raise_all,
    separate_shared,
)

TARGET = Path(__file__).resolve().parents[2] / "resources" / "fonts"
NPM = ("@expo-google-fonts/noto-sans-sc@0.4.3", "@expo-google-fonts/noto-serif-sc@0.4.3")
DEBIAN = (
    "fonts-dejavu-core",
    "fonts-liberation2",
    "fonts-lxgw-wenkai",
    "texlive-lang-chinese",
    "unicode-data",
)
UNIHAN = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
_THOUSAND = 1000
"""Units of an em in which a PDF states widths: readers that round them drift along a line."""
MODIFIED = 3_800_000_000
"""The fixed time of change written into every face (seconds since 1904), so that builds repeat."""
ASCII = frozenset(range(0x20, 0x7F))
POORLY_DRAWN = frozenset(map(ord, "￥－～《》"))
NARROW = frozenset(map(ord, "“”‘’·"))


@dataclass(frozen=True, slots=True)
class Source:
    """One bundled face: where it comes from, what it is called, and what is left out of it."""

    file: str
    path: str
    package: str
    original: str
    family: str
    style: str
    licence: str
    left_out: frozenset[int] = frozenset()
    reason: str = ""
    raised: int = 0
    share: Share = Share.OFFICE


_WENKAI = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
SOURCES = (
    Source("hei.ttf", "noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf", f"npm {NPM[0]}",
           "Noto Sans SC Medium", "Desk Hei", "Regular", "OFL-noto-sans-sc.txt"),
    Source("song.ttf", "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", f"npm {NPM[1]}",
           "Noto Serif SC Regular", "Desk Song", "Regular", "OFL-noto-serif-sc.txt"),
    Source("title.ttf", "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf", f"npm {NPM[1]}",
           "Noto Serif SC Bold", "Desk Title", "Bold", "OFL-noto-serif-sc.txt"),
    Source("kai.ttf", _WENKAI, "Debian fonts-lxgw-wenkai", "LXGW WenKai Regular", "Desk Kai", "Regular",
           "OFL-lxgw-wenkai.txt", NARROW, "its quotation marks and middle dot are narrow"),
    Source("fang.ttf", _FANDOL, "Debian texlive-lang-chinese", "FandolFang Regular", "Desk Fang", "Regular",
           "GPL-3-fandol.txt", ASCII | POORLY_DRAWN,
           "its Latin letters and digits are too heavy beside its characters, its ￥ is a $, －～《》 askew",
           70),
    Source("wide.ttf", "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", f"npm {NPM[1]}",
           "Noto Serif SC Regular", "Desk Wide", "Regular", "OFL-noto-serif-sc.txt", share=Share.REST),
    Source("latin.ttf", "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
           "Debian fonts-liberation2", "Liberation Serif Regular", "Desk Latin", "Regular",
           "OFL-liberation.txt", share=Share.LATIN),
    Source("signs.ttf", "usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "Debian fonts-dejavu-core",
           "DejaVu Sans", "Desk Signs", "Regular", "dejavu.txt", share=Share.SIGNS),
)  # fmt: skip


def fetch(folder: Path) -> None:
    """Download and unpack the packages into ``folder``, each by its registry's own client."""
    for package in NPM:
        archive = _run(folder, "npm", "pack", "--silent", package).strip().splitlines()[-1]
        target = folder / package.split("/")[1].split("@")[0]
        target.mkdir(exist_ok=True)
        _run(folder, "tar", "-xzf", archive, "-C", str(target), "--strip-components=1")
    _run(folder, "apt-get", "download", *DEBIAN)
    for archive_path in sorted(folder.glob("*.deb")):
        _run(folder, "dpkg-deb", "-x", archive_path.name, ".")


def _run(folder: Path, *command: str) -> str:
    return subprocess.run(command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE).stdout


def make_plain(options: subset.Options) -> subset.Options:
    """Outlines and widths alone: no hinting, no layout features, no vertical metrics."""
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = []
    options.recalc_timestamp = False
    options.drop_tables = [*options.drop_tables, "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    return options


def build_face(source: Source, folder: Path, office: frozenset[int], before: frozenset[int]) -> Path:
    """Make one face of the bundle and return its file; ``before`` are the characters of earlier faces."""
    options = make_plain(subset.Options())
    options.glyph_names = True
    font = TTFont(folder / source.path, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    wanted = shared(source.share, frozenset(font.getBestCmap()), office, before)
    subsetter.populate(unicodes=wanted - source.left_out)
    subsetter.subset(font)
    if source.share is Share.LATIN:
        scale_upem(font, _THOUSAND)
    if "CFF " in font:
        convert_to_quadratic(font)
    flatten(font)
    if source.raised:
        raise_all(font, source.raised)
    separate_shared(font)
    if source.share is Share.OFFICE:
        join_dashes(font)
        if source.file != "hei.ttf":
            centre_in_em(font, MIDDLE_DOT)
    bear_own_name(font, source.original, source.family, source.style)
    font.save(TARGET / source.file, reorderTables=False)
    return TARGET / source.file


def bear_own_name(font: TTFont, original: str, family: str, style: str) -> None:
    """A subset may not bear the reserved name of its original; the copyright lines stay."""
    font["post"].formatType = 3.0
    font["OS/2"].fsType = 0
    font["head"].modified = MODIFIED
    names = font["name"]
    kept = [(record.nameID, record.toUnicode()) for record in names.names if record.nameID in (0, 13, 14)]
    names.names = []
    post_script = f"{family} {style}".replace(" ", "")
    changed = f"Subset and modified from {original}; see NOTICE.md of Report Desk"
    own = ((1, family), (2, style), (3, post_script), (4, f"{family} {style}"),
           (5, "Version 1.000"), (6, post_script), (10, changed))  # fmt: skip
    for name_id, text in (*dict(kept).items(), *own):
        names.setName(text, name_id, 3, 1, 0x409)


def write_licences(folder: Path) -> None:
    """Copy each source's own licence text beside the faces."""
    target = TARGET / "licences"
    target.mkdir(parents=True, exist_ok=True)
    for family in ("noto-sans-sc", "noto-serif-sc"):
        text = (folder / family / "LICENSE_FONT").read_text(encoding="utf-8")
        (target / f"OFL-{family}.txt").write_text(text, encoding="utf-8")
    copyright_file = (folder / "usr/share/doc/fonts-lxgw-wenkai/copyright").read_text(encoding="utf-8")
    (target / "OFL-lxgw-wenkai.txt").write_text(copyright_file, encoding="utf-8")
    liberation = (folder / "usr/share/doc/fonts-liberation2/copyright").read_text(encoding="utf-8")
    (target / "OFL-liberation.txt").write_text(liberation, encoding="utf-8")
    dejavu = (folder / "usr/share/doc/fonts-dejavu-core/copyright").read_text(encoding="utf-8")
    (target / "dejavu.txt").write_text(dejavu, encoding="utf-8")
    fandol = folder / "usr/share/doc/texlive-doc/fonts/fandol"
    parts = ((fandol / "README").read_text(encoding="utf-8"),
             gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode("utf-8"))  # fmt: skip
    (target / "GPL-3-fandol.txt").write_text("\n\n".join(parts), encoding="utf-8")


def write_notice(folder: Path) -> None:
    """Say for every face where it came from, what was changed, and under which licence it stands."""
    template = Path(__file__).with_name("NOTICE.in.md").read_text(encoding="utf-8")
    lines = []
    for source in SOURCES:
        digest = hashlib.sha256((folder / source.path).read_bytes()).hexdigest()
        lines += [f"## `{source.file}` — {source.family} {source.style}", "",
                  f"* Modified from {source.original}, package {source.package},",
                  f"  file `{Path(source.path).name}` (SHA-256 `{digest}`).",
                  f"* Licence: [`licences/{source.licence}`](licences/{source.licence})."]  # fmt: skip
        if source.left_out:
            lines.append(f"* Left out on purpose: {source.reason}; the composer takes them from `song.ttf`.")
        lines.append("")
    (TARGET / "NOTICE.md").write_text(template + "\n".join(lines), encoding="utf-8")


def main() -> None:
    """Run the whole build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--keep", type=Path, help="folder for the downloads, reused when it is there")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        if not (folder / UNIHAN).exists():
            folder.mkdir(parents=True, exist_ok=True)
            fetch(folder)
        office = wanted_characters(folder / UNIHAN)
        before: frozenset[int] = frozenset()
        TARGET.mkdir(parents=True, exist_ok=True)
        for source in SOURCES:
            path = build_face(source, folder, office, before)
            before |= frozenset(TTFont(path, lazy=True).getBestCmap())
            print(f"{path.name}: {path.stat().st_size:,} bytes")
        write_licences(folder)
        write_notice(folder)


if __name__ == "__main__":
    main()
