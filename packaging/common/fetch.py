"""Brings what packages are made of beside the wheels into ``build/fetched``, each file held to its digest.

``fetch.py`` brings everything that ``fetched.txt`` locks and is not there yet; ``fetch.py --lock`` writes
``fetched.txt`` anew, with the versions that the archive offers now. Debian's files come through apt, by the
mirror that this machine is set up with, in lists of their own: the machine's stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cmp_to_key
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("fetched.txt")
TARGET = ROOT / "build" / "fetched"
APT = ROOT / "build" / "apt"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
SUITE = "bookworm"
SUITES = {"data": "trixie"}
"""Where a kind comes from, if not from SUITE: what holds no program may be newer than where it serves."""
ARCHITECTURES = ("amd64", "arm64")
HEAD = """# What packages are made of beside the wheels of requirements/run.txt. Written by `fetch.py --lock`.
# kind  package  version  architecture  SHA-256 of the file (of a source: of its .dsc, which names the rest)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One locked file: a `source` of Debian's, the `tar` alone that one is made of, a `binary`, or `data`.

    Data hold no program: one file serves every machine.
    """

    kind: str
    package: str
    version: str
    architecture: str
    digest: str

    @property
    def file(self) -> str:
        """Its name; Debian leaves the epoch out of it."""
        version = self.version.rpartition(":")[2]
        if self.kind == "tar":
            return f"{self.package}_{version.rpartition('-')[0]}.orig.tar.xz"
        ending = ".dsc" if self.kind == "source" else f"_{self.architecture}.deb"
        return f"{self.package}_{version}{ending}"

    def __str__(self) -> str:
        return f"{self.kind} {self.package} {self.version} {self.architecture} {self.digest}"


def locked() -> list[Entry]:
    """Every entry of the lock file."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [Entry(*line.split()) for line in lines if line and not line.startswith("#")]


def found(package: str, architecture: str) -> Path:
    """The fetched file of a package; ``architecture`` is ``source`` for a source."""
    for entry in locked():
        if entry.package == package and entry.architecture == architecture:
            return TARGET / entry.file
    sys.exit(f"{LOCK.name} locks no {package} for {architecture}")


def mirror() -> str:
    """The archive that this machine's apt uses."""
    if named := os.environ.get("DEBIAN_MIRROR"):
        return named
    listed = _out("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
    uris = [line.rstrip("/") for line in listed.splitlines() if re.search(r"/debian/?$", line)]
    if not uris:
        sys.exit("apt knows no archive of Debian here: name one as DEBIAN_MIRROR")
    return uris[0]


def apt(program: str, *words: str) -> list[str]:
    """A call of apt's with lists of its own."""
    options = {
        "Dir::State": APT / "state",
        "Dir::State::status": APT / "status",
        "Dir::Cache": APT / "cache",
        "Dir::Etc::sourcelist": APT / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "APT::Architecture": ARCHITECTURES[0],
        "APT::Sandbox::User": "root",
    }
    settings = [f"{name}={value}" for name, value in options.items()]
    settings += [f"APT::Architectures::={name}" for name in ARCHITECTURES]
    return [program, *(word for setting in settings for word in ("-o", setting)), *words]


def update() -> None:
    """Renew the lists."""
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    (APT / "status").touch()
    base = mirror()
    security = base.removesuffix("debian") + "debian-security"
    signed = f"[signed-by={KEYRING}]"
    lines = [
        f"{kind} {signed} {uri} {suite} main\n"
        for kind in ("deb", "deb-src")
        for uri, suite in ((base, SUITE), (security, f"{SUITE}-security"), (base, SUITES["data"]))
    ]
    (APT / "sources.list").write_text("".join(lines), encoding="utf-8")
    _out(*apt("apt-get", "update", "-qq"))


def fetch(entry: Entry) -> Path:
    """One file, from apt where it is not there yet; ends the program where its digest is another."""
    path = TARGET / entry.file
    if not path.exists():
        TARGET.mkdir(parents=True, exist_ok=True)
        wanted = f"{entry.package}={entry.version}"
        if entry.architecture == "source":
            part = ("--tar-only",) if entry.kind == "tar" else ()
            _out(*apt("apt-get", "source", "-qq", "--download-only", *part, wanted), cwd=TARGET)
        else:
            wanted = f"{entry.package}:{entry.architecture}={entry.version}"
            _out(*apt("apt-get", "download", "-qq", wanted), cwd=TARGET)
            for brought in TARGET.glob(f"{entry.package}_*%3a*_{entry.architecture}.deb"):
                brought.rename(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if entry.digest not in {digest, "?"}:
        sys.exit(f"{entry.file} is not the file that is locked: {digest}")
    return path


def lock() -> None:
    """Write the lock file anew, for the same packages at the newest version that can be had."""
    update()
    entries = [_newest(entry) for entry in locked()]
    LOCK.write_text(HEAD + "".join(f"{entry}\n" for entry in entries), encoding="utf-8")


def _newest(entry: Entry) -> Entry:
    for version in _offered(entry):
        wanted = Entry(entry.kind, entry.package, version, entry.architecture, "?")
        try:
            data = fetch(wanted).read_bytes()
        except SystemExit as refusal:  # an archive may list what its mirror does not hold yet
            print(refusal, file=sys.stderr)
            continue
        return replace(wanted, digest=hashlib.sha256(data).hexdigest())
    sys.exit(f"{entry.package} is not offered for {entry.architecture}")


def _offered(entry: Entry) -> list[str]:
    """The versions offered, newest first."""
    is_source = entry.architecture == "source"
    name = entry.package if is_source else f"{entry.package}:{entry.architecture}"
    words = ("showsrc", "--only-source") if is_source else ("show", "--all-versions")
    said = set(re.findall(r"^Version: (\S+)", _out(*apt("apt-cache", *words, name)), re.MULTILINE))
    lines = (line.split("|") for line in _out(*apt("apt-cache", "madison", entry.package)).splitlines())
    suite = SUITES.get(entry.kind, SUITE)
    said &= {version.strip() for _, version, where in lines if re.search(rf" {suite}(-security)?/", where)}
    return sorted(said, key=cmp_to_key(_compared), reverse=True)


def _compared(one: str, other: str) -> int:
    is_later = subprocess.run(["dpkg", "--compare-versions", one, "gt", other], check=False).returncode == 0
    return 1 if is_later else -1


def _out(*words: str, cwd: Path | None = None) -> str:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        sys.exit(f"{' '.join(words[:1] + words[-2:])}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lock", action="store_true", help="write fetched.txt anew")
    parser.add_argument("--where", nargs=2, metavar=("PACKAGE", "ARCHITECTURE"), help="print a file's path")
    chosen = parser.parse_args()
    if chosen.where:
        print(found(*chosen.where))
    elif chosen.lock:
        lock()
    elif absent := [entry for entry in locked() if not (TARGET / entry.file).exists()]:
        update()
        for entry in locked():
            fetch(entry)
        print(f"fetched {len(absent)} of {len(locked())} files into {TARGET.relative_to(ROOT)}")
    else:
        for entry in locked():
            fetch(entry)
