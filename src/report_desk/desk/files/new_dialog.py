"""The dialog for a new report: organ, year, and last year's report to take over."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import (
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

from report_desk.core.limits import LONGEST_LINE
from report_desk.desk.files.endings import PATTERNS
from report_desk.desk.files.folders import folder_for
from report_desk.desk.widgets.labels import label, note, paragraph
from report_desk.desk.widgets.wheel import SteadyNumber

if TYPE_CHECKING:
    from report_desk.core.ports import RecentFile
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

_FIRST_YEAR, _LAST_YEAR = 2008, 2099


class Beginning(Struct, frozen=True):
    """What a new report begins with; ``last_year`` is the file to take over from, if any."""

    organ: str
    year: int
    last_year: PurePath | None


class NewReportDialog(QDialog):
    """Asks for what a report cannot do without; everything is proposed where it can be guessed."""

    def __init__(self, services: Services, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._files = services.store.recent()
        self._last_year: PurePath | None = None
        self._was_chosen = False
        self.setWindowTitle(self.tr("新建报告"))
        self.organ = QLineEdit(services.settings.preferences.organ)
        self.organ.setMaxLength(LONGEST_LINE)
        self.organ.setPlaceholderText(self.tr("机关全称，与公章一致"))
        self.organ.setAccessibleName(self.tr("机关名称"))
        self.year = SteadyNumber()
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(services.now().year - 1)
        self.year.setAccessibleName(self.tr("报告年度"))
        self._edition = note("")
        self._file = paragraph("", "note")
        self._choose = QPushButton(self.tr("选择文件…"))
        self._drop = QPushButton(self.tr("不承接"))
        for button in (self._choose, self._drop):
            button.setAutoDefault(False)  # Enter in a field means 新建
        self._buttons = QDialogButtonBox()
        self._make = self._buttons.addButton(self.tr("新建"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self._make.setDefault(True)
        self._arrange(look)
        self._connect()
        self._propose()

    def beginning(self) -> Beginning:
        """What was filled in."""
        return Beginning(self.organ.text().strip(), self.year.value(), self._last_year)

    def _arrange(self, look: Look) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(self.tr("机关名称")), self.organ)
        years = QHBoxLayout()
        years.setSpacing(look.measures.gap)
        years.addWidget(self.year)
        years.addWidget(self._edition, 1)
        form.addRow(label(self.tr("报告年度")), years)
        files = QHBoxLayout()
        files.setSpacing(look.measures.gap)
        files.addWidget(self._file, 1)
        files.addWidget(self._choose)
        files.addWidget(self._drop)
        form.addRow(label(self.tr("承接去年")), files)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setMinimumWidth(look.measures.scaled(560))

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.organ.textEdited.connect(lambda _: self._propose())
        self.year.valueChanged.connect(lambda _: self._propose())
        self._choose.clicked.connect(self._choose_file)
        self._drop.clicked.connect(self._drop_file)

    def _propose(self) -> None:
        organ, year = self.organ.text().strip(), self.year.value()
        self._make.setEnabled(bool(organ) and self._knows(year))
        if not self._was_chosen:
            self._last_year = same_organ(self._files, organ, year - 1)
        self._show_file()

    def _knows(self, year: int) -> bool:
        try:
            self._edition.setText(self._services.form_for_year(year).issued_as)
        except LookupError as error:
            self._edition.setText(str(error.args[0]))
            return False
        return True

    def _show_file(self) -> None:
        words = self.tr("不承接：去年的数字不比对，结转自己填")
        if self._last_year is not None:
            words = self.tr("{name}（结转、现行有效、联系方式自动填好）").format(name=self._last_year.name)
        self._file.setText(words)
        self._drop.setVisible(self._last_year is not None)

    def _choose_file(self) -> None:
        folder = folder_for(self._services.settings.preferences)
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("去年的报告"),
            folder,
            self.tr("去年的报告，什么文件都行 ({patterns});;所有文件 (*)").format(
                patterns=f"*.rdesk {PATTERNS}"
            ),
        )
        if chosen:
            self._last_year, self._was_chosen = PurePath(chosen), True
            self._show_file()

    def _drop_file(self) -> None:
        self._last_year, self._was_chosen = None, True
        self._show_file()


def same_organ(files: tuple[RecentFile, ...], organ: str, year: int) -> PurePath | None:
    """The most recent file of an organ and year."""
    return next((file.path for file in files if (file.organ, file.year) == (organ, year)), None)
