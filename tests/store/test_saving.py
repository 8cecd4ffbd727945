"""What a save promises: whole, verified, only over what was seen; mode, link and neighbours left alone."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING

import orjson
import pytest
from msgspec.structs import replace
from tinydb import TinyDB, where
from tinydb.table import Table

from report_desk.core import limits
from report_desk.core.ports import (
    ChangedOnDiskError,
    ReadOnlyFileError,
    SaveFailedError,
    UnreadableFileError,
)
from report_desk.core.record import codec
from report_desk.core.record.tables import layout
from report_desk.core.report.model import Report, Revision
from report_desk.store.file.storage import DurableStorage
from report_desk.store.filesystem import disk, renaming
from report_desk.store.filesystem.names import hidden_files
from report_desk.store.report_files import ReportFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from report_desk.core.strict_reader import JsonValue


def visible(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_saved_report_comes_back_with_its_revision(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    opened = files.open(path)
    assert opened.report == saved.report
    assert opened.digest == saved.digest == files.digest_on_disk(path)
    assert saved.report.revision.number == 1
    assert replace(saved.report, revision=Revision()) == report
    assert visible(path.parent) == [path.name]


def test_every_save_names_its_parent_and_ancestors(files: ReportFiles, report: Report, path: Path) -> None:
    first = files.save(report, path, expected_digest=None)
    second = files.save(first.report, path, expected_digest=first.digest)
    third = files.save(second.report, path, expected_digest=second.digest)
    assert third.report.revision.parents == (second.report.revision.id,)
    assert third.report.revision.ancestors == (second.report.revision.id, first.report.revision.id)


def test_a_merged_report_keeps_both_parents(files: ReportFiles, report: Report, path: Path) -> None:
    merged = replace(report, revision=Revision(7, "", ("mine", "theirs"), ("mine", "theirs", "base")))
    saved = files.save(merged, path, expected_digest=None).report.revision
    assert (saved.number, saved.parents, saved.ancestors) == (
        8,
        ("mine", "theirs"),
        ("mine", "theirs", "base"),
    )
    assert saved.id


def test_ancestors_are_capped(files: ReportFiles, report: Report, path: Path) -> None:
    old = replace(report, revision=Revision(900, "last", ("x",), tuple(f"a{n}" for n in range(200))))
    saved = files.save(old, path, expected_digest=None)
    assert len(saved.report.revision.ancestors) == 200
    assert saved.report.revision.ancestors[:2] == ("last", "a0")


def test_a_file_that_exists_is_never_taken_for_a_new_one(
    files: ReportFiles, report: Report, path: Path
) -> None:
    first = files.save(report, path, expected_digest=None)
    with pytest.raises(ChangedOnDiskError, match="已经有一个文件") as caught:
        files.save(replace(report, year=2024), path, expected_digest=None)
    assert caught.value.theirs == first.report
    assert files.open(path).report == first.report


def test_a_save_by_somebody_else_is_noticed_and_shown(files: ReportFiles, report: Report, path: Path) -> None:
    mine = files.save(report, path, expected_digest=None)
    theirs = files.save(replace(mine.report, organ="别的机关"), path, expected_digest=mine.digest)
    with pytest.raises(ChangedOnDiskError, match="别人") as caught:
        files.save(mine.report, path, expected_digest=mine.digest)
    assert caught.value.theirs == theirs.report
    knowingly = files.save(mine.report, path, expected_digest=files.digest_on_disk(path))
    assert files.open(path).report == knowingly.report


def test_a_file_that_went_away_is_noticed(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="不在了") as caught:
        files.save(saved.report, path, expected_digest=saved.digest)
    assert caught.value.theirs is None
    assert not path.exists()


def test_anything_may_be_overwritten_knowingly_and_is_kept_apart(
    files: ReportFiles, report: Report, path: Path
) -> None:
    path.write_bytes(b"somebody's shopping list")
    seen = files.digest_on_disk(path)
    assert seen is not None
    with pytest.raises(ChangedOnDiskError):
        files.save(report, path, expected_digest=None)
    files.save(report, path, expected_digest=seen)
    kept = list((files.places.backups / "损坏的文件").iterdir())
    assert [item.read_bytes() for item in kept] == [b"somebody's shopping list"]


def test_mode_is_kept_and_a_new_file_obeys_the_umask(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    umask = os.umask(0o077)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    files.save(saved.report, path, expected_digest=saved.digest)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_root_leaves_a_file_to_its_owner(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    os.chown(path, 12345, 12346)
    files.save(saved.report, path, expected_digest=saved.digest)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12346)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_colleagues_save_leaves_a_file_to_its_group(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = files.save(report, path, expected_digest=None)
    os.chown(path, 2001, 3000)
    path.chmod(0o2660)
    monkeypatch.setattr(os, "geteuid", lambda: 2002)  # who may do no more than what root does here
    files.save(saved.report, path, expected_digest=saved.digest)
    about = path.stat()
    assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (os.getuid(), 3000, 0o2660)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_group_that_a_colleague_is_not_in_keeps_nobody_from_saving(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = files.save(report, path, expected_digest=None)
    os.chown(path, 2001, 3000)
    path.chmod(0o664)
    monkeypatch.setattr(os, "geteuid", lambda: 2002)
    monkeypatch.setattr(os, "fchown", _is_not_permitted)
    files.save(saved.report, path, expected_digest=saved.digest)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def _is_not_permitted(*_: object) -> None:
    raise PermissionError(errno.EPERM, "not in that group")


def test_a_symbolic_link_stays_one(files: ReportFiles, report: Report, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "快捷方式.rdesk"
    link.symlink_to(path)
    saved = files.save(report, link, expected_digest=None)
    files.save(saved.report, link, expected_digest=saved.digest)
    assert link.is_symlink()
    assert files.open(path).report.revision.number == 2
    assert visible(tmp_path) == sorted(["places", path.parent.name, link.name])


def test_a_read_only_file_is_respected_even_by_root(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    before = path.read_bytes()
    path.chmod(0o444)
    assert "只读" in files.open(path).read_only
    with pytest.raises(ReadOnlyFileError, match="只读"):
        files.save(saved.report, path, expected_digest=saved.digest)
    assert path.read_bytes() == before
    assert visible(path.parent) == [path.name]


def test_a_newer_programs_file_is_not_cut_down(files: ReportFiles, report: Report, path: Path) -> None:
    tables = codec.to_record(report)
    head = orjson.loads(orjson.dumps(tables["report"]))["1"]
    tables["report"] = {"1": head}
    head["schema"] = codec.SCHEMA + 1
    head["digest"] = codec.digest_of(tables)
    path.write_bytes(codec.serialise(tables))
    opened = files.open(path)
    assert "更新的版本" in opened.read_only
    with pytest.raises(ReadOnlyFileError, match="升级"):
        files.save(opened.report, path, expected_digest=opened.digest)


def test_too_large_a_report_is_refused_before_the_disk_is_touched(
    files: ReportFiles, report: Report, path: Path
) -> None:
    huge = replace(report, sections={"overview": "长" * (limits.LARGEST_RECORD // 3)})
    with pytest.raises(SaveFailedError, match="4 MB"):
        files.save(huge, path, expected_digest=None)
    assert visible(path.parent) == []


def test_unknown_fields_survive_a_save(files: ReportFiles, report: Report, path: Path) -> None:
    unknown: dict[str, dict[str, JsonValue]] = {
        "": {"tomorrow": {"1": {"a": [1]}}},
        "report": {"colour": "红"},
        "sections/overview": {"mood": 1},
    }
    saved = files.save(replace(report, unknown=unknown), path, expected_digest=None)
    files.save(files.open(path).report, path, expected_digest=saved.digest)
    assert files.open(path).report.unknown == unknown


def test_the_file_is_a_tinydb_database(files: ReportFiles, report: Report, path: Path) -> None:
    files.save(report, path, expected_digest=None)
    with TinyDB(path, storage=DurableStorage) as database:
        assert database.tables() >= {"report", "sections", "figures", "history"}
        assert database.table("sections").get(where("id") == "overview")["text"].startswith("本年度")
        database.table("sections").update({"text": "改过"}, where("id") == "overview")
        database.table("sections").update({"text": "又改过"}, where("id") == "overview")
    assert files.open(path).report.sections == {"overview": "又改过"}


def test_tinydb_reads_only_whole_files(path: Path) -> None:
    assert TinyDB(path, storage=DurableStorage).tables() == set()
    path.write_bytes(b"{}")
    with pytest.raises(UnreadableFileError, match="不是完好的年报文件"):
        TinyDB(path, storage=DurableStorage).tables()


def test_every_save_is_proven(files: ReportFiles, report: Report, path: Path) -> None:
    """Also one of what the save before has proven, changed in place to what is equal and yet no number."""
    files.save(report, path, expected_digest=None)
    with TinyDB(path, storage=DurableStorage) as database:
        storage = database.storage
        tables = storage.read()
        assert tables is not None
        storage.write(tables)
        before = path.read_bytes()
        values = tables["figures"]["1"]["values"]
        assert isinstance(values, dict)
        values["new.individual"] = 12.0
        with pytest.raises(SaveFailedError, match="再也打不开"):
            storage.write(tables)
    assert path.read_bytes() == before


def test_the_saved_bytes_are_what_the_record_says(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    assert path.read_bytes() == codec.write(saved.report)
    assert orjson.loads(path.read_bytes())["report"]["1"]["digest"] == saved.digest


@pytest.mark.parametrize("call", ["rename", "replace"])
def test_windows_retries_while_a_scanner_holds_the_file(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A new file is renamed, which replaces nothing there; an old one is replaced."""
    saved = files.save(report, path, expected_digest=None) if call == "replace" else None
    refused = iter([True, True, False])
    real = getattr(os, call)

    def held_twice(source: Path, target: Path) -> None:
        if os.fspath(target) == os.fspath(path) and next(refused, False):
            raise PermissionError(13, "held")
        real(source, target)

    pauses: list[float] = []
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(renaming, "exchange", lambda *_: False)
    monkeypatch.setattr(os, call, held_twice)
    monkeypatch.setattr(time, "sleep", pauses.append)
    latest, digest = (report, None) if saved is None else (saved.report, saved.digest)
    files.save(latest, path, expected_digest=digest)
    assert pauses == [0.05, 0.1]
    assert files.open(path).report.revision.number == (1 if saved is None else 2)


