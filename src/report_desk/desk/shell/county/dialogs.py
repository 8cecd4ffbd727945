"""The dialogs of a folder: lists to look through before something is done, and what became of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.limits import LONGEST_LINE
from report_desk.desk.language import tr
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.labels import paragraph
from report_desk.desk.widgets.questions import accepted
from report_desk.desk.widgets.word_table import dress, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.desk.shell.county.batch import Result
    from report_desk.desk.theme.look import Look

_SIZE = (860, 520)


class Listing(Struct, frozen=True):
    """A list: title, what it says above, heads and rows, and the ``verb`` that it leads to, if any.

    ``other`` is a second verb: whoever presses it finds ``is_other`` of the dialog set.
    """

    title: str
    says: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    verb: str = ""
    other: str = ""


class ListDialog(QDialog):
    """A list and one verb: what is about to be done, or what was done. ``person`` is asked for on wish."""

    def __init__(self, listing: Listing, look: Look, parent: QWidget, person: str | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self.is_other = False
        self.setWindowTitle(listing.title)
        give_room(self, look, *_SIZE)
        self.table = QTableWidget(0, len(listing.heads))
        dress(self.table, listing.heads, len(listing.heads) - 1)
        fill(self.table, listing.rows)
        self.table.setAccessibleName(listing.title)
        self.person = QLineEdit(person or "")
        self.person.setMaxLength(LONGEST_LINE)
        self.person.setAccessibleName(self.tr("审核人"))
        self.buttons = QDialogButtonBox()
        self.does = self.buttons.addButton(
            listing.verb or tr("知道了"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.does.setDefault(True)
        self._arrange(asks_person=person is not None)

    def _arrange(self, *, asks_person: bool) -> None:
        copies = QPushButton(self.tr("复制这张表"))
        copies.setAutoDefault(False)
        copies.clicked.connect(self._copy)
        self.buttons.addButton(copies, QDialogButtonBox.ButtonRole.ActionRole)
        if self._listing.other:
            other = QPushButton(self._listing.other)
            other.setAutoDefault(False)
            other.clicked.connect(self._choose_other)
            self.buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
        if self._listing.verb:
            self.buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(paragraph(self._listing.says))
        column.addWidget(self.table, 1)
        if asks_person:
            form = QFormLayout()
            form.addRow(self.tr("审核人"), self.person)
            column.addLayout(form)
            self.person.textChanged.connect(lambda _: self._check())
            self._check()
        column.addWidget(self.buttons)

    def _choose_other(self) -> None:
        self.is_other = True
        self.reject()

    def _check(self) -> None:
        self.does.setEnabled(bool(self.person.text().strip()))

    def _copy(self) -> None:
        rows = (self._listing.heads, *self._listing.rows)
        lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))


def match_words() -> str:
    """The verb that asks whose the files are that bear a name nobody has listed."""
    return tr("是哪个应报单位…")


def tell_results(results: Sequence[Result], done: str, look: Look, parent: QWidget) -> None:
    """What became of each file: those that were not done stand first."""
    failed = [one for one in results if one.sentence]
    says = tr("做好 {good} 份，没有做成 {bad} 份。").format(good=len(results) - len(failed), bad=len(failed))
    ordered = [*failed, *(one for one in results if not one.sentence)]
    rows = [(one.organ, one.file, one.sentence or done) for one in ordered]
    heads = (tr("单位"), tr("文件"), tr("结果"))
    accepted(ListDialog(Listing(tr("结果"), says, heads, rows), look, parent))
