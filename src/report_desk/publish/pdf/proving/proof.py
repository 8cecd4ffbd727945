"""Whether a PDF is what a report prints: its data read and computed, its pages made again and compared.

Nothing that the PDF says of itself is believed. Its record is read and its fingerprint computed; the
report is printed again in the way that the record states; the bytes are compared, and where another
program or another version wrote them, the characters, the place of each, and the picture of each page.
"""

from __future__ import annotations

from ctypes import c_double
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from report_desk.core.output.printout import options_of, printout
from report_desk.core.output.proof import Pages, Proof
from report_desk.core.ports import UnreadableFileError
from report_desk.core.record import codec, published
from report_desk.core.report.model import Report
from report_desk.core.sheet import evaluate
from report_desk.pdfium import TURN
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.pdf.proving.carried import carried_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.sheet import Sheet

_SCALE = 1.5
"""Pixels per point of the pictures compared: at 108 dpi a 3 is no 8, and a page takes 20 ms."""
_HAIR = 0.05
"""Points by which a glyph may stand elsewhere: what rounding a number to three places comes to, and more."""
_MOST_CHARACTERS = 200_000
"""Characters that pdfium may report for a page; a full page of ours has some two thousand."""


def prove(pdf: bytes, sheet: Sheet) -> Proof:
    """What a PDF is shown to be, beside a report.

    Raises UnreadableFileError where it carries no data of this program's, or data that is damaged.
    """
    carried = read_carried(pdf)
    report, stated = carried.report, carried.fingerprint
    has_same_data = (
        report.format == sheet.report.format and evaluate(sheet.form, report).fingerprint == sheet.fingerprint
    )
    if not has_same_data:
        return Proof(report, stated, has_same_data=False, pages=Pages.NOT_COMPARED)
    try:
        options = options_of(carried.options)
    except ValueError:
        return Proof(report, stated, has_same_data=True, pages=Pages.NOT_COMPARED)
    ours = publish_pdf(printout(sheet, options)).data
    pages, page, faces = (Pages.SAME_BYTES, 0, ()) if ours == pdf else _compared(pdf, ours)
    return Proof(report, stated, has_same_data=True, pages=pages, page=page, faces=faces)


def read_carried(pdf: bytes) -> published.Published:
    """Read the published record that is attached to a PDF made by this program.

    A PDF of the first version carries the whole saved report; that is read as what prints of it, without
    its history. Raises UnreadableFileError where there is none, or where it is damaged.
    """
    data = carried_record(pdf)
    if data is None:
        raise UnreadableFileError("这个PDF里没有随附的年报数据，不是本程序导出的，或者被别的软件重新存过。")
    try:
        if published.Kind.PUBLISHED.encode() in data:
            return published.read(data)
        return _of_first_version(codec.read(data).report)
    except codec.DamagedRecordError as error:
        why = f"有 {len(error.mistakes)} 处残缺" if error.mistakes else str(error).rstrip("。")
        raise UnreadableFileError(f"这个PDF随附的数据读不出来：{why}。") from None


def _compared(theirs: bytes, ours: bytes) -> tuple[Pages, int, tuple[str, ...]]:
    """How far the pages agree, the first that does not, and the faces that could not be had here."""
    with TURN:
        return _held_together(theirs, ours)


def _held_together(theirs: bytes, ours: bytes) -> tuple[Pages, int, tuple[str, ...]]:
    try:
        document = pypdfium2.PdfDocument(theirs)
    except pypdfium2.PdfiumError:
        return Pages.DIFFERENT, 1, ()
    expected = pypdfium2.PdfDocument(ours)
    try:
        pages, page = _first_difference(document, expected)
        lacking = () if pages is Pages.SAME_GLYPHS else tuple(sorted(_faces(document) - _faces(expected)))
    finally:
        expected.close()
        document.close()
    return (Pages.OTHER_FACES, page, lacking) if lacking else (pages, page, ())


def _faces(document: pypdfium2.PdfDocument) -> set[str]:
    """The names of the faces that show anything, without the prefix of a subset."""
    names: set[str] = set()
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue
        texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,))
        names |= {text.get_font().get_base_name().rpartition("+")[2] for text in texts}
        page.close()
    return names


def _of_first_version(report: Report) -> published.Published:
    """What a saved report prints, without what it holds besides."""
    bare = Report(
        id="",
        format=report.format,
        year=report.year,
        organ=report.organ,
        details=report.details,
        sections=report.sections,
        figures=report.figures,
        declared=report.declared,
    )
    return published.Published(bare, "", {})


def _first_difference(theirs: pypdfium2.PdfDocument, ours: pypdfium2.PdfDocument) -> tuple[Pages, int]:
    found, at = Pages.SAME_GLYPHS, 0
    for number in range(max(len(theirs), len(ours))):
        if number >= min(len(theirs), len(ours)):
            return Pages.DIFFERENT, number + 1
        one = _page(theirs, ours, number)
        if one is Pages.DIFFERENT:
            return one, number + 1
        if one is Pages.SAME_TEXT and found is not one:
            found, at = one, number + 1
    return found, at


def _page(theirs: pypdfium2.PdfDocument, ours: pypdfium2.PdfDocument, number: int) -> Pages:
    if any(
        abs(a - b) > 1 for a, b in zip(theirs.get_page_size(number), ours.get_page_size(number), strict=True)
    ):
        return Pages.DIFFERENT
    try:
        found, expected = (list(_characters(document[number])) for document in (theirs, ours))
    except pypdfium2.PdfiumError:
        return Pages.DIFFERENT
    if [character for character, *_ in found] != [character for character, *_ in expected]:
        return Pages.DIFFERENT
    stands = all(
        abs(x - left) <= _HAIR and abs(y - base) <= _HAIR
        for (_, x, y), (_, left, base) in zip(found, expected, strict=True)
    )
    looks = stands and _picture(theirs[number]) == _picture(ours[number])
    return Pages.SAME_GLYPHS if looks else Pages.SAME_TEXT


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[int, float, float]]:
    """Every character of a page with the origin of its glyph in points, in the order of the content."""
    text = page.get_textpage()
    try:
        x, y = c_double(), c_double()
        for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            yield raw.FPDFText_GetUnicode(text, index), x.value, y.value
    finally:
        text.close()
        page.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """A page as grey pixels, with all that stands upon it: notes and form fields too."""
    bitmap: Any = page.render(scale=_SCALE, grayscale=True, may_draw_forms=True)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()
        page.close()
