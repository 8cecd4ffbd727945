"""An edition of the form that nobody has seen prints without a line of Python."""

from __future__ import annotations

import io

import pdfplumber

from report_desk.core.edits.apply import ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.output.printout import PrintOptions, printout
from report_desk.core.sheet import evaluate
from report_desk.publish.pdf.export import publish_pdf
from tests.core.form.test_third_format import third_format


def test_its_rows_columns_and_missing_table_are_on_the_page() -> None:
    form = third_format()
    sheet = apply(evaluate(form, new_report(form, "r", "示例局", 2031)), ZeroBlanks()).sheet
    published = publish_pdf(printout(sheet, PrintOptions(draft=True)))
    with pdfplumber.open(io.BytesIO(published.data)) as document:
        text = "".join("".join(page.extract_text().split()) for page in document.pages)
    assert "暂缓公开" in text
    assert "个人" in text
    assert "行政复议、行政诉讼情况" not in text.split("一、总体情况", 1)[1]
