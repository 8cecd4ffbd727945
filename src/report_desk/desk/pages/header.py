"""The bar on top of a report: what it is, and what is done most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from report_desk.desk.actions import KNOWN, MENUS
from report_desk.desk.language import tr
from report_desk.desk.theme.icons import SIZE
from report_desk.desk.widgets.labels import label, upright_rule

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from report_desk.desk.actions import Actions
    from report_desk.desk.theme.look import Look

_LEFT = (("open", "save", "print", "undo", "redo"), ("findings", "last_year", "preview"))
_LEADS = ("take_back", "return", "reopen", "hand_over", "export", "approve")


class Header(QWidget):
    """Menu, name of the report, actions, and at the right what the work leads to."""

    def __init__(self, actions: Actions, look: Look) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 14, 6)
        self._row.setSpacing(3)
        actions.draw_icons(("menu", *(name for group in _LEFT for name in group)))
        self._wordy: list[QToolButton] = []
        self.recent = QMenu(self.tr("最近"), self)
        self.menu = self._menu_button(actions)
        self._organ = label("", "organ")
        self._organ.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._organ)
        for group in _LEFT:
            self._row.addSpacing(9)
            self._row.addWidget(upright_rule())
            self._row.addSpacing(9)
            for name in group:
                self._button(actions, name, has_words=True)
        self._row.addStretch(1)
        self._right = QHBoxLayout()
        self._right.setSpacing(7)
        self._row.addLayout(self._right)
        self._leads = {name: self._push(actions, name) for name in _LEADS}
        self.lead(("export",))
        look.changed.connect(self._look_changed)
        self._look_changed()

    def minimumSizeHint(self) -> QSize:
        """So narrow may the window be: what does not fit is shown without words."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def lead(self, names: tuple[str, ...]) -> None:
        """Show at the right what the work leads to now, the foremost last."""
        for name in names:
            self._right.addWidget(self._leads[name])  # moves it to the end
        for name, button in self._leads.items():
            button.setVisible(name in names)
            role = "primary" if name == names[-1] else ""
            if button.property("role") != role:
                button.setProperty("role", role)
                button.style().polish(button)
        self._fit()

    def name(self, organ: str, year: int) -> None:
        """Show whose report of which year it is."""
        words = self.tr("{organ} · {year} 年度报告").format(organ=organ or self.tr("（未填机关）"), year=year)
        metrics = self._organ.fontMetrics()
        self._organ.setText(
            metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, self._look.measures.scaled(330))
        )
        self._organ.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        """Words beside the icons where there is room for all of them, else icons alone, at last no name."""
        style = Qt.ToolButtonStyle
        for wanted, is_named in (
            (style.ToolButtonTextBesideIcon, True),
            (style.ToolButtonIconOnly, True),
            (style.ToolButtonIconOnly, False),  # the window's title has it
        ):
            self._organ.setVisible(is_named)
            for button in self._wordy:
                button.setToolButtonStyle(wanted)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return

    def _look_changed(self) -> None:
        size = self._look.measures.scaled(SIZE)
        for button in (self.menu, *self._wordy):
            button.setIconSize(QSize(size, size))
        self._fit()

    def _button(self, actions: Actions, name: str, *, has_words: bool = False) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(actions[name])
        if has_words:
            self._wordy.append(button)
        button.setAccessibleName(actions[name].text().removesuffix("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button)
        return button

    def _menu_button(self, actions: Actions) -> QToolButton:
        button = self._button(actions, "menu")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(main_menu(actions, self, self.recent))
        return button

    def _push(self, actions: Actions, name: str) -> QPushButton:
        action = actions[name]
        button = QPushButton(action.text().removesuffix("…"))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._right.addWidget(button)
        return button


def main_menu(actions: Actions, parent: QWidget, recent: QMenu | None = None) -> QMenu:
    """The window's one menu; with that of ``recent`` files where the room fills one."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: actions.draw_icons(KNOWN))
    for title, names in MENUS:
        part = menu.addMenu(tr(title))
        for name in names.split():
            if name == "|":
                part.addSeparator()
            elif name == "recent":
                if recent is not None:
                    part.addMenu(recent)
            else:
                part.addAction(actions[name])
    menu.addSeparator()
    menu.addAction(actions["settings"])
    return menu
