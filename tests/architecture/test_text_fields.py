"""Whoever types is asked about: every field for text says here what keeps what stands in it half-written.

A field beside the report is a piece of the registry (`desk/unfinished.py`), or makes an edit of every key, or
holds nothing that anybody would miss. A dialog is answered before anything else can be done. A field that is
added anywhere fails here until its place is in one of these lists; `tests/desk/review/test_unfinished.py`
leaves every piece in every way.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from report_desk.desk.unfinished import Kind

ROOT = Path(__file__).resolve().parents[2] / "src" / "report_desk" / "desk"
SOURCES = sorted(ROOT.rglob("*.py"))
BASES = {
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QDateEdit",
    "QDoubleSpinBox",
    "QSpinBox",
    "QInputDialog",
}
PIECES = {
    "pages/tables/editing.py": {Kind.CELL},
    "findings/explaining.py": {Kind.EXPLANATION},
    "review/threads/entry.py": {Kind.REMARK, Kind.ANSWER},
}
"""Half-written things of the registry."""
EVERY_KEY = {"pages/cover/page.py", "pages/prose/note.py", "pages/prose/page.py"}
"""Every key is an edit of the report, and of its crash draft."""
SEARCHES = {
    "help/window.py", "pages/prose/numbers.py", "pages/prose/search/bar.py", "shell/county/view.py",
    "shell/county/across/figures_page.py",
}  # fmt: skip
"""Words to search for."""
DIALOGS = {
    "files/new_dialog.py", "output/export_dialog.py", "review/steps/dialogs.py",
    "review/steps/fingerprint_dialog.py", "shell/county/dialogs.py", "shell/county/region/adding.py",
    "shell/county/region/correcting.py", "shell/settings_dialog.py",
}  # fmt: skip
"""A dialog stands before the window until it is answered."""
READ_ONLY = {
    "pages/prose/last_year.py", "review/threads/thread_dialog.py", "shell/county/across/alike_page.py",
}  # fmt: skip
"""Nobody can type into these."""


def text_fields(tree: ast.Module, kinds: set[str]) -> list[str]:
    """The fields for text that a module makes."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls)
    return [name for name in names if name in kinds]


def kinds() -> set[str]:
    """Qt's fields, and the classes of ours that stand on them."""
    found = set(BASES)
    classes = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    while (
        more := {node.name for node in classes if found & {ast.unparse(base) for base in node.bases}} - found
    ):
        found |= more
    return found


def test_every_text_field_says_what_keeps_what_is_half_written() -> None:
    known = kinds()
    assert {"CellEditor", "Field", "ProseEditor", "Correction"} <= known
    making = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if text_fields(ast.parse(path.read_text("utf-8")), known)
    }
    listed = set(PIECES) | EVERY_KEY | SEARCHES | DIALOGS | READ_ONLY
    assert making == listed


def test_every_kind_of_the_registry_has_its_field() -> None:
    assert set().union(*PIECES.values()) == set(Kind)


@pytest.mark.parametrize("path", sorted(DIALOGS))
def test_what_is_called_a_dialog_is_one(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    bases = {
        ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases
    }
    assert any(base.endswith("Dialog") for base in bases)


@pytest.mark.parametrize("path", sorted(READ_ONLY))
def test_what_is_called_read_only_is(path: str) -> None:
    assert "setReadOnly(True)" in (ROOT / path).read_text("utf-8")
