"""The bar that says whose turn it is: the state, who brought it there, and the way of working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from report_desk.core.checks.review import approval
from report_desk.core.edits.review import approval_is_broken
from report_desk.core.report.model import EventKind, State
from report_desk.desk.language import tr
from report_desk.desk.review.ways.way import Way, last_event
from report_desk.desk.review.words import event_words, state_tone, state_words
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import label, upright_rule

if TYPE_CHECKING:
    from datetime import tzinfo

    from report_desk.core.report.model import Event
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look

_LONGEST = 300
"""Characters that the bar shows, on one line; the whole reason stands in the history."""


class Turn(Struct, frozen=True):
    """What the bar says; ``is_alarm`` where an approved report no longer prints what was approved."""

    state: str
    tone: str
    words: str
    is_alarm: bool = False


def turn(sheet: Sheet, way: Way, zone: tzinfo | None, changed: str) -> Turn:
    """Whose turn it is, in one sentence; ``changed`` counts what differs from the approved state."""
    report = sheet.report
    state = report.state
    is_alarm = approval_is_broken(sheet)
    words = {
        State.DRAFT: lambda: tr("填好后交给上级审核；文件用 U 盘或聊天软件传过去就行。"),
        State.SUBMITTED: lambda: _submitted(sheet, way, zone),
        State.RETURNED: lambda: _reasoned(last_event(report, EventKind.RETURNED), tr("退回"), zone),
        State.APPROVED: lambda: _approved(sheet, changed, zone, is_alarm=is_alarm),
        State.REOPENED: lambda: _reasoned(last_event(report, EventKind.REOPENED), tr("更正"), zone),
    }[state]()
    return Turn(state_words(state), "must_fix" if is_alarm else state_tone(state), words, is_alarm)


def steps(state: State, way: Way) -> tuple[str, ...]:
    """The actions that the work leads to now, the foremost last."""
    match state, way:
        case (State.SUBMITTED, Way.FILL):
            return "take_back", "export"
        case (State.SUBMITTED, _):
            return "return", "approve"
        case (State.APPROVED, _):
            return "reopen", "export"
        case (State.DRAFT, _):
            return "hand_over", "export"
        case (_, Way.FILL):
            return "export", "hand_over"
        case _:
            return ("export",)


class TurnBar(QFrame):
    """Badge, sentence and the choice of the way. ``way_chosen`` carries it."""

    way_chosen = Signal(object)
    changes_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("turn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._badge = label("", "badge")
        self._words = label("")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._look_at = QPushButton(self.tr("逐处看"))
        self._look_at.setProperty("role", "link")
        self._look_at.clicked.connect(self.changes_wanted)
        self._ways = {
            Way.FILL: self._choice(self.tr("填报"), self.tr("直接改数改字")),
            Way.REMARK: self._choice(self.tr("只批注"), self.tr("审核：看和写批注，不改数")),
            Way.CORRECT: self._choice(self.tr("改稿"), self.tr("审核：改的留作建议，由经办采纳")),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        fit(self, look, lambda measures: row.setContentsMargins(measures.margin, 4, 14, 4))
        fit(self, look, lambda measures: row.setSpacing(measures.gap))
        row.addWidget(self._badge)
        row.addWidget(self._words, 1)
        row.addWidget(self._look_at)
        row.addWidget(upright_rule())
        row.addWidget(label(self.tr("方式"), "note"))
        for way, button in self._ways.items():
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _=False, chosen=way: self.way_chosen.emit(chosen))

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words.text()

    def show_turn(self, shown: Turn, way: Way) -> None:
        """Say it."""
        self._badge.setText(shown.state)
        self._words.setText(" ".join(shown.words.split())[:_LONGEST])
        self._look_at.setVisible(shown.is_alarm)
        self._ways[way].setChecked(True)
        tones = ((self._badge, shown.tone), (self._words, "must_fix" if shown.is_alarm else ""))
        for part, tone in tones:
            if part.property("tone") != tone:
                part.setProperty("tone", tone)
                part.style().polish(part)

    def _choice(self, words: str, hint: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "link")
        button.setCheckable(True)
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button


def _submitted(sheet: Sheet, way: Way, zone: tzinfo | None) -> str:
    event = last_event(sheet.report, EventKind.SUBMITTED)
    if event is None:
        return ""
    if way is Way.FILL and not sheet.bears(event.fingerprint):
        words = tr("{who} 交给上级（修订 {revision}），之后又改过，上级手里的没有。先收回，改好再交。")
    elif way is Way.FILL:
        words = tr("{who} 交给上级（修订 {revision}），等待审核。还要改就先收回。")
    else:
        words = tr("{who} 送审（修订 {revision}）{reason}")
    reason = tr("，附言：{text}").format(text=event.reason) if event.reason else ""
    return words.format(who=event_words(event, zone), revision=event.revision, reason=reason)


def _reasoned(event: Event | None, verb: str, zone: tzinfo | None) -> str:
    if event is None:
        return ""
    return tr("{who} {verb}：{reason}").format(who=event_words(event, zone), verb=verb, reason=event.reason)


def _approved(sheet: Sheet, changed: str, zone: tzinfo | None, *, is_alarm: bool) -> str:
    event = approval(sheet.report)
    if event is None:
        return tr("文件写着「已定稿」，却没有谁同意定稿的记录。用「更正」重新送审。")
    if is_alarm:
        words = tr("定稿以后改过{changed}，现在印出来的和定稿不是同一份。改回去，或者用「更正」重新送审。")
        return words.format(changed=tr("（{changed}）").format(changed=changed) if changed else "")
    words = tr("{who} 同意定稿 · 定稿指纹 {fingerprint}，核对一致")
    return words.format(who=event_words(event, zone), fingerprint=event.fingerprint)
