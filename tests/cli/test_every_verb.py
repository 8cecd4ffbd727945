"""What holds for every verb, also for those to come: no traceback, and 2 means that nothing was written."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson
import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.cli import files
from report_desk.cli.answers import Safe, shown
from report_desk.cli.main import VERBS, main, verbs
from report_desk.core.record import codec
from report_desk.core.report.model import Anchor, AnchorKind, Entry, Remark
from report_desk.store.report_files import ReportFiles
from tests.store.leaving import leave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Run

BEFORE = {"return": ["submit"], "reopen": ["approve"]}
"""The steps that must come first."""
TEXTS = {
    "organ": "某局",
    "year": "2025",
    "by": "甲",
    "reason": "核对",
    "place": "overview",
    "text": "核对",
    "states": "all",
}
OUT = {"export": "out.pdf", "collect": "out.csv"}
"""What a verb writes, where that is no report."""
HOSTILE = "\x1b[31m红\x9b2J\u202e反\u2066\x07\x7f\r"
posix = pytest.mark.skipif(os.name != "posix", reason="a shell and /dev/full")


@pytest.fixture
def folder(tmp_path: Path, sample: Path) -> Path:
    """Where a verb finds what it reads, and writes."""
    folder = tmp_path / "work"
    folder.mkdir()
    report = codec.read(sample.read_bytes()).report
    (folder / "file.rdesk").write_bytes(codec.write(replace(report, remarks=(remark("核实一下"),))))
    (folder / "to").mkdir()
    return folder


def words(name: str, folder: Path, /, **given: str) -> list[str]:
    """A verb with everything that it requires, and every option that takes a text or a folder."""
    found = [name]
    for parameter in command(name).params:
        value = given.get(str(parameter.name), _value(str(parameter.name), folder, name))
        is_wanted = parameter.required or isinstance(parameter, click.Argument)
        if value is None or not (is_wanted or parameter.name in {*TEXTS, "to", *given}):
            assert not parameter.required, f"say in this test what {name} may be given as {parameter.name}"
            continue
        found += [value] if isinstance(parameter, click.Argument) else [max(parameter.opts, key=len), value]
    return found


def _value(parameter: str, folder: Path, name: str) -> str | None:
    if parameter == "out":
        return str(folder / OUT.get(name, "out.rdesk"))
    if (name, parameter) == ("trace", "report"):
        return str(region(folder))
    if name == "edition-check":
        return str(shutil.copy(resources.path("formats/2021.toml"), folder))
    if parameter == "source":
        return str(source(folder))
    return {
        **dict.fromkeys(
            ("file", "paths", "a", "b", "base", "mine", "theirs", "paper"), str(folder / "file.rdesk")
        ),
        **TEXTS,
        "to": str(folder / "to"),
        "folder": str(folder),
    }.get(parameter)


def region(folder: Path) -> Path:
    """Something that ``trace`` traces."""
    path = folder / "region.rdesk"
    if not path.exists():
        with redirect_stdout(io.StringIO()):
            main(words("consolidate", folder, out=str(path)))
    return path


def source(folder: Path) -> Path:
    """Something that ``import`` reads."""
    path = folder / "source.pdf"
    if not path.exists():
        with redirect_stdout(io.StringIO()):
            assert main(["export", str(folder / "file.rdesk"), "--draft", "-o", str(path)]) == 0
    return path


def command(name: str) -> click.Command:
    found = verbs.get_command(click.Context(verbs), name)
    assert found is not None
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def prepared(name: str, folder: Path, /, **given: str) -> list[str]:
    for step in BEFORE.get(name, ()):
        with redirect_stdout(io.StringIO()):
            assert main(words(step, folder)) == 0
    return words(name, folder, **given)


@pytest.mark.parametrize("name", [*VERBS])
def test_the_words_of_this_test_are_good(name: str, folder: Path, run: Run) -> None:
    assert run(*prepared(name, folder)).code in {0, 1}


@posix
@pytest.mark.parametrize("stdout", [">/dev/full", ">&-", ">/dev/full 2>&1", ">&- 2>&-"])
@pytest.mark.parametrize("name", [*VERBS])
def test_an_answer_that_cannot_be_shown(name: str, stdout: str, folder: Path, tmp_path: Path) -> None:
    """Either the work is done and the code is that of the work, or it is 2 and nothing was written."""
    arguments = prepared(name, folder)
    before = files_in(folder)
    places = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {stdout}', "sh", sys.executable, "-m", "report_desk", *arguments],
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    is_unchanged = files_in(folder) == before
    assert done.returncode in ({2, 1} if is_unchanged else {0, 1})
    assert "Traceback" not in done.stderr
    if "2>" not in stdout:
        assert "没能显示" in done.stderr or "写不出结果" in done.stderr or "没有" in done.stderr


def said_in(encoding: str, arguments: list[str]) -> str:
    """What a verb prints to a stream of some encoding."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, write_through=True)
    with redirect_stdout(stream):
        assert main(arguments) in {0, 1}
    return written.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("name", [*VERBS])
