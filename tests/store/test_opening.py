"""Opening: a good file at once, a bad one with a sentence, and a way back to the newest good copy."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import orjson
import pytest
from msgspec.structs import replace

from report_desk.core import limits
from report_desk.core.ports import DamagedFileError, UnreadableFileError
from report_desk.store.filesystem import disk
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report.model import Report


def test_a_backup_that_was_looked_at_is_no_recent_file(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    second = files.save(first.report, path, expected_digest=first.digest)
    assert "早 1 次保存" in files.open(files.copies(path)[-1].path).notice
    assert [file.path for file in files.recent()] == [path]
    assert files.open(path).notice == ""
    assert files.open(path).report == second.report


def test_a_backup_is_only_looked_at(files: ReportFiles, places: Places, report: Report, path: Path) -> None:
    files.save(report, path, expected_digest=None)
    backup = files.copies(path)[0].path
    assert files.open(backup).read_only.startswith("这是一份备份")
    assert files.open(path).read_only == ""
    elsewhere = ReportFiles(replace(places, backups=path.parent / "别人的备份"))
    assert elsewhere.open(backup).read_only == ""


def test_a_copy_is_older_though_the_clock_of_the_stick_lags(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    old = path.with_name("副本.rdesk")
    old.write_bytes(path.read_bytes())
    files.open(path)
    files.save(first.report, path, expected_digest=first.digest)
    for age, copy in enumerate(files.copies(path)):
        os.utime(copy.path, (lagging := time.time() - 1.5 - age, lagging))
    assert "早 1 次保存" in files.open(old).notice


def test_no_file(files: ReportFiles, path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="找不到文件"):
        files.open(path)


@pytest.mark.skipif(os.name != "posix", reason="pipes in the file system")
def test_a_folder_a_device_and_a_pipe_are_no_files(files: ReportFiles, path: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.rdesk"
    os.mkfifo(pipe)
    for other in (path.parent, pipe):
        with pytest.raises(UnreadableFileError, match="这不是一个文件"):
            files.open(other)


@pytest.mark.parametrize("data", [b"", b"   \n", b"hello", b"\x00" * 100, b"{}", b"[]", b'{"report": {}}'])
def test_what_never_was_a_report_is_unreadable(files: ReportFiles, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match="不是完好的年报文件") as caught:
        files.open(path)
    assert not isinstance(caught.value, DamagedFileError)


@pytest.mark.parametrize(
    ("data", "says"), [(b"%PDF-1.7\n", "这是一份 PDF"), (b"PK\x03\x04\x14", "Word、Excel 文档或者压缩包")]
)
def test_what_is_taken_for_a_report_is_called_by_its_name(
    files: ReportFiles, path: Path, data: bytes, says: str
) -> None:
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=says):
        files.open(path)


def test_only_the_cap_is_read_of_a_huge_file(files: ReportFiles, path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3 << 30)
    with pytest.raises(UnreadableFileError, match="文件太大"):
        files.open(path)
    assert len(disk.read(path)) == limits.LARGEST_RECORD + 1


@pytest.mark.parametrize("length", [0, 1, 300])
def test_a_damaged_file_offers_the_newest_good_backup(
    files: ReportFiles, report: Report, path: Path, length: int
) -> None:
    saved = files.save(report, path, expected_digest=None)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:length])
    with pytest.raises(DamagedFileError, match="最近一份完好的备份") as caught:
        files.open(path)
    assert caught.value.backup is not None
    assert files.open(caught.value.backup).report == saved.report


def test_a_changed_figure_is_damage_and_what_can_be_read_is_offered(
    files: ReportFiles, report: Report, path: Path
) -> None:
    files.save(report, path, expected_digest=None)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b"12", b"13", 1))
    with pytest.raises(DamagedFileError, match="还能读出 1 个数和 1 段文字") as caught:
        files.open(path)
    assert caught.value.salvaged is not None
    assert caught.value.salvaged.sections == report.sections


def test_a_folder_that_cannot_be_written_is_told(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.save(report, path, expected_digest=None)
    real = os.access
    monkeypatch.setattr(os, "access", lambda what, mode: what != path.parent and real(what, mode))
    assert "文件夹或磁盘是只读的" in files.open(path).read_only


def test_recent_files_come_newest_first_and_can_be_forgotten(
    files: ReportFiles, report: Report, path: Path
) -> None:
    for number in range(25):
        files.save(
            replace(report, id=f"id{number}", year=2000 + number),
            path.with_name(f"{number}.rdesk"),
            expected_digest=None,
        )
    recent = files.recent()
    assert [item.year for item in recent] == list(range(2024, 2004, -1))
    assert recent[0].organ == report.organ
    files.forget(recent[0].path)
    assert files.recent()[0].year == 2023


def test_a_renamed_organ_is_the_recent_one_after_its_save(
    files: ReportFiles, report: Report, path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None)
    renamed = replace(saved.report, organ="示例区新的局")
    files.save(renamed, path, expected_digest=saved.digest)
    assert [item.organ for item in files.recent()] == ["示例区新的局"]


def test_notes_that_are_nonsense_or_unwritable_do_no_harm(
    files: ReportFiles, report: Report, path: Path
) -> None:
    files.places.notes.parent.mkdir(parents=True)
    files.places.notes.write_text("in the way")
    files.save(report, path, expected_digest=None)
    files.open(path)
    files.places.notes.unlink()
    files.places.notes.mkdir()
    (files.places.notes / "x.json").write_text("{}")
    (files.places.notes / "y.json").write_text("rot")
    assert files.recent() == ()
    files.places.known.write_text('{"files": {"1": {"path": 3}, "x": {}, "2": []}, "drafts": 5}')
    assert files.recent() == ()
    files.open(path)
    assert [file.path for file in files.recent()] == [path]


def note(files: ReportFiles, **values: object) -> None:
    """Change the one note there is."""
    tables = orjson.loads(files.places.known.read_bytes())
    (row,) = tables["files"].values()
    row.update(values)
    files.places.known.write_bytes(orjson.dumps(tables))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", 1e300),
        ("at", -1e300),
        ("at", 3e11),  # in the year 11476
        ("at", 4e10),  # in the year 3237, which Windows does not know
        ("at", -1.0),
        ("path", "\0"),
        ("path", ""),
    ],
)
def test_a_note_of_what_cannot_be_is_none(
    files: ReportFiles, report: Report, path: Path, field: str, value: object
) -> None:
    first = files.save(report, path, expected_digest=None)
    copy = path.with_name("副本.rdesk")
    copy.write_bytes(path.read_bytes())
    files.save(first.report, path, expected_digest=first.digest)
    note(files, **{field: value})
    assert files.recent() == ()
    assert files.open(copy).notice == ""


def test_a_note_that_was_never_finished_leaves_nothing(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "held by a scanner")

    files.save(report, path, expected_digest=None)
    before = files.places.known.read_bytes()
    monkeypatch.setattr(disk.NewFile, "write", refuse)
    files.open(path)
    assert [file.path for file in files.recent()] == [path]
    assert list(files.places.notes.iterdir()) == [files.places.known]
    assert files.places.known.read_bytes() == before


def test_a_copy_that_was_used_in_the_future_is_said_to_be_older_all_the_same(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """The clock has gone back since."""
    first = files.save(report, path, expected_digest=None)
    copy = path.with_name("副本.rdesk")
    copy.write_bytes(path.read_bytes())
    files.save(first.report, path, expected_digest=first.digest)
    files.open(path)
    note(files, at=time.time() + 3 * 86_400)
    assert files.open(copy).notice == f"这一份比您用过的「{path.name}」早 1 次保存。"


def test_an_older_copy_is_recognised_whatever_its_name(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    old = path.with_name("2025 年报(1) 最终版2.rdesk")
    old.write_bytes(path.read_bytes())
    saved = first
    for _ in range(3):
        saved = files.save(saved.report, path, expected_digest=saved.digest)
    assert (files.open(path).notice, files.open(path).other) == ("", None)
    opened = files.open(old)
    assert opened.notice == f"这一份比您今天用过的「{path.name}」早 3 次保存。"
    assert opened.other == saved.report


def test_the_newer_copy_is_found_among_the_backups_where_an_older_one_took_its_place(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    old = path.read_bytes()
    second = files.save(first.report, path, expected_digest=first.digest)
    path.write_bytes(old)
    opened = files.open(path)
    assert "早 1 次保存" in opened.notice
    assert opened.other == second.report


def test_a_newer_copy_that_is_gone_is_still_spoken_of(report: Report, path: Path, places: Places) -> None:
    files = ReportFiles(places)  # which made no backups
    first = files.save(report, path, expected_digest=None)
    old = path.with_name("旧.rdesk")
    old.write_bytes(path.read_bytes())
    files.save(first.report, path, expected_digest=first.digest)
    files.open(path)
    path.unlink()
    opened = files.open(old)
    assert "早 1 次保存" in opened.notice
    assert opened.other is None


def test_copies_that_parted_are_recognised(files: ReportFiles, report: Report, path: Path) -> None:
    first = files.save(report, path, expected_digest=None)
    copy = path.with_name("副本.rdesk")
    copy.write_bytes(path.read_bytes())
    files.save(replace(first.report, sections={"overview": "甲"}), path, expected_digest=first.digest)
    time.sleep(0.01)
    opened = files.open(path)
    files.save(replace(first.report, sections={"overview": "乙"}), copy, expected_digest=first.digest)
    assert opened.notice == ""
    assert "两边都改过" in files.open(path).notice


def test_a_script_leaves_no_trace_among_the_recent_files(report: Report, tmp_path: Path) -> None:
    places = Places.under(tmp_path / "places")
    script = ReportFiles(places, remembers=False)
    script.save(report, tmp_path / "a.rdesk", expected_digest=None)
    assert script.open(tmp_path / "a.rdesk").notice == ""
    assert ReportFiles(places).recent() == ()


@pytest.mark.skipif(os.name != "posix", reason="names that are no text")
def test_a_file_whose_name_is_no_text_opens_all_the_same(
    files: ReportFiles, report: Report, path: Path
) -> None:
    named = path.with_name(os.fsdecode(b"\xc4\xea\xb1\xa8.rdesk"))  # 年报 in GBK, from an old stick
    files.save(report, named, expected_digest=None)
    assert files.open(named).report.organ == report.organ
    assert files.recent() == ()


@pytest.mark.parametrize("what", ["folder", "pipe", "forbidden"])
def test_what_cannot_be_read_is_no_free_name(
    files: ReportFiles, path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy for the supervisor would be written over it."""
    assert files.digest_on_disk(path) is None
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.write_bytes(b"somebody's")
            monkeypatch.setattr(disk, "read", _forbidden)
    assert files.digest_on_disk(path) == "unreadable"


