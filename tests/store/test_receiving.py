"""Files that arrive: nothing is overwritten, the source stays as it was, what is replaced goes aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.receiving import plan
from report_desk.core.ports import SaveFailedError, UnreadableFileError
from report_desk.core.report.model import Revision
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE
from report_desk.store.folders.receiving import arriving, put, receive
from tests import county

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    county.put(made, county.report("甲局", {}))
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "U盘"
    (made / "里面").mkdir(parents=True)
    (made / ".垃圾").mkdir()
    county.put(made / ".垃圾", county.report("丙局", {}))
    county.put(made / "里面", county.report("乙局", {}))
    newer = replace(county.report("甲局", {}), revision=Revision(2, "n", ("r-甲局",)))
    county.put(made, newer)
    (made / "说明.docx").write_bytes(b"x")
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_stick_is_received_and_stays_as_it_was(folder: Path, stick: Path) -> None:
    before, old = everything(stick), (folder / "甲局.rdesk").read_bytes()
    found = plan((), ReportFolder(folder).entries(), 0, arriving([stick]))
    assert sorted(one.fate.value for one in found) == ["new", "newer", "unreadable"]
    names = [receive(folder, one) for one in found if one.is_taken]
    assert sorted(names) == ["乙局.rdesk", "甲局_2.rdesk"]
    assert (folder / ASIDE / "甲局.rdesk").read_bytes() == old
    assert not (folder / "甲局.rdesk").exists()
    assert everything(stick) == before
    again = plan((), ReportFolder(folder).entries(), 0, arriving([stick]))
    assert sorted(one.fate.value for one in again) == ["same", "same", "unreadable"]


def test_what_changed_since_it_was_looked_at_is_not_received(folder: Path, stick: Path) -> None:
    found = plan((), ReportFolder(folder).entries(), 0, arriving([stick / "里面" / "乙局.rdesk"]))
    county.put(stick / "里面", county.approved(county.report("乙局", {})))
    before = everything(folder)
    with pytest.raises(UnreadableFileError, match="刚才变了"):
        receive(folder, found[0])
    (stick / "里面" / "乙局.rdesk").unlink()
    with pytest.raises(UnreadableFileError, match="打不开"):
        receive(folder, found[0])
    assert everything(folder) == before


def test_a_name_that_is_taken_is_never_taken_again(folder: Path, stick: Path) -> None:
    other = county.put(stick, county.report("丁局", {}), "甲局.rdesk")
    (one,) = plan((), ReportFolder(folder).entries(), 0, arriving([other]))
    other.chmod(0o444)
    before = (folder / "甲局.rdesk").read_bytes()
    assert receive(folder, one) == "甲局_2.rdesk"
    assert (folder / "甲局.rdesk").read_bytes() == before
    assert (folder / "甲局_2.rdesk").stat().st_mode & 0o200


def test_a_second_old_one_goes_aside_under_another_name(folder: Path, stick: Path) -> None:
    (folder / ASIDE).mkdir()
    (folder / ASIDE / "甲局.rdesk").write_bytes(b"of last week")
    found = plan((), ReportFolder(folder).entries(), 0, arriving([stick / "甲局.rdesk"]))
    receive(folder, found[0])
    assert {path.name for path in (folder / ASIDE).iterdir()} == {"甲局.rdesk", "甲局_2.rdesk"}


def test_what_is_sent_out_replaces_nothing(tmp_path: Path) -> None:
    put(tmp_path / "甲局", "话.txt", b"1")
    put(tmp_path / "甲局", "话.txt", b"2")
    put(tmp_path / "甲局", "话.txt", b"1")
    assert everything(tmp_path) == {"甲局/话.txt": b"1", "甲局/话_2.txt": b"2"}
    with pytest.raises(SaveFailedError, match="没有写出"):
        put(tmp_path / "甲局" / "话.txt", "x", b"")