def test_a_stream_of_another_encoding_takes_every_answer(name: str, encoding: str, folder: Path) -> None:
    """Such as a file that a shell of an older office writes: what it lacks stands as JSON escapes it."""
    said = said_in(encoding, prepared(name, folder, text="核对𠀀—〓"))
    assert said.isascii() or encoding == "gbk"


def test_an_answer_in_json_says_the_same_in_every_encoding(folder: Path) -> None:
    report = folder / "rare.rdesk"
    said_in("utf-8", ["new", str(report), "--organ", "示例区𠀀𮯰局", "--year", "2025"])
    shown_in = {
        encoding: orjson.loads(said_in(encoding, ["show", str(report), "--json"]))
        for encoding in ("utf-8", "gbk", "ascii")
    }
    assert shown_in["gbk"] == shown_in["ascii"] == shown_in["utf-8"]
    assert shown_in["gbk"]["organ"] == "示例区𠀀𮯰局"


def texts() -> Iterator[tuple[str, str]]:
    for name in VERBS:
        for parameter in command(name).params:
            if not isinstance(parameter.type, (click.types.BoolParamType, click.types.IntParamType)):
                yield name, str(parameter.name)


@pytest.mark.parametrize("odd", ["a\0b", HOSTILE, "\udcff", "x" * 5000, "../../x", "-", ""])
@pytest.mark.parametrize(("name", "parameter"), [*texts()])
def test_odd_words_write_nothing_where_the_code_is_2(  # noqa: PLR0913, PLR0917 - fixtures
    name: str, parameter: str, odd: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = prepared(name, folder, **{parameter: odd})
    monkeypatch.chdir(folder)
    before = files_in(folder)
    answer = run(*arguments)
    assert answer.code != 2 or files_in(folder) == before
    assert shown(answer.out + answer.err) == answer.out + answer.err


@posix
@pytest.mark.parametrize(
    "obstacle", ["folder", "pipe", "device", "link to a device", "read-only file", "nowhere"]
)
@pytest.mark.parametrize(
    ("name", "parameter"), [(name, to) for name in VERBS for to in ("out", "to") if to in
                            {parameter.name for parameter in command(name).params}]
)  # fmt: skip
def test_what_is_no_file_of_the_users_is_never_replaced(
    name: str, parameter: str, obstacle: str, folder: Path, run: Run
) -> None:
    """Nor is the report changed where the copy of it cannot be written."""
    arguments = prepared(name, folder)
    place = folder / OUT.get(name, "out.rdesk")
    if parameter == "to":
        (folder / "to").rmdir()
        place = folder / "to"
    put_in_the_way(place, obstacle)
    was, before = place.lstat() if os.path.lexists(place) else None, files_in(folder)
    answer = run(*arguments)
    if was is not None and not (parameter == "to" and obstacle == "folder"):
        assert answer.code == 2
        assert place.lstat() == was or obstacle == "folder"
        assert files_in(folder) == before


def put_in_the_way(place: Path, obstacle: str) -> None:
    match obstacle:
        case "folder":
            place.mkdir()
        case "pipe":
            os.mkfifo(place)
        case "device" | "link to a device":
            place.symlink_to("/dev/null")
        case "read-only file":
            place.write_bytes(b"somebody's")
            place.chmod(0o444)
        case _:
            pass


def test_a_copy_that_stands_there_already_keeps_the_report_as_it_was(folder: Path, run: Run) -> None:
    """A retry is possible once it is out of the way."""
    before = files_in(folder)
    twin = folder / "to" / "示例区文化和旅游局_2025_送审_修订2.rdesk"
    twin.write_bytes(b"of last week")
    answer = run(*words("submit", folder))
    assert (answer.code, "已经存在" in answer.err) == (2, True)
    twin.unlink()
    assert files_in(folder) == before
    (folder / "file.rdesk").chmod(0o600)
    assert run(*words("submit", folder)).code == 0
    assert twin.read_bytes() == (folder / "file.rdesk").read_bytes()
    assert twin.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("name", [*VERBS])
def test_a_hostile_report_steers_no_terminal(
    name: str, folder: Path, run: Run, capfd: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    """Its organ, prose, remarks and file name; JSON says exactly what it holds all the same."""
    path = folder / "file.rdesk"
    report = codec.read(path.read_bytes()).report
    hostile = replace(
        report,
        organ=f"某局{HOSTILE}",
        sections={**report.sections, "overview": f"概述{HOSTILE}"},
        remarks=(remark(f"核实{HOSTILE}"),),
    )
    path.write_bytes(codec.write(hostile))
    arguments = words(name, folder)
    if as_json:
        arguments.append("--json")
    capfd.readouterr()
    answer = run(*arguments)
    assert shown(answer.out + answer.err) == answer.out + answer.err
    if as_json and answer.code < 2 and name == "show":
        assert answer.json()["organ"] == hostile.organ


def remark(text: str) -> Remark:
    return Remark("r1", Anchor(AnchorKind.WHOLE), (Entry(text, "2026-01-01T00:00:00+08:00", text),))


def test_json_is_exact_whatever_it_holds() -> None:
    every = "".join(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    text = orjson.dumps({"text": every}, option=orjson.OPT_INDENT_2).decode()
    assert json.loads(shown(text)) == {"text": every}


WRITING = [name for name in VERBS if "break_lock" in {parameter.name for parameter in command(name).params}]


@pytest.mark.parametrize("name", [*VERBS])
def test_a_lock_left_behind_is_told_and_broken_on_asking_by_every_verb_that_saves_a_report(
    name: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = prepared(name, folder)
    monkeypatch.setattr(files, "_store", lambda: ReportFiles(remembers=False, wait=0.1))
    before = files_in(folder)
    left = [
        leave(folder / place, f"办公室二号{HOSTILE}", 77, time.time())
        for place in ("file.rdesk", "out.rdesk")
    ]
    for lock in left:
        os.utime(lock, (old := time.time() - 60, old))
    answer = run(*arguments)
    if name not in WRITING:
        assert answer.code != 2, "a verb that saves a report takes files.break_lock_option"
        return
    assert (answer.code, "--break-lock" in answer.err) == (2, True)
    for lock in left:
        assert lock.exists() or not os.path.lexists(lock.parent / "out.rdesk")
    assert {path: data for path, data in files_in(folder).items() if path in before} == before
    assert run(*arguments, "--break-lock").code in {0, 1}


NOBODY_AT_HOME = """
import os, sys, tempfile
for name in [name for name in os.environ if name == "HOME" or name.startswith("XDG")]:
    del os.environ[name]
tempfile.tempdir = sys.argv.pop(1)
import pwd
def getpwuid(_): raise KeyError("no such user")
pwd.getpwuid = getpwuid
from report_desk.__main__ import main
main()
"""


@posix
@pytest.mark.parametrize("name", [*VERBS])
def test_a_user_without_a_home_may_use_every_verb(name: str, folder: Path, tmp_path: Path) -> None:
    """Nor does anything lie about where he works."""
    arguments = prepared(name, folder)
    before = set(files_in(folder))
    done = subprocess.run(
        [sys.executable, "-c", NOBODY_AT_HOME, str(tmp_path), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    new = {Path(path).relative_to(folder).parts[0] for path in set(files_in(folder)) - before}
    assert new <= {"out.rdesk", *OUT.values(), "to"}


def test_what_was_said_outlives_the_terminal(tmp_path: Path) -> None:
    """A program's end may close the terminal first, and nothing is said of it on another one."""
    path = tmp_path / "terminal"
    with path.open("w", encoding="utf-8") as terminal:
        said = Safe(terminal)
        said.write("红\x1b")
    said.close()
    assert path.read_text("utf-8") == "红\\u001b"
