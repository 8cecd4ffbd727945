"""The start page: what a clerk can do before any report is open."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from report_desk.desk.files.new_dialog import same_organ
from report_desk.desk.shell.start.recent import Entry, RecentList
from report_desk.desk.widgets.labels import label, note

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from report_desk.core.ports import ReportStore
    from report_desk.desk.settings import Settings
    from report_desk.desk.theme.look import Look

_WIDTH, _CARD_SIDE = 1066, 18
_LOW = 560
"""Height below which the page begins close to its top."""


class Card(QPushButton):
    """A large button with a title and a line of explanation."""

    def __init__(self, title: str, words: str, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.measures.scaled(76))
        self._all_words = words
        self.setToolTip(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(_CARD_SIDE, 12, _CARD_SIDE, 12)
        column.setSpacing(2)
        self.title = label(title, "organ")
        self.words = note(words)
        for part in (self.title, self.words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the explanation as there is room for; the tool tip has all of it."""
        super().resizeEvent(event)
        room = self.width() - 2 * _CARD_SIDE
        metrics = self.words.fontMetrics()
        self.words.setText(metrics.elidedText(self._all_words, Qt.TextElideMode.ElideRight, room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """New, open, paste, recover, recent files, two files compared. Signals carry what was chosen."""

    new_wanted = Signal()
    open_wanted = Signal()
    recover_wanted = Signal()
    compare_wanted = Signal()
    paste_wanted = Signal()
    folder_wanted = Signal()
    file_chosen = Signal(str)

    def __init__(self, store: ReportStore, settings: Settings, now: datetime, look: Look) -> None:
        super().__init__()
        self._store = store
        self._settings = settings
        self._now = now
        self._look = look
        self._recent = QVBoxLayout()
        self.recent: RecentList | None = None
        year = now.year - 1
        self.new = Card(self.tr("新建 {year} 年报告").format(year=year), self._beginning(year), look)
        self.open = Card(self.tr("打开文件"), self.tr("年报文件，或者 Word、Excel、PDF、网页"), look)
        self.recover = Card(self.tr("找回"), self.tr("意外退出留下的草稿，和每次保存的备份"), look)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.recover.clicked.connect(self.recover_wanted)
        self.compare = self._link(
            self.tr("比较两份年报…"), self.tr("看一份改成另一份改了哪些数、哪些话，两个文件都不动")
        )
        self.compare.clicked.connect(self.compare_wanted)
        self.paste = self._link(self.tr("粘贴整份…"), self.tr("在网页、Word 或 WPS 里全选、复制的一份年报"))
        self.paste.clicked.connect(self.paste_wanted)
        self.folder = self._link(
            self.tr("收一批年报…"), self.tr("打开一个文件夹：谁交了、谁没交，一份一份审，汇总")
        )
        self.folder.clicked.connect(self.folder_wanted)
        self._draft_words = label("", "note")
        self._arrange()
        self.refresh()

    def refresh(self) -> None:
        """Show the recent files as they are remembered now."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            item.widget().deleteLater()
        entries = tuple(Entry(file, self._settings.standing(str(file.path))) for file in self._store.recent())
        if not entries:
            self.recent = None
            self._recent.addWidget(note(self.tr("还没有报告。新建一份，或者打开别人发来的 .rdesk 文件。")))
            return
        self.recent = RecentList(entries, self._now, self._look)
        self.recent.file_chosen.connect(self.file_chosen)
        self.recent.file_dropped.connect(self._forget)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.addWidget(self.recent)
        self._recent.addWidget(card)

    def _beginning(self, year: int) -> str:
        """What the dialog will propose: last year's file is named only where there is one."""
        organ = self._settings.preferences.organ
        if not organ:
            return self.tr("选好机关和年度，可承接去年的报告")
        if same_organ(self._store.recent(), organ, year - 1) is None:
            return self.tr("{organ} · 可选去年的报告来承接").format(organ=organ)
        return self.tr("{organ} · 承接 {last} 年结转").format(organ=organ, last=year - 1)

    def show_drafts(self, words: str) -> None:
        """Say what was left behind by a crash; empty where nothing was."""
        self._draft_words.setText(words)
        self._draft_bar.setVisible(bool(words))

    def _arrange(self) -> None:
        measures = self._look.measures
        inside = QWidget()
        inside.setMaximumWidth(measures.scaled(_WIDTH))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, measures.scaled(64), 0, measures.scaled(24))
        column.setSpacing(0)
        column.addWidget(label(self.tr("年报台"), "title"))
        column.addSpacing(4)
        column.addWidget(note(self.tr("政府信息公开工作年度报告 · 离线填报、检查、打印、交审")))
        column.addSpacing(measures.scaled(26))
        cards = QHBoxLayout()
        cards.setSpacing(measures.scaled(14))
        for card in (self.new, self.open, self.recover):
            cards.addWidget(card)
        column.addLayout(cards)
        column.addSpacing(measures.scaled(18))
        self._draft_bar = self._make_draft_bar()
        column.addWidget(self._draft_bar)
        column.addSpacing(measures.scaled(14))
        column.addLayout(self._above_recent())
        column.addSpacing(measures.scaled(8))
        column.addLayout(self._recent)
        column.addStretch(1)
        self._column = column
        self._put_in_the_middle(inside)

    def _put_in_the_middle(self, inside: QWidget) -> None:
        measures = self._look.measures
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.scaled(40), 0, measures.scaled(40), 0)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMaximumWidth(measures.scaled(_WIDTH) + scroll.verticalScrollBar().sizeHint().width())
        scroll.setWidget(inside)
        row.addWidget(scroll, 100)
        row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        measures = self._look.measures
        top = 64 if self.height() >= measures.scaled(_LOW) else 16
        self._column.setContentsMargins(0, measures.scaled(top), 0, measures.scaled(24))

    def _above_recent(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("最近"), "group"))
        row.addStretch(1)
        row.addWidget(self.paste)
        row.addWidget(self.folder)
        row.addWidget(self.compare)
        return row

    def _link(self, words: str, about: str) -> QPushButton:
        link = QPushButton(words)
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setToolTip(about)
        return link

    def _make_draft_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "strip")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 10, 7)
        look_at = QPushButton(self.tr("看看并恢复"))
        look_at.clicked.connect(self.recover_wanted)
        row.addWidget(self._draft_words, 1)
        row.addWidget(look_at)
        bar.hide()
        return bar

    def _forget(self, path: str) -> None:
        self._store.forget(PurePath(path))
        self.refresh()
