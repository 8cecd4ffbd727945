"""Owner, group, mode, POSIX ACL and extended attributes survive a save: nobody loses or gains a right."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from report_desk.store.filesystem import acl, attributes
from report_desk.store.filesystem.acl import Tag

if sys.platform != "linux":
    pytest.skip("Linux alone has these calls", allow_module_level=True)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.core.report.model import Report
    from report_desk.store.report_files import ReportFiles

ACL = "system.posix_acl_access"
NOBODY = 0xFFFFFFFF
CLERK, SUPERVISOR, OFFICE = 2001, 2002, 3000
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root acts as somebody else")


def rights(**named: int) -> acl.Rights:
    """Owner, group, mask and others, and what the clerk, the supervisor and the office may."""
    keys = {
        "owner": (Tag.OWNER, NOBODY),
        "clerk": (Tag.USER, CLERK),
        "supervisor": (Tag.USER, SUPERVISOR),
        "group": (Tag.OWNING_GROUP, NOBODY),
        "office": (Tag.GROUP, OFFICE),
        "mask": (Tag.MASK, NOBODY),
        "others": (Tag.OTHERS, NOBODY),
    }
    return {keys[name]: allowed for name, allowed in named.items()}


def found(path: Path) -> acl.Rights:
    """The rights that a file has now."""
    names = os.listxattr(path)
    data = os.getxattr(path, ACL) if ACL in names else None
    return acl.read(data, stat.S_IMODE(path.stat().st_mode))


def set_acl(path: Path, given: acl.Rights) -> None:
    try:
        os.setxattr(path, ACL, acl.written(given))
    except OSError:
        pytest.skip("this disk knows no ACL")


@pytest.mark.parametrize("is_new_program", [True, False])
def test_a_save_keeps_acl_and_extended_attributes(
    files: ReportFiles, report: Report, path: Path, *, is_new_program: bool
) -> None:
    saved = files.save(report, path, expected_digest=None)
    given = rights(owner=6, clerk=6, group=0, office=4, mask=6, others=0)
    set_acl(path, given)
    os.setxattr(path, "user.origin", "县档案馆".encode())
    if is_new_program:
        files._databases.clear()
    again = files.save(saved.report, path, expected_digest=saved.digest)
    assert again.warning == ""
    assert found(path) == given
    assert os.getxattr(path, "user.origin").decode() == "县档案馆"


def test_a_folder_s_default_acl_gives_no_file_more_rights_than_it_had(
    files: ReportFiles, report: Report, path: Path
) -> None:
    saved = files.save(report, path, expected_digest=None)
    path.chmod(0o640)
    try:
        os.setxattr(
            path.parent,
            "system.posix_acl_default",
            acl.written(rights(owner=7, supervisor=7, group=7, mask=7, others=7)),
        )
    except OSError:
        pytest.skip("this disk knows no ACL")
    files.save(saved.report, path, expected_digest=saved.digest)
    assert found(path) == rights(owner=6, group=4, others=0)


@needs_root
@pytest.mark.parametrize(
    ("mode", "before", "after"),
    [
        (0o600, None, rights(owner=6, clerk=6, group=0, office=0, mask=6, others=0)),
        (0o664, None, rights(owner=6, clerk=6, group=4, office=6, mask=6, others=4)),
        (
            0o660,
            rights(owner=6, supervisor=6, group=0, mask=6, others=0),
            rights(owner=6, clerk=6, group=0, office=0, mask=6, others=0),
        ),
        (
            0o640,
            rights(owner=6, supervisor=6, group=6, mask=4, others=0),
            rights(owner=6, clerk=6, group=0, office=4, mask=6, others=0),
        ),
    ],
)
def test_the_clerk_may_still_open_what_the_supervisor_saved(  # noqa: PLR0913, PLR0917 - fixtures
    files: ReportFiles,
    report: Report,
    path: Path,
    as_supervisor: Callable[[], None],
    mode: int,
    before: acl.Rights | None,
    after: acl.Rights,
) -> None:
    """The new file is the supervisor's, who is in no group of the clerk's: both keep what they had."""
    saved = files.save(report, path, expected_digest=None)
    os.chown(path, CLERK, OFFICE)
    path.chmod(mode)
    if before is not None:
        set_acl(path, before)
    as_supervisor()
    files.save(saved.report, path, expected_digest=saved.digest)
    about = path.stat()
    assert (about.st_uid, about.st_gid) == (SUPERVISOR, SUPERVISOR)
    assert found(path) == after


@needs_root
def test_where_rights_cannot_be_taken_over_it_is_told_and_nobody_gets_more(
    files: ReportFiles,
    report: Report,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    as_supervisor: Callable[[], None],
) -> None:
    saved = files.save(report, path, expected_digest=None)
    os.chown(path, CLERK, OFFICE)
    path.chmod(0o660)
    as_supervisor()
    monkeypatch.setattr(os, "setxattr", _not_known)
    again = files.save(saved.report, path, expected_digest=saved.digest)
    assert "还打得开" in again.warning
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.fixture
def as_supervisor(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Save as somebody else would: new files are the supervisor's, and none can be given away."""

    def begin() -> None:
        real = os.fchown

        def fchown(*_: int) -> None:
            raise PermissionError(1, "not yours to give")

        def take(descriptor: int, like: attributes.Attributes | None) -> bool:
            real(descriptor, SUPERVISOR, SUPERVISOR)
            return really_take(descriptor, like)

        really_take = attributes.take
        monkeypatch.setattr(attributes, "take", take)
        monkeypatch.setattr(os, "fchown", fchown)

    return begin


def _not_known(*_: object) -> None:
    raise OSError(95, "not on this disk")


@pytest.mark.parametrize(
    "data", [None, b"", b"\x02\x00\x00\x00\x01", b"\x03\0\0\0", b"\x02\0\0\0\x07\0\x06\0\xff\xff\xff\xff"]
)
def test_what_is_no_acl_leaves_it_to_the_mode(data: bytes | None) -> None:
    assert acl.read(data, 0o640) == rights(owner=6, group=4, others=0)
