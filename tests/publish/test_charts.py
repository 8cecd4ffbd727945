"""Charts: drawn once, shown in the window and printed, in the program's own fonts and, on paper, in greys."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.across.chart import PAPER, Bar, Chart, Inks, pages
from report_desk.core.output.printout import ChartBlock, Heading, Paragraph, PrintOptions, Printout
from report_desk.publish import charts, geometry
from report_desk.publish.pdf.export import publish_chart, publish_pdf
from tests.publish.validator import validate, why_absent

if TYPE_CHECKING:
    from PIL.Image import Image

    from report_desk.core.output.printout import Block

DARK = Inks("#25282c", "#e7e7e4", "#a3a9b1", "#34383d", "#3a6ba3", "#4b5058", "#f58a84")
CHART = Chart(
    "表三 本年新收，自然人",
    "件",
    ("2024年", "2023年"),
    (
        Bar("区自然资源和规划局", (412, 21), is_loud=True),
        Bar("东山镇人民政府", (65, 30)),
        Bar("名称非常长的一个单位" * 4, (40, None)),
        Bar("区水务局", (None, 7)),
        Bar("区财政局", (0, 0)),
    ),
    largest=412,
    middle=40,
    note="另有 9 个单位没有画出。",
)


ROOT = Path(__file__).resolve().parents[2]


def words(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def printed(*parts: Chart) -> Printout:
    drawn = [ChartBlock(one, "a") for one in parts]
    blocks: tuple[Block, ...] = (Heading("一、图", "a"), Paragraph("下图：", "a"), *drawn)
    options = PrintOptions(bundled_fonts=True)
    return Printout(("示例区2024年度", "横向比较"), "示例区", 2024, blocks, options, "")


def test_the_windows_page_is_as_large_as_the_chart_and_says_every_name_and_value() -> None:
    pdf = publish_chart(CHART, DARK, 700, 12)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        assert (page.width, round(page.height, 2)) == (700, round(charts.height_of(CHART, 12), 2))
    said = words(pdf)
    for text in ("区自然资源和规划局", "412", "▲", "2023年", "中间数 40", "未填", "…", "另有 9 个单位"):
        assert text in said
    assert "名称非常长的一个单位" * 4 not in said
    assert said == words(publish_chart(CHART, DARK, 700, 12))
    assert publish_chart(CHART, DARK, 700, 12) == pdf


def longest(picture: Image, ink: tuple[int, int, int]) -> int:
    """The longest level run of dots in one ink."""
    found = 0
    for y in range(picture.height):
        run = 0
        for x in range(picture.width):
            run = run + 1 if picture.getpixel((x, y)) == ink else 0
            found = max(found, run)
    return found


def test_bars_are_as_long_as_their_values_and_the_loud_one_has_its_own_ink() -> None:
    pdf = publish_chart(replace(CHART, series=("",), middle=None), DARK, 700, 12)
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    assert picture.getpixel((1, 1)) == (0x25, 0x28, 0x2C)
    loud, usual = longest(picture, (0xF5, 0x8A, 0x84)), longest(picture, (0x3A, 0x6B, 0xA3))
    assert loud / usual == pytest.approx(412 / 65, rel=0.03)


def test_values_below_nothing_go_to_the_left() -> None:
    chart = Chart("差", "", ("2024年",), (Bar("甲", (-5,)), Bar("乙", (10,))), 10, -5)
    pdf = publish_chart(chart, PAPER, 400, 10)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        boxes = [box for box in document.pages[0].rects if 5 < box["height"] < 12]
    below, above = sorted(boxes, key=lambda box: box["x0"])[:2]
    assert below["x1"] == pytest.approx(above["x0"], abs=0.01)
    assert above["width"] == pytest.approx(2 * below["width"], rel=0.01)
    assert "-5" in words(pdf)


def test_the_first_name_stands_further_from_the_key_than_from_the_next_name() -> None:
    """What stands nearer to the key than rows to each other reads as one of its words."""
    for chart in (CHART, replace(CHART, series=("2024年",)), replace(CHART, title="", middle=None)):
        with pdfplumber.open(io.BytesIO(publish_chart(chart, PAPER, 700, 12))) as document:
            found = document.pages[0].extract_words(x_tolerance=1, y_tolerance=1)
        key = max(one["bottom"] for one in found if one["text"].startswith(("2024", "2023", "突出")))
        names = [one for one in found if one["text"].startswith(("区自然", "东山镇"))]
        first, second = sorted(names, key=lambda one: one["top"])
        assert first["top"] - key >= second["top"] - first["bottom"] - charts.SECOND_BAR * 12, chart.series
        assert first["top"] - key >= 12 * charts.BETWEEN


def test_an_empty_chart_and_odd_characters_are_drawn_all_the_same() -> None:
    assert publish_chart(Chart("空", "件", ("2024年",), (), 0), PAPER, 300, 10).startswith(b"%PDF")
    odd = Chart("", "", ("2024年",), (Bar("甲\u202e\U0002ffff局", (1,)),), 1)
    assert "〓" in words(publish_chart(odd, PAPER, 300, 10))


def test_on_paper_a_chart_embeds_the_programs_fonts_and_holds_greys_alone() -> None:
    pdf = publish_pdf(printed(CHART)).data
    assert "区自然资源和规划局" in words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            fonts = page.resources.Font
            assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())
            operators = {str(one.operator) for one in pikepdf.parse_content_stream(page)}
            assert not operators & {"rg", "RG", "k", "K", "sc", "scn", "cs", "CS"}
        figure = [kid for kid in document.Root.StructTreeRoot.K.K if kid.S == "/Figure"]
    assert len(figure) == 1
    assert "区自然资源和规划局 412、21（突出）" in str(figure[0].Alt)


def test_a_long_chart_goes_over_pages_and_never_over_their_edge() -> None:
    bars = tuple(Bar(f"第{at}局", (100 - at, at)) for at in range(60))
    whole = Chart("数", "件", ("2024年", "2023年"), bars, 100)
    pdf = publish_pdf(printed(*pages(whole))).data
    lowest = geometry.PAGE_HEIGHT - geometry.BOTTOM
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            assert all(box["bottom"] <= lowest + 0.5 for box in page.rects)
        named = [word for page in document.pages for word in page.extract_text().split() if "局" in word]
    assert sum(name.startswith("第") for name in named) == 60


@pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "veraPDF is there")
def test_pages_with_a_chart_are_archive_files_and_accessible(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    path.write_bytes(publish_pdf(printed(CHART)).data)
    verdict = validate([path])
    assert verdict.passed, verdict.words


def test_a_report_without_a_chart_does_not_wait_for_the_library_of_charts() -> None:
    """It takes as long to import as all that sets a page."""
    script = (
        "import sys; from tests.publish.printouts import printout_with; "
        "from report_desk.publish.pdf.export import publish_pdf; publish_pdf(printout_with()); "
        "print(sorted(name for name in sys.modules if name.startswith('reportlab.graphics')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
