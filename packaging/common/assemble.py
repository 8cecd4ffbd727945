"""Puts the program together for a target: `assemble.py TARGET WHEEL` → ``build/TARGET/report-desk``.

Without the program's own wheel it fetches the others only, into ``build/wheels/TARGET``.

One folder, the same for every target: the launcher, ``python/`` (Python and its library), ``lib/`` (the
program and the libraries it needs, from their locked wheels). Nothing of this machine gets into it, nothing
in it names this machine, and every file bears the time of the commit: two builds of one commit are the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from inside import XCB

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
COMPILER = BUILD / "python-x86_64" / "bin" / "python3.11"
TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))


def main(target: str, wheel: Path) -> None:
    """Every step for one target."""
    folder = BUILD / target / "report-desk"
    shutil.rmtree(folder, ignore_errors=True)
    library = folder / "lib"
    bring_wheels(target, library)
    with zipfile.ZipFile(wheel) as own:
        own.extractall(library)
    trim(library)
    close_up(library / "pypinyin")
    bring_stand_in(library / "PIL")
    if target.startswith("windows"):
        bring_windows_python(folder / "python")
    else:
        arch = target.rpartition("-")[2]
        bring_python(arch, folder / "python")
        bring_debian_libraries(target, library / "PySide6" / "Qt")
        strip(target, library)
    bring_papers(folder, target)
    compile_all(folder)
    compile_editions(folder, target)
    _run(
        str(BUILD / "tools" / "bin" / "python"), str(Path(__file__).with_name("bill.py")), str(folder), target
    )
    settle(folder)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder.relative_to(ROOT)}: {size:,} bytes")


def bring_wheels(target: str, library: Path) -> None:
    """Unpack the locked wheels of a target."""
    for wheel in sorted(fetch_wheels(target).glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if ".data/" not in name]
            archive.extractall(library, names)


def fetch_wheels(target: str) -> Path:
    """The folder of the locked wheels of a target, each held to its hash; fetched where it is out of date."""
    chosen = TABLE[target]
    lock = ROOT / "requirements" / f"{chosen['lock']}.txt"
    folder = BUILD / "wheels" / target
    state = lock.read_text(encoding="utf-8") + repr(chosen)
    ready = folder / "ready"
    if ready.exists() and ready.read_text(encoding="utf-8") == state:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    words = [word for name in chosen["platforms"] for word in ("--platform", name)]
    _run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps"),
        *("--require-hashes", "--only-binary=:all:", "--implementation=cp", "--python-version=3.11"),
        *(*words, "--dest", str(folder), "-r", str(lock)),
    )
    ready.write_text(state, encoding="utf-8")
    return folder


def trim(library: Path) -> None:
    """Leave out of each wheel what targets.toml says."""
    for info in sorted(library.glob("*.dist-info")):
        name = info.name.rpartition("-")[0].partition("-")[0].lower().replace("_", "-")
        rule = TABLE["trim"].get(name, {})
        for line in (info / "RECORD").read_text(encoding="utf-8").splitlines():
            path = line.rpartition(",")[0].rpartition(",")[0].strip('"')
            file = library / path
            if file.is_file() and not _travels(path, rule):
                file.unlink()
        remove(info / "RECORD")
    for module in library.glob("PySide6/**/*Qt*"):
        if module.is_file() and not _is_wanted_of_qt(module):
            module.unlink()


def _travels(path: str, rule: dict[str, Any]) -> bool:
    if path.startswith("../") or path.endswith((".pyc", "py.typed")):
        return False
    kept = "keep" not in rule or any(fnmatch(path, pattern) for pattern in rule["keep"])
    drop = (*TABLE["trim"]["every"]["drop"], *rule.get("drop", ()))
    return (kept or path.endswith(".dist-info/METADATA")) and not any(fnmatch(path, one) for one in drop)


def _is_wanted_of_qt(path: Path) -> bool:
    """Whether one of Qt's libraries, or its module, is one that the program uses."""
    stem = path.name.partition(".")[0].removeprefix("lib")
    if not stem.startswith("Qt") or path.suffix == ".conf":
        return True
    return stem.removeprefix("Qt6").removeprefix("Qt") in TABLE["trim"]["pyside6-essentials"]["modules"]


