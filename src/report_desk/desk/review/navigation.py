"""From an anchor to its place in the window, and from the place a person is at to anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from report_desk.core.edits import review
from report_desk.core.form.edition import Address
from report_desk.core.report import prose
from report_desk.core.report.model import Anchor, AnchorKind, Decision
from report_desk.desk.pages.prose.raw import position_in, raw_between
from report_desk.desk.places.pages import page_of_anchor
from report_desk.desk.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.pages.prose.editor import ProseEditor
    from report_desk.desk.pages.workspace import Workspace

MOST_GROUNDS = 200
"""Sentences marked in one section; more are a hostile file's."""


def go_to(workspace: Workspace, sheet: Sheet, anchor: Anchor) -> None:
    """Show the place of an anchor, marked there."""
    workspace.show_page(page_of_anchor(sheet, anchor))
    table = workspace.table
    if anchor.kind is AnchorKind.CELL and table is not None:
        table.reveal(None, Address(anchor.cell))
        table.view.light(frozenset({Address(anchor.cell)}))
    elif anchor.kind is AnchorKind.SENTENCE:
        _select(workspace, sheet, anchor)


def places_here(workspace: Workspace, sheet: Sheet) -> tuple[tuple[str, Anchor], ...]:
    """What a remark could be about where the person is now, the narrowest first, each in words.

    The sentence at the caret comes after the section: a caret stands somewhere whether it is meant or not.
    """
    found = [*_narrow(workspace), Anchor(AnchorKind.SECTION, workspace.page)]
    found += [*_at_caret(workspace), Anchor(AnchorKind.WHOLE)]
    return tuple((place_words(sheet, anchor), anchor) for anchor in found)


def standing(raw: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where the sentence of an anchor stands in the raw text now; None where it was reworded."""
    quote = anchor.quote
    if not quote.strip():
        return None
    start = review.standing(raw, quote, anchor.place)
    return None if start < 0 else (start, start + len(quote))


def mark_page(workspace: Workspace, report: Report, colour: QColor) -> None:
    """Mark what an open thread or suggestion is about: a corner of the cell, a ground under the sentence."""
    anchors = [remark.anchor for remark in report.remarks if remark.is_open]
    anchors += [item.anchor for item in report.suggestions if item.decision is Decision.OPEN]
    if workspace.table is not None:
        cells = (Address(anchor.cell) for anchor in anchors if anchor.kind is AnchorKind.CELL)
        workspace.table.view.show_remarked(frozenset(cells))
    section, editor = workspace.prose
    raw = report.sections.get(section, "")
    here = [item for item in anchors if item.kind is AnchorKind.SENTENCE and item.section == section]
    places = [place for anchor in here[:MOST_GROUNDS] if (place := standing(raw, anchor)) is not None]
    editor.setExtraSelections([_ground(editor, raw, place, colour) for place in places])


def _narrow(workspace: Workspace) -> Iterator[Anchor]:
    section, editor = workspace.prose
    cursor = editor.textCursor()
    if cursor.hasSelection() and editor.isVisible():
        before = raw_between(editor.document(), 0, cursor.selectionStart())
        quote = raw_between(editor.document(), cursor.selectionStart(), cursor.selectionEnd())
        yield Anchor(AnchorKind.SENTENCE, section, quote=quote, place=len(before))
    if workspace.table is not None and workspace.table.view.current is not None:
        yield Anchor(AnchorKind.CELL, cell=workspace.table.view.current)


def _at_caret(workspace: Workspace) -> Iterator[Anchor]:
    """The sentence that the caret stands in, for who does not drag over it."""
    section, editor = workspace.prose
    cursor = editor.textCursor()
    if not editor.isVisible() or cursor.hasSelection():
        return
    raw = raw_between(editor.document(), 0, editor.document().characterCount() - 1)
    at = len(raw_between(editor.document(), 0, cursor.position()))
    for start, sentence in prose.sentences(raw):
        quote = sentence.strip()
        if start <= at <= start + len(sentence) and quote:
            yield Anchor(AnchorKind.SENTENCE, section, quote=quote, place=raw.index(quote, start))
            return


def _select(workspace: Workspace, sheet: Sheet, anchor: Anchor) -> None:
    section, editor = workspace.prose
    raw = sheet.report.sections.get(section, "")
    place = standing(raw, anchor)
    if workspace.table is not None:
        workspace.table.note.show()
    if place is None:
        at = position_in(raw, min(anchor.place, len(raw)))
        editor.select(at, at)
    else:
        editor.select(position_in(raw, place[0]), position_in(raw, place[1]))
    editor.setFocus()


def _ground(
    editor: ProseEditor, raw: str, place: tuple[int, int], colour: QColor
) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position_in(raw, place[0]))
    cursor.setPosition(position_in(raw, place[1]), QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setBackground(colour)
    made.cursor = cursor  # type: ignore[attr-defined]
    made.format = look  # type: ignore[attr-defined]
    return made
