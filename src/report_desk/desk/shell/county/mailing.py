"""What goes out to the organs: 催报 to who has sent nothing, 发回 of what was returned or approved."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from report_desk.core.consolidation.entry import Standing
from report_desk.desk.shell.county import batch
from report_desk.desk.shell.county.dialogs import ListDialog, Listing
from report_desk.desk.widgets.questions import accepted, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.desk.frame import Frame
    from report_desk.desk.shell.county.batch import Result
    from report_desk.desk.shell.county.board.lines import Shown
    from report_desk.desk.shell.county.work.running import Runner

_SENT = frozenset({Standing.RETURNED, Standing.APPROVED})


class Mailing(QObject):
    """Puts a folder for each organ where a person says; ``say`` says what became of each."""

    def __init__(
        self, folder: PurePath, frame: Frame, runner: Runner, say: Callable[[str, list[Result]], None]
    ) -> None:
        super().__init__(frame.window)
        self._folder, self._frame = folder, frame
        self._runner, self._say = runner, say

    def send(self, shown: Shown) -> None:
        """发回: a folder for each organ that was returned or approved."""
        lines = [line for line in shown.lines if line.row.standing in _SENT]
        if not lines:
            tell(self._frame.window, self.tr("还没有退回或者定稿的。"))
            return
        to = self._asked(self.tr("发回：放到哪个文件夹（一个单位一个子文件夹）"))
        if to is None:
            return
        services, tell_far = self._frame.services, self._runner.steps()
        self._runner.start(
            lambda: batch.send_all(services, self._folder, lines, to, tell_far),
            partial(self._say, self.tr("放好了")),
            self.tr("正在放好…"),
        )

    def chase(self, shown: Shown) -> None:
        """催报: the organs that nothing has come from, to be telephoned, written to, or told in a chat."""
        lines = [line for line in shown.lines if line.entry is None]
        rows = [
            (member.organ, member.contact, member.phone, member.due, line.remark)
            for line in lines
            for member in [line.row.member]
        ]
        heads = (self.tr("单位"), self.tr("联系人"), self.tr("电话"), self.tr("应报日期"), self.tr("备注"))
        says = self.tr("还有 {count} 个单位没有交。").format(count=len(rows))
        if not shown.board.has_roster:
            says += self.tr("先在「应报单位」里写明谁应报，才知道谁没交。")
        verb = self.tr("写催报函…") if rows else ""
        dialog = ListDialog(
            Listing(self.tr("催报"), says, heads, rows, verb), self._frame.look, self._frame.window
        )
        if not accepted(dialog) or not rows:
            return
        to = self._asked(self.tr("催报函：放到哪个文件夹（一个单位一个子文件夹）"))
        if to is None:
            return
        services, year, tell_far = self._frame.services, shown.board.year, self._runner.steps()
        self._runner.start(
            lambda: batch.chase_all(services, year, lines, to, tell_far),
            partial(self._say, self.tr("放好了")),
            self.tr("正在写催报函…"),
        )

    def _asked(self, words: str) -> PurePath | None:
        chosen = QFileDialog.getExistingDirectory(self._frame.window, words)
        return PurePath(chosen) if chosen else None
