"""The one place that finds ``resources/``: in a checkout, in an installed wheel, in a frozen app."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk.core.format_reader import read_format

if TYPE_CHECKING:
    from report_desk.core.format import ReportFormat


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package))
    for candidate in (frozen / "resources", package / "resources", package.parents[1] / "resources"):
        if (candidate / "formats").is_dir():
            return candidate
    raise FileNotFoundError("resources")


def path(name: str) -> Path:
    """Where a bundled file lies; ``name`` is relative to ``resources/``, such as ``fonts/hei.ttf``."""
    return _root() / name


@cache
def _format(path: Path) -> ReportFormat:
    return read_format(tomllib.loads(path.read_text("utf-8")))


@cache
def formats() -> tuple[ReportFormat, ...]:
    """Every edition of the form, oldest first."""
    found = [_format(file) for file in path("formats").glob("*.toml")]
    return tuple(sorted(found, key=lambda form: form.first_year))


def format_by_id(format_id: str) -> ReportFormat:
    """The edition of that id; no other is read.

    Raises LookupError with a sentence for the user where this program does not know it.
    """
    file = path("formats") / f"{format_id}.toml"
    if not format_id.isalnum() or not file.is_file():
        raise LookupError(f"本程序不认识「{format_id[:20]}」这一版格式，请换用新版程序打开。")
    return _format(file)
