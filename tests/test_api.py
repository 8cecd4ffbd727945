"""The Python API: its page runs, its names are lazy and in both places, and the verbs stand on it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import report_desk
from report_desk import api

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python-api.md"


def test_every_example_of_the_page_runs(tmp_path: Path) -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) > 5
    names: dict[str, object] = {"folder": tmp_path}
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), names)  # noqa: S102 - our own page


def test_every_name_is_there_in_both_places() -> None:
    assert report_desk.__all__ == api.__all__
    for name in report_desk.__all__:
        assert getattr(report_desk, name) is getattr(api, name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = report_desk.nothing


def test_every_public_function_is_documented_and_named_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    functions = [name for name in api.__all__ if callable(getattr(api, name)) and name.islower()]
    for name in functions:
        assert getattr(api, name).__doc__
    assert [name for name in functions if name not in page] == ["evaluated"]


def test_importing_it_imports_nothing_else() -> None:
    script = "import sys, report_desk; print(sorted(name for name in sys.modules if 'report_desk' in name))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "['report_desk']"


def test_a_report_of_another_year_hands_nothing_over() -> None:
    last = report_desk.new_report("示例局", 2023)
    with pytest.raises(ValueError, match="2023 年的报告"):
        report_desk.new_report("示例局", 2025, last)
    with pytest.raises(ValueError, match="不能是空的"):
        report_desk.new_report("  ", 2025)