def _forbidden(_: Path) -> bytes:
    raise PermissionError(errno.EACCES, "not yours")


def test_a_report_made_from_the_same_template_is_not_called_the_same(
    files: ReportFiles, report: Report, path: Path
) -> None:
    """Neither is a draft of it offered."""
    template = files.save(report, path, expected_digest=None).report
    other = path.with_name("乙局.rdesk")
    files.save(replace(template, organ="乙局"), other, expected_digest=None)
    files.open(other)
    notice = files.open(path).notice
    assert "由同一个文件改成" in notice
    assert "乙局 2025 年" in notice
    assert "同一份年报" not in notice


def test_a_draft_of_a_report_made_from_the_same_template_is_not_offered(
    places: Places, report: Report, path: Path
) -> None:
    files = ReportFiles(places)
    template = files.save(report, path, expected_digest=None).report
    later = files.save(template, path, expected_digest=files.digest_on_disk(path)).report
    theirs = replace(template, organ="乙局")
    files.keep_draft(theirs, path.with_name("乙局.rdesk"), None)
    (draft,) = places.drafts.iterdir()
    head, _, data = draft.read_bytes().partition(b"\n")
    said = orjson.loads(head)
    said["owner"]["boot"] = "before"
    draft.write_bytes(orjson.dumps(said) + b"\n" + data)
    again = ReportFiles(places)
    assert [copy.report.organ for copy in again.left_drafts()] == ["乙局"]
    assert not again.open(path).has_draft
    assert later.organ == report.organ
