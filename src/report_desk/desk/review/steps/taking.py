"""The steps between clerk and supervisor: asked for in a dialog, taken as an edit, saved, and copied out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from report_desk.core.consolidation.receiving import taking_in
from report_desk.core.consolidation.returning import SEE_REMARKS
from report_desk.core.edits.review import NotNowError, Step, blocking, handover_name
from report_desk.core.form.edition import Level
from report_desk.core.record import codec
from report_desk.core.report.model import Decision, EventKind, State, Verdict
from report_desk.desk.language import tr
from report_desk.desk.places.names import step_name
from report_desk.desk.review.steps.wording import Wording
from report_desk.desk.widgets.questions import accepted, tell

if TYPE_CHECKING:
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.checks.findings import Finding
    from report_desk.core.ports import SavedReport
    from report_desk.core.report.model import Report
    from report_desk.core.sheet import Sheet
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.files.saving import Saving
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

_FEW = 3
STEPS = {
    "hand_over": EventKind.SUBMITTED,
    "take_in": EventKind.SUBMITTED,
    "take_back": EventKind.RETURNED,
    "return": EventKind.RETURNED,
    "approve": EventKind.APPROVED,
    "reopen": EventKind.REOPENED,
}
"""The actions that are steps, and what each is in the history."""
_OF_QUEUE = frozenset({"return", "approve", "take_in"})


class Steps(QObject):
    """Takes steps on one document. ``taken`` carries the kind, ``told`` where the file went.

    A document that ``is_one_of_many`` is returned, approved or taken in by the key alone where the dialog
    would have nothing to say and nothing to ask: the name is known, no reason is needed, nothing is open.
    ``source`` is the name of what an organ has handed in, where the report was read out of that.
    """

    taken = Signal(object)
    told = Signal(str)

    def __init__(  # noqa: PLR0913, PLR0917 - what a step touches
        self,
        document: Document,
        services: Services,
        saving: Saving,
        background: Background,
        look: Look,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._services = services
        self._saving = saving
        self._background = background
        self._look = look
        self._window = window
        self.is_one_of_many = False
        self.source = ""
        self._copy_to: PurePath | None = None
        self._reasons: dict[EventKind, str] = {}  # of steps that were left, or could not be saved
        saving.stepped.connect(self._stepped)
        saving.not_stepped.connect(self._not_stepped)

    def take(self, name: str) -> None:
        """Take the step behind an action; nothing happens where the dialog is left."""
        from report_desk.desk.review.steps.dialogs import StepDialog  # noqa: PLC0415 - a report takes few steps

        if self._saving.is_stepping:
            self.told.emit(self.tr("上一步还在保存，请稍候。"))
            return
        if not self._document.unfinished.settle(self._window):
            return
        kind, wording = STEPS[name], self._wording(name)
        if name == "approve" and self._says_why_not():
            return
        preferences = self._services.settings.preferences
        if self._needs_no_word(name, wording, preferences.person):
            self._carry_out(name, preferences.person, _usual_reason(name), None)
            return
        dialog = StepDialog(wording, preferences.person, preferences.handed_to, self._look, self._window)
        dialog.reason.setPlainText(self._reasons.get(kind, ""))
        is_wanted = accepted(dialog)
        self._reasons[kind] = dialog.reason.toPlainText()
        if not is_wanted:
            return
        person = dialog.person.text().strip()
        handed_to = dialog.folder.text().strip() if wording.asks_folder else preferences.handed_to
        self._services.settings.choose(replace(preferences, person=person, handed_to=handed_to))
        reason = dialog.reason.toPlainText().strip() or _usual_reason(name)
        self._carry_out(name, person, reason, dialog.target)

    # ------------------------------------------------------------------ inside

    def _step(self, name: str, person: str, reason: str) -> Step:
        if name == "take_in":
            return taking_in(self._document.sheet.report, self.source, self._now(), person, reason)
        return Step(STEPS[name], person, self._now(), reason)

    def _needs_no_word(self, name: str, wording: Wording, person: str) -> bool:
        is_silent = wording.may_be_silent and not wording.warns and not self._reasons.get(STEPS[name])
        return self.is_one_of_many and name in _OF_QUEUE and bool(person) and is_silent

    def _carry_out(self, name: str, person: str, reason: str, copy_to: PurePath | None) -> None:
        """Save the step; only then is it taken."""
        self._copy_to = copy_to
        step = self._step(name, person, reason)
        try:
            if not self._saving.save_step(step, asks=name != "take_in"):
                self.told.emit(self.tr("没有选保存的地方，这一步没有做。"))
        except NotNowError as error:
            tell(self._window, str(error))

    def _stepped(self, step: Step, saved: SavedReport) -> None:
        copy_to, self._copy_to = self._copy_to, None
        self._reasons.pop(step.kind, None)
        self.taken.emit(step.kind)
        if copy_to is None:
            return
        if self._document.place.path == copy_to / handover_name(saved.report):
            self.told.emit(self.tr("这一份就在那个文件夹里，不用再另存。"))
        else:
            self._copy_out(copy_to, saved.report)

    def _not_stepped(self, step: Step) -> None:
        self._copy_to = None
        words = self.tr("没有保存成，「{step}」这一步没有做。")
        self.told.emit(words.format(step=step_name(step.kind)))

    def _copy_out(self, folder: PurePath, report: Report) -> None:
        """Write what was just saved once more, byte for byte, under its telling name."""
        data = codec.write(report)
        detail = self.tr("自己的文件已经保存并记下了这一步；换一个地方，用「另存为」再存一份就行。")
        window = self._window

        def work() -> PurePath:
            path = self._free(folder / handover_name(report), report)
            self._services.write_file(path, data)
            return path

        self._background.start(work, self._copied, lambda error: tell(window, str(error), detail))

    def _copied(self, path: PurePath) -> None:
        words = self.tr("已另存 {path}，可以交给上级了。")
        if self._document.sheet.report.state is State.RETURNED:
            words = self.tr("已另存 {path}，可以交还经办了。")
        self.told.emit(words.format(path=path))

    def _free(self, wanted: PurePath, report: Report) -> PurePath:
        """A name that no other content has."""
        path, number = wanted, 1
        digest = codec.digest_of(codec.to_record(report))
        while self._services.store.digest_on_disk(path) not in {None, digest}:
            number += 1
            path = wanted.with_stem(f"{wanted.stem}_{number}")
        return path

    def _says_why_not(self) -> bool:
        """Tell what approval must wait for; False where nothing stands in its way."""
        waiting = blocking(self._document.sheet)
        if waiting:
            words = self.tr("还不能定稿：有 {count} 处没有解决。").format(count=len(waiting))
            tell(self._window, words, "\n".join(f"· {finding.sentence}" for finding in waiting[:_FEW]))
        return bool(waiting)

    def _now(self) -> str:
        return self._services.now().isoformat(timespec="seconds")

    def _wording(self, name: str) -> Wording:
        sheet = self._document.sheet
        match name:
            case "hand_over":
                return self._handing_over(sheet)
            case "take_in":
                return self._taking_in(sheet)
            case "take_back":
                return self._taking_back()
            case "return":
                return self._returning(sheet)
            case "approve":
                return self._approving(sheet)
            case _:
                return self._reopening()

    def _handing_over(self, sheet: Sheet) -> Wording:
        return Wording(
            title=self.tr("交给上级"),
            says=self.tr("先保存，再把同样的一份另存到 U 盘或文件夹，交给上级。自己的文件留着。"),
            warns=still_open(sheet),
            reason=self.tr("附言"),
            hint=self.tr("可以不写"),
            verb=self.tr("交给上级"),
            asks_folder=True,
        )

    def _taking_in(self, sheet: Sheet) -> Wording:
        words = self.tr("记作「{organ}」用「{source}」交来的，由您核对收下，存进文件夹。")
        return Wording(
            title=self.tr("收下"),
            says=words.format(organ=sheet.report.organ, source=self.source),
            warns=still_open(sheet),
            reason=self.tr("附言"),
            hint=self.tr("可以不写"),
            verb=self.tr("收下"),
        )

    def _taking_back(self) -> Wording:
        return Wording(
            title=self.tr("收回修改"),
            says=self.tr("收回后可以接着改，改好再交一次。上级手里的那一份就旧了，请告诉上级。"),
            warns="",
            reason=self.tr("原因"),
            hint=self.tr("如：漏填了表四，收回补上"),
            verb=self.tr("收回"),
            may_be_silent=False,
        )

    def _returning(self, sheet: Sheet) -> Wording:
        waiting = sum(1 for remark in sheet.report.remarks if remark.is_open)
        words = self.tr("退给经办修改。批注（未了 {count} 条）和改稿建议都在文件里，一起回去。")
        return Wording(
            title=self.tr("退回修改"),
            says=words.format(count=waiting),
            warns="",
            reason=self.tr("退回原因"),
            hint=self.tr("可以不写，记成「见批注」") if waiting else self.tr("经办打开文件就看到这句话"),
            verb=self.tr("退回修改"),
            may_be_silent=waiting > 0,
            asks_folder=True,
        )

    def _approving(self, sheet: Sheet) -> Wording:
        words = self.tr("记下定稿指纹 {fingerprint}。以后印出来的内容有一个字不同，打开就看得出来。")
        return Wording(
            title=self.tr("同意定稿"),
            says=words.format(fingerprint=sheet.fingerprint),
            warns=unsettled(sheet.report),
            reason=self.tr("意见"),
            hint=self.tr("可以不写"),
            verb=self.tr("同意定稿"),
        )

    def _reopening(self) -> Wording:
        return Wording(
            title=self.tr("更正"),
            says=self.tr("定稿或公布以后发现差错，写明原因再改。原来的定稿和这次更正都留在历次记录里。"),
            warns="",
            reason=self.tr("更正原因"),
            hint=self.tr("如：表三「上年结转」漏计 1 件"),
            verb=self.tr("开始更正"),
            may_be_silent=False,
        )


def _usual_reason(name: str) -> str:
    return SEE_REMARKS if name == "return" else ""


def still_open(sheet: Sheet) -> str:
    """What still stands open before a hand-over, said and no obstacle."""
    waiting = blocking(sheet)
    blanks = sum(1 for cell in sheet.form.typed if cell.address not in sheet.report.figures)
    parts = [
        _listed(waiting, Level.MUST_FIX, tr("还有 {count} 处必须改，第一处：{sentence}")),
        _listed(waiting, Level.EXPLAIN, tr("还有 {count} 处须说明，第一处：{sentence}")),
    ]
    if blanks:
        parts.append(tr("还有 {count} 格空着。").format(count=blanks))
    threads = sum(1 for remark in sheet.report.remarks if remark.is_open)
    if threads:
        parts.append(tr("批注未了 {count} 条。").format(count=threads))
    if waiting:
        parts.append(tr("照样可以交，但上级还不能定稿。"))
    return "\n".join(part for part in parts if part)


def unsettled(report: Report) -> str:
    """What an approval leaves open, said and no obstacle: remarks, suggestions, questioned 说明."""
    counts = (
        (sum(1 for item in report.remarks if item.is_open), tr("{count} 条批注没有了结")),
        (
            sum(1 for item in report.suggestions if item.decision is Decision.OPEN),
            tr("{count} 条改稿建议没有取舍"),
        ),
        (
            sum(1 for item in report.explanations if item.verdict is Verdict.QUESTIONED),
            tr("{count} 条说明存疑"),
        ),
    )
    parts = [words.format(count=count) for count, words in counts if count]
    if not parts:
        return ""
    return tr("还有 {parts}；定稿以后仍然可以了结，不影响指纹。").format(parts=tr("、").join(parts))


def _listed(waiting: tuple[Finding, ...], level: Level, words: str) -> str:
    found = [finding for finding in waiting if finding.level is level]
    return words.format(count=len(found), sentence=found[0].sentence) if found else ""
