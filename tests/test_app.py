"""The program as a whole, once from its start to a report on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "2025.rdesk"


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))
    return subprocess.run(
        [sys.executable, "-m", "report_desk", *words],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_report_opens_in_a_window_that_speaks_chinese(tmp_path: Path) -> None:
    report = tmp_path / "年报.rdesk"
    report.write_bytes(SAMPLE.read_bytes())
    done = run(tmp_path, "--exit-once-open", str(report))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert not list(tmp_path.glob("*.lock"))  # what it claimed while it was open, it has given up


def test_a_program_that_ends_takes_its_note_along(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "应报单位.json").write_text('{"roster": {"1": {"organ": "甲局"}}}', "utf-8")
    report = folder / "年报.rdesk"
    report.write_bytes(SAMPLE.read_bytes())
    done = run(tmp_path, "--exit-once-open", str(report))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["年报.rdesk", "应报单位.json"]


@pytest.mark.parametrize("words", [("--exit-once-open",), ("--exit-after-first-paint",)])
def test_without_a_report_there_is_a_start_page_and_no_proof(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == ("--exit-once-open" in words), done.stderr


def test_it_speaks_english_where_that_was_chosen(tmp_path: Path) -> None:
    settings = tmp_path / "report-desk" / "report-desk.ini"
    settings.parent.mkdir()
    preferences = json.dumps(json.dumps({"language": "en"}))
    settings.write_text(f"[General]\nlanguage=en\npreferences={preferences}\n", encoding="utf-8")
    report = tmp_path / "年报.rdesk"
    report.write_bytes(SAMPLE.read_bytes())
    done = run(tmp_path, "--exit-once-open", str(report))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so_and_ends_with_2(tmp_path: Path) -> None:
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))
    kept = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "report_desk"],
        env={**kept, **homes},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("没有显示器可用，窗口打不开")
    assert len(done.stderr.splitlines()) == 1
