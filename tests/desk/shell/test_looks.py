"""Settings, light and dark, zoom, icons, and what is said about a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from report_desk import resources
from report_desk.core.output.printout import PageNumbers
from report_desk.core.report.model import State
from report_desk.desk.actions import KNOWN
from report_desk.desk.settings import MOST_STANDINGS, Preferences, Settings, Standing
from report_desk.desk.shell.settings_dialog import SettingsDialog
from report_desk.desk.theme.icons import icon
from report_desk.desk.theme.look import Appearance, Face, Look
from report_desk.desk.theme.measures import LARGEST_ZOOM, SMALLEST_ZOOM, nearest_zoom
from report_desk.desk.theme.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.1, 1.4.3)."""


@pytest.fixture
def backing(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_choices_survive_a_restart(backing: QSettings) -> None:
    chosen = Preferences("某局", "经办", Appearance.DARK, 1.3, PageNumbers.CENTRED, "D:/年报")
    Settings(backing).choose(chosen)
    backing.sync()
    again = Settings(QSettings(backing.fileName(), QSettings.Format.IniFormat))
    assert again.preferences == chosen


@pytest.mark.parametrize(
    "stored", ["", "[]", "{", '{"zoom": "big"}', '{"appearance": "neon"}', '{"organ": 3}', "17"]
)
def test_damaged_settings_count_as_not_set(backing: QSettings, stored: str) -> None:
    backing.setValue("preferences", stored)
    backing.setValue("standings", stored)
    settings = Settings(backing)
    assert settings.preferences == Preferences()
    assert settings.standing("a.rdesk") is None


def test_standings_are_kept_for_so_many_files(backing: QSettings) -> None:
    settings = Settings(backing)
    for number in range(MOST_STANDINGS + 5):
        settings.remember(f"{number}.rdesk", Standing(State.DRAFT, number, 0))
    assert settings.standing("0.rdesk") is None
    assert settings.standing(f"{MOST_STANDINGS + 4}.rdesk") == Standing(State.DRAFT, MOST_STANDINGS + 4, 0)


def test_the_dialog_gives_back_what_was_chosen(look: Look, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Preferences(shows_preview=True), look, parent)
    dialog.person.setText(" 经办 ")
    dialog.appearance.setCurrentIndex(2)
    dialog.page_numbers.setCurrentIndex(1)
    dialog.zoom.setCurrentText("150%")
    expected = Preferences(
        person="经办",
        appearance=Appearance.DARK,
        zoom=1.5,
        page_numbers=PageNumbers.CENTRED,
        shows_preview=True,
    )
    assert dialog.preferences == expected


def test_a_zoom_that_the_wheel_has_chosen_stays(look: Look, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Preferences(zoom=1.8), look, parent)
    assert dialog.zoom.currentText() == "180%"
    assert dialog.preferences == Preferences(zoom=1.8)


def test_dark_and_light_reach_every_control(look: Look) -> None:
    look.choose(Appearance.DARK)
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window == QColor(DARK.window)
    look.choose(Appearance.LIGHT)
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)


def test_the_window_needs_no_font_of_the_system(look: Look) -> None:
    for face in Face:
        asked = look.font(20, face=face)
        assert QFontInfo(asked).family() == asked.family()
        assert asked.family().startswith("Desk ")


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "window"),
        ("ink", "paper"),
        ("ink", "must_fix_soft"),
        ("ink", "explain_soft"),
        ("muted", "window"),
        ("muted", "panel"),
        ("muted", "total"),
        ("accent", "panel"),
        ("accent", "accent_soft"),
        *(
            (Palette.on(ground), ground)
            for ground in ("accent_fill", "must_fix", "explain", "notice", "done")
        ),
        ("must_fix", "must_fix_soft"),
        ("explain_ink", "explain_soft"),
    ],
)
def test_text_stands_out_from_its_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", sorted({words.icon for words in KNOWN.values() if words.icon}))
def test_every_icon_is_drawn_crisp_at_every_scale(name: str, qapp: object) -> None:  # noqa: ARG001
    made = icon(name, LIGHT)
    for pixels in (18, 27, 36, 54):
        picture = made.pixmap(QSize(pixels, pixels), 1.0, QIcon.Mode.Normal)
        assert picture.width() == pixels
        assert not picture.toImage().isNull()
    assert "currentColor" in resources.path(f"icons/{name}.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "given"), [(0.1, SMALLEST_ZOOM), (9, LARGEST_ZOOM), (1.04, 1.0), (1.26, 1.3)]
)
def test_zoom_stays_within_bounds_on_whole_steps(asked: float, given: float) -> None:
    assert nearest_zoom(asked) == given


def test_no_key_is_given_twice() -> None:
    keys = [words.key for words in KNOWN.values() if words.key]
    assert len(keys) == len(set(keys))
