"""A PDF is proven by making its pages again; nothing that it says of itself is believed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import asdict, replace

from report_desk import resources
from report_desk.core.edits.apply import SetText, apply
from report_desk.core.output.printout import PageNumbers, PrintOptions, printout
from report_desk.core.output.proof import Pages
from report_desk.core.ports import UnreadableFileError
from report_desk.core.record import codec
from report_desk.core.sheet import Sheet, evaluate
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.pdf.proving.proof import prove, read_carried
from tests.publish.cases import sample

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    report = codec.read(resources.path("samples/2025.rdesk").read_bytes()).report
    return evaluate(resources.format_by_id(report.format), report)


@pytest.fixture(scope="module")
def pdf(sheet: Sheet) -> bytes:
    return publish_pdf(printout(sheet)).data


def each_option() -> list[PrintOptions]:
    """As usual, with each option alone, also one that is added later, and with all but the draft's."""
    usual = PrintOptions()
    others = {name: _other(value) for name, value in asdict(usual).items()}
    alone = [replace(usual, **{name: value}) for name, value in others.items()]
    return [usual, *alone, replace(usual, **{**others, "draft": False})]


def _other(usual: object) -> object:
    if isinstance(usual, PageNumbers):
        return next(one for one in PageNumbers if one is not usual)
    assert isinstance(usual, bool), "say in this test what else the option may be"
    return not usual


@pytest.mark.parametrize("options", each_option(), ids=str)
def test_pages_are_made_again_in_the_way_they_were_printed(sheet: Sheet, options: PrintOptions) -> None:
    proof = prove(publish_pdf(printout(sheet, options)).data, sheet)
    assert (proof.has_same_data, proof.pages, proof.holds) == (True, Pages.SAME_BYTES, True)


def test_another_report_is_not_compared_page_by_page(pdf: bytes, sheet: Sheet) -> None:
    proof = prove(pdf, apply(sheet, SetText("other", "没有别的事项。")).sheet)
    assert (proof.has_same_data, proof.pages, proof.holds) == (False, Pages.NOT_COMPARED, False)


def saved(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def replaced(document: pikepdf.Pdf, pattern: bytes, by: bytes) -> None:
    page = document.pages[1]
    content, count = re.subn(pattern, by, page.Contents.read_bytes(), count=1)
    assert count
    page.Contents = document.make_stream(content)


def with_a_note(document: pikepdf.Pdf) -> None:
    """A white patch over the first page, as a note: no character moves."""
    look = document.make_stream(b"0.5 g 0 0 200 60 re f", Type=pikepdf.Name.XObject)
    look.stream_dict.Subtype = pikepdf.Name.Form
    look.stream_dict.BBox = [0, 0, 200, 60]
    note = {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [100, 400, 300, 460], "F": 4}
    stamp = pikepdf.Dictionary(
        {f"/{k}": pikepdf.Name(v) if isinstance(v, str) else v for k, v in note.items()}
    )
    stamp.AP = pikepdf.Dictionary(N=look)
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(stamp)]))


def with_swapped_outlines(document: pikepdf.Pdf) -> None:
    """Two characters of a face change their outlines: every code and place is as before, the page lies."""
    font = next(iter(document.pages[0].Resources.Font.values())).DescendantFonts[0]
    face = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
    full = [name for name, (advance, _) in face["hmtx"].metrics.items() if advance == face["head"].unitsPerEm]
    one, other = [name for name in full if face["glyf"][name].numberOfContours > 0][:2]
    face["glyf"][one], face["glyf"][other] = face["glyf"][other], face["glyf"][one]
    changed = BytesIO()
    face.save(changed)
    font.FontDescriptor.FontFile2 = document.make_stream(changed.getvalue())


def in_another_face(document: pikepdf.Pdf) -> None:
    """As if it had been printed where the official faces are installed: other lines in another face."""
    replaced(document, rb"BDC 1 0 0 1 [\d.]+ ", rb"BDC 1 0 0 1 300 ")
    for font in document.pages[0].Resources.Font.values():
        font.BaseFont = font.DescendantFonts[0].BaseFont = pikepdf.Name("/ABCDEF+FangSong_GB2312")


def test_pages_in_faces_that_are_not_here_are_not_called_forged(pdf: bytes, sheet: Sheet) -> None:
    proof = prove(saved(pdf, in_another_face), sheet)
    assert (proof.pages, proof.faces, proof.holds) == (Pages.OTHER_FACES, ("FangSong_GB2312",), False)


def test_a_file_stored_again_by_another_program_still_proves(pdf: bytes, sheet: Sheet) -> None:
    assert prove(saved(pdf, lambda _: None), sheet).pages is Pages.SAME_GLYPHS


@pytest.mark.parametrize(
    ("change", "pages", "page"),
    [
        (lambda document: replaced(document, rb"(?s)Tf \((..)(..)", rb"Tf (\2\1"), Pages.DIFFERENT, 2),
        (
            lambda document: replaced(document, rb"BDC 1 0 0 1 [\d.]+ ", rb"BDC 1 0 0 1 300 "),
            Pages.SAME_TEXT,
            2,
        ),
        (lambda document: document.pages.append(document.pages[0]), Pages.DIFFERENT, 5),
        (lambda document: document.pages.__delitem__(3), Pages.DIFFERENT, 4),
        (with_a_note, Pages.SAME_TEXT, 1),
        (with_swapped_outlines, Pages.SAME_TEXT, 1),
    ],
    ids=["characters", "moved line", "page more", "page less", "note over it", "outlines"],
)
def test_what_was_changed_on_the_pages_is_found(
    pdf: bytes, sheet: Sheet, change: Callable[[pikepdf.Pdf], object], pages: Pages, page: int
) -> None:
    proof = prove(saved(pdf, change), sheet)
    assert (proof.has_same_data, proof.holds) == (True, False)
    assert (proof.pages, proof.page) == (pages, page)


def test_what_carries_nothing_is_told(sheet: Sheet) -> None:
    with pytest.raises(UnreadableFileError, match="不是本程序导出"):
        prove(b"%PDF-1.4\n%%EOF", sheet)


def test_a_pdf_of_the_first_version_gives_its_report_without_history(sheet: Sheet) -> None:
    from msgspec.structs import replace  # noqa: PLC0415

    old = publish_pdf(replace(printout(sheet), record=codec.write(sheet.report))).data
    assert sheet.report.previous is not None
    found = read_carried(old).report
    assert (found.previous, found.id, found.history) == (None, "", ())
    assert prove(old, sheet).pages is Pages.SAME_GLYPHS
    assert sample(2025).fingerprint == sheet.fingerprint
