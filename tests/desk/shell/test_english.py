"""The window in English: nothing Chinese is left on it but the form's own words and the report's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

from report_desk import app, resources
from report_desk.core.consolidation.entry import Standing
from report_desk.core.consolidation.words import STANDING_NAMES
from report_desk.core.edits.apply import SetOrgan, SetText, apply
from report_desk.core.edits.review import STATE_NAMES, STEP_NAMES
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.core.versions.differences import PART_NAMES
from report_desk.desk.findings.panel import FindingsPanel
from report_desk.desk.language import tr
from report_desk.desk.pages.tables.view import TableView
from report_desk.desk.places.names import part_name, standing_name, state_name, step_name
from report_desk.desk.places.pages import page_of_anchor, pages
from report_desk.desk.review.panel import ReviewPanel
from report_desk.desk.settings import Language, Preferences, Settings
from report_desk.desk.shell.county.board.filters import filter_name
from report_desk.desk.shell.county.board.lines import FILTERS
from report_desk.desk.shell.county.board.table import EXPLAIN, MUST_FIX, REMARK, THREADS, BoardTable
from report_desk.desk.shell.settings_dialog import SettingsDialog
from tests.desk.review.conftest import CELL, made, remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.sheet import Sheet
    from report_desk.desk.theme.look import Look
    from tests.desk.scene import Scene

RUN = re.compile(r"[\u4e00-\u9fff]+")
TYPED = "2025 done."
REMARKED = Anchor(AnchorKind.CELL, cell=CELL)


@pytest.fixture
def english(qtbot: QtBot) -> Iterator[None]:  # noqa: ARG001 - an application must exist
    """What the program does at its start for a person who chose English."""
    locale, application = QLocale(), QCoreApplication.instance()
    assert application is not None
    before = set(application.findChildren(QTranslator))
    app._speak_english()
    yield
    for translator in set(application.findChildren(QTranslator)) - before:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def spoken(english: None, scene: Scene) -> Scene:  # noqa: ARG001 - before the window is made
    """The window, made in English."""
    return scene


@pytest.fixture
def foreign(blank: Sheet) -> Sheet:
    """A report with blanks to fix, a remark on a cell, and not one Chinese word that a person typed."""
    sheet = apply(blank, SetOrgan("Bureau")).sheet
    for section in ("preface", "overview", "problems", "other"):
        sheet = apply(sheet, SetText(section, TYPED)).sheet
    return made(sheet, remark("cell", REMARKED, "Why?", "Reviewer"))


def form_words(form: ReportFormat) -> set[str]:
    """Every run of Chinese in the edition's file, as it stands between other signs."""
    return set(RUN.findall((resources.path("formats") / f"{form.id}.toml").read_text(encoding="utf-8")))


def shown(widget: QWidget) -> Iterator[str]:
    """What a widget says to the eye, to the pointer and to a screen reader."""
    yield from (widget.accessibleName(), re.sub(r"<[^>]*>", "", widget.toolTip()))
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QMenu():
            yield widget.title()
        case QTextEdit():
            yield widget.toPlainText()
        case QAbstractItemView() if not isinstance(widget.parent(), FindingsPanel):
            model = widget.model()
            for row in range(model.rowCount()):
                yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
        case _:
            pass


def left(window: QWidget, known: set[str]) -> set[str]:
    """Chinese on a window that is not in a set of words."""
    window.ensurePolished()
    children = window.findChildren(QWidget)
    widgets = [window, *(one for one in children if one.isVisibleTo(window) or isinstance(one, QMenu))]
    said = [text for widget in widgets for text in shown(widget)]
    said += [action.text() + action.toolTip() + action.iconText() for action in window.findChildren(QAction)]
    return {run for text in [*said, window.windowTitle()] for run in RUN.findall(text)} - known


def test_the_start_page_is_english(spoken: Scene) -> None:
    assert left(spoken.window, set()) == set()
    assert spoken.window.windowTitle() == "Start — Report Desk"


