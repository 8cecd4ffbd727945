"""An edition of the form that nobody has issued, put beside the real ones as a file and nothing else."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.edits.apply import SetFigures, SetText, ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.form.edition import Address
from report_desk.core.form.reading.edition_reader import read_format
from report_desk.core.form.reading.extending import whole
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    import pytest

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.sheet import Sheet

FILE = Path(__file__).with_name("data") / "editions" / "2031.toml"


def invented() -> ReportFormat:
    """The edition, read with the one that it extends."""

    def find(name: str) -> dict[str, object]:
        return tomllib.loads(resources.path(f"formats/{name}.toml").read_text("utf-8"))

    return read_format(whole(tomllib.loads(FILE.read_text("utf-8")), find).mapping)  # type: ignore[arg-type]


def filled() -> Sheet:
    """A report of that edition in which everything is in order."""
    form = invented()
    sheet = apply(evaluate(form, new_report(form, "r", "示例局", 2031)), ZeroBlanks()).sheet
    for section in ("overview", "problems", "other"):
        sheet = apply(sheet, SetText(section, "2031年，已完成。")).sheet
    figures: dict[str, int | str] = {
        "requests.new.individual": 5,
        "requests.deny_state_secret.individual": 1,
        "requests.deny_process.individual": 1,
        "requests.granted.individual": 3,
        "charges.by_item.cases": 2,
        "charges.by_item.amount": "120.50",
        "charges.by_page.cases": 1,
        "charges.waived.cases": 1,
    }
    return apply(sheet, SetFigures({Address(place): figure for place, figure in figures.items()})).sheet


def put_beside_the_real_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose ``resources/formats`` has one file more."""
    real = resources.path("")
    for entry in real.iterdir():
        if entry.name != "formats":
            (folder / entry.name).symlink_to(entry)
    shutil.copytree(real / "formats", folder / "formats")
    shutil.copy(FILE, folder / "formats")
    monkeypatch.setattr(resources, "_root", lambda: folder)
    for cached in (resources.formats, resources._format):
        cached.cache_clear()
