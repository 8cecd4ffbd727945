"""The window stays within Qt 6.7, the last that Kylin's arm64 computers have wheels of (glibc 2.31).

``tests/data/qt-newer-than-6.7.txt`` lists what Qt 6.9 has and 6.7 has not.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    ROOT / "src" / "report_desk" / "app.py",
    *sorted((ROOT / "src" / "report_desk" / "desk").rglob("*.py")),
)
NEWER = frozenset(
    line
    for line in (ROOT / "tests" / "data" / "qt-newer-than-6.7.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def imported(tree: ast.Module) -> dict[str, str]:
    """The names that a module calls classes of Qt by → those classes."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        name.asname or name.name: name.name
        for node in found
        if (node.module or "").startswith("PySide6")
        for name in node.names
    }


def bases(tree: ast.Module) -> dict[str, list[str]]:
    """The classes of a module → what they stand on."""
    return {
        node.name: [ast.unparse(base) for base in node.bases]
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


def used(source: str) -> set[str]:
    """Everything of Qt that a module names: imported classes, and members reached through their names.

    ``self.member`` counts for every class of Qt that a class of the module stands on.
    """
    tree = ast.parse(source)
    classes = imported(tree)
    found = set(classes.values())
    mine = {base for stood_on in bases(tree).values() for base in stood_on if base in classes}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            words = ast.unparse(node).split(".")
            if words[0] in classes:
                found.add(".".join([classes[words[0]], *words[1:]]))
            elif words[0] == "self":
                found |= {f"{classes[base]}.{words[1]}" for base in mine}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_newer_than_qt_6_7_is_used(path: Path) -> None:
    assert not used(path.read_text(encoding="utf-8")) & NEWER


def test_members_that_are_new_are_not_called_on_anything() -> None:
    """On an object whose class the source does not tell: a name that no class of Qt 6.7 has."""
    own = {name.removeprefix("*.") for name in NEWER if name.startswith("*.")}
    assert own
    told = {
        node.attr
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not own & told


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from PySide6.QtGui import QPainterStateGuard", "QPainterStateGuard"),
        ("from PySide6.QtGui import QGuiApplication as Q\nQ.styleHints().x", "QGuiApplication"),
        (
            "from PySide6.QtWidgets import QWidget\nclass W(QWidget):\n def f(self): self.show()",
            "QWidget.show",
        ),
        ("from PySide6.QtCore import Qt\nQt.Key.Key_A", "Qt.Key.Key_A"),
    ],
)
def test_what_a_source_uses_is_found(line: str, name: str) -> None:
    assert name in used(line)
