"""The file itself: the same bytes every time, sound, its text and its tables readable by others."""

from __future__ import annotations

import gc
import re
import resource
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
import pikepdf
import pytest
from msgspec.structs import replace

from report_desk.core.form.grid import Role
from report_desk.core.output.printout import Heading, PageNumbers, Paragraph, PrintOptions, TableBlock
from report_desk.publish.pdf.export import publish_pdf
from tests.publish import probe
from tests.publish.cases import CASES, sample
from tests.publish.printouts import figures_of, paragraphs_of_words, printout_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_desk.core.output.printout import Printout

HOSTILE = '<img src="/etc/hostname"/> <b>&amp; </para> (\\) %PDF endstream endobj \x00\x07\u202e［x］'


def texts(printed: Printout) -> list[str]:
    return [block.text for block in printed.blocks if isinstance(block, (Heading, Paragraph))]


def extracted(data: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: poppler-utils is not installed")
    (folder / "page.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", str(folder / "page.pdf"), "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def test_same_input_gives_same_bytes_in_any_process_and_thread() -> None:
    first = publish_pdf(sample(2024)).data
    for case in CASES.values():
        publish_pdf(case())
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: publish_pdf(sample(2024)).data, range(40)))
    assert set(again) == {first}


def test_two_thousand_exports_neither_leak_nor_drift() -> None:
    printed = sample(2024)
    first = publish_pdf(printed).data
    for _ in range(300):
        publish_pdf(printed)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    last = first
    for round_ in range(1700):
        last = publish_pdf(printed if round_ % 2 else replace(printed, year=2024 + round_)).data
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 24, f"{grown:.1f} MB more after 1,700 exports"
    assert last == first


def test_text_comes_out_verbatim_and_in_order(tmp_path: Path) -> None:
    for printed in (sample(2024), sample(2025), CASES["long sections"](), CASES["format 2019"]()):
        raw = extracted(publish_pdf(printed).data, tmp_path)
        text = "".join(re.sub(r"—\s*\d+\s*—\s*\f", "", raw).split())
        position = 0
        for paragraph in texts(printed):
            wanted = "".join(paragraph.split())
            found = text.find(wanted, position)
            assert found >= 0, paragraph
            position = found + len(wanted)


def cells(data: bytes) -> Iterator[tuple[str, str]]:
    """Kind and text of every table cell, through the structure tree, in reading order."""
    marked: dict[tuple[int, int], str] = {}
    with pdfplumber.open(BytesIO(data)) as document:
        for index, page in enumerate(document.pages):
            for char in page.chars:
                if char.get("mcid") is not None:
                    key = (index, char["mcid"])
                    marked[key] = marked.get(key, "") + char["text"]
    with pikepdf.open(BytesIO(data)) as document:
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        for table in (kid for kid in document.Root.StructTreeRoot.K.K if kid.S == "/Table"):
            for cell in (cell for part in table.K for row in part.K for cell in row.K):
                content = int(cell.K) if "/K" in cell else None
                yield str(cell.S), "" if content is None else marked[numbers[cell.Pg.objgen], content]


def test_every_cell_is_reachable_through_the_structure_tree() -> None:
    printed = printout_with(values=figures_of("2021", digits=5))
    wanted = []
    for block in printed.blocks:
        if isinstance(block, TableBlock):
            for place in block.grid.places:
                figure = place.role is Role.FIGURE
                text = block.values[place.address] if place.address is not None else place.text
                wanted.append(("/TD" if figure else "/TH", text))
    assert sorted(cells(publish_pdf(printed).data)) == sorted(wanted)


def test_headings_bookmarks_and_language_are_told() -> None:
    printed = sample(2024)
    with pikepdf.open(BytesIO(publish_pdf(printed).data)) as document:
        kinds = [str(kid.S) for kid in document.Root.StructTreeRoot.K.K]
        assert kinds[:2] == ["/H1", "/P"]
        assert kinds.count("/H2") == 6
        assert "/H3" in kinds
        assert "/PageLabels" not in document.Root
        assert kinds.count("/Table") == 3
        assert document.Root.Lang == "zh-CN"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_outline() as outline:
            wanted = [block.text for block in printed.blocks if isinstance(block, Heading)]
            assert [item.title for item in outline.root] == wanted
            below = [item.title for section in outline.root for item in section.children]
        assert kinds.count("/H3") == len(below)
        assert all(re.match(r"（[一二三四五六七八九十]+）[^。：]+$", title) for title in below)
        summaries = [str(kid.A.Summary) for kid in document.Root.StructTreeRoot.K.K if kid.S == "/Table"]
        assert summaries == [block.name for block in printed.blocks if isinstance(block, TableBlock)]
        assert str(document.docinfo.Title) == "".join(printed.title)


def test_anchors_lead_to_every_section() -> None:
    published = publish_pdf(CASES["long sections"]())
    sections = [block.section for block in CASES["long sections"]().blocks if isinstance(block, Heading)]
    assert list(dict.fromkeys(anchor.section for anchor in published.anchors)) == ["preface", *sections]
    for anchor in published.anchors:
        assert 36 <= anchor.top < anchor.bottom <= 263
        assert 0 <= anchor.page < published.pages


def test_markup_and_controls_are_plain_text(tmp_path: Path) -> None:
    printed = printout_with(
        {"overview": (HOSTILE,)}, title=(HOSTILE, HOSTILE), values=dict.fromkeys(figures_of("2021"), "<b>")
    )
    data = publish_pdf(replace(printed, organ=HOSTILE)).data
    with pikepdf.open(BytesIO(data)) as document:
        assert not document.check_pdf_syntax()
    assert '<imgsrc="/etc/hostname"/><b>&amp;</para>(\\)%PDFendstreamendobj［x］' in "".join(
        extracted(data, tmp_path).split()
    )


def test_empty_report_still_prints() -> None:
    published = publish_pdf(
        printout_with({}, values={}, title=("", ""), options=PrintOptions(signature=True))
    )
    assert published.pages >= 2


def test_growth_is_linear() -> None:
    def seconds(length: int) -> float:
        printed = printout_with({"overview": paragraphs_of_words(length, "growth")})
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            publish_pdf(printed)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(200_000) < 14 * seconds(20_000)


def test_sound_to_qpdf(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    (tmp_path / "page.pdf").write_bytes(publish_pdf(sample(2025)).data)
    subprocess.run(["qpdf", "--check", str(tmp_path / "page.pdf")], check=True, capture_output=True)


@pytest.mark.parametrize("numbers", PageNumbers)
def test_page_1_behind_a_cover_is_a_right_hand_page_and_labelled_so(numbers: PageNumbers) -> None:
    options = PrintOptions(cover=True, page_numbers=numbers)
    data = publish_pdf(printout_with(options=options)).data
    with pikepdf.open(BytesIO(data)) as document:
        labels = [page.label for page in document.pages]
        with document.open_outline() as outline:
            assert outline.root[0].title == "封面"
    front = ["封面", "封二"] if numbers is PageNumbers.OUTER else ["封面"]
    assert labels == front + [str(number) for number in range(1, len(labels) - len(front) + 1)]
    if numbers is PageNumbers.OUTER:
        assert probe.glyphs_of(data)[1] == []
