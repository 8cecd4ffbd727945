"""Every action of the window by name: words, key, icon. What they do is connected in `window`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from report_desk.desk.language import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from report_desk.desk.theme.look import Look


class Words(Struct, frozen=True):
    """What an action is called, its key, its icon, whether it is a switch and needs an open report.

    A key that ``is_of_widget`` is answered by whatever has the keyboard; the menu only shows it.
    """

    text: str
    key: str = ""
    icon: str = ""
    is_switch: bool = False
    needs_report: bool = True
    is_of_widget: bool = False


KNOWN = {
    "new": Words(QT_TR_NOOP("新建报告…"), "Ctrl+N", "new", needs_report=False),
    "open": Words(QT_TR_NOOP("打开…"), "Ctrl+O", "open", needs_report=False),
    "paste_report": Words(QT_TR_NOOP("粘贴整份…"), "Ctrl+Shift+V", needs_report=False),
    "new_window": Words(QT_TR_NOOP("新开窗口"), "Ctrl+Shift+N", needs_report=False),
    "open_folder": Words(QT_TR_NOOP("打开文件夹…"), "Ctrl+Shift+O", needs_report=False),
    "recover": Words(QT_TR_NOOP("找回…"), "", "recover", needs_report=False),
    "save": Words(QT_TR_NOOP("保存"), "Ctrl+S", "save"),
    "save_as": Words(QT_TR_NOOP("另存为…"), "Ctrl+Shift+S"),
    "take_over": Words(QT_TR_NOOP("承接去年…"), "", "last-year"),
    "export": Words(QT_TR_NOOP("导出 PDF…"), "Ctrl+Shift+E", "export"),
    "print": Words(QT_TR_NOOP("打印…"), "Ctrl+P", "print"),
    "close": Words(QT_TR_NOOP("关闭报告"), "Ctrl+W"),
    "quit": Words(QT_TR_NOOP("退出"), "Ctrl+Q", needs_report=False),
    "undo": Words(QT_TR_NOOP("撤销"), "Ctrl+Z", "undo"),
    "redo": Words(QT_TR_NOOP("重做"), "Ctrl+Y", "redo"),
    "cut": Words(QT_TR_NOOP("剪切"), "Ctrl+X", is_of_widget=True),
    "copy": Words(QT_TR_NOOP("复制"), "Ctrl+C", is_of_widget=True),
    "paste": Words(QT_TR_NOOP("粘贴"), "Ctrl+V", is_of_widget=True),
    "select_all": Words(QT_TR_NOOP("全选"), "Ctrl+A", is_of_widget=True),
    "fill_down": Words(QT_TR_NOOP("向下填充"), "Ctrl+D", is_of_widget=True),
    "fill_right": Words(QT_TR_NOOP("向右填充"), "Ctrl+R", is_of_widget=True),
    "find": Words(QT_TR_NOOP("查找…"), "Ctrl+F", "search"),
    "replace": Words(QT_TR_NOOP("替换…"), "Ctrl+H"),
    "zero_blanks": Words(QT_TR_NOOP("空白补零"), "Ctrl+Alt+0", "zero"),
    "definition": Words(QT_TR_NOOP("填报口径"), "Shift+F1", "definition"),
    "findings": Words(QT_TR_NOOP("检查"), "Ctrl+J", "findings", is_switch=True),
    "next_finding": Words(QT_TR_NOOP("下一处要改的"), "F8", "next"),
    "previous_finding": Words(QT_TR_NOOP("上一处要改的"), "Shift+F8", "previous"),
    "take_original": Words(QT_TR_NOOP("就用原件"), "F4"),
    "correct_doubt": Words(QT_TR_NOOP("改为…"), "F2"),
    "leave_out": Words(QT_TR_NOOP("不取"), "F5"),
    "take_all": Words(QT_TR_NOOP("全部照原件")),
    "explain": Words(QT_TR_NOOP("写说明"), "Ctrl+M", "note"),
    "last_year": Words(QT_TR_NOOP("去年对照"), "Ctrl+L", "last-year", is_switch=True),
    "preview": Words(QT_TR_NOOP("预览"), "Ctrl+F2", "preview", is_switch=True),
    "remarks": Words(QT_TR_NOOP("批注"), "Ctrl+Shift+M", "note", is_switch=True),
    "add_remark": Words(QT_TR_NOOP("写批注…"), "Ctrl+Alt+M"),
    "next_remark": Words(QT_TR_NOOP("下一条批注"), "F9"),
    "previous_remark": Words(QT_TR_NOOP("上一条批注"), "Shift+F9"),
    "next_change": Words(QT_TR_NOOP("下一处改动"), "F7"),
    "previous_change": Words(QT_TR_NOOP("上一处改动"), "Shift+F7"),
    "answer_remark": Words(QT_TR_NOOP("答复这条批注"), "Ctrl+Shift+R"),
    "close_remark": Words(QT_TR_NOOP("了结这条批注"), "Ctrl+Shift+L"),
    "hand_over": Words(QT_TR_NOOP("交给上级…"), "Ctrl+Shift+H"),
    "take_in": Words(QT_TR_NOOP("收下，算该单位交来的…"), "Ctrl+Shift+I"),
    "take_back": Words(QT_TR_NOOP("收回修改…")),
    "return": Words(QT_TR_NOOP("退回修改…"), "Ctrl+Shift+T"),
    "approve": Words(QT_TR_NOOP("同意定稿…"), "Ctrl+Shift+G"),
    "reopen": Words(QT_TR_NOOP("更正…")),
    "history": Words(QT_TR_NOOP("历次记录…")),
    "compare": Words(QT_TR_NOOP("比较…")),
    "merge": Words(QT_TR_NOOP("合并…")),
    "review_sheet": Words(QT_TR_NOOP("导出审核意见单…")),
    "next_report": Words(QT_TR_NOOP("下一份"), "Ctrl+Alt+PgDown", needs_report=False),
    "previous_report": Words(QT_TR_NOOP("上一份"), "Ctrl+Alt+PgUp", needs_report=False),
    "board": Words(QT_TR_NOOP("回到台账"), "Ctrl+Alt+Home", needs_report=False),
    "proof": Words(QT_TR_NOOP("定稿指纹和核对…"), "Ctrl+Shift+K"),
    "next_page": Words(QT_TR_NOOP("下一部分"), "Ctrl+PgDown"),
    "previous_page": Words(QT_TR_NOOP("上一部分"), "Ctrl+PgUp"),
    "next_pane": Words(QT_TR_NOOP("下一区域"), "F6", needs_report=False),
    "larger": Words(QT_TR_NOOP("放大"), "Ctrl+=", needs_report=False),
    "smaller": Words(QT_TR_NOOP("缩小"), "Ctrl+-", needs_report=False),
    "usual_size": Words(QT_TR_NOOP("恢复原大小"), "Ctrl+0", needs_report=False),
    "settings": Words(QT_TR_NOOP("设置…"), "Ctrl+,", "settings", needs_report=False),
    "handbook": Words(QT_TR_NOOP("手册"), "F1", needs_report=False),
    "keys": Words(QT_TR_NOOP("按键"), needs_report=False),
    "about": Words(QT_TR_NOOP("关于…"), needs_report=False),
    "menu": Words(QT_TR_NOOP("菜单"), "F10", "menu", needs_report=False),
}
_FILE = (
    "new open recent open_folder paste_report recover new_window | save save_as take_over | export print"
    " | close quit"
)
_EDIT = (
    "undo redo | cut copy paste select_all | fill_down fill_right zero_blanks | find replace | explain"
    " | take_original correct_doubt leave_out take_all"
)
_VIEW = (
    "definition last_year preview | findings next_finding previous_finding"
    " | previous_page next_page next_pane | larger smaller usual_size"
)
_REVIEW = (
    "hand_over take_in take_back return approve reopen | remarks add_remark answer_remark close_remark"
    " | next_remark previous_remark"
    " | next_change previous_change | previous_report next_report board"
    " | compare merge | history review_sheet proof"
)
MENUS = (
    (QT_TR_NOOP("文件"), _FILE),
    (QT_TR_NOOP("编辑"), _EDIT),
    (QT_TR_NOOP("查看"), _VIEW),
    (QT_TR_NOOP("送审"), _REVIEW),
    (QT_TR_NOOP("帮助"), "handbook keys | about"),
)
"""Each menu's words and its actions by name, ``|`` for a line, ``recent`` for the menu of recent files."""


class Actions:
    """The actions of one window, added to it so that their keys work everywhere in it."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._look = look
        self._known: dict[str, QAction] = {}
        for name, words in KNOWN.items():
            text = tr(words.text)
            action = QAction(text, window)
            action.setObjectName(name)
            action.setIconText(text.removesuffix("…"))
            if words.is_of_widget:
                action.setText(f"{text}\t{words.key}")
            elif words.key:
                keys = [QKeySequence(words.key)]
                if name == "redo":
                    keys.append(QKeySequence("Ctrl+Shift+Z"))
                action.setShortcuts(keys)
                action.setToolTip(f"{text.removesuffix('…')}  {words.key}")
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
