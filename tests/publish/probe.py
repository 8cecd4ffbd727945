"""Read a finished PDF as a stranger would, and say what is wrong with its pages.

Nothing of the composer is used here: positions come from pdfium, structure from pikepdf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

from report_desk.core.output.printout import Heading, PageNumbers, Paragraph, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.output.printout import Printout

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, HEIGHT - 37 * MM, HEIGHT - 262 * MM
BODY, TITLE, NUMBER, SMALLEST = 16.0, 22.0, 14.0, 9.0
FORBIDDEN_FIRST = "，。、；：？！”’）》】〉」』…—·%"
FORBIDDEN_LAST = "‘“（《【〈「『"
OPENING = FORBIDDEN_LAST
CLOSING = "，。、；：？！”’）》】〉」』"
HANZI = "\u4e00-\u9fff"
LEAST_AIR = BODY / 8 - 0.7
"""Between Chinese and Latin on a line without two hanzi beside each other, which would tell its usual gap."""
_HAIR = 0.04
"""In points: what rounding comes to."""
_NOT_PRINTED = 15 * MM
"""A strip at the foot that many printers leave blank; twice as wide as they need."""
UNITS = "年月日件条项%号"


class Glyph(NamedTuple):
    """A shown character: its cell from ``left`` to ``right``, its baseline, its type size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class SetLine:
    """One line of the body as it stands on a page."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """Where the first character's ink may begin: an opening mark leaves its blank half outside."""
        first = self.glyphs[0]
        return first.left + BODY / 2 if first.text in OPENING else first.left

    @property
    def right(self) -> float:
        """Where the last visible character ends; a closing mark may leave its blank half outside."""
        last = next(glyph for glyph in reversed(self.glyphs) if glyph.text != " ")
        return (
            max(RIGHT, last.right - BODY / 2) if last.text in CLOSING and last.right > RIGHT else last.right
        )

    @property
    def cells(self) -> float:
        """Its length in characters of the grid: Latin as it is wide, meeting marks as one and a half."""
        own = sum(1.0 if glyph.text >= "\u2000" or glyph.text == "·" else (glyph.right - glyph.left) / BODY
                  for glyph in self.glyphs)  # fmt: skip
        meeting = re.findall(f"[{CLOSING}](?=[{CLOSING}“‘（《【〈「『])|[“‘（《](?=[“‘（《])", self.text)
        outside = max(0.0, self.glyphs[-1].right - RIGHT)
        return own - 0.5 * len(meeting) - outside / BODY


