"""The figures of a real city in every kind of file, and the blank template that is in circulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.intake.document import NotAReportError
from tests.intake.measuring import measure, read, truth_of

if TYPE_CHECKING:
    from pathlib import Path

NAME = "real/intake/huaian_city_2024"


@pytest.mark.parametrize(
    ("file", "least", "most_doubts"),
    [
        (f"{NAME}__lohtml.html", 0.99, 0),
        (f"{NAME}__template.docx", 0.99, 0),
        (f"{NAME}__sheets.xlsx", 0.99, 0),
        (f"{NAME}__sheets.xls", 0.99, 0),
        ("real/huaian-2024.pdf", 0.98, 0),
        (f"{NAME}__template.doc", 0.95, 0),
        (f"{NAME}__real__pdflayout.txt", 0.9, 12),
    ],
)
def test_a_city_is_read_from_any_kind_of_file(
    shared: Path, file: str, least: float, most_doubts: int
) -> None:
    truth = truth_of(shared / f"{NAME}.figures.json")
    found = read((shared / file).read_bytes())
    measured = measure(found, truth)
    assert measured.right >= least * len(truth)
    assert measured.silent == ()
    assert len(found.doubts) <= most_doubts
    assert (found.organ, found.year, found.form.id) == ("淮安市人民政府", 2024, "2021")


def test_text_copied_from_a_pdf_viewer_is_declined_without_a_wrong_figure(shared: Path) -> None:
    found = read((shared / f"{NAME}__real__pdfcopy.txt").read_bytes())
    assert measure(found, truth_of(shared / f"{NAME}.figures.json")).silent == ()
    assert any("直接打开这个 PDF" in doubt.sentence for doubt in found.doubts)


@pytest.mark.parametrize(
    ("file", "says"),
    [(f"{NAME}__scan200.pdf", "扫描件，没有文字层"), ("real/template-2021.docx", "空白的格式")],
)
def test_a_scan_and_a_blank_template_are_declined(shared: Path, file: str, says: str) -> None:
    with pytest.raises(NotAReportError, match=says):
        read((shared / file).read_bytes())


def test_the_prose_and_the_contact_of_a_pdf_are_read(shared: Path) -> None:
    found = read((shared / "real" / "huaian-2024.pdf").read_bytes())
    assert found.sections["overview"].count("\n") == 5
    assert found.sections["other"].endswith("信息处理费3940元。")
    assert found.details["postcode"] == "223001"
    assert found.details["address"] == "淮安市翔宇南道1号"
