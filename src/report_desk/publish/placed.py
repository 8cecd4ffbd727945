"""What stands where on the pages: the layer between the composer and the writer of a file format.

The composer (``pages/``) makes these values, a writer (``pdf/``) turns them into a file. Nothing here
belongs to one format: another fixed-page format needs another writer and no change to the composer.
Lengths are points; x counts from the left edge of the page, y from its foot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_desk.core.consolidation.across.chart import Chart
    from report_desk.publish.fonts.setting import Run, Setting
    from report_desk.publish.fonts.typeface import Typeface


class Tag(Struct):
    """A node of the structure tree: what a part of the report is to a machine that reads it aloud.

    ``kind`` is a standard structure type (``H1``, ``P``, ``Table`` …); ``kids`` are its parts in reading
    order. ``scope`` and the spans belong to the cells of a table, ``summary`` to a table: what it is;
    ``alternative`` and ``box`` (left, bottom, right, top on its page) to a figure: what it shows, and where.
    """

    kind: str
    kids: list[Tag] = field(default_factory=list)
    scope: str = ""
    column_span: int = 1
    row_span: int = 1
    summary: str = ""
    alternative: str = ""
    box: tuple[float, ...] = ()

    def add(self, kind: str) -> Tag:
        """A new last part."""
        tag = Tag(kind)
        self.kids.append(tag)
        return tag


class TextLine(NamedTuple):
    """One line of text: its runs, one behind the other, from ``left`` on a ``baseline``.

    ``spread`` is added behind every character; ``scale`` draws the whole line together sideways.
    """

    left: float
    baseline: float
    size: float
    runs: tuple[Run, ...]
    spread: float = 0.0
    scale: float = 1.0

    def glyphs(self) -> Iterator[tuple[Typeface, int, float]]:
        """Every glyph of the line: its face, its number there, the x where it stands."""
        x = 0.0
        for run in self.runs:
            taken = dict(run.squeezes)
            for index, character in enumerate(run.text):
                glyph = run.face.glyph(character)
                if glyph is None:  # the composer never puts a character into a face that lacks it
                    raise LookupError(character)
                yield run.face, glyph.number, self.left + x * self.scale
                x += glyph.advance * self.size / 1000 + self.spread - taken.get(index, 0.0)


class Rules(NamedTuple):
    """Straight strokes of one weight, each from a point to a point: ``x, y, x, y``."""

    weight: float
    strokes: tuple[tuple[float, float, float, float], ...]


class Frame(NamedTuple):
    """The outline of a rectangle."""

    weight: float
    left: float
    bottom: float
    width: float
    height: float


class Shape(NamedTuple):
    """An outline filled with a grey (0 is black), moved to its place by a matrix of six numbers.

    Each step is ``move``, ``line`` or ``curve`` with the points it goes to, or ``close``.
    """

    grey: float
    matrix: tuple[float, float, float, float, float, float]
    steps: tuple[tuple[str, tuple[float, ...]], ...]


class Picture(NamedTuple):
    """A picture (the bytes of a PNG file) that fills a rectangle."""

    left: float
    bottom: float
    width: float
    height: float
    png: bytes


class Drawn(NamedTuple):
    """A chart that fills a rectangle, its type of a size and set by a setting that has learnt its texts."""

    left: float
    bottom: float
    width: float
    height: float
    chart: Chart
    setting: Setting
    size: float


Mark = TextLine | Rules | Frame | Shape | Picture | Drawn


class Piece(NamedTuple):
    """Marks that belong to one tag, or that are no content at all (then ``artifact`` says what)."""

    tag: Tag | None
    marks: Sequence[Mark]
    artifact: str = ""


class Link(NamedTuple):
    """An area (left, bottom, right, top) of a page that leads to an address; ``tag`` is that of its text."""

    tag: Tag
    area: tuple[float, float, float, float]
    address: str


class Page(Struct):
    """One page: its pieces in the order they are painted, and its links."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, tag: Tag, marks: Sequence[Mark]) -> None:
        """Add what belongs to ``tag``."""
        self.pieces.append(Piece(tag, marks))

    def add_artifact(self, kind: str, marks: Sequence[Mark]) -> None:
        """Add what is no content: ``Layout`` (rules), ``Pagination``, ``Background``."""
        self.pieces.append(Piece(None, marks, kind))


class Bookmark(NamedTuple):
    """A heading to jump to: the index of its page, its top on it, and how deep it lies (0, or 1)."""

    title: str
    page: int
    top: float
    level: int = 0


class Composition(NamedTuple):
    """A whole document as it is to be written: pages, structure tree, bookmarks.

    ``front`` holds the names of the pages before the one that is numbered 1 (a cover and its back).
    """

    pages: Sequence[Page]
    tree: Tag
    bookmarks: Sequence[Bookmark]
    front: Sequence[str] = ()