def close_up(folder: Path) -> None:
    """Write the tables of a library without the lines and blanks that were there for a reader."""
    for path in sorted(folder.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def bring_stand_in(folder: Path) -> None:
    """What reportlab wants of Pillow, which stays behind."""
    _copy(Path(__file__).with_name("no_pictures.py"), folder / "Image.py")
    (folder / "__init__.py").touch()


def bring_python(arch: str, folder: Path) -> None:
    """Our CPython's library; the interpreter itself is in the launcher."""
    built = BUILD / f"python-{arch}"
    source = built / "lib" / "python3.11"
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and "__pycache__" not in name and not _is_dropped(name):
            _copy(path, folder / "lib" / "python3.11" / name)
    _copy(ROOT / "build" / f"launcher-{arch}", folder.parent / "report-desk")
    (folder.parent / "report-desk").chmod(0o755)


def bring_windows_python(folder: Path) -> None:
    """Python's own build for Windows, as it is signed; its library's zip is trimmed and stored."""
    source = BUILD / "windows-python"
    for path in sorted(source.iterdir()):
        if path.suffix != ".zip" and path.name not in TABLE["python"]["windows_drop"]:
            _copy(path, folder / path.name)
    with zipfile.ZipFile(source / "python311.zip") as archive:
        names = [name for name in archive.namelist() if not _is_dropped(name.removesuffix("c"))]
        for name in sorted(names):
            target = folder / "lib" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
    (folder / "python311._pth").write_text("lib\n.\n..\\lib\n", encoding="ascii")
    for name in ("report-desk.exe", "report-desk-cli.exe"):
        _copy(BUILD / "launcher-windows" / name, folder.parent / name)


def _is_dropped(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in TABLE["python"]["drop"])


def bring_debian_libraries(target: str, qt: Path) -> None:
    """The small libraries of X that office desktops lack, and the input plugin for fcitx."""
    debian = TABLE[target]["debian"]
    for package in XCB:
        unpacked = BUILD / target / "debian" / package
        unpacked.mkdir(parents=True, exist_ok=True)
        _run("dpkg-deb", "-x", _fetched(package, debian), str(unpacked))
        for path in sorted(unpacked.rglob("*.so.*")):
            if path.is_symlink():
                _copy(path.resolve(), qt / "lib" / path.name)
    plugin = "libfcitxplatforminputcontextplugin.so"
    built = BUILD / f"fcitx-{target.rpartition('-')[2]}" / plugin
    _copy(built, qt / "plugins" / "platforminputcontexts" / plugin)
    for data in (BUILD / f"icu-{target.rpartition('-')[2]}").glob("libicudata.so.*"):
        _copy(data, qt / "lib" / data.name)


def strip(target: str, library: Path) -> None:
    """Take the symbols for debuggers out of the wheels' libraries."""
    tool = str(BUILD / "tools" / "debian" / "bin" / f"{target.rpartition('-')[2]}-linux-gnu-strip")
    files = [str(path) for path in sorted(library.rglob("*.so*")) if path.is_file()]
    _run(tool, "--strip-unneeded", "--preserve-dates", *files)


def bring_papers(folder: Path, target: str) -> None:
    """Licence, notices, and from which commit this was put together."""
    commit = os.environ.get("REPORT_DESK_COMMIT", "unknown")
    place = folder / "lib" / "report_desk" / "resources" / "build.txt"
    place.write_text(f"{commit} {target}\n", encoding="utf-8")
    for name in ("LICENSE", "THIRD_PARTY_NOTICES.md"):
        _copy(ROOT / name, folder / name)


def compile_all(folder: Path) -> None:
    """Compiled modules in place of their sources (compiling.py), by the Python that will run them."""
    _run(str(COMPILER), "-I", "-B", str(Path(__file__).with_name("compiling.py")), str(folder))


def compile_editions(folder: Path, target: str) -> None:
    """The form's editions as the program keeps them once read: an installed folder may not be written.

    They are the same bytes everywhere, so the other targets take those that the first of them made.
    """
    first = BUILD / "linux-x86_64" / "report-desk"
    place = Path("lib", "report_desk", "resources", "formats", "__pycache__")
    if target == "linux-x86_64":
        code = f"import sys; sys.path.append({str(folder / 'lib')!r}); from report_desk import resources"
        _run(str(COMPILER), "-S", "-B", "-c", f"{code}; resources.formats()")
    elif (first / place).is_dir():
        shutil.copytree(first / place, folder / place)
    if not list((folder / place).glob("*.msgpack")):
        sys.exit("the editions of the form were not compiled: assemble linux-x86_64 first")


def settle(folder: Path) -> None:
    """One time and plain permissions for every file; no folder is left empty."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
            continue
        runs = path.is_dir() or path == folder / "report-desk"
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when))
    folder.chmod(0o755)
    os.utime(folder, (when, when))


def remove(path: Path) -> None:
    """A file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _fetched(package: str, debian: str) -> str:
    program = str(ROOT / "packaging" / "common" / "fetch.py")
    done = subprocess.run(
        [sys.executable, program, "--where", package, debian], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _run(*words: str) -> None:
    done = subprocess.run(words, env={**os.environ, "PYTHONHASHSEED": "0"}, check=False, timeout=900)
    if done.returncode:
        sys.exit(f"{Path(words[0]).name} {' '.join(words[1:4])} … ended with {done.returncode}")


if __name__ == "__main__":
    if sys.argv[2:]:
        main(sys.argv[1], Path(sys.argv[2]).resolve())
    else:
        print(fetch_wheels(sys.argv[1]))
