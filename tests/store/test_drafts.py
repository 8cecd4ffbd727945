"""Crash drafts: kept while typing, offered once their process is gone, removed only when it is safe."""

from __future__ import annotations

import errno
import json
import math
import os
import platform
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from msgspec.structs import replace

from report_desk.core.ports import CopyKind, SaveFailedError
from report_desk.core.record import codec
from report_desk.store.copies.drafts import Drafts
from report_desk.store.filesystem import disk
from report_desk.store.index.tables import SharedTables
from report_desk.store.locks.owner import Life, Owner, this_boot, this_host
from report_desk.store.report_files import ReportFiles
from tests.store.leaving import dead_pid

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.report.model import Report
    from report_desk.store.places import Places

CRASHES = """
import os, sys
from pathlib import Path
from report_desk.core.record import codec
from report_desk.store.places import Places
from report_desk.store.report_files import ReportFiles
report = codec.read(Path(sys.argv[2]).read_bytes()).report
ReportFiles(Places.under(Path(sys.argv[1]))).keep_draft(report, Path(sys.argv[2]), sys.argv[3])
os._exit(9)
"""


def crash(places: Places, path: Path, seen: str = "") -> None:
    """Another process keeps the report at ``path`` as a draft and dies; ``seen`` is what the file held."""
    words = [str(places.drafts.parent), str(path), seen]
    died = subprocess.run([sys.executable, "-c", CRASHES, *words], check=False)
    assert died.returncode == 9


