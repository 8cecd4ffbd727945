"""Who touches a disk: files are replaced in one place, and the window asks ports, which no disk holds up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "src" / "report_desk"
SOURCES = sorted(ROOT.rglob("*.py"))
OF_OS = {"replace", "rename", "renames", "unlink", "remove", "open", "fdopen", "truncate", "link", "symlink"}
"""What a module may call of `os` to write; of `shutil` everything counts."""
OF_PATHS = {"rename", "unlink", "write_bytes", "write_text", "symlink_to", "hardlink_to", "touch"}
DISKS = {"Path", "os", "io", "shutil", "QFile", "QSaveFile", "QDir", "QDirIterator", "QFileInfo", "QLockFile"}
"""What a module of the window has no need of: a port reads and writes for it, and is waited for patiently."""
WRITERS = {
    "cli/files.py": "takes back the copy of a hand-over that was not saved, which it has just made",
    "cli/main.py": "nothing: the null device, where an answer cannot be shown",
    "cli/verbs/collecting.py": "a temporary folder of its own, for DuckDB",
    "desk/output/printing.py": "nothing: asks where a program is",
    "desk/shell/bugs.py": "the log",
    "resources.py": "an edition compiled for the next start",
    "store/copies/backups.py": "a copy under a name of its own",
    "store/filesystem/disk.py": "the one place that writes a file",
    "store/filesystem/renaming.py": "the one that names it",
    "store/filesystem/replacing.py": "the one that exchanges it for the old one",
    "store/locks/local_lock.py": "locks",
    "store/locks/signed_lock.py": "locks",
}
"""All that write, and what; `slipping`, `kill`, `power` and `calls` of `tests/faults` try the store."""
OF_THE_WINDOW = {
    "desk/display.py": "the environment",
    "desk/files/claims.py": "locks in this computer's own temporary folder",
    "desk/files/save_dialog.py": "asks whether a file is there, patiently",
    "desk/output/printing.py": "asks where a program is",
    "desk/shell/county/board/initials.py": "the environment",
    "desk/settings.py": "a lock beside the settings",
    "desk/shell/bugs.py": "the log, when something went wrong already",
}


def written(source: str) -> set[str]:
    """The calls by which a module writes files, puts them in place or takes them away."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        words = ast.unparse(node.func).split(".")
        modes = [*node.args[:2], *(one.value for one in node.keywords if one.arg == "mode")]
        is_writing = any(
            isinstance(mode, ast.Constant)
            and isinstance(mode.value, str)
            and set(mode.value) & set("wax+")
            and set(mode.value) <= set("rwaxbt+")
            for mode in modes
        )
        is_of_os = words[0] == "shutil" or (words[0] == "os" and words[-1] in OF_OS)
        if (
            is_of_os
            or words[-1] in OF_PATHS
            or words[-1] == "QSaveFile"
            or (words[-1] == "open" and is_writing)
        ):
            found.add(".".join(words))
    return found


def imported(path: Path) -> set[str]:
    """What a module imports to use it, not to check types by it."""
    tree = ast.parse(path.read_text("utf-8"))
    checking = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    apart = {id(inner) for node in checking for inner in ast.walk(node)}
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and id(node) not in apart
        for alias in node.names
    }


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_written_and_put_in_place_by_these_alone() -> None:
    assert {name(path) for path in SOURCES if written(path.read_text("utf-8"))} == set(WRITERS)


def test_no_module_of_the_window_but_these_can_touch_a_disk() -> None:
    window = (path for path in SOURCES if name(path).startswith("desk/"))
    assert {name(path) for path in window if imported(path) & DISKS} == set(OF_THE_WINDOW)


@pytest.mark.parametrize(
    "source",
    [
        "os.replace(a, b)", "path.rename(b)", "path.write_bytes(b'')", "open(p, 'w')", "path.open('ab')",
        "shutil.move(a, b)", "QSaveFile(p)", "open(p, mode='x')",
    ],
)  # fmt: skip
def test_who_writes_is_seen(source: str) -> None:
    assert written(source)


def test_who_reads_or_puts_words_in_place_of_others_is_left_alone() -> None:
    assert not written(
        "text.replace('a', 'b')\nopen(p)\nopen(p, 'rb')\nstructs.replace(a, b=1)\nwindow.open(p)"
    )
