"""What is half-written: one registry that leaving, a step and the crash draft ask, so that none is lost.

Whatever a person types into that is no edit yet (a cell's editor, a 说明, a remark, an answer) is a `Piece`
and is registered here under its `Kind`. A crash draft holds it as `Scrap` beside the report, and restoring
the draft opens the forms again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import ask, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from report_desk.core.report.model import Report

_PLACE, _FIELD = "report", "unfinished"
"""Where a draft's record keeps it: among the fields of the report that not every program knows."""
_LONGEST = 60


class Kind(StrEnum):
    """Everything that can be half-written."""

    CELL = "cell"
    EXPLANATION = "explanation"
    REMARK = "remark"
    ANSWER = "answer"


class Scrap(Struct, frozen=True):
    """One half-written thing: the words, the place they are about, and what else opens its form again.

    ``key`` names the finding or the thread, ``correction`` is the raw text of a suggestion being written.
    """

    kind: Kind
    words: str
    anchor: Anchor = Anchor(AnchorKind.WHOLE)
    key: str = ""
    correction: str | None = None


class _Kept(Struct, frozen=True):
    """A scrap as a draft's record holds it."""

    kind: Kind
    words: str
    about: AnchorKind
    section: str = ""
    cell: str = ""
    quote: str = ""
    place: int = 0
    key: str = ""
    correction: str | None = None

    @staticmethod
    def of(scrap: Scrap) -> _Kept:
        """Its place taken apart."""
        at = scrap.anchor
        where = (at.kind, at.section, at.cell, at.quote, at.place)
        return _Kept(scrap.kind, scrap.words, *where, scrap.key, scrap.correction)

    @property
    def scrap(self) -> Scrap:
        """Put together again."""
        anchor = Anchor(self.about, self.section, self.cell, self.quote, self.place)
        return Scrap(self.kind, self.words, anchor, self.key, self.correction)


class Piece(Protocol):
    """Something that a person writes into before it is an edit."""

    def scrap(self) -> Scrap | None:
        """What is half-written; None where nothing is."""
        ...

    def finish(self) -> bool:
        """Make an edit of it; False where something is missing, and the keyboard is there."""
        ...

    def drop(self) -> None:
        """Take it away, with what was written."""
        ...

    def show_writing(self) -> None:
        """Bring it into sight and put the keyboard there."""
        ...

    def resume(self, scrap: Scrap) -> bool:
        """Open it again with what was written; False where its place is gone."""
        ...


class Unfinished(QObject):
    """The pieces of one open report. ``changed`` says that somebody writes; ``left`` waits for its forms."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: dict[Kind, Piece] = {}
        self.left: tuple[Scrap, ...] = ()

    def add(self, kind: Kind, piece: Piece) -> None:
        """Know of a piece from now on."""
        self._pieces[kind] = piece

    @property
    def scraps(self) -> tuple[Scrap, ...]:
        """Everything half-written now."""
        found = (piece.scrap() for piece in self._pieces.values())
        return (*self.left, *(scrap for scrap in found if scrap is not None))

    def settle(self, window: QWidget) -> bool:
        """Ask what becomes of each piece, before the report goes out of sight; False to stay with one."""
        for kind, piece in self._pieces.items():
            scrap = piece.scrap()
            if scrap is None:
                piece.drop()
                continue
            decided = _decided(window, kind, scrap)
            if decided == "drop":
                piece.drop()
            elif decided == "stay" or not piece.finish():
                piece.show_writing()
                return False
        return True

    def resume(self, scraps: Iterable[Scrap], window: QWidget) -> None:
        """Open the forms again; what has no place any more is told, so that it can be written elsewhere."""
        self.left = ()
        for scrap in scraps:
            piece = self._pieces.get(scrap.kind)
            if piece is None or not piece.resume(scrap):
                words = tr("写了一半的{kind}，原来的地方已经没有了，请另外记下：")
                tell(window, words.format(kind=_name(scrap.kind)), scrap.words)


def kept_in(report: Report, scraps: tuple[Scrap, ...]) -> Report:
    """A report for a crash draft, with what is half-written beside it."""
    if not scraps:
        return report
    fields = {
        **report.unknown.get(_PLACE, {}),
        _FIELD: [msgspec.to_builtins(_Kept.of(scrap)) for scrap in scraps],
    }
    return replace(report, unknown={**report.unknown, _PLACE: fields})


def taken_from(report: Report) -> tuple[Report, tuple[Scrap, ...]]:
    """A draft's report as it is, and what was half-written beside it."""
    fields = dict(report.unknown.get(_PLACE, {}))
    try:
        kept = msgspec.convert(fields.pop(_FIELD, ()), tuple[_Kept, ...])
    except msgspec.ValidationError:
        return report, ()
    unknown = {place: extra for place, extra in report.unknown.items() if place != _PLACE}
    return replace(report, unknown={**unknown, _PLACE: fields} if fields else unknown), tuple(
        one.scrap for one in kept
    )


def _decided(window: QWidget, kind: Kind, scrap: Scrap) -> str:
    words = " ".join((scrap.words or scrap.correction or "").split())
    return ask(
        window,
        tr("有一条{kind}写了一半：「{words}」").format(
            kind=_name(kind), words=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        ),
        tr("要记下来吗？"),
        {tr("记下"): "keep", tr("不要了"): "drop", tr("回去接着写"): "stay"},
        escape="stay",
    )


def _name(kind: Kind) -> str:
    return {
        Kind.CELL: tr("数字"),
        Kind.EXPLANATION: tr("说明"),
        Kind.REMARK: tr("批注"),
        Kind.ANSWER: tr("答复"),
    }[kind]
