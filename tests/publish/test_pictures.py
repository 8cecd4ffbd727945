"""Pictures: whole on a page with their paragraph, told to those who do not see them, fit for an archive."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from report_desk import resources
from report_desk.core.output.printout import Heading, Paragraph, Picture, Printout
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.png import read_png
from tests.publish import probe, validator
from tests.publish.printouts import printout_with

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = sorted(resources.path("handbook").joinpath("images").glob("*.png"))
RED, BLUE = (200, 30, 30), (20, 40, 220)


def png(mode: str = "P", size: tuple[int, int] = (90, 60), **kept: object) -> bytes:
    """A picture, red on the left and blue on the right."""
    made = Image.new("RGB", size, RED)
    made.paste(BLUE, (size[0] // 2, 0, *size))
    file = BytesIO()
    (made.quantize(8) if mode == "P" else made.convert(mode)).save(file, "PNG", **kept)
    return file.getvalue()


def with_picture(before: int, data: bytes, width: float = 120.0) -> Printout:
    """A text of so many lines, the paragraph of a picture, the picture, and a text behind it."""
    blocks = (
        Heading("一、总体情况", "overview"),
        *(Paragraph("字。", "overview") for _ in range(before)),
        Paragraph("下面是图。", "overview"),
        Picture(data, "一幅图", "overview", width),
        Paragraph("图后面的话。", "overview"),
    )
    return replace(printout_with(), blocks=blocks)


@pytest.mark.parametrize("before", range(0, 24, 3))
def test_a_picture_stands_whole_on_the_page_of_its_paragraph(before: int) -> None:
    printed = with_picture(before, png(size=(900, 600)))
    data = publish_pdf(printed).data
    lines = probe.body_lines(probe.glyphs_of(data))
    (above,) = (line for line in lines if line.text == "下面是图。")
    (below,) = (line for line in lines if line.text == "图后面的话。")
    with pypdfium2.PdfDocument(data) as document:
        found = [
            (index, shown.get_bounds())
            for index, page in enumerate(document)
            for shown in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        ]
    ((page, (left, bottom, right, top)),) = found
    assert page == above.page
    assert right - left == pytest.approx(120 * probe.MM, abs=0.1)
    assert top - bottom == pytest.approx(80 * probe.MM, abs=0.1)
    assert (left + right) / 2 == pytest.approx((probe.LEFT + probe.RIGHT) / 2, abs=0.1)
    assert bottom >= probe.BOTTOM - 0.1
    assert above.glyphs[0].baseline > top
    assert below.page > page or below.glyphs[0].baseline + probe.BODY < bottom + 1
    assert probe.faults(data, printed) == []


@pytest.mark.parametrize("mode", ["P", "RGB", "L"])
def test_a_picture_shows_its_colours(mode: str) -> None:
    data = publish_pdf(with_picture(0, png(mode))).data
    with pypdfium2.PdfDocument(data) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
        (shown,) = document[0].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        left, bottom, right, top = shown.get_bounds()
    across = (probe.HEIGHT - (bottom + top) / 2, left + (right - left) / 4, left + (right - left) * 3 / 4)
    pixels = [page.getpixel((round(x), round(across[0]))) for x in across[1:]]
    for pixel, colour in zip(pixels, (RED, BLUE), strict=True):
        shown_as = Image.new("RGB", (1, 1), colour).convert("L" if mode == "L" else "RGB").convert("RGB")
        assert pixel == pytest.approx(shown_as.getpixel((0, 0)), abs=12)


def test_a_picture_too_large_is_made_to_fit() -> None:
    data = publish_pdf(with_picture(0, png(size=(20, 400)), width=400.0)).data
    with pypdfium2.PdfDocument(data) as document:
        bounds = [
            shown.get_bounds()
            for page in document
            for shown in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        ]
    ((left, bottom, right, top),) = bounds
    assert probe.LEFT - 0.1 <= left < right <= probe.RIGHT + 0.1
    assert probe.BOTTOM - 0.1 <= bottom < top <= probe.TOP + 0.1


def test_a_picture_tells_what_it_shows_and_is_kept_once() -> None:
    printed = with_picture(0, png())
    twice = replace(printed, blocks=(*printed.blocks, *printed.blocks))
    with pikepdf.open(BytesIO(publish_pdf(twice).data)) as document:
        figures = [kid for kid in document.Root.StructTreeRoot.K.K if kid.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["一幅图", "一幅图"]
        assert all(len(figure.A.BBox) == 4 for figure in figures)
        images = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert len(images) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        png()[:30],
        png().replace(b"IDAT", b"IDAX"),
        png("RGBA"),
        png("LA"),
        png("P", transparency=0),
        png()[:16] + bytes(8) + png()[24:],
    ],
    ids=["empty", "other", "cut", "no rows", "alpha", "grey alpha", "transparent", "no size"],
)
def test_what_cannot_be_set_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"PNG|picture"):
        read_png(data)


@pytest.mark.parametrize("file", IMAGES, ids=lambda file: file.name)
def test_the_pictures_of_the_handbook_can_be_set(file: Path) -> None:
    read = read_png(file.read_bytes())
    with Image.open(file) as opened:
        assert (read.width, read.height) == opened.size
    assert len(zlib.decompress(read.rows)) == read.height * (-(-read.width * read.bits // 8) + 1)


def test_pages_with_pictures_are_an_archive(tmp_path: Path) -> None:
    if why := validator.why_absent():
        pytest.skip(why)
    file = tmp_path / "pictures.pdf"
    grey = with_picture(1, png("L"))
    blocks = (
        *with_picture(3, IMAGES[0].read_bytes()).blocks,
        *with_picture(2, png("RGB")).blocks,
        *grey.blocks,
    )
    file.write_bytes(publish_pdf(replace(grey, blocks=blocks)).data)
    verdict = validator.validate([file])
    assert verdict.passed, verdict.words
