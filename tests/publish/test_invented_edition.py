"""An edition that nobody has seen prints without a line of Python."""

from __future__ import annotations

import io

import pdfplumber

from report_desk.core.output.printout import printout
from report_desk.publish.pdf.export import publish_pdf
from tests.invented import filled


def test_its_words_its_new_table_and_its_totals_are_on_the_page() -> None:
    published = publish_pdf(printout(filled()))
    with pdfplumber.open(io.BytesIO(published.data)) as document:
        text = "".join("".join(page.extract_text().split()) for page in document.pages)
        tables = [table for page in document.pages for table in page.extract_tables()]
    assert "第一部分总体情况" in text
    assert "依照条例，现公布示例局2031年度报告，共七部分。" in text
    charges = next(
        table for table in tables if any("按页计收" in (cell or "") for row in table for cell in row)
    )
    assert [[(cell or "").replace("\n", "") for cell in row] for row in charges][1:] == [
        ["按件和按页", "3", "120.50"],
        ["合计", "4", "120.50"],
        ["按件计收", "2", "120.50"],
        ["按页计收", "1", "0"],
        ["减免", "1", "0"],
    ]
