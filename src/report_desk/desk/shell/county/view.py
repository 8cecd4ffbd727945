"""What the room of a folder looks like: bar, filters, counts, search, the board, and what is open below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.consolidation.entry import Standing
from report_desk.desk.pages.header import main_menu
from report_desk.desk.shell.county.board.filters import Filters
from report_desk.desk.shell.county.board.lines import FILTERS, standing_words
from report_desk.desk.shell.county.board.table import BoardTable
from report_desk.desk.shell.county.work.progress import Progress
from report_desk.desk.theme.fitting import fit
from report_desk.desk.theme.icons import SIZE
from report_desk.desk.widgets.dropping import dropped_paths
from report_desk.desk.widgets.labels import breakable, in_order, label, upright_rule
from report_desk.desk.widgets.short_label import ShortLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from report_desk.desk.actions import Actions
    from report_desk.desk.shell.county.board.lines import Filter, Line, Shown
    from report_desk.desk.theme.look import Look

_SIDE, _BELOW = 216, 132
_MOST_OPEN = 60
_LOUD = {Standing.APPROVED: "done", Standing.RETURNED: "explain_ink", Standing.MISSING: "must_fix"}


class FolderView(QWidget):
    """``wanted`` carries the name of what a button stands for, ``arrived`` the paths that were dropped."""

    wanted = Signal(str)
    arrived = Signal(list)

    def __init__(self, name: str, actions: Actions, look: Look) -> None:
        super().__init__()
        self._look = look
        self.shown: Shown | None = None
        self._kind: Filter = FILTERS[0]
        self.table = BoardTable(look)
        self.filters = Filters(look)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("找单位：全称、简称、首字母"))
        self.search.setAccessibleName(self.tr("找单位"))
        self.search.setClearButtonEnabled(True)
        self.title = label("", "heading")
        self.counts = QLabel()
        self.counts.setTextFormat(Qt.TextFormat.RichText)  # made of our words and numbers alone
        self.progress = Progress()
        self.whose = ShortLabel("", "group")
        self.said = ShortLabel("", "note")
        self.open_points = QListWidget()
        self.open_points.setAccessibleName(self.tr("这一份里没有解决的"))
        self.open_points.setWordWrap(True)
        self.open_points.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: dict[str, QPushButton] = {}
        self._arrange(name, actions)
        self._let_press(is_seen=False)
        self.setAcceptDrops(True)
        self.filters.chosen.connect(self._choose)
        self.search.textChanged.connect(lambda _: self._refilter())

    def show_folder(self, shown: Shown) -> None:
        """Show a folder as it is now, standing where one stood."""
        if self.shown is None:
            self._let_press(is_seen=True)
        self.shown = shown
        self.filters.show_counts(shown.counts)
        self.table.show_lines(shown.lines)
        self._tell_counts(shown)
        clean = len(shown.clean)
        self.buttons["approve_clean"].setText(self.tr("同意 {count} 份没有问题的…").format(count=clean))
        self.buttons["approve_clean"].setEnabled(clean > 0)
        problems = len(shown.board.problems)
        self.buttons["problems"].setText(self.tr("有问题的文件 {count}…").format(count=problems))
        self.buttons["problems"].setVisible(problems > 0)
        self.buttons["consolidate"].setEnabled(bool(shown.board.year))
        self._tell_why_nothing(shown)

    def show_line(self, line: Line | None) -> None:
        """Say whose report one stands on, and how far it is; what is open in it follows."""
        self.open_points.clear()
        if line is None:
            self.whose.setText("")
            self.said.setText("")
            return
        self.whose.setText(line.row.member.organ)
        one = line.entry
        words = [standing_words(line)]
        if one is not None and one.is_readable:
            words += [self.tr("修订 {number}").format(number=one.revision.number), one.file]
        elif one is not None:
            words.append(one.file)
        words += [line.held] if line.held else []
        self.said.setText(" · ".join(words))
        self.show_open(line, ())

    def show_open(self, line: Line, points: Sequence[str]) -> None:
        """What is open in a report, and wrong with its files."""
        self.open_points.clear()
        said = [*line.problems, *points][:_MOST_OPEN]
        self.open_points.addItems(said or [self.tr("没有要说的。")])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = dropped_paths(event)
        QTimer.singleShot(0, self, lambda: self.arrived.emit(paths))  # whoever dropped them waits for us

    # ------------------------------------------------------------------ inside

    def _tell_counts(self, shown: Shown) -> None:
        found, lines = shown.board.counts, len(shown.lines)
        came = lines - found[Standing.MISSING]
        year = shown.board.year
        words = (
            self.tr("{year} 年度 · 应报 {count}")
            if shown.board.has_roster
            else self.tr("{year} 年度 · {count} 个单位")
        )
        if not year:
            words = self.tr("应报 {count}，还没有报告") if lines else self.tr("还没有报告")
        self.title.setText(words.format(year=year, count=lines))
        said = [(self.tr("已交"), came, "ink")]
        said += [
            (name, found[standing], _LOUD[standing])
            for name, standing in (
                (self.tr("定稿"), Standing.APPROVED),
                (self.tr("退回"), Standing.RETURNED),
                (self.tr("未交"), Standing.MISSING),
            )
        ]
        muted = self._look.palette.muted
        self.counts.setText(
            "&nbsp;&nbsp; ".join(
                f'<span style="color:{muted}">{name}</span> '
                f'<b style="color:{getattr(self._look.palette, ink)}">{count}</b>'
                for name, count, ink in said
            )
        )

    def _let_press(self, *, is_seen: bool) -> None:
        """Nothing can be asked of a folder that has not been seen: a press would be for nothing."""
        for button in self.buttons.values():
            button.setEnabled(is_seen)

    def _choose(self, kind: Filter) -> None:
        self._kind = kind
        self._refilter()

    def _refilter(self) -> None:
        current = self.table.current
        self.table.board.filter(self._kind, self.search.text())
        self.table.stand_on(current.row.member.organ if current else "")
        if self.shown is not None:
            self._tell_why_nothing(self.shown)

    def _tell_why_nothing(self, shown: Shown) -> None:
        """What to do, or what hides the lines, where the table has none."""
        words = breakable(in_order(self.search.text().strip()))
        if self.table.board.lines:
            said = ""
        elif not shown.lines:
            said = self.tr(
                "还没有收到报告：把文件、文件夹或者 U 盘拖到这里，或者按「收件…」。\n"
                "填了「应报单位…」，就知道谁还没有交。"
            )
        elif words:
            said = self.tr("没有找到「{words}」。").format(words=words)
        else:
            said = self.tr("这一类里没有单位。")
        self.table.nothing.setText(said)

    def _arrange(self, name: str, actions: Actions) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._middle(), 1)
        right.addWidget(self._below())
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar(name, actions))
        whole.addLayout(row, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("outline")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fit(side, self._look, lambda now: side.setFixedWidth(_SIDE + round(_SIDE / 2 * (now.zoom - 1))))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.filters)
        return side

    def _middle(self) -> QVBoxLayout:
        above = QHBoxLayout()
        above.setSpacing(18)
        above.addWidget(self.title)
        above.addWidget(self.counts)
        problems = self._button("problems", "")
        problems.setProperty("role", "link")
        above.addWidget(problems)
        above.addStretch(1)
        fit(self.search, self._look, lambda now: self.search.setMaximumWidth(now.scaled(230)))
        above.addWidget(self.search, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(18, 12, 18, 10)
        middle.addLayout(above)
        middle.addWidget(self.progress)
        middle.addWidget(self.table, 1)
        return middle

    def _below(self) -> QWidget:
        below = QWidget()
        below.setObjectName("findings")
        below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fit(below, self._look, lambda now: below.setFixedHeight(now.scaled(_BELOW)))
        column = QVBoxLayout(below)
        column.setContentsMargins(18, 8, 18, 8)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.whose)
        head.addWidget(self.said)
        head.addStretch(1)
        for name, words in (("open_line", self.tr("打开审阅 Enter")), ("merge_rivals", self.tr("合并两份…"))):
            button = self._button(name, words)
            button.setProperty("role", "link")
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.open_points, 1)
        return below

    def _bar(self, name: str, actions: Actions) -> QWidget:
        bar = QWidget()
        bar.setObjectName("header")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 6, 14, 6)
        row.setSpacing(6)
        actions.draw_icons(("menu",))
        menu = QToolButton()
        menu.setDefaultAction(actions["menu"])
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.setMenu(main_menu(actions, bar))
        size = self._look.measures.scaled(SIZE)
        menu.setIconSize(QSize(size, size))
        folder = ShortLabel(name, "organ")
        for part in (menu, folder, upright_rule()):
            row.addWidget(part)
        self._fill_bar(row)
        return bar

    def _fill_bar(self, row: QHBoxLayout) -> None:
        for verb, words in (
            ("receive", self.tr("收件…")),
            ("roster", self.tr("应报单位…")),
            ("chase", self.tr("催报…")),
            ("send", self.tr("发回…")),
            ("return_found", self.tr("退回有问题的…")),
            ("sources", self.tr("底稿…")),
            ("across", self.tr("横向比较…")),
        ):
            button = self._button(verb, words)
            button.setProperty("role", "tool")
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button("approve_clean", self.tr("同意 {count} 份没有问题的…").format(count=0)))
        lead = self._button("consolidate", self.tr("生成本地区报告…"))
        lead.setProperty("role", "primary")
        row.addWidget(lead)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the keyboard with the board
        button.clicked.connect(lambda: self.wanted.emit(name))
        self.buttons[name] = button
        return button
