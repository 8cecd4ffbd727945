"""What the packages hold: every file has an owner, every owner a licence; no version is typed by hand."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_desk.cli.verbs.installed import surroundings

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["linux-x86_64", "linux-aarch64", "windows-x86_64"]
OUTSIDE = re.compile(
    r"usr/bin/report-desk|usr/share/(applications|doc/report-desk|icons|lintian/overrides|man/man1|metainfo|mime)/.+"
)
"""The package's own files beside /opt/report-desk."""


@pytest.fixture
def bill(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "common"))
    return importlib.import_module("bill")


@pytest.fixture
def inside(bill: ModuleType) -> ModuleType:
    found: ModuleType = bill.inside
    return found


def assembled(target: str) -> Path:
    folder = ROOT / "build" / target / "report-desk"
    if not (folder / "bom.cdx.json").is_file():
        pytest.skip("nothing is assembled here: make package")
    return folder


@pytest.mark.parametrize("target", TARGETS)
def test_every_file_of_a_package_has_an_owner(bill: ModuleType, target: str) -> None:
    assert bill.ownerless(assembled(target), target) == []


@pytest.mark.parametrize("target", TARGETS)
def test_every_owner_is_in_the_notices_that_travel_along(bill: ModuleType, target: str) -> None:
    assert bill.unnoticed(assembled(target), target) == []


@pytest.mark.parametrize("target", TARGETS)
def test_the_bill_lists_what_is_there_in_the_version_that_it_tells(
    bill: ModuleType, inside: ModuleType, target: str
) -> None:
    folder = assembled(target)
    listed = json.loads((folder / "bom.cdx.json").read_text("utf-8"))["components"]
    versions = {one["name"]: one["version"] for one in listed}
    assert set(inside.versions(target).values()) <= set(versions.values())
    for metadata in folder.glob("lib/*.dist-info/METADATA"):
        text = metadata.read_text("utf-8")
        name, version = (re.search(rf"^{key}: (\S+)", text, re.MULTILINE) for key in ("Name", "Version"))
        assert name is not None
        assert version is not None
        if name[1] != bill.OWN:
            assert versions[name[1]] == version[1]
    assert all(one["licenses"] for one in listed)


def test_a_debian_package_holds_the_folder_and_what_is_its_own() -> None:
    packages = sorted((ROOT / "dist").glob("*_amd64.deb"))
    if not packages:
        pytest.skip("no package was built here: make package")
    listed = subprocess.run(
        ["dpkg-deb", "-c", packages[0]], capture_output=True, text=True, check=True
    ).stdout
    names = {line.split("./", 1)[1].partition(" -> ")[0] for line in listed.splitlines() if line[0] in "-l"}
    folder = assembled("linux-x86_64")
    program = {
        f"opt/report-desk/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert program <= names
    assert [name for name in sorted(names - program) if not OUTSIDE.fullmatch(name)] == []


def test_a_file_that_nobody_owns_is_found(bill: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "stray.so").touch()
    (tmp_path / "LICENSE").touch()
    assert bill.ownerless(tmp_path, "linux-x86_64") == ["lib/stray.so"]


def test_a_part_without_a_licence_is_found(
    bill: ModuleType, inside: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib" / "report_desk" / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "lib" / "report_desk" / "resources" / "fonts" / "new.ttf").touch()
    (tmp_path / "THIRD_PARTY_NOTICES.md").write_text("| part | version |\n| zlib, in Python | 1 |\n", "utf-8")
    monkeypatch.setattr(inside, "versions", lambda _: {"zlib": "1.2.13", "libxcb-util1": "0.4.0"})
    assert bill.unnoticed(tmp_path, "linux-x86_64") == ["new.ttf", "the xcb-util libraries"]


def test_a_version_is_read_from_the_file_that_bears_it(inside: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "_decimal.so"
    file.write_bytes(b"\x7fELF\x003.11.2\x00 \x002.5.1\x00")
    assert inside.found_in(file, rb"\0(2\.\d+\.\d+)\0") == "2.5.1"
    file.write_bytes(b"\x002.5.1\x00 \x002.6.0\x00")
    with pytest.raises(SystemExit, match="tells 2 versions"):
        inside.found_in(file, rb"\0(2\.\d+\.\d+)\0")


def test_debians_versions_are_those_that_are_fetched(inside: ModuleType) -> None:
    locks = (ROOT / "packaging" / "common" / "fetched.txt").read_text("utf-8")
    for package, architecture in (("libffi", "source"), ("libxcb-cursor0", "arm64"), ("nsis", "amd64")):
        version = inside.locked(package, architecture)
        assert f" {package} {version} {architecture} " in locks
    with pytest.raises(SystemExit, match="locks no"):
        inside.locked("nothing", "amd64")


def test_all_that_packages_bring_is_noticed(bill: ModuleType, inside: ModuleType) -> None:
    of_windows = next(iter(inside.OF_WINDOWS_PYTHON.values()))
    known = {part for part in bill.PLACES.values() if part not in {"fonts", "launcher", bill.OWN}}
    assert known | set(of_windows) <= set(bill.INSTALLED)


@pytest.mark.parametrize("target", TARGETS)
def test_all_that_the_program_imports_travels_along(target: str) -> None:
    folder = assembled(target)
    asked = {
        name
        for path in sorted((ROOT / "src" / "report_desk").rglob("*.py"))
        for name in imported(ast.parse(path.read_text("utf-8")))
    }
    optional = {"duckdb"}  # the extra `analysis`: its verb says what to install
    elsewhere = {"fcntl", "grp", "pwd", "resource", "termios", "msvcrt", "winreg"}  # of one system alone
    in_the_dll = {"array", "math", "zlib"} if target.startswith("windows") else set()
    known = optional | elsewhere | in_the_dll | set(sys.builtin_module_names)
    assert [name for name in sorted(asked) if name not in known and not travels(folder, name)] == []


def travels(folder: Path, name: str) -> bool:
    """Whether a module lies in a package, at any of the places where Python looks."""
    path = name.replace(".", "/")
    places = ("lib", "python", "python/lib", "python/lib/python3.11", "python/lib/python3.11/lib-dynload")
    return any(
        any((folder / place / path).glob("__init__.py*")) or any((folder / place).glob(f"{path}.*"))
        for place in places
    )


def imported(tree: ast.Module) -> set[str]:
    """The modules that a module asks for anywhere in it, but for those that only type checkers see."""
    unseen = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_the_self_test_looks_at_every_face_that_travels_along() -> None:
    shipped = {path.stem for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert set(surroundings.FACES) == shipped
