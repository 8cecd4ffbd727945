"""The settings dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from report_desk.core.limits import LONGEST_LINE, MOST_PHRASES
from report_desk.core.output.printout import PageNumbers
from report_desk.desk.settings import Language
from report_desk.desk.theme.look import Appearance
from report_desk.desk.widgets.bounded import bound
from report_desk.desk.widgets.fields import choice, page_numbers
from report_desk.desk.widgets.labels import label, paragraph
from report_desk.desk.widgets.wheel import SteadyBox

if TYPE_CHECKING:
    from report_desk.desk.settings import Preferences
    from report_desk.desk.theme.look import Look

_ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.5, 1.75, 2.0)


class SettingsDialog(QDialog):
    """Shows the choices in force; ``preferences`` gives the new ones."""

    def __init__(self, standing: Preferences, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._standing = standing
        self.setWindowTitle(self.tr("设置"))
        self.organ = _line(standing.organ, self.tr("新建报告时用"))
        self.person = _line(standing.person, self.tr("写说明和批注时署名"))
        self.folder = _line(standing.folder, self.tr("打开和保存时先看这里"))
        self.appearance = choice(
            {
                self.tr("跟随系统"): Appearance.SYSTEM,
                self.tr("浅色"): Appearance.LIGHT,
                self.tr("深色"): Appearance.DARK,
            },
            standing.appearance,
        )
        self.zoom = SteadyBox()
        zooms = sorted({*_ZOOMS, standing.zoom})  # which may be one in between, by Ctrl and the wheel
        for zoom in zooms:
            self.zoom.addItem(f"{round(zoom * 100)}%", zoom)
        self.zoom.setCurrentIndex(zooms.index(standing.zoom))
        self.page_numbers = page_numbers(standing.page_numbers)
        self.language = choice({"中文": Language.CHINESE, "English": Language.ENGLISH}, standing.language)
        self.language.setToolTip(self.tr("下次打开程序时换用。"))
        self.phrases = QPlainTextEdit("\n".join(standing.phrases))
        self.phrases.setPlaceholderText(self.tr("一行一句，写批注时按 Alt+1 到 Alt+9 插入"))
        self.phrases.setTabChangesFocus(True)
        self.phrases.setFixedHeight(look.measures.scaled(96))
        bound(self.phrases, MOST_PHRASES * LONGEST_LINE)
        self._arrange(look)

    @property
    def preferences(self) -> Preferences:
        """What was chosen."""
        return replace(
            self._standing,
            organ=self.organ.text().strip(),
            person=self.person.text().strip(),
            folder=self.folder.text().strip(),
            appearance=Appearance(self.appearance.currentData()),
            zoom=float(self.zoom.currentData()),
            page_numbers=PageNumbers(self.page_numbers.currentData()),
            language=Language(self.language.currentData()),
            phrases=self._phrases,
        )

    @property
    def _phrases(self) -> tuple[str, ...]:
        lines = (line.strip()[:LONGEST_LINE] for line in self.phrases.toPlainText().splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))[:MOST_PHRASES]

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(16)
        column.addLayout(self._form())
        column.addWidget(paragraph(self.tr("程序不连网。设置、草稿和备份都只在这台电脑上。"), "note"))
        column.addWidget(self._buttons())
        self.setMinimumWidth(look.measures.scaled(480))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        choose = QPushButton(self.tr("选择…"))
        choose.setAutoDefault(False)  # Enter in a field means 确定
        choose.clicked.connect(self._choose_folder)
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(choose)
        for words, field in (
            (self.tr("本机关"), self.organ),
            (self.tr("我的姓名"), self.person),
            (self.tr("常用文件夹"), folder),
            (self.tr("外观"), self.appearance),
            (self.tr("字号"), self.zoom),
            (self.tr("页码位置"), self.page_numbers),
            (self.tr("常用意见"), self.phrases),
            (self.tr("语言 / Language"), self.language),
        ):
            if isinstance(field, QWidget):
                field.setAccessibleName(words)
            form.addRow(label(words), field)
        self.folder.setAccessibleName(self.tr("常用文件夹"))
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("常用文件夹"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def _line(text: str, hint: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(LONGEST_LINE)
    field.setPlaceholderText(hint)
    return field
