"""Titles break at units of sense, subheadings are told from prose, signatures stand where they should."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from report_desk.core.limits import LONGEST_LINE
from report_desk.core.output.printout import Paragraph, PrintOptions
from report_desk.core.report.characters import printable
from report_desk.publish.fonts.setting import Role
from report_desk.publish.pages.items import signed_date
from report_desk.publish.pages.spans import roles_of
from report_desk.publish.pages.titles import title_lines
from report_desk.publish.pdf.export import publish_pdf
from tests.publish import probe
from tests.publish.printouts import ORGAN, printout_with


@pytest.mark.parametrize(
    ("organ", "lines"),
    [
        ("云溪县文化和旅游局", ("云溪县文化和旅游局",)),
        (
            "新疆维吾尔自治区巴音郭楞蒙古自治州和静县人民政府",
            ("新疆维吾尔自治区", "巴音郭楞蒙古自治州和静县人民政府"),
        ),
        (
            "示例省示例自治州示例县人民政府办公室政务服务和数据管理与政府信息公开工作领导小组",
            ("示例省示例自治州示例县人民政府办公室", "政务服务和数据管理", "与政府信息公开工作领导小组"),
        ),
        (
            "某某市高新技术产业开发区管理委员会（某某自由贸易试验区管理委员会）",
            ("某某市高新技术产业开发区管理委员会", "（某某自由贸易试验区管理委员会）"),
        ),
        ("北京市朝阳区人民政府望京街道办事处管理站", ("北京市朝阳区人民政府", "望京街道办事处管理站")),
        ("字" * 41, ("字" * 14, "字" * 14, "字" * 13)),
    ],
)
def test_title_breaks_at_units_of_sense(organ: str, lines: tuple[str, ...]) -> None:
    assert title_lines((organ,), 18) == lines


def test_a_title_of_a_million_characters_is_broken_at_once() -> None:
    begun = time.perf_counter()
    lines = title_lines(("某区" * 500_000,), 20)
    assert time.perf_counter() - begun < 10
    assert "".join(lines) == "某区" * 500_000
    assert max(map(len, lines)) == 20


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("（一）主动公开。全年公开。", [Role.SUBHEADING, Role.BODY]),
        ("（十二）监督保障", [Role.SUBHEADING]),
        ("（一）" + "很" * 60 + "长。", [Role.BODY]),
        ("1.丰富解读形式。", [Role.BODY]),
        ("（1）修订指南。", [Role.BODY]),
        ("全年（一）公开。", [Role.BODY]),
    ],
)
def test_faces_of_a_paragraph(text: str, roles: list[Role]) -> None:
    spans = roles_of(text)
    assert [span.role for span in spans] == roles
    assert "".join(text[span.start : span.end] for span in spans) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("2025-01-20", "2025年1月20日"), ("2025年1月20日", "2025年1月20日"), ("", "")],
)
def test_date_is_written_as_official_documents_write_it(typed: str, printed: str) -> None:
    assert signed_date(replace(printout_with(), signed_on=typed)) == printed


@pytest.mark.parametrize("organ_name", [ORGAN, ORGAN + "办公室"], ids=["longer date", "longer organ"])
def test_signature_ends_two_characters_from_the_right(organ_name: str) -> None:
    options = PrintOptions(signature=True)
    printed = replace(printout_with(options=options), organ=organ_name, signed_on="2025-01-20")
    lines = probe.body_lines(probe.glyphs_of(publish_pdf(printed).data))
    organ, date = lines[-2:]
    pitch = (probe.RIGHT - probe.LEFT) / 28
    assert (organ.text, date.text) == (organ_name, "2025年1月20日")
    longer = organ if organ_name != ORGAN else date
    assert longer.right == pytest.approx(probe.RIGHT - 2 * pitch, abs=0.3)
    assert max(organ.right, date.right) == longer.right
    assert date.left == pytest.approx(organ.left + 2 * pitch, abs=0.3)
    assert organ.page == date.page
    assert list(probe.latin_faults([organ, date])) == []


@pytest.mark.parametrize("lines", range(24))
def test_a_signature_never_stands_alone_on_its_page(lines: int) -> None:
    """Of consecutive lengths some end just where a page does."""
    options = PrintOptions(signature=True)
    prose = {
        "other": (
            *("字" * 200 + "。" for _ in range(6)),
            *("短。" * 3,) * (lines % 3),
            "字" * 28 * (lines + 1),
        )
    }
    printed = replace(printout_with(prose, options=options), signed_on="2025-01-20")
    pages = probe.glyphs_of(publish_pdf(printed).data)
    *body, organ, date = probe.body_lines(pages)
    assert (organ.text, date.text) == (ORGAN, "2025年1月20日")
    assert organ.page == date.page == body[-1].page == body[-2].page == len(pages) - 1
    bottoms = {
        line.page: min(one.glyphs[0].baseline for one in body if one.page == line.page) for line in body
    }
    assert min(bottoms.values()) > probe.BOTTOM
    assert organ.glyphs[0].baseline == pytest.approx(
        body[-1].glyphs[0].baseline - 2 * 225 * probe.MM / 22, abs=0.1
    )


LONG = (
    "某某省某某自治州某某高新技术产业开发区管理委员会综合行政执法与应急管理局办公室（信访局）",
    "中国人民共和国某某市某某区某某街道办事处社会事务综合服务和便民服务中心党群工作部",
    "某" * 60,
    "Office of Government Information Disclosure of the Special Economic Zone",
)


@pytest.mark.parametrize("length", [*range(24, 45), 60, 72])
@pytest.mark.parametrize("name", LONG, ids=["sense", "other", "one letter", "latin"])
def test_a_long_name_stays_within_the_text_block(name: str, length: int) -> None:
    options = PrintOptions(cover=True, signature=True)
    organ = name[:length]
    words = replace(printout_with(options=options), organ=organ, signed_on="2025-01-20")
    pages = probe.glyphs_of(publish_pdf(replace(words, title=(organ, words.title[1]))).data)
    for glyph in (
        glyph for page in pages for glyph in page if glyph.text not in f" {probe.CLOSING}{probe.OPENING}"
    ):
        assert probe.LEFT - 1 <= glyph.left <= glyph.right <= probe.RIGHT + 1, glyph
    for page in (pages[0], pages[-1]):
        assert organ.replace(" ", "") in "".join(glyph.text for glyph in page).replace(" ", "")


@pytest.mark.parametrize("length", [80, 100, 120, 160, 200, LONGEST_LINE])
@pytest.mark.parametrize("name", LONG, ids=["sense", "other", "one letter", "latin"])
def test_title_and_organ_stay_apart_on_a_cover_however_long_the_name(name: str, length: int) -> None:
    organ = (name * 12)[:length]
    words = replace(printout_with(options=PrintOptions(cover=True)), organ=organ, signed_on="2025-01-20")
    cover = probe.glyphs_of(publish_pdf(replace(words, title=(organ, words.title[1]))).data)[0]
    sizes = sorted({glyph.size for glyph in cover})
    baselines = [sorted({glyph.baseline for glyph in cover if glyph.size == size}) for size in sizes]
    (*_, highest_below), (lowest_of_title, *_) = baselines
    assert lowest_of_title - highest_below > 2 * sizes[0]
    assert baselines[0][0] >= probe.BOTTOM
    for glyph in (one for one in cover if one.text not in f" {probe.CLOSING}{probe.OPENING}"):
        assert probe.LEFT - 1 <= glyph.left <= glyph.right <= probe.RIGHT + 1, glyph


def test_cover_has_no_number_and_the_text_begins_at_one() -> None:
    options = PrintOptions(cover=True)
    printed = replace(printout_with(options=options), signed_on="2025-01-20")
    published = publish_pdf(printed)
    cover, back, first, *_ = probe.glyphs_of(published.data)
    assert back == []
    assert not [glyph for glyph in cover if glyph.size == probe.NUMBER]
    assert "".join(glyph.text for glyph in first if glyph.size == probe.NUMBER).replace(" ", "") == "—1—"
    assert {glyph.size for glyph in cover} == {26.0, 16.0}


def test_draft_says_so_on_every_page_and_clean_does_not() -> None:
    for draft in (True, False):
        printed = printout_with(options=PrintOptions(draft=draft))
        for page in probe.glyphs_of(publish_pdf(printed).data):
            foot = "".join(
                glyph.text for glyph in page if glyph.size == 9.0 and glyph.baseline < probe.BOTTOM
            )
            assert (f"草稿　内容指纹 {printed.fingerprint}" in foot) is draft


def test_fingerprint_stands_on_the_last_page_when_asked_for() -> None:
    printed = printout_with(options=PrintOptions(fingerprint=True))
    pages = ["".join(glyph.text for glyph in page) for page in probe.glyphs_of(publish_pdf(printed).data)]
    assert [printed.fingerprint in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_what_cannot_be_seen_is_not_printed() -> None:
    assert printable("\u3000\u3000甲\u200b\x00乙\t丙\ud800\ufeff ") == "甲乙 丙"


def test_a_title_longer_than_pages_is_set_like_any_text() -> None:
    printed = replace(printout_with(), title=("长" * 20_000,))
    published = publish_pdf(printed)
    first, second, *_ = probe.glyphs_of(published.data)
    assert sum(glyph.text == "长" for glyph in first) > 100
    assert sum(glyph.text == "长" for glyph in second) > 100


def test_who_a_letter_is_to_stands_at_the_margin_and_its_text_is_indented() -> None:
    printed = printout_with()
    letter = replace(
        printed,
        blocks=(
            Paragraph("云溪县档案馆：", "letter", is_flush=True),
            Paragraph("请报送年度报告。", "letter"),
        ),
    )
    glyphs = [one for one in probe.glyphs_of(publish_pdf(letter).data)[0] if one.text in "云请"]
    lefts = [round(one.left - probe.LEFT) for one in glyphs[-2:]]
    assert lefts == [0, round(2 * (probe.RIGHT - probe.LEFT) / 28)]
