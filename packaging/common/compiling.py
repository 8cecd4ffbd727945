"""Compiles every module of an assembled folder: `compiling.py FOLDER`, run by the Python it is for.

What is compiled is believed without a look at a source, and the sources stay away but for those that
``targets.toml`` names. Docstrings stay away too: nobody reads them in an installed program. Assertions stay.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
import tomllib
from fnmatch import fnmatch
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]  # as py_compile does
from pathlib import Path

KEPT = tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))["sources"]["keep"]
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def compiled(source: bytes, name: str) -> bytes:
    """What lies in the .pyc of a module."""
    tree = ast.parse(source, name)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            said = node.body[0]
            rest: list[ast.stmt] = [ast.copy_location(ast.Pass(), said)]
            node.body = node.body[1:] or rest
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))  # noqa: FBT003 - its words


def settle(source: Path, folder: Path) -> None:
    """Put a module's .pyc where Python finds it: in place of its source, or beside it where that is kept."""
    name = source.relative_to(folder).as_posix()
    data = compiled(source.read_bytes(), f"/report-desk/{name}")
    if any(fnmatch(name, pattern) for pattern in KEPT):
        target = Path(importlib.util.cache_from_source(str(source)))
        target.parent.mkdir(exist_ok=True)
    else:
        target = source.with_suffix(".pyc")
        source.unlink()
    target.write_bytes(data)


if __name__ == "__main__":
    whole = Path(sys.argv[1])
    for module in sorted(whole.rglob("*.py")):
        settle(module, whole)