def glyphs_of(pdf: bytes) -> list[list[Glyph]]:
    """Every character of every page, in the order of the content."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(list(_glyphs(text.raw, raw.FPDFText_CountChars(text.raw))))
        text.close()
        page.close()
    document.close()
    return pages


def _glyphs(text: object, count: int) -> Iterator[Glyph]:
    x, y, box = raw.c_double(), raw.c_double(), raw.FS_RECTF()
    skip = 0
    for index in range(count):
        if skip:
            skip -= 1
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            low = raw.FPDFText_GetUnicode(text, index + 1)
            code, skip = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), 1
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        size = raw.FPDFText_GetFontSize(text, index)
        yield Glyph(chr(code), x.value, box.right, y.value, round(size, 2))


def body_lines(pages: Sequence[Sequence[Glyph]]) -> list[SetLine]:
    """The lines of the body, in reading order."""
    lines = []
    for index, page in enumerate(pages):
        body = [glyph for glyph in page if glyph.size == BODY]
        for _, group in groupby(body, key=lambda glyph: round(glyph.baseline, 1)):
            lines.append(SetLine(index, tuple(group)))
    return lines


def paragraphs_of(printout: Printout) -> list[str]:
    """The texts set in body size, in order."""
    return [block.text for block in printout.blocks if isinstance(block, (Heading, Paragraph)) and block.text]


def split_lines(lines: Sequence[SetLine], texts: Sequence[str]) -> list[tuple[str, list[SetLine]]]:
    """Deal the lines out to the texts; raises ValueError where the pages do not say what they should.

    Spaces do not count: pdfium leaves out those at the end of a line.
    """
    dealt, at = [], 0
    for text in texts:
        own: list[SetLine] = []
        wanted, said = text.replace(" ", ""), ""
        while said != wanted:
            if at == len(lines) or not wanted.startswith(said):
                raise ValueError(f"not set verbatim: {wanted[:40]} … {said[:80]}")
            own.append(lines[at])
            said += lines[at].text.replace(" ", "")
            at += 1
        dealt.append((text, own))
    return dealt


def faults(pdf: bytes, printout: Printout) -> list[str]:
    """All that is wrong with the pages of a printout; empty for a faultless one."""
    pages = glyphs_of(pdf)
    body = [page[:] for page in pages[_unnumbered(printout) :]]
    dealt = split_lines(body_lines(body), paragraphs_of(printout))
    found = [*_margin_faults(body), *_size_faults(pages), *_number_faults(body, printout)]
    found += _foot_faults(body)
    for text, lines in dealt:
        found += [*_line_faults(text, lines), *latin_faults(lines)]
    found += _heading_faults(dealt, printout)
    found += _table_faults(pdf, printout)
    return found


def _unnumbered(printout: Printout) -> int:
    """The pages before page 1: a cover, and its blank back where odd and even pages differ."""
    options = printout.options
    return (1 + (options.page_numbers is PageNumbers.OUTER)) if options.cover else 0


def _line_faults(text: str, lines: Sequence[SetLine]) -> Iterator[str]:
    for line in lines[1:]:
        if line.text[0] in FORBIDDEN_FIRST:
            yield f"begins with a forbidden mark: {line.text}"
        if abs(line.left - LEFT) > 1 * MM:
            yield f"left edge off by {line.left - LEFT:.1f} pt: {line.text}"
    for line, following in pairwise(lines):
        if line.text.rstrip()[-1] in FORBIDDEN_LAST:
            yield f"ends with a forbidden mark: {line.text}"
        if line.text[-1].isdigit() and (following.text[0].isdigit() or following.text[0] in UNITS):
            yield f"number torn: {line.text[-6:]}|{following.text[:6]}"
        if abs(line.right - RIGHT) > 1 * MM:
            yield f"right edge off by {line.right - RIGHT:.1f} pt: {line.text}"
        indent = 2 if line is lines[0] else 0
        saves_the_last = following is lines[-1] and len(following.text) <= 4
        bound = re.search(r"[!-~]{2}|—|…", line.text + following.text[:12])
        if not 26.95 <= line.cells + indent <= 29.05 and not bound and not saves_the_last:
            yield f"{line.cells + indent:.2f} characters: {line.text}"
    last = [character for character in lines[-1].text if character not in FORBIDDEN_FIRST]
    # A number with its unit is one word: where one ends the line before, nothing less could go with the last.
    is_bound = len(lines) > 1 and re.search(r"[!-~]{2}[^!-~]{0,4}$", lines[-2].text)
    if len(lines) > 1 and len(last) <= 1 and not is_bound:
        yield f"lonely last line {lines[-1].text!r} of {text[:20]}"


def latin_faults(lines: Sequence[SetLine]) -> Iterator[str]:
    """Latin words are set as they are; an eighth of an em stands beside Chinese, typed or not."""
    for line in lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.text != " "]
        typed = {before for before, after in pairwise(line.glyphs) if after.text == " "}
        pairs = [(before.text + after.text, after.left - before.right) for before, after in pairwise(glyphs)]
        usual = next((gap for pair, gap in pairs if re.fullmatch(f"[{HANZI}]{{2}}", pair)), None)
        for (pair, gap), before in zip(pairs, glyphs, strict=False):
            is_inside = re.fullmatch(r"[!-~]{2}", pair) is not None and before not in typed
            if is_inside and abs(gap) > _HAIR:
                yield f"letters {gap:.2f} pt apart in {pair}: {line.text}"
            if re.fullmatch(rf"[{HANZI}][0-9A-Za-z]|[0-9A-Za-z%][{HANZI}]", pair) and (
                gap < LEAST_AIR if usual is None else abs(gap - usual - BODY / 8) > _HAIR
            ):
                yield f"{gap:.2f} pt of air in {pair}: {line.text}"


def _margin_faults(pages: Sequence[Sequence[Glyph]]) -> Iterator[str]:
    for index, page in enumerate(pages):
        main = [glyph for glyph in page if glyph.baseline > BOTTOM and glyph.text != " "]
        top = max(glyph.baseline + 0.88 * glyph.size for glyph in main)
        if not TOP - 1 * MM <= top <= TOP + 1 * MM:
            yield f"page {index + 1}: top margin {(HEIGHT - top) / MM:.2f} mm"
        for glyph in main:
            beyond = glyph.right - (BODY / 2 if glyph.text in CLOSING and glyph.size == BODY else 0)
            begins = glyph.left + (BODY / 2 if glyph.text in OPENING and glyph.size == BODY else 0)
            if begins < LEFT - 1 * MM or beyond > RIGHT + 1 * MM:
                yield f"page {index + 1}: {glyph.text!r} outside the text block"


def _size_faults(pages: Sequence[Sequence[Glyph]]) -> Iterator[str]:
    for index, page in enumerate(pages):
        for glyph in page:
            if glyph.size < SMALLEST:
                yield f"page {index + 1}: {glyph.text!r} at {glyph.size} pt"


def _number_faults(pages: Sequence[Sequence[Glyph]], printout: Printout) -> Iterator[str]:
    for shown, page in enumerate(pages, start=1):
        foot = [glyph for glyph in page if glyph.baseline < BOTTOM and glyph.size == NUMBER]
        text = "".join(glyph.text for glyph in foot if glyph.text != " ")
        if text != f"—{shown}—":
            yield f"page {shown} is numbered {text!r}"
            continue
        left, right = foot[0].left, foot[-1].right
        if printout.options.page_numbers is PageNumbers.CENTRED:
            off = (left + right) / 2 - (LEFT + RIGHT) / 2
        else:
            off = right - (RIGHT - NUMBER) if shown % 2 else left - (LEFT + NUMBER)
        if abs(off) > 1 * MM:
            yield f"number of page {shown} off by {off:.1f} pt"
        stroke = HEIGHT - foot[0].baseline - 0.27 * NUMBER
        if abs(stroke - (262 + 7) * MM) > 1 * MM:
            yield f"number of page {shown} stands {stroke / MM:.1f} mm down"


def _foot_faults(pages: Sequence[Sequence[Glyph]]) -> Iterator[str]:
    """What stands below the text is apart from the page number: on another line, or a type size beside."""
    for index, page in enumerate(pages, start=1):
        foot = [glyph for glyph in page if glyph.baseline < BOTTOM and glyph.text != " "]
        number = [glyph for glyph in foot if glyph.size == NUMBER]
        for glyph in foot:
            if glyph.size == NUMBER or not number:
                continue
            apart = max(number[0].left - glyph.right, glyph.left - number[-1].right)
            below = number[0].baseline - 0.12 * NUMBER - (glyph.baseline + 0.88 * glyph.size)
            if apart < glyph.size and below < 0:
                yield f"page {index}: {glyph.text!r} at the foot {apart:.1f} pt from the page number"
            if glyph.baseline < _NOT_PRINTED:
                yield f"page {index}: {glyph.text!r} where printers do not print"


def _heading_faults(dealt: Sequence[tuple[str, list[SetLine]]], printout: Printout) -> Iterator[str]:
    headings = {block.text for block in printout.blocks if isinstance(block, Heading)}
    for (text, lines), (_, following) in pairwise(dealt):
        if text in headings and text not in _before_tables(printout):
            second = following[min(1, len(following) - 1)]
            if lines[-1].page != second.page:
                yield f"heading left behind: {text}"


def _before_tables(printout: Printout) -> set[str]:
    pairs = pairwise(printout.blocks)
    return {
        first.text for first, second in pairs if isinstance(first, Heading) and isinstance(second, TableBlock)
    }


def _table_faults(pdf: bytes, printout: Printout) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        document_tag = document.Root.StructTreeRoot.K
        found = [kid for kid in document_tag.K if kid.S == "/Table"]
        if len(found) != sum(isinstance(block, TableBlock) for block in printout.blocks):
            yield f"{len(found)} tables"
        headings = {}
        for kid, after in zip(document_tag.K, list(document_tag.K)[1:], strict=False):
            if after.S == "/Table":
                headings[after.objgen] = kid
        for table in found:
            pages = {numbers[cell.Pg.objgen] for row in _rows(table) for cell in row.K if "/Pg" in cell}
            if len(pages) != 1:
                yield f"table torn over pages {sorted(pages)}"
            heading = headings[table.objgen]
            if heading.S == "/Table":
                yield "table in several parts"
            elif numbers[heading.Pg.objgen] not in pages:
                yield "heading apart from its table"


def _rows(table: pikepdf.Object) -> list[pikepdf.Object]:
    """The rows of a table, of its head and then of its body."""
    kinds = [str(part.S) for part in table.K]
    if kinds not in (["/THead", "/TBody"], ["/TBody"]):
        raise ValueError(f"a table is made of {kinds}")
    return [row for part in table.K for row in part.K]
