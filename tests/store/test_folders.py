"""A folder of reports through its index, which may be lost, stale or of another program, and its roster."""

from __future__ import annotations

import multiprocessing
import os
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.roster import Member
from report_desk.core.ports import GivenUpError, SaveFailedError, UnreadableFileError
from report_desk.rosters import OfficeFolders
from report_desk.store.folders import at_once, reading
from report_desk.store.folders import folder as folders
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE, ROSTER
from tests import county

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.consolidation.entry import Entry


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    for path in county.fill(folder, parts=6):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    (folder / "说明.docx").write_bytes(b"x")
    (folder / ".hidden.rdesk").write_bytes(b"x")
    (folder / "figures.csv").write_bytes(b"x")
    return folder


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    seen: list[str] = []

    def look(path: Path) -> Entry:
        seen.append(path.name)
        return reading.look(path)

    monkeypatch.setattr(folders, "look", look)
    return seen


def test_the_index_gives_what_reading_gives_and_reads_only_what_changed(
    filled: Path, tmp_path: Path, looked: list[str]
) -> None:
    known = ReportFolder(filled, tmp_path / "index")
    whole = ReportFolder(filled).entries()
    assert [one.file for one in whole] == sorted(
        ["说明.docx", *(f"示例区第{at}局.rdesk" for at in range(1, 7))]
    )
    looked.clear()
    assert known.entries() == whole
    assert len(looked) == 7
    looked.clear()
    (filled / "说明.docx").unlink()
    county.put(filled, county.report("示例区第2局", {}))
    after = known.entries()
    assert after == ReportFolder(filled).entries()
    assert looked.count("示例区第2局.rdesk") == 2
    assert looked.count("示例区第3局.rdesk") == 1
    assert next(one for one in after if one.organ == "示例区第2局").standing is Standing.DRAFT


def test_an_index_that_is_lost_or_spoilt_is_made_again(filled: Path, tmp_path: Path) -> None:
    known = ReportFolder(filled, tmp_path / "index")
    whole = known.entries()
    (file,) = (tmp_path / "index").iterdir()
    for spoilt in (b"", b"{", file.read_bytes().replace(b"approved", b"loved"), file.read_bytes()[:500]):
        file.write_bytes(spoilt)
        assert known.entries() == whole
    file.unlink()
    assert known.entries() == whole


def test_an_index_that_cannot_be_kept_costs_only_time(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"a file")
    assert ReportFolder(filled, tmp_path / "index").entries() == ReportFolder(filled).entries()


def test_how_far_it_is_is_told(filled: Path, tmp_path: Path) -> None:
    told: list[float] = []
    ReportFolder(filled, tmp_path / "index").entries(told.append)
    assert told == pytest.approx([at / 7 for at in range(1, 8)])


