"""The one place that finds ``resources/``: in a checkout, in an installed wheel or package."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from report_desk.core.form.edition import ReportFormat  # noqa: TC001 - compiled editions are read back by it

if TYPE_CHECKING:
    from report_desk.core.strict_reader import JsonValue

_READERS = (
    "form/edition",
    "form/sums",
    "form/terms",
    "form/vocabulary",
    "form/grid",
    "form/kinds",
    "form/reading/edition_reader",
    "form/reading/extending",
    "form/reading/table_reader",
    "form/reading/check_reader",
    "form/reading/term_reader",
    "form/reading/example_reader",
    "form/reading/fields",
    "strict_reader",
    "limits",
    "patterns",
)
"""The modules of the core that decide what becomes of an edition's file."""
_FIRST_YEAR = re.compile(rb"^first_year = (\d{4})\s*$", re.MULTILINE)


class _Compiled(Struct, frozen=True):
    """An edition as it was read once, and the digest of what it was read from.

    ``extended`` names the editions that it extends, whose files were read as well.
    """

    source: str
    extended: tuple[str, ...]
    form: ReportFormat


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    for candidate in (package / "resources", package.parents[1] / "resources"):
        if (candidate / "formats").is_dir():
            return candidate
    raise FileNotFoundError("resources")


def path(name: str) -> Path:
    """Where a bundled file lies; ``name`` is relative to ``resources/``, such as ``fonts/hei.ttf``."""
    return _root() / name


def build() -> str:
    """Of an installed program: the commit and the target that it was put together from; else empty."""
    file = path("build.txt")
    return file.read_text("utf-8").strip() if file.is_file() else ""


@cache
def _format(file: Path) -> ReportFormat:
    """An edition: as it was read before, where neither its file nor its readers changed since; else read.

    What was read is kept as Python keeps its own compiled files, and as safe to delete: reading the
    file takes 25 ms, its compiled form 2.
    """
    compiled = file.parent / "__pycache__" / f"{file.stem}.msgpack"
    with suppress(OSError, MsgspecError):
        kept = msgpack.decode(compiled.read_bytes(), type=_Compiled)
        if kept.source and kept.source == _source(file, kept.extended):
            return kept.form
    form, extended = _read(file)
    with suppress(OSError):  # a folder that may not be written only costs time
        if source := _source(file, extended):
            _keep(compiled, msgpack.encode(_Compiled(source, extended, form)))
    return form


def _read(file: Path) -> tuple[ReportFormat, tuple[str, ...]]:
    """An edition, and the names of those that it extends. Raises FormatMistakesError."""
    import tomllib  # noqa: PLC0415 - where the compiled form is there, none of these is needed

    from report_desk.core.form.reading.edition_reader import FormatMistakesError, read_format  # noqa: PLC0415
    from report_desk.core.form.reading.extending import whole  # noqa: PLC0415

    extended: list[str] = []

    def mapping(name: str) -> dict[str, JsonValue] | None:
        beside = file.with_name(f"{name}.toml")
        if not name.isalnum() or not beside.is_file():
            return None
        extended.append(name)
        return tomllib.loads(beside.read_text("utf-8"))

    edition = whole(tomllib.loads(file.read_text("utf-8")), mapping)
    if edition.mistakes:
        raise FormatMistakesError(edition.mistakes)
    return read_format(edition.mapping), tuple(extended)


def _source(file: Path, extended: tuple[str, ...]) -> str:
    """The digest of an edition's files and of the modules that read it; empty where one does not lie there.

    Nobody could tell then whether what was compiled is still what they would make of the file: a newer
    program may have been put in the place of an older one. So the installed program keeps these sources.
    """
    digest = hashlib.sha256()
    core = Path(__file__).with_name("core")
    editions = [file, *(file.with_name(f"{name}.toml") for name in extended)]
    try:
        for read in (*editions, *(core / f"{name}.py" for name in _READERS)):
            digest.update(read.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()


def _keep(file: Path, data: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    temporary = file.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(file)


def editions() -> tuple[ReportFormat, ...]:
    """Every edition of the form as its file states it, oldest first; one may leave open when it ends."""
    return tuple(sorted(map(_format, _files()), key=lambda form: form.first_year))


def editions_beside(name: str) -> tuple[ReportFormat, ...]:
    """The editions as their files state them, but for the one of that name and those that cannot be read."""
    found = []
    for file in _files():
        if file.stem != name:
            with suppress(ValueError):
                found.append(_format(file))
    return tuple(found)


@cache
def formats() -> tuple[ReportFormat, ...]:
    """Every edition of the form, oldest first, each for the years until the next one begins."""
    return tuple(map(_until_the_next, editions()))


def format_by_id(format_id: str) -> ReportFormat:
    """The edition of that id, for the years until the next one begins; no other is read whole.

    Raises LookupError with a sentence for the user where this program does not know it.
    """
    return _of_id(_root(), format_id)


@cache
def _of_id(root: Path, format_id: str) -> ReportFormat:
    file = root / "formats" / f"{format_id}.toml"
    if not format_id.isalnum() or not file.is_file():
        raise LookupError(f"本程序不认识「{format_id[:20]}」这一版格式，请换用新版程序打开。")
    return _until_the_next(_format(file))


def _files() -> list[Path]:
    return list(path("formats").glob("*.toml"))


@cache
def _until_the_next(form: ReportFormat) -> ReportFormat:
    """An edition that leaves open when it ends, ended where a later one begins."""
    later = [year for year in map(_first_year, _files()) if year > form.first_year]
    return form if form.last_year is not None or not later else replace(form, last_year=min(later) - 1)


@cache
def _first_year(file: Path) -> int:
    """The first year of an edition, without reading it where the file says it plainly."""
    stated = _FIRST_YEAR.findall(file.read_bytes())
    return int(stated[0]) if len(stated) == 1 else _format(file).first_year
