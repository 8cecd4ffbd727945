"""The prose editor: plain text on paper, its changes going to the document as edits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from report_desk.core.edits.apply import SetText
from report_desk.core.limits import LONGEST_PROSE
from report_desk.core.report import tokens
from report_desk.desk.pages.prose.chips import Chips
from report_desk.desk.pages.prose.cleaning import OWN_TYPE, left_out, pasted
from report_desk.desk.pages.prose.headings import Headings
from report_desk.desk.pages.prose.raw import (
    CHIP,
    chip_format,
    insert_raw,
    position_in,
    raw_between,
    replace_raw,
    units_between,
)
from report_desk.desk.theme.look import Face
from report_desk.desk.widgets.wheel import let_zoom_pass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.core.edits.apply import Outcome
    from report_desk.core.form.edition import Address
    from report_desk.core.ports import ReadMarkup
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look

_PAUSE = 1200
"""Milliseconds without typing after which undo stops at this point."""
_ASKS = ("@", "＠")
"""What asks for a number to bind."""
_LINE_EMS = 38
_LINE_HEIGHT = 125
"""Percent of the face's own line."""


class ProseEditor(QTextEdit):
    """Edits one section; ``hint`` stands on the empty paper.

    ``number_wanted`` asks for a number to bind at the cursor: 「@」 was typed; ``cell_wanted`` carries
    the first cell of a bound number that was double-clicked, ``told`` what is to be said of a paste.
    """

    number_wanted = Signal()
    cell_wanted = Signal(str)
    told = Signal(str)

    def __init__(  # noqa: PLR0913 - what it edits and how; nothing of it is made here
        self,
        document: Document,
        section: str,
        look: Look,
        read_markup: ReadMarkup,
        *,
        skeleton: tuple[str, ...] = (),
        size: int = 0,
    ) -> None:
        super().__init__()
        self._read_markup = read_markup
        self._document = document
        self._section = section
        self._look = look
        self._is_following = False
        self._burst = 0
        self._units: list[str] = []
        self._is_outdated = False
        self._size = size
        self.hint = ""
        self._set_up(skeleton)
        self.document().contentsChange.connect(self._note_change)
        self._dress()
        self._show(document.sheet.report.sections.get(section, ""))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.document().contentsChanged.connect(self._typed)
        document.changed.connect(self._follow)
        look.changed.connect(self._dress)

    def _set_up(self, skeleton: tuple[str, ...]) -> None:
        self.setProperty("role", "paper")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_zoom_pass(self)
        self._chips = Chips(self._document, self._look, self)
        self.document().documentLayout().registerHandler(int(CHIP), self._chips)
        self._headings = Headings(self.document(), self._look, skeleton)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._end_burst)

    @property
    def raw(self) -> str:
        """What stands in the editor, as it is stored."""
        return "".join(self._units)

    def bind(self, cells: Sequence[Address]) -> None:
        """Put a number bound to cells at the cursor, in place of what is selected."""
        self._end_burst()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText("\ufffc", chip_format(cells))
        cursor.setCharFormat(QTextCharFormat())
        cursor.endEditBlock()
        self._end_burst()
        self.setFocus()

    def insert(self, raw: str) -> None:
        """Put raw prose at the cursor, in place of what is selected, as one undoable gesture."""
        self._end_burst()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        insert_raw(cursor, raw, QTextCharFormat())
        cursor.endEditBlock()
        self._end_burst()

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the document and show it."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def select_raw(self, start: int, end: int) -> None:
        """Select a stretch of the raw text."""
        self.select(position_in(self.raw, start), position_in(self.raw, end))

    @property
    def selected_line(self) -> str:
        """What is selected, where it lies within one paragraph and holds no bound number."""
        text = self.textCursor().selectedText()
        return "" if "\u2029" in text or "\ufffc" in text else text

    # ------------------------------------------------------------------ Qt asks

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_history(event)
        ):
            return False
        if isinstance(event, QHelpEvent):
            self._name_number(event)
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cells = self._number_at(event.position().toPoint())
        if cells:
            self.cell_wanted.emit(cells[0])
        else:
            super().mouseDoubleClickEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits comes by no key: 「@」 at its end asks for a number too."""
        text = event.commitString()
        if not text.endswith(_ASKS):
            super().inputMethodEvent(event)
            return
        before = QInputMethodEvent()
        before.setCommitString(text[:-1], event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(before)
        self.number_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in _ASKS:
            self.number_wanted.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._end_burst()
            super().keyPressEvent(_plain_return(event))
            return
        if _is_history(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu without its undo and redo, which know nothing of the other pages."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("引用表中数字") + "\t@", self.number_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        raw = raw_between(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        mime = QMimeData()
        mime.setText(self._document.sheet.resolved(raw))
        mime.setData(OWN_TYPE, raw.encode())
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; what cannot stand in prose does not vanish without a word."""
        raw, lost = pasted(source, self._read_markup), left_out(source)
        if raw:
            self.insert(raw)
        if "img" in lost:
            self.told.emit(self.tr("图片不能放进年报的文字里，没有粘贴图片。"))
        elif "table" in lost:
            self.told.emit(self.tr("表格放成了文字，一行一段；法定的三张表请到各自的部分粘贴。"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() == event.oldSize().width():
            super().resizeEvent(event)
            return
        self.document().setLayoutEnabled(False)  # for the new width and the new margins at once
        super().resizeEvent(event)
        self._set_margins()
        self.document().setLayoutEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.document().isEmpty() and self.hint:
            painter = QPainter(self.viewport())
            painter.setPen(self._look.colour("faint"))
            painter.setFont(self.font())
            caret = self.cursorRect(QTextCursor(self.document()))
            room = self.viewport().rect().adjusted(caret.left() + 3, caret.top(), -caret.top(), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.hint)
            painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_outdated:
            self._redraw_numbers()

    # ------------------------------------------------------------------ inside

    def _number_at(self, at: QPoint) -> tuple[Address, ...]:
        """The cells of the bound number under a point of the viewport."""
        place = (
            self.document()
            .documentLayout()
            .hitTest(QPointF(at + QPoint(0, self.verticalScrollBar().value())), Qt.HitTestAccuracy.ExactHit)
        )
        unit = self._units[place] if 0 <= place < len(self._units) else ""
        return tuple(cell for token in tokens.tokens(unit) for cell in token.cells)

    def _name_number(self, event: QHelpEvent) -> None:
        """Under the pointer: where a bound number comes from."""
        form = self._document.sheet.form
        words = " + ".join(
            self.tr("{table}「{cell}」").format(
                table=form.table(form.cells[cell].table).name, cell=form.cells[cell].words
            )
            for cell in self._number_at(event.pos())
            if cell in form.cells
        )
        hint = self.tr("（双击去这一格）") if words else ""
        QToolTip.showText(event.globalPos(), escape(words) + hint, self)

    def _note_change(self, position: int, removed: int, added: int) -> None:
        """Keep the raw text in step with the document, reading only what changed."""
        end = self.document().characterCount() - 1
        fresh = units_between(self.document(), position, min(position + added, end))
        self._units[position : position + removed] = fresh
        if len(self._units) != end:
            self._units = units_between(self.document(), 0, end)

    def _typed(self) -> None:
        if self._is_following:
            return
        raw = self.raw
        if raw == self._document.sheet.report.sections.get(self._section, ""):
            return
        if len(raw) > LONGEST_PROSE:
            QTimer.singleShot(0, self, self._take_back)  # a text that just changes must not be changed
            return
        self._is_following = True
        joins = f"text:{self._section}:{self._burst}"
        self._document.submit(SetText(self._section, raw), self.tr("输入"), joins)
        self._is_following = False
        self._pause.start()

    def _take_back(self) -> None:
        """What was typed or pasted last is more than a section holds: it goes, and a word says why."""
        self._show(self._document.sheet.report.sections.get(self._section, ""))
        words = self.tr("这一节最多 {most} 字，刚才的没有放进去。").format(most=LONGEST_PROSE)
        QToolTip.showText(self.mapToGlobal(self.cursorRect().bottomLeft()), words, self)

    def _end_burst(self) -> None:
        self._burst += 1

    def _follow(self, outcome: Outcome) -> None:
        """Undo, redo, replace and changed numbers reach the editor here; its own typing does not."""
        if self._section not in outcome.sections:
            return
        raw = outcome.sheet.report.sections.get(self._section, "")
        if not self._is_following and raw != self.raw:
            self._end_burst()
            self._show(raw)
        elif outcome.cells:
            self._redraw_numbers()

    def _redraw_numbers(self) -> None:
        """Measure and draw the bound numbers again; a page that is not on screen waits for that."""
        self._is_outdated = not self.isVisible()
        if not self._is_outdated:
            was_following, self._is_following = self._is_following, True
            self.document().markContentsDirty(0, self.document().characterCount())
            self._is_following = was_following

    def _show(self, raw: str) -> None:
        was_following, self._is_following = self._is_following, True
        cursor = replace_raw(self.document(), raw, QTextCharFormat())
        self._format_blocks()
        self.setTextCursor(cursor)
        self._is_following = was_following

    def _dress(self) -> None:
        was_following, self._is_following = self._is_following, True
        size = self._look.measures.scaled(self._size) if self._size else self._look.measures.reading
        font = self._look.font(size, face=Face.READING)
        self.document().setDefaultFont(font)
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._look.colour("paper"))
        palette.setColor(QPalette.ColorRole.Text, self._look.colour("ink"))
        self.setPalette(palette)
        self._format_blocks()
        self._set_margins()
        self._is_following = was_following

    def _format_blocks(self) -> None:
        made = QTextBlockFormat()
        made.setLineHeight(_LINE_HEIGHT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        made.setTextIndent(2.0 * self.document().defaultFont().pixelSize())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(made)

    def _set_margins(self) -> None:
        em = self.document().defaultFont().pixelSize()
        side = max(em * 1.2, (self.viewport().width() - _LINE_EMS * em) / 2)
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(em * 1.4)
        frame.setBottomMargin(em * 1.4)
        was_following, self._is_following = self._is_following, True
        self.document().rootFrame().setFrameFormat(frame)
        if self.document().isEmpty():  # of which Qt lays nothing out anew
            self.document().markContentsDirty(0, self.document().characterCount())
        self._is_following = was_following


def _is_history(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _plain_return(event: QKeyEvent) -> QKeyEvent:
    """Return without Shift: a soft line break would be a character no other program expects."""
    return QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
