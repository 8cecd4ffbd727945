"""Every action of the window by name: words, key, icon. What they do is connected in `window`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from report_desk.desk.theme.look import Look


def tr(text: str) -> str:
    """A name of an action in the window's language."""
    return QCoreApplication.translate("actions", text)


class Words(Struct, frozen=True):
    """What an action is called, its key, its icon, whether it is a switch and needs an open report."""

    text: str
    key: str = ""
    icon: str = ""
    is_switch: bool = False
    needs_report: bool = True


KNOWN = {
    "new": Words("新建报告…", "Ctrl+N", "new", needs_report=False),
    "open": Words("打开…", "Ctrl+O", "open", needs_report=False),
    "recover": Words("找回…", "", "recover", needs_report=False),
    "save": Words("保存", "Ctrl+S", "save"),
    "save_as": Words("另存为…", "Ctrl+Shift+S"),
    "take_over": Words("承接去年…", "", "last-year"),
    "export": Words("导出 PDF…", "Ctrl+Shift+E", "export"),
    "print": Words("打印…", "Ctrl+P", "print"),
    "close": Words("关闭报告", "Ctrl+W"),
    "quit": Words("退出", "Ctrl+Q", needs_report=False),
    "undo": Words("撤销", "Ctrl+Z", "undo"),
    "redo": Words("重做", "Ctrl+Y", "redo"),
    "find": Words("查找和替换…", "Ctrl+F", "search"),
    "zero_blanks": Words("空白补零", "Ctrl+Alt+0", "zero"),
    "definition": Words("填报口径", "F1", "definition"),
    "findings": Words("检查", "Ctrl+J", "findings", is_switch=True),
    "next_finding": Words("下一处要改的", "F8", "next"),
    "previous_finding": Words("上一处要改的", "Shift+F8", "previous"),
    "explain": Words("写说明", "Ctrl+M", "note"),
    "last_year": Words("去年对照", "Ctrl+L", "last-year", is_switch=True),
    "preview": Words("预览", "Ctrl+R", "preview", is_switch=True),
    "remarks": Words("批注", "Ctrl+Shift+M", "note", is_switch=True),
    "add_remark": Words("写批注…", "Ctrl+Alt+M"),
    "next_remark": Words("下一条批注", "F9"),
    "previous_remark": Words("上一条批注", "Shift+F9"),
    "next_change": Words("下一处改动", "F7"),
    "previous_change": Words("上一处改动", "Shift+F7"),
    "answer_remark": Words("答复这条批注", "Ctrl+Shift+R"),
    "close_remark": Words("了结这条批注", "Ctrl+Shift+L"),
    "hand_over": Words("交给上级…", "Ctrl+Shift+H"),
    "take_back": Words("收回修改…"),
    "return": Words("退回修改…", "Ctrl+Shift+T"),
    "approve": Words("同意定稿…", "Ctrl+Shift+G"),
    "reopen": Words("更正…"),
    "history": Words("历次记录…"),
    "compare": Words("比较…"),
    "merge": Words("合并…"),
    "review_sheet": Words("导出审核意见单…"),
    "proof": Words("定稿指纹和核对…", "Ctrl+Shift+K"),
    "next_page": Words("下一部分", "Ctrl+PgDown"),
    "previous_page": Words("上一部分", "Ctrl+PgUp"),
    "next_pane": Words("下一区域", "F6", needs_report=False),
    "larger": Words("放大", "Ctrl+=", needs_report=False),
    "smaller": Words("缩小", "Ctrl+-", needs_report=False),
    "usual_size": Words("恢复原大小", "Ctrl+0", needs_report=False),
    "settings": Words("设置…", "Ctrl+,", "settings", needs_report=False),
    "about": Words("关于…", needs_report=False),
    "menu": Words("菜单", "F10", "menu", needs_report=False),
}
_FILE = "new open recover | save save_as take_over | export print | close quit"
_EDIT = "undo redo | find zero_blanks explain"
_VIEW = (
    "definition last_year preview | findings next_finding previous_finding"
    " | previous_page next_page next_pane | larger smaller usual_size"
)
_REVIEW = (
    "hand_over take_back return approve reopen | remarks add_remark answer_remark close_remark"
    " | next_remark previous_remark"
    " | next_change previous_change | compare merge | history review_sheet proof"
)
MENUS = (("文件", _FILE), ("编辑", _EDIT), ("查看", _VIEW), ("送审", _REVIEW))
"""Each menu's words and its actions by name, ``|`` for a line between them."""


class Actions:
    """The actions of one window, added to it so that their keys work everywhere in it."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._look = look
        self._known: dict[str, QAction] = {}
        for name, words in KNOWN.items():
            action = QAction(tr(words.text), window)
            action.setObjectName(name)
            action.setIconText(tr(words.text).removesuffix("…"))
            if words.key:
                keys = [QKeySequence(words.key)]
                if name == "redo":
                    keys.append(QKeySequence("Ctrl+Shift+Z"))
                action.setShortcuts(keys)
                action.setToolTip(f"{tr(words.text).removesuffix('…')}  {words.key}")
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(words.is_switch)
            window.addAction(action)
            self._known[name] = action
        self._drawn: set[str] = set()
        look.changed.connect(self._redraw)

    def __getitem__(self, name: str) -> QAction:
        return self._known[name]

    def enable_for(self, *, has_report: bool) -> None:
        """Switch the actions that need a report on or off."""
        for name, words in KNOWN.items():
            if words.needs_report:
                self._known[name].setEnabled(has_report)

    def draw_icons(self, names: Iterable[str]) -> None:
        """Give some actions their icons; from then on they follow the look."""
        for name in set(names) - self._drawn:
            if KNOWN[name].icon:
                self._known[name].setIcon(self._look.icon(KNOWN[name].icon))
                self._drawn.add(name)

    def _redraw(self) -> None:
        names, self._drawn = self._drawn, set()
        self.draw_icons(names)
