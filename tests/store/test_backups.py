"""Backups: which stay, where they lie, and that no single bad event can push out all good ones."""

from __future__ import annotations

import errno
import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.limits import LARGEST_RECORD
from report_desk.core.ports import CopyKind, DamagedFileError, SaveFailedError, UnreadableFileError
from report_desk.store.contents import look
from report_desk.store.copies.backups import Backups, Kept, worth_keeping
from report_desk.store.filesystem import renaming
from report_desk.store.filesystem.names import temporary_path
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.ports import SavedReport
    from report_desk.core.report.model import Report
    from report_desk.store.places import Places

HOUR = 3600.0
DAY = 24 * HOUR
MORNING = time.mktime((2026, 3, 10, 9, 0, 0, 0, 0, -1))


def kept_after(times: list[float], folder: Path) -> list[float]:
    """What is left when a save happens at each time and the backups are thinned out after each."""
    kept: list[Kept] = []
    for number, at in enumerate(times):
        when = time.strftime("%Y-%m-%d %H.%M.%S", time.localtime(at))
        kept = worth_keeping([*kept, Kept(folder, f"{when} {number:04} here content.rdesk", at, "here")])
    return sorted(item.at for item in kept)


class Office:
    """One file, saved and backed up at what the clock and the disk call these times."""

    def __init__(self, places: Places, path: Path, report: Report, clock: pytest.MonkeyPatch) -> None:
        self.files = ReportFiles(places)
        self.path = path
        self.report = report
        self.clock = clock
        self.digest: str | None = None

    def save(self, organ: str, at: float) -> None:
        self.clock.setattr(time, "time", lambda: at)
        named = replace(self.report, organ=organ)
        saved = self.files.save(named, self.path, expected_digest=self.digest)
        os.utime(self.path, (at, at))
        assert self.files.back_up(self.path) == ""
        self.report, self.digest = saved.report, saved.digest

    def kept(self) -> list[str]:
        return [copy.report.organ for copy in self.files.copies(self.path)]


