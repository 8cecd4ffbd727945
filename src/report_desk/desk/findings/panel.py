"""The findings panel: what is wrong, counted and sorted, with the way to each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.form.edition import Level
from report_desk.desk.findings.delegate import FindingDelegate
from report_desk.desk.findings.explaining import ExplanationForm, explain
from report_desk.desk.findings.fixes import Fix, FixKind, fixes
from report_desk.desk.findings.model import LINE, FindingsModel, level_name
from report_desk.desk.findings.stepping import following
from report_desk.desk.places.words import anchor_of, finding_key
from report_desk.desk.theme.fitting import fit
from report_desk.desk.unfinished import Kind, Scrap
from report_desk.desk.widgets.labels import note, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from report_desk.core.checks.findings import Finding
    from report_desk.desk.document import Document
    from report_desk.desk.findings.rows import Line
    from report_desk.desk.findings.stepping import Spot
    from report_desk.desk.settings import Settings
    from report_desk.desk.theme.look import Look


class FindingsList(QListView):
    """The list itself; Enter follows a line, the menu key offers everything that can be done about it."""

    entered_line = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # sentences break elsewhere

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)


class FindingsPanel(QWidget):
    """All findings, or those of one page; where there are none, or where it is folded, a single line.

    ``wanted`` carries the finding to go to, ``is_line_changed`` whether a line is all that shows.
    """

    wanted = Signal(object)
    is_line_changed = Signal(bool)

    def __init__(
        self, document: Document, settings: Settings, now: Callable[[], datetime], look: Look
    ) -> None:
        super().__init__()
        self.setObjectName("findings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._settings = settings
        self._now = now
        self._page = ""
        self.model = FindingsModel(document)
        self.list = FindingsList()
        self._delegate = FindingDelegate(document, self.model, look, self.list)
        self._counts = note("")
        self._empty = paragraph(self.tr("本部分没有要改的。"), "note")
        self.only_here = QPushButton(self.tr("只看本部分"))
        self.fold = QPushButton()
        self.is_clear = False
        self.is_folded = False
        self._known: frozenset[str] = frozenset()
        self.form: ExplanationForm | None = None
        self._arrange(look)
        self._connect()
        self._current: Finding | None = None
        self._show_fresh()
        self._tell()

    def _arrange(self, look: Look) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setAccessibleName(self.tr("检查结果"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.only_here.setProperty("role", "link")
        self.only_here.setCheckable(True)
        self.fold.setProperty("role", "link")
        self._counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.addWidget(self._counts, 1)
        top.addWidget(self.only_here)
        top.addWidget(self.fold)
        self._column = column = QVBoxLayout(self)
        fit(self, look, lambda now: column.setContentsMargins(now.margin, now.gap, now.margin, now.gap))
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self._delegate.followed.connect(self._follow)
        self.list.entered_line.connect(self._enter)
        self.list.customContextMenuRequested.connect(self._offer)
        self.fold.clicked.connect(lambda: self.set_folded(folded=not self.is_folded))
        self.only_here.toggled.connect(lambda _: self._filter())
        self.model.modelReset.connect(self._restore_current)
        self.model.modelReset.connect(self._show_fresh)
        self._document.settled.connect(self._tell)

    # ------------------------------------------------------------------ what the window asks for

    def page_shown(self, page: str) -> None:
        """The window shows another page."""
        self._page = page
        self._filter()

    def focus_first(self) -> None:
        """Put the keyboard on the list, on a line of it that shows, or on what has left nothing of it."""
        if not self.list.isVisible():
            self.only_here.setFocus()
            return
        self.list.setFocus()
        if not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.model.index(max(self.list.currentIndex().row(), 0)))

    @property
    def is_line(self) -> bool:
        """Whether the panel is a single line now."""
        return self.form is None and (self.is_clear or self.is_folded)

    def set_folded(self, *, folded: bool) -> None:
        """Fold the list away, down to the line that counts, or show it again."""
        was_line, self.is_folded = self.is_line, folded
        self._tell(was_line=was_line)

    @property
    def has_any(self) -> bool:
        """Whether there is any finding to go to."""
        return bool(self.model.findings)

    def can_step(self, direction: int) -> bool:
        """Whether a finding lies ahead of the current one before the list begins anew."""
        found = self.model.findings
        at = next((number for number, one in enumerate(found) if one is self._current), -1)
        return 0 <= at + direction < len(found) if at >= 0 else bool(found)

    def forget_current(self) -> None:
        """Begin at an end with the next step."""
        self._current = None

    def step(self, direction: int, here: Spot | None = None) -> None:
        """F8 and Shift+F8: to the next or previous finding from ``here``; None: where the last one is."""
        finding = following(self._document.sheet, self.model.findings, self._current, here, direction)
        if finding is None:
            return
        self.list.setCurrentIndex(self.model.index(self.model.row_of(finding)))
        self._follow(finding, None)
        self._tell()

    def begin_explaining(self) -> None:
        """Write a 说明 for the current finding, where one can close it."""
        if self._current is not None and self._current.level is Level.EXPLAIN:
            self._explain(self._current)

    # ------------------------------------------------------------------ inside

    def _follow(self, finding: Finding, fix: Fix | None) -> None:
        self._current = finding
        if fix is None or fix.kind is FixKind.GO:
            self.wanted.emit(finding)
        elif fix.kind is FixKind.EXPLAIN:
            self._explain(finding)
        elif fix.edit is not None:
            self.wanted.emit(finding)
            self._document.submit(fix.edit, fix.words)

    def _enter(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        line: Line = index.data(LINE)
        if line.is_fold:
            self.model.toggle_fold(line)
        else:
            self._follow(line.finding, None)

    def _offer(self, at: QPoint) -> None:
        index = self.list.currentIndex()
        if not index.isValid() or index.data(LINE).is_fold:
            return
        finding = index.data(LINE).finding
        menu = QMenu(self)
        for fix in fixes(self._document.sheet, finding):
            menu.addAction(fix.words, lambda chosen=fix: self._follow(finding, chosen))
        rect = self.list.visualRect(index)
        menu.popup(self.list.viewport().mapToGlobal(at if rect.contains(at) else rect.bottomLeft()))

    def _explain(self, finding: Finding) -> None:
        row = self.model.row_of(finding)
        if row < 0:
            return
        if self.scrap() is not None:
            self.show_writing()
            return
        self.list.setCurrentIndex(self.model.index(row))
        self._open(finding, None)

    def _open(self, finding: Finding, words: str | None) -> None:
        """The form under the list; what is said in it is about a finding that may go and come back."""
        self._close()
        form = ExplanationForm(self._document, finding, self._settings.preferences.person)
        if words is not None:
            form.text.setText(words)
        self.form = form
        self._column.addWidget(form)
        form.written.connect(lambda text, person: self._write(finding, text, person))
        form.given_up.connect(self._give_up)
        form.left.connect(self.list.setFocus)
        self._tell()
        form.show()  # Qt would do so later, and what does not show takes no keyboard
        form.text.setFocus()
        QTimer.singleShot(0, form, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _write(self, finding: Finding, text: str, person: str) -> None:
        row = self.model.row_of(finding)
        current = self.model.lines[row].finding if row >= 0 else finding
        preferences = self._settings.preferences
        if person and person != preferences.person:
            self._settings.choose(replace(preferences, person=person))
        self._close()
        self._document.submit(explain(current, text, person, self._now), self.tr("写说明"))
        self._tell()
        self.list.setFocus()

    def _give_up(self) -> None:
        self._close()
        self._tell()
        self.list.setFocus()

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    # ------------------------------------------------------------------ as a piece of what is half-written

    def scrap(self) -> Scrap | None:
        """The words, and the finding they explain."""
        if self.form is None or not self.form.is_begun:
            return None
        finding = self.form.finding
        anchor = anchor_of(self._document.sheet, finding)
        return Scrap(Kind.EXPLANATION, self.form.text.text(), anchor, finding_key(finding))

    def finish(self) -> bool:
        """Write it down, where a name is there."""
        if self.form is not None:
            self.form.write()
        return self.form is None

    def drop(self) -> None:
        """Take the form away."""
        if self.form is not None:
            self._give_up()

    def show_writing(self) -> None:
        """Back to the form."""
        self.show()
        if self.form is not None:
            self.form.go_on()

    def resume(self, scrap: Scrap) -> bool:
        """The form again, where the finding still stands."""
        found = (one for one in self._document.sheet.findings if finding_key(one) == scrap.key)
        finding = next(found, None)
        if finding is None:
            return False
        self.show()
        self._open(finding, scrap.words)
        return True

    # ------------------------------------------------------------------ inside

    def _filter(self) -> None:
        self.model.show_only(self._page if self.only_here.isChecked() else "")
        self._tell()

    def _restore_current(self) -> None:
        row = self.model.row_of(self._current)
        if row >= 0:
            self._current = self.model.lines[row].finding
            self.list.setCurrentIndex(self.model.index(row))

    def _show_fresh(self) -> None:
        """Bring into sight what was not there before; the strongest of it where there is more."""
        keys = {finding_key(one): one for one in self._document.sheet.findings}
        fresh = [finding for key, finding in keys.items() if key not in self._known]
        is_first_look = not self._known
        self._known = frozenset(keys)
        rows = [row for row in map(self.model.row_of, fresh) if row >= 0]
        if rows and not is_first_look:
            self.list.scrollTo(self.model.index(min(rows)))

    def _tell(self, *, was_line: bool | None = None) -> None:
        was_line = self.is_line if was_line is None else was_line
        shown = self.model.findings
        counted = self._counted()
        self.is_clear = not shown and not counted
        self._counts.setText(self._line(counted, shown))
        self._empty.setVisible(not shown and bool(counted) and not self.is_line)
        self.list.setVisible(bool(shown) and not self.is_line)
        self.only_here.setVisible(not self.is_line)
        self.fold.setVisible(bool(counted) and self.form is None)
        self.fold.setText(self.tr("展开") if self.is_folded else self.tr("收起"))
        if self.is_line != was_line:
            self._column.activate()  # else its height is still that of what was hidden
            self.is_line_changed.emit(self.is_line)

    def _counted(self) -> str:
        counts = dict.fromkeys(Level, 0)
        for finding in self._document.sheet.findings:
            if not finding.explained:
                counts[finding.level] += 1
        return " · ".join(
            self.tr("{count} 处{level}").format(count=counts[level], level=level_name(level))
            for level in (Level.MUST_FIX, Level.EXPLAIN, Level.NOTICE)
            if counts[level]
        )

    def _line(self, counted: str, shown: Sequence[Finding]) -> str:
        """How many there are, and F8; folded, also what the one that F8 went to says."""
        if self.is_clear:
            return self.tr("没有要改的，可以导出了。")
        words = counted + (self.tr("     F8 下一处") if counted else "")
        if self.is_folded and self._current in shown and self._current is not None:
            words += "     " + self._current.sentence
        return words
