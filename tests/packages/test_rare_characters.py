"""生僻字字库: what is kept of a source, and that what the package has prints on a faultless page."""

from __future__ import annotations

import importlib
import random
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from report_desk.publish.pdf.export import publish_pdf
from tests.publish import probe, validator
from tests.publish.printouts import printout_with
from tests.publish.test_faces import font, use

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = {
    "B": (0x20000, 0x2A6DF),
    "C": (0x2A700, 0x2B739),
    "D": (0x2B740, 0x2B81D),
    "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
    "I": (0x2EBF0, 0x2EE5D),
}
"""The extensions that the package has whole."""
PARTLY = {"G": (0x30000, 0x3134A), "H": (0x31350, 0x323AF)}
A_BLOCK = 40
"""Characters of each block that are printed."""


@pytest.fixture
def faces(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "rare"))
    return importlib.import_module("faces")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    packages = sorted((ROOT / "dist").glob("report-desk-rare-characters_*_all.deb"))
    if not packages:
        pytest.skip("the package of rare characters was not built here: make package")
    subprocess.run(["dpkg-deb", "-x", str(packages[-1]), str(tmp_path / "tree")], check=True)
    return tmp_path / "tree"


def test_a_face_keeps_what_no_face_before_has_under_a_name_of_its_own(
    faces: ModuleType, tmp_path: Path
) -> None:
    source = font("一𠀀𠀁𰀀", "HanaMinB", licence=2)
    source.save(tmp_path / "source.ttf")
    wanted = faces.Source("made.ttf", "", "source.ttf", "HanaMinB", "Desk Rare")
    assert faces.cut(wanted, tmp_path, tmp_path, frozenset({ord("𠀁")})) == {ord("𠀀"), ord("𰀀")}
    made = TTFont(tmp_path / "made.ttf")
    assert set(made.getBestCmap()) == {ord("𠀀"), ord("𰀀")}
    assert made["head"].unitsPerEm == 1000
    assert made["OS/2"].fsType == 0
    assert {made["name"].getDebugName(kind) for kind in (1, 4)} == {"Desk Rare", "Desk Rare Regular"}


def test_the_package_prints_every_extension_on_a_faultless_page(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, unpacked / "usr/share/fonts")
    there: set[int] = set()
    for path in unpacked.rglob("*.ttf"):
        with TTFont(path, lazy=True) as face:
            there.update(face.getBestCmap())
    assert all(there.issuperset(range(first, last + 1)) for first, last in BLOCKS.values())
    chance = random.Random(4)
    texts = []
    for name, (first, last) in (BLOCKS | PARTLY).items():
        known = [code for code in range(first, last + 1) if code in there]
        signs = "".join(map(chr, chance.sample(known, A_BLOCK)))
        texts.append(f"扩展{name}区的字有{signs}，都是这里要印的。")
    printout = printout_with({"overview": tuple(texts), "other": ("无。",)})
    published = publish_pdf(printout)
    assert "missing" not in published.faces
    assert probe.faults(published.data, printout) == []
    if not validator.why_absent():
        (tmp_path / "rare.pdf").write_bytes(published.data)
        verdict = validator.validate([tmp_path / "rare.pdf"])
        assert verdict.passed, verdict.words