@pytest.fixture
def office(places: Places, path: Path, report: Report, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(places, path, report, monkeypatch)


def test_the_five_newest_stay(tmp_path: Path) -> None:
    burst = [MORNING + second for second in range(50)]
    assert kept_after(burst, tmp_path)[-5:] == burst[-5:]


def test_a_burst_of_bad_saves_leaves_this_mornings_and_yesterdays_state(tmp_path: Path) -> None:
    yesterday = MORNING - DAY + 8 * HOUR
    lunch = MORNING + 3 * HOUR
    burst = [MORNING + 6 * HOUR + second for second in range(500)]
    assert {yesterday, MORNING, lunch} <= set(kept_after([yesterday, MORNING, lunch, *burst], tmp_path))


def test_seven_earlier_days_stay_with_their_last_save(tmp_path: Path) -> None:
    saves = [MORNING + day * DAY + hour * HOUR for day in range(20) for hour in range(6)]
    kept = kept_after(saves, tmp_path)
    assert {MORNING + day * DAY + 5 * HOUR for day in range(12, 19)} <= set(kept)
    assert len(kept) <= 5 + 6 + 7 + 1


def test_saving_every_working_day_for_years_keeps_a_bounded_number(tmp_path: Path) -> None:
    kept = kept_after([MORNING + day * DAY for day in range(1250)], tmp_path)
    assert len(kept) <= 20


@pytest.mark.parametrize("is_from", ["two days ago", "minutes ago"])
def test_what_is_overwritten_knowingly_is_kept_whatever_its_time(
    office: Office, tmp_path: Path, is_from: str
) -> None:
    """A file manager copies a file with its time: that of the kept version may be long past."""
    for day in (3, 2, 1):
        office.save(f"{day} 天前", MORNING - day * DAY + 6 * HOUR)
    for hour in range(8):
        office.save(f"今天 {hour}", MORNING + hour * HOUR)
    theirs, at = tmp_path / "theirs.rdesk", MORNING + 8 * HOUR
    ReportFiles(office.files.places).save(replace(office.report, organ="上级"), theirs, expected_digest=None)
    for minute in range(8):
        office.save(f"刚才 {minute}", at + minute * 60)
    was = {"two days ago": MORNING - 2 * DAY + HOUR, "minutes ago": at + 30}[is_from]
    os.utime(theirs, (was, was))
    shutil.copy2(theirs, office.path)
    office.digest = office.files.digest_on_disk(office.path)
    office.save("覆盖它", at + 8 * 60)
    assert "上级" in office.kept()


def overwrite(office: Office, theirs: Path, organ: str, at: float) -> None:
    """Somebody copies another report over the file, and its clerk overwrites that knowingly."""
    theirs.unlink(missing_ok=True)
    ReportFiles(office.files.places).save(replace(office.report, organ=organ), theirs, expected_digest=None)
    shutil.copy(theirs, office.path)
    office.digest = office.files.digest_on_disk(office.path)
    office.save("覆盖它", at)


def test_what_was_overwritten_is_not_pushed_out_by_the_saves_that_follow(
    office: Office, tmp_path: Path
) -> None:
    """The window promises that it is among the backups."""
    office.save("早上", MORNING)
    overwrite(office, tmp_path / "theirs.rdesk", "上级", MORNING + HOUR)
    for minute in range(1, 30):
        office.save(f"接着改 {minute}", MORNING + HOUR + minute * 60)
    assert "上级" in office.kept()
    assert "早上" in office.kept()


def test_overwriting_again_and_again_keeps_a_bounded_number(office: Office, tmp_path: Path) -> None:
    office.save("早上", MORNING)
    for number in range(40):
        overwrite(office, tmp_path / "theirs.rdesk", f"上级 {number}", MORNING + number * 60)
    kept = office.kept()
    assert {f"上级 {number}" for number in range(35, 40)} <= set(kept)
    assert len(kept) <= 16


def test_a_clock_that_has_gone_back_leaves_no_save_without_its_backup(office: Office) -> None:
    for day in range(9):
        office.save(f"第 {day} 天", MORNING + day * DAY)
    for second in range(12):
        office.save(f"钟慢 {second}", MORNING - 26 * 365 * DAY + second)
        assert {f"钟慢 {number}" for number in range(max(0, second - 4), second + 1)} <= set(office.kept())
    assert {f"第 {day} 天" for day in range(2, 9)} <= set(office.kept())


def test_after_the_clock_has_gone_back_the_newest_save_is_offered(office: Office) -> None:
    office.save("钟快", MORNING + 9 * DAY)
    office.save("钟准", MORNING)
    office.path.write_bytes(b"mangled")
    with pytest.raises(DamagedFileError) as caught:
        office.files.open(office.path)
    assert caught.value.backup is not None
    assert office.files.open(caught.value.backup).report == office.report


def test_a_version_that_comes_back_is_kept_once_more_and_listed_once(office: Office, places: Places) -> None:
    """It would be thinned out otherwise, as one of long ago, right when it is replaced once more."""
    office.save("从前", MORNING - DAY)
    before = office.path.read_bytes()
    for hour in range(8):
        office.save(f"今天 {hour}", MORNING + hour * HOUR)
    office.path.write_bytes(before)
    office.digest = office.files.digest_on_disk(office.path)
    office.save("以后", MORNING + 8 * HOUR)
    assert [look(item.path.read_bytes()).organ for item in Backups(places.backups).of_place(office.path)][
        :3
    ] == ["以后", "从前", "今天 7"]
    assert office.kept().count("从前") == 1


def test_backups_named_in_the_old_way_are_older_than_numbered_ones(office: Office, places: Places) -> None:
    for day in range(3):
        office.save(f"第 {day} 天", MORNING + day * DAY)
    backups = Backups(places.backups)
    for item in backups.of_place(office.path):
        words = item.name.split(" ")
        item.path.rename(item.folder / " ".join([*words[:2], *words[3:]]))
    office.save("现在", MORNING)
    kept = [look(item.path.read_bytes()).organ for item in backups.of_place(office.path)]
    assert kept == ["现在", "第 2 天", "第 1 天", "第 0 天"]


def test_every_save_is_backed_up_and_equal_to_what_was_saved(
    files: ReportFiles, report: Report, path: Path
) -> None:
    saved = [files.save(report, path, expected_digest=None)]
    for number in range(3):
        saved.append(
            files.save(
                replace(saved[-1].report, organ=f"机关{number}"), path, expected_digest=saved[-1].digest
            )
        )
    copies = files.copies(path)
    assert [copy.report for copy in copies] == [item.report for item in reversed(saved)]
    assert {copy.kind for copy in copies} == {CopyKind.BACKUP}
    assert {copy.of for copy in copies} == {path}


def test_a_file_from_elsewhere_is_backed_up_before_it_is_replaced(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path
) -> None:
    elsewhere = ReportFiles(replace(files.places, backups=tmp_path / "another computer"))
    first = elsewhere.save(report, path, expected_digest=None)
    files.save(first.report, path, expected_digest=first.digest)
    assert [copy.report.revision.number for copy in files.copies(path)] == [2, 1]


def test_the_folder_is_named_for_a_person(files: ReportFiles, report: Report, path: Path) -> None:
    files.save(replace(report, organ='某局/../"x":*?'), path, expected_digest=None)
    (folder,) = files.places.backups.iterdir()
    assert folder.name.startswith("某局_.._")
    assert " 2025 " in folder.name
    assert not set(folder.name) & set('\\/:*?"<>|')


def test_a_renamed_organ_stays_in_its_folder(files: ReportFiles, report: Report, path: Path) -> None:
    first = files.save(report, path, expected_digest=None)
    files.save(replace(first.report, organ="改名后的机关"), path, expected_digest=first.digest)
    assert len(list(files.places.backups.iterdir())) == 1


@pytest.mark.parametrize("report_id", ["../../etc", "a" * 64, "\x00", ""])
def test_a_hostile_report_id_cannot_leave_the_folder(
    files: ReportFiles, report: Report, path: Path, report_id: str
) -> None:
    files.save(replace(report, id=report_id or "x"), path, expected_digest=None)
    (folder,) = files.places.backups.iterdir()
    assert folder.parent == files.places.backups


def test_two_copies_of_one_report_do_not_push_out_each_other(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    copy = path.with_name("副本.rdesk")
    saved = files.save(replace(first.report, organ="副本机关"), copy, expected_digest=None)
    for _ in range(20):
        saved = files.save(saved.report, copy, expected_digest=saved.digest)
    assert first.report in [item.report for item in files.copies(path)]


def test_backups_are_copies_of_their_own_that_only_their_owner_may_read(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path
) -> None:
    """Also of a stick that shows every file as open to everybody, and in folders of an older program."""
    elsewhere = ReportFiles(replace(files.places, backups=tmp_path / "another computer"))
    first = elsewhere.save(report, path, expected_digest=None)
    path.chmod(0o777)
    files.places.backups.mkdir(parents=True, mode=0o755)
    damaged = path.with_name("damaged.rdesk")
    damaged.write_bytes(b"a shopping list")
    damaged.chmod(0o777)
    files.save(first.report, path, expected_digest=first.digest)
    files.save(first.report, damaged, expected_digest=files.digest_on_disk(damaged))
    kept = [*files.places.backups.rglob("*")]
    assert {item.stat().st_mode & 0o777 for item in kept if item.is_file()} == {0o600}
    folders = {files.places.backups, *(item for item in kept if item.is_dir())}
    assert {item.stat().st_mode & 0o777 for item in folders} == {0o700}
    assert len(Backups(files.places.backups).of_place(path)) == 2
    assert not any(item.samefile(path) for item in kept)


def test_copying_over_the_file_in_place_leaves_every_backup_whole(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    second = files.save(first.report, path, expected_digest=first.digest)
    path.write_bytes(b"what a chat program copied over it")
    with pytest.raises(DamagedFileError) as caught:
        files.open(path)
    assert caught.value.backup is not None
    assert files.open(caught.value.backup).report == second.report
    assert [copy.report for copy in files.copies(path)] == [second.report, first.report]


@pytest.mark.parametrize("was", ["kept", "kept, and went bad", "never kept"])
@pytest.mark.parametrize("knows_links", [True, False])
def test_what_another_process_saved_is_kept_whole_with_its_time(  # noqa: PLR0913 - fixtures
    files: ReportFiles,
    report: Report,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    was: str,
    *,
    knows_links: bool,
) -> None:
    first = ReportFiles(files.places).save(report, path, expected_digest=None)
    data, at = path.read_bytes(), path.stat().st_mtime
    if was != "never kept":
        Backups(files.places.backups).keep_saved(path, look(data))
    if was == "kept, and went bad":
        Backups(files.places.backups).of_place(path)[0].path.write_bytes(b"")
        os.utime(Backups(files.places.backups).of_place(path)[0].path, (at, at))
    if not knows_links:
        monkeypatch.setattr(os, "link", _refuse)
    files.save(first.report, path, expected_digest=first.digest)
    _, older = Backups(files.places.backups).of_place(path)
    assert older.path.stat().st_nlink == 1
    assert older.at == at
    assert older.path.read_bytes() == data


def test_a_save_that_nobody_backed_up_is_kept_when_it_is_replaced(
    report: Report, path: Path, places: Places
) -> None:
    files = ReportFiles(places)
    first = files.save(report, path, expected_digest=None)
    second = files.save(first.report, path, expected_digest=first.digest)
    assert [copy.report for copy in files.copies(path)] == [first.report]
    assert files.back_up(path) == ""
    assert [copy.report for copy in files.copies(path)] == [second.report, first.report]


def test_nothing_saved_is_nothing_to_back_up(files: ReportFiles, path: Path) -> None:
    assert files.back_up(path) == ""
    assert not files.places.backups.exists()


def test_a_backup_that_cannot_be_made_is_told_and_made_when_it_can(
    report: Report, path: Path, places: Places
) -> None:
    files = ReportFiles(places)
    saved = files.save(report, path, expected_digest=None)
    places.backups.write_text("a file where the folder should be")
    assert files.back_up(path).startswith("已经保存，但没有做成备份：")
    places.backups.unlink()
    assert files.back_up(path) == ""
    assert [copy.report for copy in files.copies(path)] == [saved.report]


def test_what_a_killed_program_was_about_to_keep_is_swept(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = files.save(report, path, expected_digest=None)
    (folder,) = files.places.backups.iterdir()
    unfinished = folder / "unfinished.part"
    unfinished.touch()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 590)
    saved = files.save(saved.report, path, expected_digest=saved.digest)
    assert unfinished.exists()
    monkeypatch.setattr(time, "time", lambda: now + 610)
    files.save(saved.report, path, expected_digest=saved.digest)
    assert not unfinished.exists()


def from_elsewhere(files: ReportFiles, report: Report, path: Path, tmp_path: Path) -> SavedReport:
    """A file that nobody here has kept."""
    elsewhere = ReportFiles(replace(files.places, backups=tmp_path / "another computer"))
    return elsewhere.save(report, path, expected_digest=None)


def copy_over(path: Path) -> None:
    """As people copy another file over a report: into it, in place."""
    with path.open("r+b") as file:
        file.write(b"what a chat program brought")
        file.truncate()


def test_a_save_that_failed_leaves_no_backup_that_is_the_file_itself(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = from_elsewhere(files, report, path, tmp_path)

    def refuse(*_: Path) -> bool:
        raise OSError(errno.EIO, "a bad disk")

    with monkeypatch.context() as at_the_disk:
        at_the_disk.setattr(renaming, "exchange", refuse)
        with pytest.raises(SaveFailedError):
            files.save(first.report, path, expected_digest=first.digest)
    assert path.stat().st_nlink == 1
    copy_over(path)
    assert [copy.report for copy in files.copies(path)] == [first.report]


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_save_that_was_killed_leaves_no_backup_that_is_the_file_itself(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path, *, is_whole: bool
) -> None:
    """Between keeping what it replaces and replacing it; the next opening sees what it has left."""
    from_elsewhere(files, report, path, tmp_path)
    if not is_whole:
        path.write_bytes(b"mangled")
    data, mtime = path.read_bytes(), path.stat().st_mtime
    Backups(files.places.backups).keep_replaced(path, look(data), path.stat())
    temporary_path(path).touch()
    with suppress(UnreadableFileError):
        files.open(path)
    copy_over(path)
    (kept,) = (item for item in files.places.backups.rglob("*") if item.is_file())
    assert kept.read_bytes() == data
    assert kept.stat().st_mtime == mtime


def test_a_file_with_a_second_name_is_copied(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path
) -> None:
    """Whoever writes into it by its other name would write into the backup."""
    first = from_elsewhere(files, report, path, tmp_path)
    second = tmp_path / "second.rdesk"
    os.link(path, second)
    files.save(first.report, path, expected_digest=first.digest)
    copy_over(second)
    assert first.report in [copy.report for copy in files.copies(path)]


@pytest.mark.parametrize("knows_links", [True, False])
def test_a_large_file_is_kept_whole(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch, *, knows_links: bool
) -> None:
    data = bytes(range(256)) * (LARGEST_RECORD // 128)
    path.write_bytes(data)
    os.utime(path, (MORNING, MORNING))
    if not knows_links:
        monkeypatch.setattr(os, "link", _refuse)
    assert files.save(report, path, expected_digest=files.digest_on_disk(path)).warning == ""
    (kept,) = (files.places.backups / "损坏的文件").iterdir()
    assert kept.read_bytes() == data
    assert kept.stat().st_mtime == MORNING


def _refuse(*_: object) -> None:
    raise OSError(errno.EXDEV, "another disk")


def test_a_save_is_kept_though_its_stick_was_pulled_right_after(
    report: Report, path: Path, places: Places
) -> None:
    files = ReportFiles(places)
    saved = files.save(report, path, expected_digest=None)
    path.parent.rename(path.parent.with_name("pulled"))
    assert files.back_up(path) == ""
    assert [copy.report for copy in files.copies(path)] == [saved.report]


def test_a_touched_file_is_not_kept_twice(files: ReportFiles, report: Report, path: Path) -> None:
    first = files.save(report, path, expected_digest=None)
    os.utime(path, (1, 1))
    files.save(first.report, path, expected_digest=first.digest)
    assert len(files.copies(path)) == 2


def test_a_backup_that_went_bad_is_not_offered(files: ReportFiles, report: Report, path: Path) -> None:
    first = files.save(report, path, expected_digest=None)
    files.save(first.report, path, expected_digest=first.digest)
    newest = Backups(files.places.backups).of_place(path)[0]
    newest.path.unlink()
    newest.path.write_bytes(b"rot")
    assert [copy.report.revision.number for copy in files.copies(path)] == [1]


def test_a_backup_is_of_its_own_file_whichever_copy_is_asked_for(
    files: ReportFiles, report: Report, path: Path
) -> None:
    files.save(report, path, expected_digest=None)
    sent = path.with_name("送审.rdesk")
    shutil.copy(path, sent)
    files.open(sent)
    assert [(copy.of, copy.report.organ) for copy in files.copies(sent)] == [(path, report.organ)]


def test_the_backups_of_a_file_that_was_renamed_are_of_its_new_name(
    files: ReportFiles, report: Report, path: Path
) -> None:
    files.save(report, path, expected_digest=None)
    renamed = path.rename(path.with_name("改名.rdesk"))
    files.forget(path)
    assert [copy.of for copy in files.copies(renamed)] == [renamed]


def test_another_reports_backup_of_the_same_place_is_not_called_a_damaged_files_own(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path
) -> None:
    files.save(report, path, expected_digest=None)
    elsewhere = ReportFiles(replace(files.places, backups=tmp_path / "another computer"))
    other = tmp_path / "other.rdesk"
    elsewhere.save(replace(report, id="another", organ="乙局"), other, expected_digest=None)
    path.write_bytes(other.read_bytes().replace("本年度".encode(), "去年度".encode()))
    with pytest.raises(DamagedFileError) as caught:
        files.open(path)
    assert caught.value.salvaged is not None
    assert caught.value.backup is None
    assert [copy.report.organ for copy in files.copies(path)] == [report.organ]