def test_many_files_are_read_by_processes_in_their_order(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ReportFolder(filled).entries()
    monkeypatch.setattr(at_once, "_MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert ReportFolder(filled).entries() == whole


def test_a_report_that_is_no_file_or_of_an_unknown_edition_is_named(tmp_path: Path) -> None:
    (tmp_path / "夹.rdesk").mkdir()
    county.put(tmp_path, county.report("甲局", {}, format="2099"))
    (one,) = ReportFolder(tmp_path).entries()
    assert "不认识「2099」" in one.sentence
    assert "打不开" in reading.look(tmp_path / "夹.rdesk").sentence
    with pytest.raises(UnreadableFileError, match="文件夹"):
        ReportFolder(tmp_path / "没有").entries()


def test_a_roster_is_kept_in_the_folder_for_whoever_opens_it(filled: Path) -> None:
    kept = (Member("甲局", "甲", "部门", "", "张三", "123", "2026-01-31"), Member("乙局"))
    folder = ReportFolder(filled)
    assert folder.roster() == ()
    folder.keep_roster(kept)
    assert folder.roster() == kept
    folder.keep_roster(kept[1:])
    assert ReportFolder(filled).roster() == kept[1:]
    assert ROSTER not in [one.file for one in folder.entries()]
    (filled / ROSTER).write_text(
        '{"roster": {"1": {"organ": 5}, "2": {"organ": "丙局", "more": 1}}}', "utf-8"
    )
    assert folder.roster() == (Member("丙局"),)
    with pytest.raises(SaveFailedError, match="应报单位"):
        ReportFolder(filled / "说明.docx").keep_roster(kept)


def test_two_who_change_the_roster_at_once_both_have_their_change_kept(filled: Path) -> None:
    folder = ReportFolder(filled)
    folder.keep_roster([Member("甲局"), Member("乙局")])
    seen = folder.roster()
    assert folder.keep_roster([*seen, Member("丙局")], seen) == ()
    (told,) = folder.keep_roster([Member("甲局", phone="620"), *seen[1:]], seen)
    assert "另一个人" in told
    assert folder.roster() == (Member("甲局", phone="620"), Member("乙局"), Member("丙局"))


def test_reports_in_the_folders_of_organs_are_found_and_nothing_else_there(
    filled: Path, tmp_path: Path
) -> None:
    inner = filled / "甲局"
    inner.mkdir()
    county.put(inner, county.report("甲局", {}))
    (inner / "审核意见单.pdf").write_bytes(b"x")
    (inner / ".x.rdesk").write_bytes(b"x")
    for name in (ASIDE, ".隐藏", "甲局/更深"):
        (filled / name).mkdir()
        county.put(filled / name, county.report("乙局", {}))
    for folder in (ReportFolder(filled), ReportFolder(filled, tmp_path / "index")):
        assert [one.file for one in folder.entries() if "/" in one.file] == ["甲局/甲局.rdesk"]
    known = ReportFolder(filled, tmp_path / "index")
    before = known.listing().digest
    county.put(inner, county.report("甲局", {}), "再.rdesk")
    assert known.listing().digest != before
    assert [one.file for one in known.entries() if one.organ == "甲局"] == [
        "甲局/再.rdesk",
        "甲局/甲局.rdesk",
    ]


def test_a_folder_in_it_that_may_not_be_looked_into_is_no_organs(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled / "lost+found").mkdir()
    real = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "lost+found":
            raise PermissionError(13, "refused")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert len(ReportFolder(filled).entries()) == 7


def test_a_share_that_goes_away_in_the_middle_has_not_lost_its_files(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ReportFolder(filled, tmp_path / "index")
    whole = known.entries()

    def go(path: Path) -> Entry:
        if filled.exists():
            filled.rename(tmp_path / "gone")
        return reading.look(path)

    new = filled / "示例区第9局.rdesk"
    new.write_bytes((filled / "示例区第1局.rdesk").read_bytes())
    os.utime(new, (1_700_000_000, 1_700_000_000))
    with monkeypatch.context() as patch:
        patch.setattr(folders, "look", go)
        with pytest.raises(UnreadableFileError, match="打不开文件夹"):
            known.entries()
    (tmp_path / "gone").rename(filled)
    again = known.entries()
    assert [one.file for one in again if not one.is_readable] == ["说明.docx"]
    assert [one for one in again if one.file != new.name] == list(whole)


def test_an_unmounted_share_is_not_taken_for_an_empty_folder(filled: Path, tmp_path: Path) -> None:
    office = OfficeFolders()
    seen = office.look(filled, None, lambda _: None)
    assert seen is not None
    filled.rename(tmp_path / "mounted")
    filled.mkdir()
    with pytest.raises(UnreadableFileError, match="断开"):
        office.look(filled, seen, lambda _: None)
    filled.rmdir()
    (tmp_path / "mounted").rename(filled)
    assert office.look(filled, seen, lambda _: None) is None


def test_reading_that_is_given_up_keeps_what_was_read(
    filled: Path, tmp_path: Path, looked: list[str]
) -> None:
    known = ReportFolder(filled, tmp_path / "index")

    def tell(far: float) -> None:
        if far > 0.5:
            raise GivenUpError("已取消。")

    with pytest.raises(GivenUpError):
        known.entries(tell)
    assert len(looked) == 4
    looked.clear()
    assert len(known.entries()) == 7
    assert len(looked) == 3


def test_processes_end_where_reading_is_given_up_and_in_a_thread_none_is_forked(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_once, "_MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    whole = ReportFolder(filled).entries()
    found: list[object] = []

    def tell(_: float) -> None:
        raise GivenUpError("已取消。")

    def work() -> None:
        found.append(ReportFolder(filled).entries())
        with pytest.raises(GivenUpError):
            ReportFolder(filled).entries(tell)
        found.append(at_once._context().get_start_method())  # type: ignore[union-attr]

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [whole, "spawn"]
    assert multiprocessing.active_children() == []
