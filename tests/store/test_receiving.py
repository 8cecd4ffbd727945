"""Files that arrive: nothing is overwritten, the source stays as it was, what is replaced goes aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.receiving import Known, plan
from report_desk.core.ports import SaveFailedError, UnreadableFileError
from report_desk.core.report.model import Revision
from report_desk.store.folders import receiving
from report_desk.store.folders.folder import ReportFolder
from report_desk.store.folders.listing import ASIDE
from report_desk.store.folders.receiving import arriving, put, receive
from report_desk.store.locks.lock import save_lock
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


def known(folder: Path) -> Known:
    return Known((), ReportFolder(folder).entries(), 0)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_stick_is_received_and_stays_as_it_was(folder: Path, stick: Path) -> None:
    before, old = everything(stick), (folder / "甲局.rdesk").read_bytes()
    found = plan((), ReportFolder(folder).entries(), 0, arriving([stick]))
    assert sorted(one.fate.value for one in found) == ["new", "newer", "unreadable"]
    there = known(folder)
    names = [receive(folder, one, there) for one in found if one.is_taken]
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
        receive(folder, found[0], known(folder))
    (stick / "里面" / "乙局.rdesk").unlink()
    with pytest.raises(UnreadableFileError, match="打不开"):
        receive(folder, found[0], known(folder))
    assert everything(folder) == before


def test_a_name_that_is_taken_is_never_taken_again(folder: Path, stick: Path) -> None:
    other = county.put(stick, county.report("丁局", {}), "甲局.rdesk")
    (one,) = plan((), ReportFolder(folder).entries(), 0, arriving([other]))
    other.chmod(0o444)
    before = (folder / "甲局.rdesk").read_bytes()
    assert receive(folder, one, known(folder)) == "甲局_2.rdesk"
    assert (folder / "甲局.rdesk").read_bytes() == before
    assert (folder / "甲局_2.rdesk").stat().st_mode & 0o200


def test_a_second_old_one_goes_aside_under_another_name(folder: Path, stick: Path) -> None:
    (folder / ASIDE).mkdir()
    (folder / ASIDE / "甲局.rdesk").write_bytes(b"of last week")
    found = plan((), ReportFolder(folder).entries(), 0, arriving([stick / "甲局.rdesk"]))
    receive(folder, found[0], known(folder))
    assert {path.name for path in (folder / ASIDE).iterdir()} == {"甲局.rdesk", "甲局_2.rdesk"}


def test_what_is_sent_out_replaces_nothing(tmp_path: Path) -> None:
    put(tmp_path / "甲局", "话.txt", b"1")
    put(tmp_path / "甲局", "话.txt", b"2")
    put(tmp_path / "甲局", "话.txt", b"1")
    assert everything(tmp_path) == {"甲局/话.txt": b"1", "甲局/话_2.txt": b"2"}
    with pytest.raises(SaveFailedError, match="没有写出"):
        put(tmp_path / "甲局" / "话.txt", "x", b"")


def test_two_offices_that_receive_one_stick_at_once_put_each_report_there_once(
    folder: Path, stick: Path
) -> None:
    """Both looked before either received anything, and both said yes."""
    there, files = ReportFolder(folder).entries(), arriving([stick])
    taken = [one for one in plan((), there, 0, files) if one.is_taken]
    first, second = Known((), there, 2024), Known((), there, 2024)
    assert sorted(receive(folder, one, first) for one in taken) == ["乙局.rdesk", "甲局_2.rdesk"]
    before = everything(folder)
    for one in taken:
        with pytest.raises(SaveFailedError, match="已经收过"):
            receive(folder, one, second)
    assert everything(folder) == before


def test_what_another_office_saved_after_the_preview_is_not_set_aside(folder: Path, stick: Path) -> None:
    there = ReportFolder(folder).entries()
    (one,) = plan((), there, 0, arriving([stick / "甲局.rdesk"]))
    known = Known((), there, 2024)
    approved = county.approved(replace(county.report("甲局", {}), revision=Revision(2, "o", ("r-甲局",))))
    county.put(folder, approved)
    before = everything(folder)
    with pytest.raises(SaveFailedError, match="刚才又存过"):
        receive(folder, one, known)
    assert everything(folder) == before


def test_another_organs_file_of_the_same_name_is_not_set_aside(folder: Path, tmp_path: Path) -> None:
    """Every organ calls its file 年报: what is replaced is the organ's own, by the name that it got here."""
    county.put(folder, county.report("乙局", {}), "年报.rdesk")
    first, second = tmp_path / "1", tmp_path / "2"
    for place, number in ((first, 1), (second, 2)):
        place.mkdir()
        revision = Revision(number, f"r{number}", ("r1",) if number > 1 else ())
        county.put(place, replace(county.report("丙局", {}), revision=revision), "年报.rdesk")
    there = known(folder)
    found = plan((), ReportFolder(folder).entries(), 0, arriving([first, second]))
    assert [one.fate.value for one in found] == ["new", "newer"]
    assert [receive(folder, one, there) for one in found] == ["年报_2.rdesk", "年报_3.rdesk"]
    organs = {one.file: one.organ for one in ReportFolder(folder).entries()}
    assert organs == {"甲局.rdesk": "甲局", "年报.rdesk": "乙局", "年报_3.rdesk": "丙局"}


def test_while_another_office_receives_one_waits_and_is_told(
    folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_WAIT", 0.05)
    (one,) = plan((), ReportFolder(folder).entries(), 0, arriving([stick / "里面"]))
    before = everything(folder)
    with save_lock(folder / receiving._TURN), pytest.raises(SaveFailedError, match="正在往这个文件夹收件"):
        receive(folder, one, known(folder))
    assert everything(folder) == before
    assert receive(folder, one, known(folder)) == "乙局.rdesk"
