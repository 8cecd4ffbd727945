"""Who has a report open: what a note beside it says, to whom, and until when."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import msgspec
import pytest

from report_desk.core.consolidation.entry import Holder
from report_desk.core.consolidation.roster import Member
from report_desk.rosters import OfficeFolders
from report_desk.store.filesystem import names
from report_desk.store.folders import folder as folders
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.locks import lock, owner
from report_desk.store.locks.open_note import FRESH, Note, OpenNote, holder
from tests import county
from tests.locks import SHARE, as_on
from tests.store.leaving import dead_pid

if TYPE_CHECKING:
    from pathlib import Path

WANG = Holder("王某", "办公室电脑")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    return county.fill(folder, parts=3)[0]


def note(target: Path, host: str = "办公室电脑/1", pid: int = 7, person: str = "王某") -> Path:
    """What a program of that computer leaves beside a report that it has open."""
    path = names.note_path(target)
    path.write_bytes(msgspec.json.encode(Note(host, pid, time.time(), "id", person=person)))
    return path


def aged(path: Path, seconds: float) -> Path:
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_another_computer_counts_while_its_note_is_renewed(report: Path) -> None:
    left = note(report)
    assert holder(left) == WANG
    assert holder(aged(left, FRESH - 60)) == WANG
    assert holder(aged(left, FRESH + 60)) is None
    assert holder(aged(left, -FRESH - 60)) is None, "its clock says nothing that could be believed"
    left.write_bytes(b'{"host": "ha')
    assert holder(left) is None
    left.unlink()
    assert holder(left) is None


def test_what_a_note_says_is_one_short_line(report: Path) -> None:
    said = holder(note(report, person="王\n某" * 40))
    assert said is not None
    assert (len(said.person), "\n" in said.person) == (40, False)


def test_a_program_of_this_computer_counts_while_it_runs(report: Path) -> None:
    running = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        said = holder(aged(note(report, owner.this_host(), running.pid), FRESH * 10))
        assert said == Holder("王某", owner.this_computer())
    finally:
        running.communicate(b"\n")
    assert holder(note(report, owner.this_host(), dead_pid())) is None


def test_a_note_is_left_renewed_and_taken_away(report: Path) -> None:
    mine, path = OpenNote(report, "李某"), names.note_path(report)
    mine.tell()
    said = msgspec.json.decode(path.read_bytes(), type=Note)
    assert (said.person, said.pid, said.host) == ("李某", os.getpid(), owner.this_host())
    assert holder(path) is None, "nobody is told of himself"
    aged(path, FRESH)
    mine.tell()
    assert time.time() - path.stat().st_mtime < FRESH / 2
    mine.take_away()
    assert names.hidden_files(report) == []


def test_the_note_of_another_stays_until_he_is_gone(report: Path) -> None:
    mine, theirs = OpenNote(report, "李某"), note(report)
    said = theirs.read_bytes()
    mine.tell()
    mine.take_away()
    assert theirs.read_bytes() == said
    aged(theirs, FRESH * 2)
    mine.tell()
    assert b"\xe6\x9d\x8e" in theirs.read_bytes(), "what was left behind gives way"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a folder forbids nothing to root")
def test_a_folder_that_is_only_read_has_no_notes(report: Path) -> None:
    report.parent.chmod(0o500)
    OpenNote(report, "李某").tell()
    report.parent.chmod(0o700)
    assert names.hidden_files(report) == []


def test_a_folder_that_is_gone_has_no_notes(tmp_path: Path) -> None:
    missing = OpenNote(tmp_path / "没有" / "甲局.rdesk", "李某")
    missing.tell()
    missing.take_away()
    assert list(tmp_path.iterdir()) == []


def test_sweeping_leaves_the_notes_of_the_living(report: Path) -> None:
    theirs, mine = note(report), OpenNote(report.with_name("示例区第2局.rdesk"), "李某")
    mine.tell()
    with lock.save_lock(report), lock.save_lock(report.with_name("示例区第2局.rdesk")):
        lock.sweep(report)
        lock.sweep(report.with_name("示例区第2局.rdesk"))
    assert theirs.exists()
    assert mine.path.exists()
    note(report, owner.this_host(), dead_pid())
    with lock.save_lock(report):
        lock.sweep(report)
    assert not theirs.exists()


def test_the_folder_tells_who_holds_what_and_reads_nothing_for_it(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, folder = OfficeFolders(), report.parent
    first = office.look(folder, None, lambda _: None)
    assert first is not None
    assert first.held == {}
    inner = folder / "乙镇"
    inner.mkdir()
    copy = county.put(inner, county.report("乙镇", {}))
    first = office.look(folder, first, lambda _: None)

    def read(path: Path) -> None:
        pytest.fail(f"{path} was read")

    monkeypatch.setattr(folders, "look", read)
    note(report)
    note(copy, person="")
    found = office.look(folder, first, lambda _: None)
    assert first is not None
    assert found is not None
    assert found.held == {report.name: WANG, "乙镇/乙镇.rdesk": Holder("", "办公室电脑")}
    assert found.entries is first.entries
    assert office.look(folder, found, lambda _: None) is None, "nothing new"
    aged(names.note_path(report), FRESH * 2)
    names.note_path(copy).unlink()
    gone = office.look(folder, found, lambda _: None)
    assert gone is not None
    assert gone.held == {}


def test_no_report_is_asked_for_a_second_time(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand rows must not cost ten thousand questions more."""
    known = ReportFolder(report.parent)
    note(report)
    listing = known.listing()
    asked: list[str] = []
    real = os.stat

    def stat(path: str, **given: bool) -> os.stat_result:
        asked.append(str(path))
        return real(path, **given)

    monkeypatch.setattr(os, "stat", stat)
    assert known.held(listing) == {report.name: WANG}
    assert not [path for path in asked if path.endswith(".rdesk")]


def test_a_save_that_takes_long_on_another_computer_is_told(report: Path) -> None:
    path = names.lock_path(report)
    path.write_bytes(owner.Owner("办公室电脑/1", 7, time.time(), "id").signed())
    known = ReportFolder(report.parent)
    assert known.held(known.listing()) == {}, "a save takes milliseconds"
    aged(path, 20)
    assert known.held(known.listing()) == {report.name: Holder("", "办公室电脑", is_saving=True)}
    with as_on(SHARE), lock.save_lock(report.with_name("示例区第2局.rdesk")):
        assert len(known.held(known.listing())) == 1, "nobody is told of himself"


def test_only_reports_that_an_office_collects_have_notes(report: Path) -> None:
    office, path = OfficeFolders(), names.note_path(report)
    office.hold(report, "李某", is_office=False)
    assert not path.exists()
    office.let_go(report)
    office.hold(report, "李某", is_office=True)
    assert path.exists()
    assert office.holder(report) is None
    office.let_go(report)
    assert not path.exists()
    ReportFolder(report.parent).keep_roster([Member("示例区第1局")])
    (report.parent / "乙镇").mkdir()
    copy = county.put(report.parent / "乙镇", county.report("乙镇", {}))
    for one in (report, copy):
        office.hold(one, "李某", is_office=False)
        assert names.note_path(one).exists()
        office.let_go(one)
    note(report)
    assert office.holder(report) == WANG


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (WANG, "正由 王某 在电脑「办公室电脑」打开"),
        (Holder("", "甲"), "正在电脑「甲」上打开"),
        (Holder("", "甲", is_saving=True), "电脑「甲」正在保存"),
    ],
)
def test_who_holds_a_report_is_said_in_words(one: Holder, words: str) -> None:
    assert one.sentence == words
