"""Addresses in the text can be followed: where they stand, and told to those who do not see them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from report_desk.core.output.printout import Heading, Paragraph, Printout
from report_desk.publish.pages.spans import LINK, address_of, roles_of
from report_desk.publish.pdf.export import publish_pdf
from tests.publish import probe, validator
from tests.publish.printouts import printout_with

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://www.example-site.gov.cn/zwgk/information-disclosure/annual-reports/2024/index(1).html"
TEXT = f"（一）主动公开。网址：{SITE}，邮箱info@example.gov.cn。电话010-62000000。"


def with_text(*texts: str) -> Printout:
    blocks = (Heading("一、总体情况", "overview"), *(Paragraph(text, "overview") for text in texts))
    return replace(printout_with(), blocks=blocks)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("见https://a.gov.cn/x。", ["https://a.gov.cn/x"]),
        ("见http://a.gov.cn/x.", ["http://a.gov.cn/x"]),
        ("（http://a.gov.cn/x）", ["http://a.gov.cn/x"]),
        ("邮箱a.b-c@d.gov.cn；", ["mailto:a.b-c@d.gov.cn"]),
        ("邮箱@这里，比例3:5，a@b", []),
        ("www.a.gov.cn", []),
        ("见http://a.cn/和 b@c.cn", ["http://a.cn/", "mailto:b@c.cn"]),
    ],
)
def test_addresses_are_found(text: str, addresses: list[str]) -> None:
    spans = roles_of(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert [address_of(text[span.start : span.end]) for span in spans if span.kind == LINK] == addresses


def test_a_link_lies_on_its_address_and_is_told() -> None:
    printed = with_text(TEXT)
    data = publish_pdf(printed).data
    assert probe.faults(data, printed) == []
    (glyphs,) = probe.glyphs_of(data)
    with pikepdf.open(BytesIO(data)) as document:
        under = {"mailto:info@example.gov.cn": "", SITE: ""}
        for found in document.pages[0].Annots:
            left, bottom, right, top = map(float, found.Rect)
            under[str(found.A.URI)] += "".join(
                glyph.text
                for glyph in glyphs
                if bottom < glyph.baseline < top and left - 0.1 <= glyph.left < right - 0.1
            )
            assert str(found.Contents) == str(found.A.URI)
            owner = dict(zip(*[iter(document.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
            assert owner[found.StructParent].S == "/Link"
        assert under == {"mailto:info@example.gov.cn": "info@example.gov.cn", SITE: SITE}
        kinds = [str(kid.S) for kid in document.Root.StructTreeRoot.K.K]
        assert kinds == ["/H1", "/H2", "/H3", "/P"]
        (paragraph,) = (kid for kid in document.Root.StructTreeRoot.K.K if kid.S == "/P")
        assert [str(kid.S) for kid in paragraph.K] == ["/Span", "/Link", "/Span", "/Link", "/Span"]


def test_an_address_is_extracted_whole(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: poppler-utils is not installed")
    file = tmp_path / "links.pdf"
    file.write_bytes(publish_pdf(with_text(TEXT)).data)
    said = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True, timeout=60
    )
    assert SITE in said.stdout.replace("\n", "")


def test_pages_with_links_are_an_archive(tmp_path: Path) -> None:
    if why := validator.why_absent():
        pytest.skip(why)
    file = tmp_path / "links.pdf"
    file.write_bytes(publish_pdf(with_text(TEXT, *["字" * 200] * 6, "邮箱a@b.gov.cn")).data)
    verdict = validator.validate([file])
    assert verdict.passed, verdict.words