def test_a_backup_that_fails_is_told_and_fails_nothing(
    files: ReportFiles, report: Report, path: Path
) -> None:
    files.places.backups.parent.mkdir(parents=True)
    files.places.backups.write_text("no folder")
    saved = files.save(report, path, expected_digest=None)
    assert "没有做成备份" in saved.warning
    assert files.open(path).report == saved.report


def test_names_as_long_as_the_disk_allows(files: ReportFiles, report: Report, path: Path) -> None:
    long = path.with_name("年" * 82 + ".rdesk")
    saved = files.save(report, long, expected_digest=None)
    files.save(saved.report, long, expected_digest=saved.digest)
    assert files.open(long).report.revision.number == 2
    assert hidden_files(long) == []


@pytest.mark.parametrize("is_new", [True, False])
def test_a_save_that_cannot_be_made_durable_is_undone(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    saved = None if is_new else files.save(report, path, expected_digest=None)
    before = None if is_new else path.read_bytes()
    monkeypatch.setattr(disk, "fsync_folder", _fails)
    with pytest.raises(SaveFailedError, match="磁盘读写出错"):
        files.save(report, path, expected_digest=None if saved is None else saved.digest)
    assert (path.read_bytes() if path.exists() else None) == before


def test_undoing_a_save_takes_back_nobody_elses(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is given up with the replacement, so that the next one may have saved by then."""
    saved = files.save(report, path, expected_digest=None)
    theirs = ReportFiles(files.places)
    real = disk.fsync_folder

    def somebody_else_saves_first(folder: Path) -> None:
        monkeypatch.setattr(disk, "fsync_folder", real)
        opened = theirs.open(path)
        theirs.save(replace(opened.report, organ="另一机关"), path, expected_digest=opened.digest)
        _fails(folder)

    monkeypatch.setattr(disk, "fsync_folder", somebody_else_saves_first)
    with pytest.raises(SaveFailedError):
        files.save(saved.report, path, expected_digest=saved.digest)
    assert theirs.open(path).report.organ == "另一机关"
    assert not hidden_files(path)


def _fails(_: Path) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_save_goes_through_tinydbs_own_tables(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    real = Table.insert_multiple

    def noted(table: Table, documents: Iterable[Mapping[str, object]]) -> list[int]:
        filled.append(table.name)
        return real(table, documents)

    monkeypatch.setattr(Table, "insert_multiple", noted)
    foreign: dict[str, dict[str, JsonValue]] = {"": {"later": {"1": {"a": 1}}, "odd": 5, "x": {"01": {}}}}
    saved = files.save(replace(report, unknown=foreign), path, expected_digest=None)
    only_of_a_region = {"consolidation"}  # stands in a file only where it holds something
    assert set(filled) == {*layout().names, "later"} - only_of_a_region
    assert files.open(path).report == saved.report
    monkeypatch.setattr(Table, "insert_multiple", lambda *_: [])
    with pytest.raises(SaveFailedError):
        files.save(saved.report, path, expected_digest=saved.digest)
    assert files.open(path).report == saved.report
