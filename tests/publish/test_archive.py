"""PDF/A-3a and PDF/UA-1 in one file, by the word of the reference validator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.output.printout import PrintOptions
from report_desk.publish.pdf.export import publish_pdf
from tests.publish import validator
from tests.publish.cases import CASES
from tests.publish.test_page import OPTIONS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def needs_the_validator() -> None:
    if reason := validator.why_absent():
        pytest.skip(reason)


def test_every_report_passes_both_profiles(tmp_path: Path) -> None:
    files = []
    for case, make in CASES.items():
        for name, options in OPTIONS.items():
            printed = replace(make(), options=options, record=b'{"report": {}}')
            files.append(tmp_path / f"{case.replace(' ', '-')}-{name}.pdf")
            files[-1].write_bytes(publish_pdf(printed).data)
    verdict = validator.validate(files)
    assert verdict.passed, verdict.words
    assert verdict.words.count("PASS ") == 2 * len(files)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b"<pdfaid:part>3<", b"<pdfaid:part>1<"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>7<"),
        (b"<dc:title>", b"<dc:titel>"),
    ],
    ids=["part", "ua part", "title"],
)
def test_planted_fault_is_refused(tmp_path: Path, sound: bytes, broken: bytes) -> None:
    data = publish_pdf(replace(CASES["sample 2024"](), options=PrintOptions())).data
    assert data.count(sound) == 1
    (tmp_path / "broken.pdf").write_bytes(data.replace(sound, broken))
    assert not validator.validate([tmp_path / "broken.pdf"]).passed
