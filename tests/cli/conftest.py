"""The command line in the test's own process: arguments in, exit code and both outputs out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from report_desk import resources
from report_desk.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a verb said."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON document that it must be."""
        parsed = json.loads(self.out)
        assert isinstance(parsed, dict)
        return parsed


Run = Callable[..., Answer]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a verb; what could not be done must be one sentence and nothing else."""

    def answer(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        if code == 2 and "--all" not in arguments:
            assert said.out == "" or "edition-check" in arguments
            assert said.err.count("\n") == 1
        return Answer(code, said.out, said.err)

    return answer


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A complete report that may be changed."""
    path = tmp_path / "样例.rdesk"
    path.write_bytes(resources.path("samples/2025.rdesk").read_bytes())
    return path


def figures(path: Path, values: dict[str, Any]) -> Path:
    """A file of figures for ``fill``."""
    file = path / "figures.json"
    file.write_text(json.dumps(values), "utf-8")
    return file
