"""What this computer knows of files: shared by programs, never in the way, made again where it is lost."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import orjson
import pytest
from msgspec.structs import replace
from tinydb import TinyDB, where

from report_desk.core.ports import LockedError
from report_desk.store.copies.notes import MOST_RECENT, Notes, Seen
from report_desk.store.filesystem import disk
from report_desk.store.filesystem.names import lock_path
from report_desk.store.index import tables
from report_desk.store.index.file_index import FileIndex
from report_desk.store.index.tables import SharedTables, tables_in
from report_desk.store.locks.owner import Owner
from tests.locks import MEDIA, as_on
from tests.store.test_drafts import crash

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report.model import Report
    from report_desk.core.strict_reader import JsonValue
    from report_desk.store.places import Places
    from report_desk.store.report_files import ReportFiles

LONG_AGO = time.time() - 3600
ADDS = """
import sys
from pathlib import Path
from report_desk.store.index.tables import SharedTables
tables = SharedTables(Path(sys.argv[1]), wait=30)
for number in range(int(sys.argv[3])):
    with tables.changing() as database:
        database.table("rows").insert({"who": sys.argv[2], "number": number})
"""


def rows(path: Path) -> list[tuple[object, object]]:
    return [(row["who"], row["number"]) for row in SharedTables(path).read().table("rows").all()]


def add(path: Path, who: str) -> None:
    with SharedTables(path, wait=30).changing() as database:
        database.table("rows").insert({"who": who, "number": 0})


def drop_and_fail(path: Path) -> None:
    with SharedTables(path).changing() as database:
        database.drop_tables()
        raise RuntimeError


def drop_while_another_writes(path: Path) -> None:
    with SharedTables(path).changing() as database:
        database.table("rows").truncate()
        path.write_text('{"rows": {"1": {"who": "乙", "number": 5}}}', "utf-8")


def test_what_is_changed_is_there_for_the_next_program_and_for_stock_tinydb(tmp_path: Path) -> None:
    path = tmp_path / "new" / "known.json"
    add(path, "甲")
    assert rows(path) == [("甲", 0)]
    with TinyDB(path) as stock:
        assert stock.table("rows").search(where("who") == "甲")
    assert list(path.parent.iterdir()) == [path]
    assert path.parent.stat().st_mode & 0o077 == 0


def test_programs_that_change_the_tables_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    started = [subprocess.Popen([sys.executable, "-c", ADDS, str(path), who, "25"]) for who in "甲乙丙"]
    assert [program.wait(120) for program in started] == [0, 0, 0]
    assert sorted(rows(path)) == sorted((who, number) for who in "甲乙丙" for number in range(25))


def test_a_program_that_is_killed_leaves_whole_tables_that_the_next_one_changes(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    chance = random.Random(1)
    before = 0
    for _ in range(8):
        program = subprocess.Popen([sys.executable, "-c", ADDS, str(path), "甲", "100000"])
        while len(rows(path)) == before:
            time.sleep(0.01)
        time.sleep(chance.random() / 10)
        program.kill()
        program.wait(10)
        left = tables_in(path.read_bytes())["rows"]
        assert len(left) == len(rows(path)) > before
        add(path, "乙")
        before = len(rows(path))
        assert before == len(left) + 1
    assert list(tmp_path.iterdir()) == [path]


def test_threads_that_change_the_tables_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add(path, str(number)), range(40)))
    assert sorted(rows(path)) == sorted((str(number), 0) for number in range(40))


def test_a_change_that_raises_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    add(path, "甲")
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        drop_and_fail(path)
    assert path.read_bytes() == before
    with SharedTables(path).changing():
        pass
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", ["write", "fsync"])
def test_a_disk_that_is_full_keeps_the_tables_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "known.json"
    add(path, "甲")
    before = path.read_bytes()
    monkeypatch.setattr(disk.NewFile, fault, full)
    with pytest.raises(OSError, match="No space"):
        add(path, "乙")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_another_program_writes_without_the_lock_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    add(path, "甲")
    with pytest.raises(OSError, match="busy"):
        drop_while_another_writes(path)
    assert rows(path) == [("乙", 5)]


def test_nobody_waits_long_for_a_program_that_keeps_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    start = time.monotonic()
    with SharedTables(path).changing(), pytest.raises(LockedError), SharedTables(path, 0.1).changing():
        pass
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("medium", MEDIA)
def test_a_lock_that_another_computer_left_is_broken(tmp_path: Path, medium: str) -> None:
    path = tmp_path / "known.json"
    lock = lock_path(path)
    with as_on(medium):
        for old in (False, True):
            lock.write_bytes(Owner("elsewhere/1", 7, time.time(), "theirs").signed())
            if old:
                os.utime(lock, (LONG_AGO, LONG_AGO))
                add(path, "甲")
            else:
                with pytest.raises(LockedError), SharedTables(path, 0.1).changing():
                    pytest.fail("it is held")
    assert rows(path) == [("甲", 0)]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("medium", MEDIA)
def test_who_lost_the_lock_meanwhile_changes_nothing(tmp_path: Path, medium: str) -> None:
    path = tmp_path / "known.json"
    with as_on(medium):
        add(path, "甲")
        with pytest.raises(OSError, match="busy"):
            drop_while_the_lock_is_broken(path)
    assert ("甲", 0) in rows(path)
    assert ("乙", 0) in rows(path)


def drop_while_the_lock_is_broken(path: Path) -> None:
    with SharedTables(path).changing() as database:
        database.table("rows").truncate()
        lock_path(path).unlink()
        add(path, "乙")


def test_tables_that_are_too_large_are_made_again_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "known.json"
    add(path, "甲" * 200)
    monkeypatch.setattr(tables, "LARGEST", 300)
    assert rows(path) == []
    add(path, "乙")
    assert rows(path) == [("乙", 0)]
    with pytest.raises(OSError, match="too large"):
        add(path, "丙" * 200)
    assert rows(path) == [("乙", 0)]


@pytest.mark.parametrize("medium", MEDIA)
def test_tables_are_changed_on_any_disk(tmp_path: Path, medium: str) -> None:
    path = tmp_path / "known.json"
    with as_on(medium):
        add(path, "甲")
        with SharedTables(path).changing(is_durable=False) as database:
            database.table("rows").insert({"who": "乙", "number": 1})
    assert rows(path) == [("甲", 0), ("乙", 1)]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"rot",
        b"[]",
        b'{"rows": 3}',
        b'{"rows": {"x": {}, "1": 5}}',
        b"[" * 100_000,
        b'{"a": 1e999}',
        b"\xff",
    ],
)
def test_tables_that_are_damaged_count_as_empty_and_are_made_again(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(data)
    assert rows(path) == []
    add(path, "甲")
    assert rows(path) == [("甲", 0)]


@pytest.mark.parametrize("data", [b"rot", b"[]", b"\xff", b"[" * 100_000, b'{"rows": {"1": {"who": "\xe4'])
def test_what_could_not_be_read_is_set_aside_and_not_written_over(tmp_path: Path, data: bytes) -> None:
    """Such as the roster of a folder, of which a disk has lost a part."""
    path = tmp_path / "应报单位.json"
    path.write_bytes(data)
    add(path, "甲")
    add(path, "乙")
    assert rows(path) == [("甲", 0), ("乙", 0)]
    assert (tmp_path / "应报单位（读不出）.json").read_bytes() == data


def test_a_name_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    name = os.fsdecode(b"\xff\xfe.rdesk")
    add(path, name)
    assert rows(path) == [(name, 0)]
    assert tables_in(path.read_bytes())["rows"]["1"]["who"] == name


def looks(path: Path, seen: list[str]) -> dict[str, JsonValue]:
    seen.append(path.name)
    return {"length": len(path.read_bytes()), "is_even": len(path.read_bytes()) % 2 == 0}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(6):
        written(folder / f"{number}.rdesk", "x" * number)
    written(folder / "other.txt", "")
    return folder


def written(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (LONG_AGO, LONG_AGO))


def names(index: FileIndex, folder: Path) -> list[str]:
    table = index.of_folder(folder, ".rdesk")
    found = table.search((where("folder") == str(folder)) & (where("is_even") == True))  # noqa: E712 - a query
    return sorted(row["name"] for row in found)


def test_an_index_reads_only_what_changed(tmp_path: Path, folder: Path) -> None:
    seen: list[str] = []
    index = FileIndex(SharedTables(tmp_path / "known.json"), "reports", lambda path: looks(path, seen))
    assert names(index, folder) == ["0.rdesk", "2.rdesk", "4.rdesk"]
    assert sorted(seen) == [f"{number}.rdesk" for number in range(6)]
    seen.clear()
    assert names(index, folder) == ["0.rdesk", "2.rdesk", "4.rdesk"]
    assert seen == []
    (folder / "2.rdesk").unlink()
    written(folder / "4.rdesk", "xxxxx")
    written(folder / "9.rdesk", "xx")
    assert names(index, folder) == ["0.rdesk", "9.rdesk"]
    assert sorted(seen) == ["4.rdesk", "9.rdesk"]
    assert len(SharedTables(tmp_path / "known.json").read().table("reports")) == 6


def test_a_file_that_was_just_written_is_read_again(tmp_path: Path, folder: Path) -> None:
    """Its time of change may stay the same when it is written once more."""
    seen: list[str] = []
    index = FileIndex(SharedTables(tmp_path / "known.json"), "reports", lambda path: looks(path, seen))
    (folder / "2.rdesk").write_text("xx")
    names(index, folder)
    seen.clear()
    names(index, folder)
    assert seen == ["2.rdesk"]


def test_an_index_that_is_lost_damaged_or_cannot_be_kept_is_right_all_the_same(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "known.json"
    index = FileIndex(SharedTables(path), "reports", lambda path: looks(path, []))
    expected = names(index, folder)
    for data in (b"rot", b'{"reports": {"1": {"folder": 3}, "2": {"name": "0.rdesk"}}}'):
        path.write_bytes(data)
        assert names(index, folder) == expected
    path.unlink()

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(disk.NewFile, "write", refuse)
    assert names(index, folder) == expected
    assert not path.exists()
    assert names(index, tmp_path / "nowhere") == []


def test_a_folder_of_ten_thousand_is_kept_and_asked(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10_000):
        written(folder / f"{number}.rdesk", "x")
    seen: list[str] = []

    def look(path: Path) -> dict[str, JsonValue]:
        seen.append(path.name)
        return {"organ": f"机关{path.stem}", "year": 2025, "state": "draft"}

    path = tmp_path / "known.json"
    assert len(FileIndex(SharedTables(path), "reports", look).of_folder(folder, ".rdesk")) == 10_000
    table = FileIndex(SharedTables(path), "reports", look).of_folder(folder, ".rdesk")
    assert len(seen) == 10_000
    assert [row["name"] for row in table.search(where("organ") == "机关4711")] == ["4711.rdesk"]


def former_note(files: ReportFiles, seen: Seen) -> Path:
    """A note as earlier versions kept it."""
    name = hashlib.sha256(seen.path.encode()).hexdigest()[:16]
    files.places.notes.mkdir(parents=True, exist_ok=True)
    path = files.places.notes / f"{name}.json"
    path.write_bytes(msgspec.json.encode(seen))
    return path


def test_the_notes_of_earlier_versions_are_taken_over(files: ReportFiles, report: Report, path: Path) -> None:
    saved = files.save(report, path, expected_digest=None)
    revision = saved.report.revision
    others = [path.with_name(f"{number}.rdesk") for number in range(3)]
    left = [
        former_note(files, Seen(str(other), "某局", 2020 + number, LONG_AGO + number, "old", revision))
        for number, other in enumerate(others)
    ]
    stale = former_note(files, Seen(str(path), "旧名", 2001, LONG_AGO, report.id, revision))
    nonsense = files.places.notes / f"{'0' * 16}.json"
    nonsense.write_bytes(b"rot")
    expected = [path, *reversed(others)]
    assert [item.path for item in files.recent()] == expected
    assert files.recent()[0].organ == report.organ
    assert all(item.exists() for item in left)  # reading changes nothing
    files.open(path)
    assert [item.path for item in files.recent()] == expected
    assert not [item for item in (*left, stale) if item.exists()]
    assert nonsense.exists()
    notes = Notes(SharedTables(files.places.known), files.places.notes)
    for other in (others[2], others[1]):
        last = notes.last_seen("old")
        assert last is not None
        assert last.path == str(other)
        files.forget(other)


def test_a_profile_that_cannot_be_written_keeps_nothing_from_opening_and_shows_the_former_notes(
    files: ReportFiles, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = files.save(report, path, expected_digest=None)
    files.places.known.unlink()
    former = former_note(files, Seen(str(path), "某局", 2020, LONG_AGO, report.id, saved.report.revision))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(SharedTables, "changing", refuse)
    assert files.open(path).report == saved.report
    assert [item.organ for item in files.recent()] == ["某局"]
    assert former.exists()


def test_what_is_older_than_the_recent_files_is_forgotten(
    files: ReportFiles, report: Report, path: Path
) -> None:
    for number in range(MOST_RECENT + 5):
        files.save(replace(report, id=f"id{number}"), path.with_name(f"{number}.rdesk"), expected_digest=None)
    assert len(orjson.loads(files.places.known.read_bytes())["files"]) == MOST_RECENT


def test_a_draft_of_another_report_is_not_read_again_to_open_one(
    files: ReportFiles, places: Places, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = files.save(report, path, expected_digest=None)
    other = path.with_name("other.rdesk")
    files.save(replace(report, id="another", organ="别的机关"), other, expected_digest=None)
    crash(places, other)
    (draft,) = places.drafts.iterdir()
    os.utime(draft, (LONG_AGO, LONG_AGO))
    assert files.open(path).report == saved.report
    read: list[Path] = []
    real = disk.read

    def noted(path: Path, *most: int) -> bytes:
        read.append(path)
        return real(path, *most)

    monkeypatch.setattr(disk, "read", noted)
    assert files.open(path).notice == ""
    assert draft not in read
    assert [copy.path for copy in files.drafts.left_of("another")] == [draft]
    assert draft in read
