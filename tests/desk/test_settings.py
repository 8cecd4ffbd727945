"""Preferences: two programs that run at once, and stored values that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import asdict, replace
from PySide6.QtCore import QSettings

from report_desk.core.report.model import State
from report_desk.desk.settings import Preferences, Settings, Standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Backing = Callable[[], QSettings]

ODD = [
    "NaN",
    "1e400",
    "-1e400",
    "Infinity",
    "null",
    "[]",
    "{}",
    '"foreign"',
    "12",
    "true",
    '"\\ud800"',
    "-3",
    "1e3",
]


@pytest.fixture
def backing(tmp_path: Path) -> Backing:
    """The store of settings as another program sees it."""
    return lambda: QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_two_programs_leave_each_others_choices_alone(backing: Backing) -> None:
    first, second = Settings(backing()), Settings(backing())
    first.choose(replace(first.preferences, person="甲", zoom=1.5))
    second.choose(replace(second.preferences, organ="乙局"))
    first.choose(replace(first.preferences, shows_preview=True))
    first.remember("a.rdesk", Standing(State.DRAFT, 1, 2))
    second.remember("b.rdesk", Standing(State.APPROVED, 0, 0))
    again = Settings(backing())
    assert again.preferences == Preferences(person="甲", zoom=1.5, organ="乙局", shows_preview=True)
    assert again.standing("a.rdesk") == Standing(State.DRAFT, 1, 2)
    assert again.standing("b.rdesk") == Standing(State.APPROVED, 0, 0)


def test_a_field_of_a_newer_program_stays(backing: Backing) -> None:
    stored = backing()
    stored.setValue("preferences", json.dumps({"tomorrow": 1}))
    stored.sync()
    settings = Settings(stored)
    settings.choose(replace(settings.preferences, person="甲"))
    assert json.loads(str(backing().value("preferences")))["tomorrow"] == 1


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", asdict(Preferences()))
def test_an_odd_value_costs_its_own_field_alone(backing: Backing, field: str, odd: str) -> None:
    others = {"person": "甲", "organ": "乙局", "zoom": 1.25, field: 0}
    stored = backing()
    stored.setValue("preferences", json.dumps(others).replace(f'"{field}": 0', f'"{field}": {odd}'))
    found = Settings(stored).preferences
    kept = {name: value for name, value in others.items() if name != field}
    assert kept.items() <= asdict(found).items()
    value, default = getattr(found, field), getattr(Preferences(), field)
    assert type(value) is type(default)
    Settings(stored).choose(replace(found, printer="一号"))


@pytest.mark.parametrize("text", ["", "[", "[]", "[" * 100_000, "3", '"x"', "\x00"])
def test_settings_that_are_none_are_the_defaults(backing: Backing, text: str) -> None:
    stored = backing()
    for key in ("preferences", "standings"):
        stored.setValue(key, text)
    assert Settings(stored).preferences == Preferences()
    assert Settings(stored).standing("a.rdesk") is None
