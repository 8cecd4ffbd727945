"""The repository speaks of the product alone, and carries the licence of everything that ships."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = {
    "THIRD_PARTY_NOTICES.md",
    "packaging/licenses",
    "resources/fonts/licences",
    "tests/architecture/test_repository.py",
}
LOCKS = ("run", "dev", "bench", "faults", "package")
WORDS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|debian\.org|deb\.debian|snapshot\.debian"
    r"|/work/|/root/|/home/|bash_jobs"
    r"|\bclaude\b|anthropic|chatgpt|copilot|\bsub-?agents?\b|\bAI assistant|language model",
    re.IGNORECASE,
)


def texts() -> list[Path]:
    """Every text file that git keeps."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here to say which files belong to the repository")
    paths = [name for name in listed.decode().split("\0") if name and not name.startswith(tuple(FOREIGN))]
    found = [ROOT / name for name in paths if (ROOT / name).is_file()]
    return [path for path in found if b"\0" not in path.read_bytes()[:4096]]


def notices_program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notices", ROOT / "packaging" / "notices.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["notices"] = module
    spec.loader.exec_module(module)
    return module


def test_no_machine_no_registry_and_no_tool_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts()
        for match in WORDS.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found


def test_third_party_notices_are_current() -> None:
    kept = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    assert kept == notices_program().notices(), "make notices"


def test_every_dependency_is_locked_with_hashes() -> None:
    for name in LOCKS:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = [block for block in re.split(r"\n(?=[\w.-]+==)", text) if "==" in block]
        assert pins
        assert not [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin]


def test_the_same_version_is_locked_everywhere() -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        for pin in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
            versions.setdefault(pin[1], set()).add(pin[2])
    assert not {name: found for name, found in versions.items() if len(found) > 1}
