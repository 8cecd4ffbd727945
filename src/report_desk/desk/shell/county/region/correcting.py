"""A correction of a number of the region's report: asked for until it can be made, or is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from report_desk.core.consolidation.corrections import correct
from report_desk.core.form.kinds import NotAValueError
from report_desk.core.limits import LONGEST_LINE
from report_desk.desk.language import tr
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_desk.desk.shell.county.region.region import Region, Wish

Answers = tuple[str, str, str]
"""The amount, the reason and the name, as typed."""


def why_not(region: Region, wish: Wish) -> str:
    """Why a correction cannot be made, in a sentence; empty where it can."""
    try:
        correct(region.form, region.report, wish.cell, wish.amount, wish.reason, wish.by, at="")
    except NotAValueError as error:
        return str(error)
    return ""


class CorrectionDialog(QDialog):
    """How much is added to a number, why, and by whom; what is ``refused`` stays to be put right."""

    def __init__(self, words: str, person: str, refused: Callable[[Answers], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._refused = refused
        self.setWindowTitle(self.tr("订正"))
        self.amount, self.reason, self.person = QLineEdit(), QLineEdit(), QLineEdit(person)
        self.amount.setPlaceholderText(self.tr("加减多少，如 -1"))
        self.reason.setPlaceholderText(self.tr("如：两个单位联合制发，只计一件"))
        form = QFormLayout()
        for name, field in (
            (self.tr("加减"), self.amount),
            (self.tr("原因"), self.reason),
            (self.tr("姓名"), self.person),
        ):
            field.setMaxLength(LONGEST_LINE)
            field.setAccessibleName(name)
            form.addRow(name, field)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("订正"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(paragraph(words))
        column.addLayout(form)
        column.addWidget(buttons)

    @property
    def answers(self) -> Answers:
        """The amount, the reason and the name, as typed."""
        return self.amount.text(), self.reason.text(), self.person.text()

    def accept(self) -> None:
        why = self._refused(self.answers)
        if why:
            tell(self, why)
        else:
            super().accept()
