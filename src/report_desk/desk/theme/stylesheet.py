"""The style sheet of the ordinary controls; tables, lists and pages paint themselves."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.desk.theme.measures import Measures
    from report_desk.desk.theme.palette import Palette

_SHEET = Template("""
QToolTip { background: $paper; color: $ink; border: 1px solid $border; padding: 5px 7px; }
QWidget#header, QWidget#outline, QWidget#findings { background: $panel; }
QWidget#header { border-bottom: 1px solid $border; }
QWidget#outline { border-right: 1px solid $border; }
QWidget#findings { border-top: 1px solid $border; }
QWidget#review { background: $panel; border-left: 1px solid $border; }
QWidget#threads { background: transparent; }
QFrame#turn { background: $panel; border-bottom: 1px solid $border; }
QFrame#notice { background: $accent_soft; border-bottom: 1px solid $border; }
QFrame#turn QLabel[tone="must_fix"] { color: $must_fix; font-weight: bold; }
QWidget#preview { background: $backdrop; border-left: 1px solid $border; }
QStatusBar { background: $panel; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 0 10px; }
QLabel[role="organ"] { font-size: ${lead}px; font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: bold; }
QLabel[role="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[role="group"] { font-weight: bold; }
QLabel[role="note"] { color: $muted; font-size: ${small}px; }
QLabel[role="over"] { color: $explain_ink; font-size: ${small}px; font-weight: bold; }
QLabel[role="error"] { color: $must_fix; }
QLabel#reason { background: $paper; color: $must_fix; border: 1px solid $must_fix; border-radius: 4px;
  padding: 3px 7px; }
QFrame[role="popup"] { background: $paper; border: 1px solid $border; }
QFrame[role="card"] { background: $paper; border: 1px solid $border; border-radius: 8px; }
QFrame[role="strip"] { background: $accent_soft; border: none; border-radius: 6px; }
QFrame[role="strip"] QLabel { color: $ink; }
QFrame[role="remark"] { background: $paper; border: 1px solid $border; border-radius: 8px; }
QFrame[role="remark"][current="yes"], QFrame[role="remark"]:focus { border-color: $accent; }
QLabel[role="answer"] { border: 0px solid $accent; border-left-width: 2px; padding-left: 8px; }
QLabel[role="warning"] { background: $explain_soft; color: $explain_ink; border-radius: 6px;
  padding: 8px 10px; }
QLabel[role="verdict"] { font-weight: bold; }
QLabel[role="verdict"][tone="done"] { color: $done; }
QLabel[role="verdict"][tone="must_fix"] { color: $must_fix; }
QLabel[role="status"] { font-size: ${small}px; }
QLabel[role="status"][tone="explain_ink"] { color: $explain_ink; }
QLabel[role="status"][tone="done"] { color: $done; }
QLabel[role="status"][tone="muted"] { color: $muted; }
QLabel[role="status"][tone="must_fix"] { color: $must_fix; }
QLabel[role="badge"] { color: $on_badge; background: $notice; border-radius: 4px; padding: 1px 6px;
  font-size: ${small}px; }
