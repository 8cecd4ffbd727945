"""The keys of a table, as in Excel and WPS: one list, which the view obeys and the handbook prints."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from report_desk.desk.language import QT_TR_NOOP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """What a key asks of a table, apart from moving in it and typing."""

    COPY = auto()
    CUT = auto()
    PASTE = auto()
    BLANK = auto()
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    ADDENDS = auto()
    SELECT_ROW = auto()
    SELECT_COLUMN = auto()


class Binding(Struct, frozen=True):
    """Keys in Qt's portable spelling and what they do; no ``command``: the view moves or types by itself."""

    keys: tuple[str, ...]
    words: str
    command: Command | None = None


KEYS = (
    Binding(("Left", "Right", "Up", "Down"), QT_TR_NOOP("到旁边一格，灰色格也到")),
    Binding(("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"), QT_TR_NOOP("到这一行、这一列的头尾")),
    Binding(("Home", "End"), QT_TR_NOOP("到这一行的头尾")),
    Binding(("Ctrl+Home", "Ctrl+End"), QT_TR_NOOP("到全表的头尾")),
    Binding(("PgUp", "PgDown"), QT_TR_NOOP("到这一列的头尾")),
    Binding(
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), QT_TR_NOOP("扩大选区，输入仍落在第一格")
    ),
    Binding(("Shift+Home", "Shift+End"), QT_TR_NOOP("选到这一行的头尾")),
    Binding(("Ctrl+A",), QT_TR_NOOP("全选")),
    Binding(("Shift+Space",), QT_TR_NOOP("选整行"), Command.SELECT_ROW),
    Binding(("Ctrl+Space",), QT_TR_NOOP("选整列"), Command.SELECT_COLUMN),
    Binding(("Return", "Enter"), QT_TR_NOOP("填好，往下一格，跳过灰色格；Tab 之后回到开始的那一列")),
    Binding(("Shift+Return", "Shift+Enter"), QT_TR_NOOP("填好，往上一格")),
    Binding(("Tab", "Shift+Tab"), QT_TR_NOOP("填好，往后、往前一格，跳过灰色格")),
    Binding(("Ctrl+Return", "Ctrl+Enter"), QT_TR_NOOP("正在输入的数填满选区")),
    Binding(("F2",), QT_TR_NOOP("改这一格，光标在数的末尾；再按一次，方向键离开格子")),
    Binding(("Esc",), QT_TR_NOOP("不要正在输入的")),
    Binding(("Del", "Backspace"), QT_TR_NOOP("清空选中的格"), Command.BLANK),
    Binding(("Ctrl+C", "Ctrl+Ins"), QT_TR_NOOP("复制"), Command.COPY),
    Binding(("Ctrl+X", "Shift+Del"), QT_TR_NOOP("剪切"), Command.CUT),
    Binding(("Ctrl+V", "Shift+Ins"), QT_TR_NOOP("粘贴，先看落在哪里"), Command.PASTE),
    Binding(("Ctrl+D",), QT_TR_NOOP("向下填充"), Command.FILL_DOWN),
    Binding(("Ctrl+R",), QT_TR_NOOP("向右填充"), Command.FILL_RIGHT),
    Binding(("Ctrl+[",), QT_TR_NOOP("从合计到它的各项"), Command.ADDENDS),
)
"""Every key of a table, in the order in which the handbook lists them."""

_COMMANDS = {key: binding.command for binding in KEYS for key in binding.keys}


def command(event: QKeyEvent) -> Command | None:
    """What a key asks of the table; None where it moves, types or means nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _COMMANDS.get(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
