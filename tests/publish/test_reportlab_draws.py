"""reportlab makes the pages: its canvas, text objects and fonts are asked, and without them nothing comes."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from reportlab import rl_config
from reportlab.lib import fonts
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.fonts.setting import Role
from report_desk.publish.pages.composer import compose
from report_desk.publish.pdf.canvas import TaggedCanvas
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.pdf.structure import write_tree
from report_desk.publish.placed import Tag, TextLine
from tests.publish import probe
from tests.publish.cases import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from report_desk.core.output.printout import Printout
    from report_desk.publish.placed import Page

PARTS: dict[str, tuple[object, str]] = {
    "pages": (Canvas, "showPage"),
    "saving": (Canvas, "save"),
    "text objects": (PDFTextObject, "__init__"),
    "places of texts": (PDFTextObject, "setTextOrigin"),
    "drawn texts": (Canvas, "drawText"),
    "registry of fonts": (pdfmetrics, "registerFont"),
    "bookmarks": (Canvas, "bookmarkPage"),
    "outline": (Canvas, "addOutlineEntry"),
    "title": (Canvas, "setTitle"),
    "paths": (Canvas, "drawPath"),
    "frames": (Canvas, "rect"),
    "pages of the document": (pdfdoc.PDFDocument, "addPage"),
}
NEAR = 0.05
"""Points between where a glyph was placed and where it is found."""
WITHOUT = ("pages", "saving", "text objects", "registry of fonts", "pages of the document")
"""Parts without which no page comes out; without the others, pages would lack what the part draws."""


@pytest.fixture
def printed() -> Printout:
    """A printout, made before anything is taken away."""
    return sample(2025)


@pytest.fixture(autouse=True)
def fresh_registry() -> None:
    """No font is registered, as in a new process."""
    rl_config._reset()


def counting(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each part of reportlab is called from here on."""
    calls: Counter[str] = Counter()

    def counted(part: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            calls[part] += 1
            return real(*given, **named)

        return call

    for part, (owner, name) in PARTS.items():
        monkeypatch.setattr(owner, name, counted(part, getattr(owner, name)))
    return calls


def lines_of(page: Page) -> list[TextLine]:
    return [mark for piece in page.pieces for mark in piece.marks if isinstance(mark, TextLine)]


def test_every_page_text_and_face_goes_through_reportlab(
    monkeypatch: pytest.MonkeyPatch, printed: Printout
) -> None:
    calls = counting(monkeypatch)
    published = publish_pdf(printed)
    composition = compose(printed).composition
    lines = [line for page in composition.pages for line in lines_of(page)]
    faces = {run.face for line in lines for run in line.runs}
    assert calls["pages"] == calls["pages of the document"] == published.pages
    assert calls["text objects"] == calls["drawn texts"] >= published.pages
    assert calls["places of texts"] == len(lines) + calls["text objects"]
    assert calls["registry of fonts"] >= len(faces) >= 4
    assert {face.key for face in faces} <= set(pdfmetrics.getRegisteredFontNames())
    assert calls["bookmarks"] == calls["outline"] == len(composition.bookmarks)
    assert sum(bookmark.level == 0 for bookmark in composition.bookmarks) == 6
    assert calls["paths"] == calls["frames"] == 3
    assert calls["title"] == calls["saving"] == 1


def readable_pages(printed: Printout) -> int:
    """The pages that a reader finds in the file; 0 where no file is made."""
    try:
        data = publish_pdf(printed).data
        return len(pypdfium2.PdfDocument(data))
    except Exception:  # noqa: BLE001 - however it fails: there is no page
        return 0


def nothing(*_: object, **__: object) -> None:
    """What is left of a part that has been taken away."""


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("taken away")


@pytest.mark.parametrize("part", WITHOUT)
@pytest.mark.parametrize("instead", [nothing, broken])
def test_without_reportlab_no_page_comes_out(
    monkeypatch: pytest.MonkeyPatch, printed: Printout, part: str, instead: Callable[..., None]
) -> None:
    monkeypatch.setattr(*PARTS[part], instead)
    assert readable_pages(printed) == 0
    monkeypatch.undo()
    assert readable_pages(printed) == 4


def test_a_registered_face_is_a_font_like_any_other_to_reportlab() -> None:
    """Text objects' own way of showing a text works with it too, and it is measured by name."""
    setting = choose_faces([(Role.BODY, "公开，（1）")]).settings[Role.BODY]
    file = BytesIO()
    canvas = TaggedCanvas(file)
    name = canvas.document.font_name(setting.faces[0])
    assert pdfmetrics.getFont(name).fontName == name
    assert pdfmetrics.stringWidth("公开", name, 16) == 32
    assert fonts.tt2ps(name, 0, 0) == name
    text = canvas.beginText(100, 700)
    text.setFont(name, 16)
    text.textLine("公开，（")
    text.textOut("公")
    canvas.drawText(text)
    canvas.showPage()
    write_tree(canvas.document, Tag("Document"), canvas.marked)
    canvas.save()
    (page,) = probe.glyphs_of(file.getvalue())
    assert "".join(glyph.text for glyph in page) == "公开，（公"


def in_order(glyphs: Iterable[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """What can be seen, each line from the left: pdfium orders the cells of a table in its own way."""
    seen = (glyph for glyph in glyphs if glyph[0] != " ")
    return sorted(seen, key=lambda glyph: (glyph[0], round(glyph[2]), glyph[1]))


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_composer_knows_where_every_glyph_stands(year: int) -> None:
    """Another format can be written from the placed pages alone: they say what pdfium finds in the PDF."""
    composition = compose(sample(year)).composition
    found = probe.glyphs_of(publish_pdf(sample(year)).data)
    for page, glyphs in zip(composition.pages, found, strict=True):
        lines = lines_of(page)
        places = [(x, line.baseline) for line in lines for _, _, x in line.glyphs()]
        said = "".join(run.text for line in lines for run in line.runs)
        seen = in_order((glyph.text, glyph.left, glyph.baseline) for glyph in glyphs)
        wanted = in_order((text, x, y) for text, (x, y) in zip(said, places, strict=True))
        assert [text for text, *_ in seen] == [text for text, *_ in wanted]
        for (_, x, y), (_, left, base) in zip(seen, wanted, strict=True):
            assert abs(x - left) < NEAR
            assert abs(y - base) < NEAR
