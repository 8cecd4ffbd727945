"""Proves that an upgrade keeps what a person has, on an X display.

`upgrade.py make PROGRAM`, `upgrade.py keep PICTURE PROGRAM`, `upgrade.py list`, `upgrade.py stay`.

``make``, with the old version installed: two reports by its verbs; in its window a save (a backup), settings
(the organ, the zoom), and words that a power cut takes (a draft). ``keep``, with the new version in its
place: every report says the same, the backups are the same bytes, the settings are in force and written on,
the draft is offered and opens. ``list``, before a removal, and ``stay``, after it: every file is as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from driving import Driver, from_words, keys, pause, picture, titles, typed, wait

PLACE = Path(os.environ.get("PROOF_DOCUMENTS", "~/Documents")).expanduser()
HOME = Path(os.environ.get("PROOF_HOME", "~")).expanduser()
KEPT = Path("/tmp/kept")  # noqa: S108 - a chroot's own
ORGAN = "示例区档案馆"
OTHER = "示例区统计局"
SET_ORGAN = "Bureau 7"
SAVED = "saved by the first version"
LOST = "lost to a power cut"


def make(program: Driver) -> None:
    """All that a person comes to have, by the old version."""
    print(program.said("--version").strip())
    PLACE.mkdir(parents=True, exist_ok=True)
    for organ in (ORGAN, OTHER):
        report = PLACE / f"{organ}.rdesk"
        report.unlink(missing_ok=True)
        program.said("new", report, "--organ", organ, "--year", "2025")
        program.said("fill", report, "--zero-blanks")
    report = PLACE / f"{ORGAN}.rdesk"
    program.open(ORGAN, report)
    asked("设置", "ctrl+comma")
    typed(SET_ORGAN)
    keys("Return", "ctrl+equal", "F8")
    typed(SAVED)
    keys("ctrl+s")
    wait(lambda: SAVED in str(program.shown(report)["sections"]), "the save")
    program.close()
    program.open(ORGAN, report)
    keys("F8")
    typed(LOST)
    wait(lambda: found("drafts"), "a draft")
    pause(8)
    program.kill()
    shown = {organ: program.shown(PLACE / f"{organ}.rdesk") for organ in (ORGAN, OTHER)}
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir()
    (KEPT / "shown.json").write_text(json.dumps(shown), encoding="utf-8")
    (KEPT / "digests.json").write_text(json.dumps(digests()), encoding="utf-8")
    print("\n".join(f"  {name}" for name in digests()))


def keep(program: Driver, shot: Path) -> None:
    """All of it is there, by the new version."""
    print(program.said("--version").strip())
    before = json.loads((KEPT / "digests.json").read_text(encoding="utf-8"))
    if digests() != before:
        sys.exit("the installation touched the person's files")
    shown = json.loads((KEPT / "shown.json").read_text(encoding="utf-8"))
    for organ, said in shown.items():
        now = program.shown(PLACE / f"{organ}.rdesk")
        for part in ("organ", "year", "figures", "sections", "details"):
            if now[part] != said[part]:
                sys.exit(f"{part} of {organ} reads {now[part]}, not {said[part]}")
    program.open("年报台")
    picture(shot)
    asked("找回", "Tab", "Tab", "Tab", "space")  # 看看并恢复, in the line that tells of a draft
    picture(shot.with_stem(f"{shot.stem}-draft"))
    keys("Return")
    wait(lambda: ORGAN in titles(), "the draft, opened")
    pause(3)
    keys("ctrl+s")
    wait(lambda: LOST in str(program.shown(PLACE / f"{ORGAN}.rdesk")["sections"]), "the draft, saved")
    asked("设置", "ctrl+comma")
    keys("Return")
    program.close()
    settings = "".join(
        path.read_text(encoding="utf-8") for path in found("report-desk") if path.suffix == ".ini"
    )
    for setting in (SET_ORGAN, '\\"zoom\\": 1.1'):
        if setting not in settings:
            sys.exit(f"{setting} is no setting any more:\n{settings}")
    for name, digest in before.items():
        if "年报台备份" in name and digests().get(name) != digest:
            sys.exit(f"the backup {name} is not what it was")
    (KEPT / "digests.json").write_text(json.dumps(digests()), encoding="utf-8")
    print(f"reports, {len(before)} files, settings and a draft came over; the picture is {shot}")


def stay() -> None:
    """Nothing of it went away."""
    before = json.loads((KEPT / "digests.json").read_text(encoding="utf-8"))
    if digests() != before:
        sys.exit(f"removal touched the person's files: {sorted(set(before) ^ set(digests()))}")
    print(f"{len(before)} files of the person are there, byte for byte")


def asked(title: str, *names: str) -> None:
    """Press keys that open a dialog, and wait for it to stand."""
    keys(*names)
    wait(lambda: any(line.startswith(title) for line in titles().splitlines()), f"the dialog {title}")
    pause(2)


def found(part: str) -> list[Path]:
    """The person's files in a folder of that name, of the program."""
    return [path for path in sorted(HOME.rglob("*")) if path.is_file() and part in path.parts]


def digests() -> dict[str, str]:
    """What the person has: each file's digest."""
    files = [
        path
        for path in sorted(HOME.rglob("*"))
        if path.is_file()
        and "Programs" not in path.parts  # where Windows installs for one user
        and ("report-desk" in str(path.relative_to(HOME)) or "年报台" in str(path) or PLACE in path.parents)
    ]
    return {
        path.relative_to(HOME).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


if __name__ == "__main__":
    what, *call = sys.argv[1:]
    if what == "make":
        make(from_words(call))
    elif what == "keep":
        keep(from_words(call[1:]), Path(call[0]))
    elif what == "list":
        (KEPT / "digests.json").write_text(json.dumps(digests()), encoding="utf-8")
    else:
        stay()
