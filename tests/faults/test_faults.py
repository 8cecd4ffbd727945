"""The quick part of the fault programs; `make faults` runs them at full length."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from report_desk.cli.main import VERBS
from report_desk.core.ports import ExpectedError
from report_desk.core.versions import merge
from report_desk.desk.actions import KNOWN
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
from tests.faults import accepted, calls, hostile, merges, restore
from tests.faults import window as hostile_window
from tests.faults.histories import Histories
from tests.locks import MEDIA

ROOT = Path(__file__).resolve().parents[2]
FULL = os.environ.get("REPORT_DESK_FAULTS") == "full"
posix = pytest.mark.skipif(os.name != "posix", reason="forks, kills and mounts")
HOSTILE = hostile.files()


def program(*words: str) -> tuple[int, str]:
    """Run a fault program in a process of its own: it forks and kills."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{words[0]}", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "skipped" in done.stdout:
        pytest.skip(done.stdout.strip())
    return done.returncode, done.stdout + done.stderr


@posix
@pytest.mark.parametrize(
    "words",
    [("ours", "40"), ("ours", "10", "--slow"), ("share", "40"), ("share", "10", "--slow")],
)
def test_a_killed_save_loses_nothing(words: tuple[str, ...]) -> None:
    code, said = program("kill", *words)
    assert code == 0, said


@posix
@pytest.mark.parametrize("mode", ["ordered", "writeback"])
def test_a_power_cut_loses_nothing(mode: str) -> None:
    code, said = program("power", "ours", "15", mode)
    assert code == 0, said


@posix
@pytest.mark.parametrize(
    "words", [("ours",), ("share",), ("ours", "--no-exchange"), ("share", "--no-exchange")]
)
def test_what_somebody_copies_over_the_file_during_a_save_is_never_lost(words: tuple[str, ...]) -> None:
    code, said = program("slipping", *words)
    assert code == 0, said


@posix
def test_stock_tinydb_loses_what_is_copied_over_the_file_during_a_save() -> None:
    code, said = program("slipping", "stock")
    assert code == 1, said


@posix
@pytest.mark.parametrize("medium", ["ours", "share", "both"])
@pytest.mark.parametrize("processes", ["2", "4"])
def test_processes_that_save_at_once_lose_nothing(medium: str, processes: str) -> None:
    code, said = program("processes", medium, processes, "25")
    assert code == 0, said


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("kill", "stock", "60"),
        ("kill", "cached", "20"),
        ("power", "stock", "15"),
        ("processes", "stock", "4", "60"),
    ],
)
def test_the_programs_would_notice(words: tuple[str, ...]) -> None:
    """TinyDB as it comes must fail the very same programs."""
    code, said = program(*words)
    assert code == 1, said


@posix
@pytest.mark.parametrize("medium", MEDIA)
def test_a_fault_at_any_call_breaks_no_promise(medium: str) -> None:
    tally = calls.run(medium, ("ENOSPC", "EIO", "EACCES") if not FULL else calls.ERRORS)
    assert tally.refused > 100
    assert tally.saved > 100
    assert not tally.broken


@posix
def test_a_fault_at_any_call_keeps_the_last_draft() -> None:
    assert not calls.draft_faults().broken


@posix
@pytest.mark.parametrize(
    "promise",
    [
        calls.flipped_bits_are_noticed,
        calls.short_writes_are_finished,
        calls.a_write_that_takes_nothing_is_refused,
    ],
)
def test_a_disk_that_lies(promise: calls.Promise, tmp_path: Path) -> None:
    assert promise(tmp_path)


def test_there_are_enough_hostile_files() -> None:
    assert len(HOSTILE) >= 80


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.rdesk"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(ExpectedError, match=r"[\u4e00-\u9fff]"):
        ReportFiles(Places.under(tmp_path / "places")).open(path)


def test_a_report_of_odd_values_passes_through_every_verb() -> None:
    """Also through one that is added later."""
    assert {words[0] for words in accepted.verbs(ROOT, 2025)} == set(VERBS) - accepted.WITHOUT_A_REPORT


def test_odd_values_are_put_into_every_field_of_the_record() -> None:
    for kind in ("string", "integer"):
        for path, _ in accepted.places(kind):
            accepted.put(accepted.base(), path, 1)


@posix
def test_odd_values_that_are_accepted_go_through_every_verb_and_none_hangs() -> None:
    code, said = program("accepted", "quick")
    assert code == 0, said


def test_every_action_is_tried_on_hostile_content() -> None:
    """Also one that is added later."""
    assert set(KNOWN) == {*hostile_window.VERBS, *hostile_window.SWITCHES, *hostile_window.LEAVING}


@posix
def test_the_window_bears_hostile_content() -> None:
    code, said = program("window", "quick")
    assert code == 0, said


def test_two_reviews_merge_and_nothing_is_lost_or_settled_unreported() -> None:
    tally = merges.run(1000 if FULL else 100)
    assert not tally.broken
    assert {"remark", "suggestion", "text", "figure", "verdict"} <= {*tally.conflicts, *tally.taken}


@pytest.mark.parametrize("part", ["remarks", "explanations", "suggestions", "history"])
def test_the_merges_would_notice_a_review_that_is_dropped(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, f"merged_{part}", lambda sides, *_: getattr(sides[1], part))
    assert merges.run(60).broken


def test_every_copy_opens_as_it_was_saved() -> None:
    found = restore.run(40)
    assert (found["bad"], found["not as saved"]) == (0, 0)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=300 if FULL else 8, stateful_step_count=40)
