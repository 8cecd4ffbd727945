"""How large modules and functions may grow, and which names say nothing."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "report_desk").rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 30
MEDIAN_MODULE = 120
LARGEST_FOLDER = 10
FOLDERS = sorted({path.parent for path in SOURCES})
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|common|misc|shared|manager)$")
EMPTY_CLASSES = re.compile(r"(Manager|Helper|Util)s?$")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: Function) -> int:
    """Lines of a function without its docstring: telling more must never be punished."""
    first = function.body[0]
    told = 0
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        told = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - told


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_module_fits_one_head(path: Path) -> None:
    assert lines(path) < LONGEST_MODULE


def test_median_module_is_short() -> None:
    assert statistics.median(lines(path) for path in SOURCES if path.name != "__init__.py") <= MEDIAN_MODULE


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_folder_is_seen_at_a_glance(folder: Path) -> None:
    """What grows past this has a part with a name of its own: a folder within."""
    loose = [path.stem for path in folder.glob("*.py") if path.name not in ("__init__.py", "__main__.py")]
    assert len(loose) <= LARGEST_FOLDER, sorted(loose)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_functions_fit_one_look(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {length(node)}"
        for node in ast.walk(tree)
        if isinstance(node, Function)
        if length(node) > LONGEST_FUNCTION
    ]
    assert not long


FACADE = "report_desk"
"""The one package that has names of its own: those of the Python API, which `tests/test_api.py` looks at."""


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.name == "__init__.py" and path.parent.name != FACADE],
    ids=lambda path: path.parent.name,
)
def test_packages_hold_a_docstring_and_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_module_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_names_say_something() -> None:
    assert not [
        path for path in SOURCES if any(EMPTY_NAMES.match(part) for part in path.with_suffix("").parts[-3:])
    ]
    classes = [
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert not [name for name in classes if EMPTY_CLASSES.search(name)]
