"""Backups: which stay, where they lie, and that no single bad event can push out all good ones."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.ports import CopyKind, DamagedFileError
from report_desk.store.backups import Backups, Kept, worth_keeping
from report_desk.store.contents import look
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report import Report
    from report_desk.store.places import Places

HOUR = 3600.0
DAY = 24 * HOUR
MORNING = time.mktime((2026, 3, 10, 9, 0, 0, 0, 0, -1))


def kept_after(times: list[float], folder: Path) -> list[float]:
    """What is left when a save happens at each time and the backups are thinned out after each."""
    kept: list[Kept] = []
    for at in times:
        kept = worth_keeping([*kept, Kept(folder, str(at), at, "here")])
    return sorted(item.at for item in kept)


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


@pytest.mark.parametrize("report_id", ["../../etc", "a" * 5000, "\x00", ""])
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


def test_what_was_saved_is_a_copy_and_a_version_from_elsewhere_shares_its_data(
    files: ReportFiles, report: Report, path: Path, tmp_path: Path
) -> None:
    elsewhere = ReportFiles(replace(files.places, backups=tmp_path / "another computer"))
    first = elsewhere.save(report, path, expected_digest=None)
    number = path.stat().st_ino
    files.save(first.report, path, expected_digest=first.digest)
    newest, older = Backups(files.places.backups).of_place(path)
    assert older.path.stat().st_ino == number
    assert not newest.path.samefile(path)
    assert newest.path.read_bytes() == path.read_bytes()


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
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    first = ReportFiles(files.places).save(report, path, expected_digest=None)
    data, at = path.read_bytes(), path.stat().st_mtime
    if was != "never kept":
        Backups(files.places.backups).keep_saved(path, look(data))
    if was == "kept, and went bad":
        Backups(files.places.backups).of_place(path)[0].path.write_bytes(b"")
        os.utime(Backups(files.places.backups).of_place(path)[0].path, (at, at))
    if not knows_links:
        monkeypatch.setattr(os, "link", refuse)
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