QLabel[role="badge"][tone="accent_fill"] { background: $accent_fill; color: $on_accent; }
QLabel[role="badge"][tone="explain"] { background: $explain; color: $on_explain; }
QLabel[role="badge"][tone="done"] { background: $done; }
QFrame#turn QLabel[role="badge"][tone="must_fix"] { background: $must_fix; color: $on_badge; }
QFrame[role="bar"] { background: $panel; border: none; }
QFrame[role="rule"] { background: $border; max-width: 1px; min-width: 1px; border: none; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; }
QToolButton:hover { background: $accent_soft; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton { background: $paper; border: 1px solid $border; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border: 1px solid $accent; outline: none; }
QPushButton:disabled { color: $faint; background: $window; }
QPushButton[role="primary"], QPushButton:default {
  background: $accent_fill; color: $on_accent; border-color: $accent_fill; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { border-color: $ink; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled {
  background: $window; color: $faint; border-color: $border; }
QPushButton[role="primary"]:focus { border: 1px solid $ink; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 1px 4px; font-size: ${small}px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $accent; }
QPushButton[role="link"]:checked { background: $accent_soft; border-radius: 4px; }
QFrame[role="remark"] QPushButton[role="link"],
QFrame[role="strip"] QPushButton[role="link"] { padding: 1px 0; }
QPushButton[role="card"] { background: $paper; border: 1px solid $border; border-radius: 8px; padding: 0; }
QPushButton[role="card"]:hover, QPushButton[role="card"]:focus { border-color: $accent; }
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {
  background: $paper; border: 1px solid $border; border-radius: 5px; padding: 5px 8px;
  selection-background-color: $accent_fill; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus { border-color: $accent; }
QLineEdit[state="warned"] { border-color: $explain; }
QLineEdit[state="wrong"] { border-color: $must_fix; background: $must_fix_tint; }
QLineEdit#cell { border: 2px solid $accent; border-radius: 0; padding: 0 1px; }
QLineEdit#cell[state="wrong"] { border-color: $must_fix; background: $must_fix_soft; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $border; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; }
QSpinBox { min-height: 20px; padding: 5px 24px 5px 8px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView::section { background: $panel; color: $muted; border: none;
  border-bottom: 1px solid $border; padding: 5px 11px; }
QTableWidget::item, QTableView#roster::item { padding: 4px 8px; border-bottom: 1px solid $hairline; }
QTableWidget::item:selected, QTableView#roster::item:selected { background: $accent_soft; color: $ink; }
QListWidget { background: $paper; border: none; }
QListWidget::item { padding: 4px 6px; border-radius: 4px; }
QListWidget::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $paper; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 5px 8px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $grid; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QScrollArea, QAbstractScrollArea { border: none; }
QPlainTextEdit, QTextEdit[role="field"] { background: $paper; border: 1px solid $border; border-radius: 5px;
  padding: 3px 4px; }
QPlainTextEdit:focus, QTextEdit[role="field"]:focus { border-color: $accent; }
QTableView { border: 1px solid $grid; background: $window; }
QTableView#board { border: 1px solid $border; background: $paper; border-radius: 8px; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; }
QTableView#board::item { padding: 0 8px; border-bottom: 1px solid $hairline; }
QTableView#board::item:selected { background: $accent_soft; }
QPushButton[role="tool"] { background: transparent; border: 1px solid transparent; padding: 5px 9px; }
QPushButton[role="tool"]:hover { background: $accent_soft; }
QPushButton[role="tool"]:focus { border-color: $accent; }
QProgressBar { background: $hairline; border: none; }
QProgressBar::chunk { background: $accent; }
QTableWidget, QTableView#roster { border: 1px solid $border; background: $paper; border-radius: 6px;
    outline: none; }
QTableWidget:focus, QTableView#roster:focus { border-color: $accent; }
QScrollArea#chart { border: 1px solid $border; background: $paper; border-radius: 6px; }
QScrollArea#chart > QWidget > QWidget { background: $paper; }
QScrollArea#chart:focus { border-color: $accent; }
QListView { background: transparent; outline: none; }
QTextEdit[role="paper"] { background: $paper; border: 1px solid $border; }
QTextEdit[role="beside"] { background: $label; border: 1px solid $border; color: $ink; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator { width: ${box}px; height: ${box}px; border: 1px solid $muted; border-radius: 3px;
  background: $paper; }
QCheckBox::indicator:disabled { border-color: $border; background: $window; }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked:enabled { background: $accent_fill; border-color: $accent_fill;
  image: url("$check"); }
QCheckBox:focus { color: $accent; }
QRadioButton::indicator { width: ${dot}px; height: ${dot}px; border: 1px solid $muted;
  border-radius: ${round}px; padding: ${ring}px; }
QRadioButton::indicator:checked { background: $accent; border: 1px solid $accent; }
QRadioButton:focus { color: $accent; }
""")


def stylesheet(palette: Palette, measures: Measures, drawings: Mapping[str, str]) -> str:
    """Qt style sheet for a palette at a zoom; ``drawings`` are files: ``up``, ``arrow``, ``check``."""
    sizes = {
        "small": measures.small,
        "lead": measures.scaled(14),
        "heading": measures.heading,
        "title": measures.title,
        "dot": measures.scaled(8),
        "ring": measures.scaled(3),
        "box": measures.scaled(14),
    }
    sizes["round"] = sizes["dot"] // 2 + sizes["ring"] + 1  # a circle, its line included
    colours = {name: getattr(palette, name) for name in palette.__struct_fields__}
    return _SHEET.substitute({**colours, **drawings}, **sizes)