def test_a_draft_of_a_live_program_is_offered_to_nobody(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    files.keep_draft(report, path, None)
    assert files.left_drafts() == ()
    assert ReportFiles(places).left_drafts() == ()


def test_who_opens_the_file_after_a_crash_is_told_of_the_draft(
    files: ReportFiles, places: Places, report: Report, path: Path, tmp_path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None)
    crash(places, path)
    assert files.open(path).notice == ""  # it holds what the file holds
    newer = tmp_path / "typed.rdesk"
    typed = replace(saved.report, organ="又改过的机关")
    newer.write_bytes(codec.write(typed))
    crash(places, newer)
    assert "意外退出时留下了这份报告的草稿" in files.open(path).notice
    assert files.open(path).has_draft
    assert ReportFiles(places, remembers=False).open(path).notice == ""
    for draft in files.left_drafts():
        files.discard_left_draft(draft)
    assert files.open(path).notice == ""


def test_a_draft_left_by_a_crash_is_offered_until_a_person_decides(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None)
    crash(places, path, saved.digest)
    (draft,) = files.left_drafts()
    assert (draft.kind, draft.of, draft.report) == (CopyKind.DRAFT, path, saved.report)
    assert draft.seen == saved.digest
    assert draft in files.copies(path)
    files.discard_draft(report.id)
    assert files.left_drafts() == (draft,)
    files.discard_left_draft(draft)
    assert files.left_drafts() == ()


def test_one_draft_per_report_the_newest(files: ReportFiles, report: Report, path: Path) -> None:
    for year in (2023, 2024, 2025):
        files.keep_draft(replace(report, year=year), path, None)
    files.keep_draft(replace(report, id="another"), None, None)
    assert len(list(files.places.drafts.iterdir())) == 2
    files.discard_draft(report.id)
    files.discard_draft("another")
    files.discard_draft("never kept")
    assert list(files.places.drafts.iterdir()) == []


def test_a_draft_is_durable_and_private(files: ReportFiles, report: Report) -> None:
    files.keep_draft(report, None, None)
    assert files.places.drafts.stat().st_mode & 0o077 == 0


def test_a_half_written_draft_of_a_dead_program_is_swept(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    files.save(report, path, expected_digest=None)
    crash(places, path)
    (left,) = places.drafts.iterdir()
    (places.drafts / left.with_suffix(".1234.tmp").name).write_bytes(b"half")
    (places.drafts / "rot-1.draft").write_bytes(b"rot")
    (places.drafts / "rot-2.draft").write_bytes(orjson.dumps({"owner": {}, "of": None}) + b"\n{}")
    assert len(files.left_drafts()) == 1
    assert not list(places.drafts.glob("*.tmp"))


def test_a_live_programs_half_written_draft_is_left_alone(report: Report, tmp_path: Path) -> None:
    mine = Drafts(tmp_path, SharedTables(tmp_path / "known.json"))
    mine.keep(report, None, None)
    (kept,) = tmp_path.iterdir()
    half = kept.with_suffix(".1234.tmp")
    half.write_bytes(b"half")
    Drafts(tmp_path, SharedTables(tmp_path / "known.json"), "other").left()
    assert half.exists()


def test_a_draft_that_cannot_be_kept_says_why(files: ReportFiles, report: Report) -> None:
    files.places.drafts.parent.mkdir(parents=True)
    files.places.drafts.write_text("no folder")
    with pytest.raises(SaveFailedError, match=r"^没有留成草稿.*放草稿的文件夹不见了"):
        files.keep_draft(report, None, None)


def test_what_could_never_be_read_again_is_no_draft_and_replaces_none(
    files: ReportFiles, report: Report
) -> None:
    files.keep_draft(report, None, None)
    (kept,) = files.places.drafts.iterdir()
    before = kept.read_bytes()
    with pytest.raises(SaveFailedError, match=r"^没有留成草稿.*：内容超过 4 MB，请先删去一部分文字。$"):
        files.keep_draft(replace(report, sections={"overview": "字" * 1_450_000}), None, None)
    assert list(files.places.drafts.iterdir()) == [kept]
    assert kept.read_bytes() == before


def test_a_draft_that_cannot_be_dropped_says_so(
    files: ReportFiles, places: Places, report: Report, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.save(report, path, expected_digest=None)
    crash(places, path)

    def refuse(_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(disk, "remove", refuse)
    with pytest.raises(SaveFailedError, match=r"^这份草稿没有去掉，还留着：磁盘是只读的"):
        files.discard_left_draft(files.left_drafts()[0])
    with pytest.raises(SaveFailedError, match="草稿却没有去掉"):
        files.discard_draft(report.id)


def leave(
    places: Places, report: Report, path: Path | None, process: str = "gone", **keeper: str | float
) -> Path:
    """A draft of a process that is gone; ``keeper`` says otherwise who it was."""
    Drafts(places.drafts, SharedTables(places.known), process).keep(report, path, None)
    (left,) = places.drafts.glob(f"*-{process}.draft")
    return rewrite(left, owner={"pid": dead_pid(), **keeper})


def rewrite(draft: Path, owner: dict[str, Any], **head: object) -> Path:
    """Change what the first line of a draft says."""
    line, _, data = draft.read_bytes().partition(b"\n")
    said = json.loads(line)
    changed = {**said, **head, "owner": {**said["owner"], **owner}}
    draft.write_bytes(json.dumps(changed).encode() + b"\n" + data)
    return draft


@pytest.mark.parametrize(
    ("owner", "head"),
    [
        ({}, {"of": 5}),
        ({}, {"of": "\0"}),
        ({}, {"of": ["/a"]}),
        ({}, {"seen": 5}),
        ({"at": 1e300}, {}),
        ({"at": -1e300}, {}),
        ({"at": math.nan}, {}),
        ({"pid": 1 << 31}, {}),
        ({"pid": "1"}, {}),
    ],
)
def test_a_draft_with_an_odd_head_hides_no_other(  # noqa: PLR0913, PLR0917
    files: ReportFiles,
    places: Places,
    report: Report,
    path: Path,
    owner: dict[str, object],
    head: dict[str, object],
) -> None:
    files.save(report, path, expected_digest=None)
    leave(places, replace(report, organ="打的字"), path)
    rewrite(leave(places, report, path, "odd"), owner, **head)
    assert [draft.report.organ for draft in files.left_drafts()] == ["打的字"]
    assert files.open(path).has_draft


@pytest.mark.parametrize(
    "name",
    [
        "x.draft/",
        f"{'a' * 16}-999999999-b.c.tmp/",
        "x.tmp",
        "x-².tmp",
        "x-²-y.tmp",
        f"{'a' * 16}-²-b.c.tmp",
        f"{'a' * 16}-{'9' * 30}-b.c.tmp",
    ],
)
def test_whatever_lies_among_the_drafts_hides_none(
    files: ReportFiles, places: Places, report: Report, path: Path, name: str
) -> None:
    files.save(report, path, expected_digest=None)
    leave(places, replace(report, organ="打的字"), path)
    odd = places.drafts / name
    odd.mkdir() if name.endswith("/") else odd.write_bytes(b"")
    assert len(files.left_drafts()) == 1
    assert files.open(path).has_draft
    assert odd.exists()


def test_a_head_that_nests_without_end_is_no_draft(files: ReportFiles, places: Places) -> None:
    places.drafts.mkdir(parents=True)
    (places.drafts / "x.draft").write_bytes(b"[" * 100_000)
    assert files.left_drafts() == ()


@pytest.mark.skipif(os.name == "nt", reason="there every name is text")
def test_a_file_whose_name_is_no_text_has_drafts(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    odd = path.with_name(os.fsdecode("年报.rdesk".encode("gbk")))
    files.keep_draft(report, odd, None)
    leave(places, report, odd)
    assert [draft.of for draft in files.left_drafts()] == [odd]


def test_a_draft_without_anything_new_hides_no_older_one(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None).report
    leave(places, replace(saved, organ="打的字"), path, "before", at=1_768_000_000.0)
    leave(places, saved, path, "after", at=1_768_000_060.0)
    assert time.strftime("%Y-%m-%d %H:%M", time.localtime(1_768_000_000.0)) in files.open(path).notice


def test_a_draft_of_another_computer_names_it(
    files: ReportFiles, places: Places, report: Report, path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None).report
    typed = replace(saved, organ="打的字")
    leave(places, typed, path, "there", host="PC-2/4026531836", at=1_768_000_060.0)
    assert [draft.computer for draft in files.left_drafts()] == ["PC-2"]
    opened = files.open(path)
    assert opened.notice.startswith("电脑「PC-2」留有这份报告没有保存的草稿")
    assert opened.has_draft
    leave(places, replace(typed, organ="这里打的字"), path, "here", at=1_768_000_000.0)
    assert files.open(path).notice.startswith("上次意外退出时留下了这份报告的草稿")


def test_another_namespace_is_this_computer_all_the_same(
    files: ReportFiles, places: Places, report: Report
) -> None:
    leave(places, report, None, host=f"{platform.node()}/1")
    assert [draft.computer for draft in files.left_drafts()] == [""]


def test_a_draft_from_before_the_computer_was_restarted_is_offered_whatever_the_clock_says(
    files: ReportFiles, places: Places, report: Report
) -> None:
    draft = leave(places, report, None, pid=os.getpid(), at=time.time() + 3600)
    assert not files.left_drafts()
    rewrite(draft, {"boot": "another"})
    assert len(files.left_drafts()) == (1 if this_boot() else 0)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="no children to wait for here")
def test_a_program_that_has_ended_is_gone_although_nobody_has_asked_how() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    signed = Owner(this_host(), child.pid, time.time(), "somebody")
    assert signed.life() is Life.GONE
    child.wait()
    assert signed.life() is Life.GONE