def test_this_test_sees_chinese(scene: Scene, foreign: Sheet) -> None:
    scene.open(foreign)
    assert {"填报", "批注", "文件", "检查", "年报台"} <= left(scene.window, set())
    assert len(left(scene.window, form_words(foreign.form))) > 100


def test_every_page_is_english_but_for_the_form(spoken: Scene, foreign: Sheet) -> None:
    spoken.open(foreign)
    known = form_words(foreign.form)
    assert spoken.window.findChildren(FindingsPanel)
    for page in pages(foreign):
        spoken.go(page)
        assert left(spoken.window, known) == set(), page
    assert "report of 2025" in spoken.window.windowTitle()


def test_the_review_and_the_preview_are_english(spoken: Scene, foreign: Sheet) -> None:
    spoken.open(foreign)
    spoken.go("overview")
    for name in ("remarks", "preview"):
        spoken.window.actions_by_name[name].setChecked(False)
        spoken.trigger(name)
    assert [panel for panel in spoken.window.findChildren(ReviewPanel) if panel.isVisible()]
    assert left(spoken.window, form_words(foreign.form)) == set()


def test_a_table_answers_in_english(spoken: Scene, foreign: Sheet) -> None:
    spoken.open(foreign)
    page = spoken.table(page_of_anchor(foreign, REMARKED))
    assert isinstance(page.view, TableView)
    page.show_definition()
    page.view.setCurrentIndex(page.model.index(0, 0))
    page.zero_blanks()
    assert left(spoken.window, form_words(foreign.form)) == set()


def test_the_settings_name_each_language_in_itself(english: None, look: Look, qtbot: QtBot) -> None:  # noqa: ARG001
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Preferences(), look, parent)
    assert left(dialog, set()) == {"中文"}
    dialog.language.setCurrentText("English")
    assert dialog.preferences == Preferences(language=Language.ENGLISH)


def test_a_language_is_known_before_the_window_is_made(scene: Scene) -> None:
    settings = scene.services.settings
    assert settings._backing.value("language") is None
    settings.choose(Preferences(language=Language.ENGLISH))
    assert settings._backing.value("language") == "en"
    assert Settings(settings._backing).preferences.language is Language.ENGLISH
    settings.choose(Preferences())
    assert settings._backing.value("language") == "zh"


def test_a_note_tells_the_same_words_apart(english: None) -> None:  # noqa: ARG001
    assert (tr("合并"), tr("合并", "was done")) == ("Merge", "Merged")


@pytest.mark.parametrize("zoom", [1.0, 1.2])
def test_the_heads_of_the_board_stand_whole(english: None, look: Look, qtbot: QtBot, zoom: float) -> None:  # noqa: ARG001
    look.zoom_to(zoom)
    table = BoardTable(look)
    qtbot.addWidget(table)
    table.resize(1080, 400)
    table.show()
    header = table.horizontalHeader()
    for column in range(table.board.columnCount()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column), column
    assert header.sectionSize(REMARK) >= look.measures.scaled(90)
    hints = [
        table.board.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for column in (MUST_FIX, EXPLAIN, THREADS)
    ]
    assert not any(RUN.search(str(words)) for words in hints)
    assert all(hints)


def test_a_filter_is_called_as_the_state_of_what_it_shows(english: None) -> None:  # noqa: ARG001
    assert [filter_name(kind) for kind in FILTERS][4] == "Approved" == standing_name(Standing.APPROVED)
    assert not any(RUN.search(standing_name(one)) for one in Standing)
    assert tr("定稿", "the state then") == "the approved state"


def test_the_windows_names_are_the_cores_in_chinese() -> None:
    assert {one: standing_name(one) for one in Standing} == STANDING_NAMES
    assert {state: state_name(state) for state in STATE_NAMES} == STATE_NAMES
    assert {kind: step_name(kind) for kind in STEP_NAMES} == STEP_NAMES
    assert {part: part_name(part) for part in PART_NAMES} == PART_NAMES
