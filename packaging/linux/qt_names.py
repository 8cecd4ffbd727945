"""Renews ``tests/data/qt-newer-than-6.7.txt``: what the Qt locked for arm64 lacks of the one used elsewhere.

`qt_names.py`: the names are read from the stubs inside the wheels in ``build/wheels`` (common/assemble.py
fetches them). A line is a class, or ``Class.member``, or ``*.member`` where no class had it;
tests/architecture/test_qt_api.py holds the window to it.
"""

from __future__ import annotations

import ast
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "data" / "qt-newer-than-6.7.txt"
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
HEAD = """# What PySide6 6.9.3 has and 6.7.3 (the last for arm64 and glibc 2.31) has not: classes and members.
# Written by packaging/linux/qt_names.py.
"""


def names(wheel: Path) -> set[str]:
    """Every class, function and member that the stubs of a wheel name."""
    found: set[str] = set()
    with zipfile.ZipFile(wheel) as archive:
        for module in MODULES:
            tree = ast.parse(archive.read(f"PySide6/{module}.pyi"))
            found |= _members(tree, "")
    return found


def _members(tree: ast.Module | ast.ClassDef, prefix: str) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {prefix + node.name, *_members(node, f"{prefix}{node.name}.")}
        elif isinstance(node, ast.FunctionDef):
            found.add(prefix + node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(prefix + node.target.id)
        elif isinstance(node, ast.Assign):
            found |= {prefix + target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


if __name__ == "__main__":
    folders = (ROOT / "build" / "wheels" / name for name in ("linux-x86_64", "linux-aarch64"))
    newer, older = (names(next(folder.glob("*ssentials-*.whl"))) for folder in folders)
    known = {name.rpartition(".")[2] for name in older}
    unheard = {f"*.{name.rpartition('.')[2]}" for name in newer - older} - {f"*.{name}" for name in known}
    lines = sorted((newer - older) | unheard)
    LIST.write_text(HEAD + "".join(f"{name}\n" for name in lines), encoding="utf-8")
    print(f"{LIST.relative_to(ROOT)}: {len(newer - older)} of {len(newer)} names")
