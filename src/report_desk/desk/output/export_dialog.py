"""Before a report is exported or printed: what it will be, what is still open, how, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.form.edition import Level
from report_desk.core.output.printout import PageNumbers, PrintOptions
from report_desk.desk.files.save_dialog import may_replace
from report_desk.desk.output.fonts_used import FontsUsed
from report_desk.desk.theme.fitting import give_room
from report_desk.desk.widgets.fields import fonts, page_numbers
from report_desk.desk.widgets.labels import label, paragraph

if TYPE_CHECKING:
    from pathlib import PurePath

    from report_desk.core.sheet import Sheet
    from report_desk.desk.settings import Preferences
    from report_desk.desk.theme.look import Look

_WIDTH, _PREVIEW, _HEIGHT, _PLACE = 470, 430, 600, 250


def options_for(sheet: Sheet, preferences: Preferences) -> PrintOptions:
    """How a report prints now: a draft as long as something must be fixed, signed once it bears a date."""
    return PrintOptions(
        draft=bool(sheet.errors),
        page_numbers=preferences.page_numbers,
        cover=preferences.prints_cover,
        signature=preferences.prints_signature and _is_dated(sheet),
        fingerprint=preferences.prints_fingerprint,
        bundled_fonts=preferences.bundled_fonts,
    )


def _is_dated(sheet: Sheet) -> bool:
    return bool(sheet.report.details.get("signed_on", "").strip())


class ExportDialog(QDialog):
    """Asks how to print, and where to write it (``proposed``; None for paper, which goes nowhere).

    ``preferences`` gives what was chosen, to be kept for the next time, ``path`` the place; ``options`` is
    how it prints, ``changed`` says that this is another way now.
    """

    changed = Signal()

    def __init__(
        self, sheet: Sheet, standing: Preferences, proposed: PurePath | None, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._proposed = proposed
        verb = self.tr("打印") if proposed is None else self.tr("导出")
        self._standing = standing
        self._asked_of: PurePath | None = None
        """The place of which the system's dialog has asked already whether to replace what is there."""
        self._is_dated = _is_dated(sheet)
        self.setWindowTitle(self.tr("打印报告") if proposed is None else self.tr("导出 PDF"))
        self.cover = QCheckBox(self.tr("加一页封面"))
        self.cover.setChecked(standing.prints_cover)
        self.signature = QCheckBox(self.tr("文末印落款（机关名称和日期）"))
        self.signature.setChecked(standing.prints_signature and self._is_dated)
        self.signature.setEnabled(self._is_dated)
        self.fingerprint = QCheckBox(self.tr("末页印上定稿指纹"))
        self.fingerprint.setChecked(standing.prints_fingerprint)
        self.page_numbers = page_numbers(standing.page_numbers)
        self.fonts = fonts(is_bundled=standing.bundled_fonts)
        self.fonts_used = FontsUsed(lambda: bool(self.fonts.currentData()))
        self.place = QLineEdit("" if proposed is None else str(proposed))
        self.place.setAccessibleName(self.tr("存到"))
        self._arrange(sheet, verb, look)
        for box in (self.cover, self.signature, self.fingerprint):
            box.toggled.connect(self.changed)
        for choice in (self.page_numbers, self.fonts):
            choice.currentIndexChanged.connect(self.changed)

    @property
    def options(self) -> PrintOptions:
        """How the report prints by what is chosen now."""
        return options_for(self._sheet, self.preferences)

    def put_beside(self, preview: QWidget, look: Look) -> None:
        """Show the pages beside what is chosen."""
        preview.setMinimumWidth(look.measures.scaled(_PREVIEW // 2))
        self._across.addWidget(preview, 1)
        give_room(self, look, _WIDTH + _PREVIEW, _HEIGHT)

    @property
    def path(self) -> PurePath | None:
        """Where to write the PDF; a bare name stands beside what was proposed, its ending is seen to."""
        typed = self.place.text().strip()
        if self._proposed is None or not typed:
            return None
        path = self._proposed.parent / typed
        return path if path.suffix.lower() == self._proposed.suffix else path.with_name(path.name + ".pdf")

    @property
    def preferences(self) -> Preferences:
        """What was chosen; a report without a date leaves the choice of the signature as it was."""
        signs = self.signature.isChecked() if self._is_dated else self._standing.prints_signature
        return replace(
            self._standing,
            prints_cover=self.cover.isChecked(),
            prints_signature=signs,
            prints_fingerprint=self.fingerprint.isChecked(),
            page_numbers=PageNumbers(self.page_numbers.currentData()),
            bundled_fonts=bool(self.fonts.currentData()),
        )

    def _arrange(self, sheet: Sheet, verb: str, look: Look) -> None:
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(22, 20, 22, 16)
        self._across.setSpacing(22)
        column = QVBoxLayout()
        self._across.addLayout(column)
        column.setSpacing(look.measures.scaled(9))
        self._say_what_it_will_be(sheet, verb, column)
        column.addSpacing(4)
        for field in (self.cover, self.signature):
            column.addWidget(field)
        if not self._is_dated:
            words = self.tr("落款日期还没有填，在「{page}」里填。").format(page=sheet.form.cover_name)
            column.addWidget(paragraph(words, "note"))
        column.addWidget(self.fingerprint)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.addRow(label(self.tr("页码位置")), self.page_numbers)
        form.addRow(label(self.tr("字体")), self.fonts)
        column.addLayout(form)
        column.addWidget(self.fonts_used)
        if self._proposed is not None:
            form.addRow(label(self.tr("存到")), self._place_row())
        column.addStretch(1)
        column.addWidget(self._buttons(verb, is_draft=bool(sheet.errors)))
        self.place.setMinimumWidth(look.measures.scaled(_PLACE))
        if self._proposed is not None:
            self.place.setFocus()
            self.place.selectAll()

    def _say_what_it_will_be(self, sheet: Sheet, verb: str, column: QVBoxLayout) -> None:
        errors = len(sheet.errors)
        words = self.tr("可以{verb}正式稿。").format(verb=verb)
        if errors:
            words = self.tr("还有 {count} 处必须改，现在只能{verb}草稿：每页印有「草稿」字样。").format(
                count=errors, verb=verb
            )
        column.addWidget(paragraph(words, "group"))
        if unsaid := _unexplained(sheet):
            words = self.tr("还有 {count} 处须说明没有写说明，定稿以前要写。").format(count=unsaid)
            column.addWidget(paragraph(words, "note"))

    def _place_row(self) -> QHBoxLayout:
        choose = QPushButton(self.tr("选择…"))
        choose.setAutoDefault(False)  # Enter in the field means 导出
        choose.clicked.connect(self._choose_place)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        return row

    def _choose_place(self) -> None:
        path = self.path or self._proposed
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("导出 PDF"), str(path), self.tr("PDF 文件 (*.pdf)")
        )
        if chosen:
            self.place.setText(chosen)
            self._asked_of = self.path

    def accept(self) -> None:
        """Go on, unless there is no place to write to, or what stands there is to stay."""
        path = self.path
        if self._proposed is not None and path is None:
            self.place.setFocus()
            return
        if path is None or path == self._asked_of or may_replace(self, path):
            super().accept()

    def _buttons(self, verb: str, *, is_draft: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        words = self.tr("{verb}草稿") if is_draft else self.tr("{verb}")
        go_on = buttons.addButton(words.format(verb=verb), QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        leave = self.tr("回去改") if is_draft else self.tr("取消")
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def _unexplained(sheet: Sheet) -> int:
    return sum(1 for found in sheet.findings if found.level is Level.EXPLAIN and not found.explained)
