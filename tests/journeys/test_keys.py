"""Every key of a table in a real window, one after the other, beside what it does in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_desk.desk.pages.tables.gestures.keys import KEYS
from tests.journeys.conftest import ORGAN
from tests.journeys.screen import Program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.screen import Screen

pytestmark = pytest.mark.screen

NEW, CARRIED, GRANTED = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
)
PERSON, BUSINESS, RESEARCH, TOTAL = "自然人", "商业企业", "科研机构", "总计"
LAST = "四、结转下年度继续办理"
WALK: tuple[tuple[str, str, str, str, int], ...] = (
    # the key | text typed after it | row and column of the active cell | how many cells are selected
    ("Ctrl+Home", "", NEW, PERSON, 1),
    ("Right", "", NEW, BUSINESS, 1),
    ("Left", "", NEW, PERSON, 1),
    ("Down", "", CARRIED, PERSON, 1),
    ("Up", "", NEW, PERSON, 1),
    ("End", "", NEW, TOTAL, 1),
    ("Home", "", NEW, PERSON, 1),
    ("Ctrl+Right", "", NEW, TOTAL, 1),
    ("Ctrl+Left", "", NEW, PERSON, 1),
    ("Ctrl+Down", "", LAST, PERSON, 1),
    ("Ctrl+Up", "", NEW, PERSON, 1),
    ("PgDown", "", LAST, PERSON, 1),
    ("PgUp", "", NEW, PERSON, 1),
    ("Ctrl+End", "", LAST, TOTAL, 1),
    ("Ctrl+Home", "50", NEW, PERSON, 1),
    ("Return", "", CARRIED, PERSON, 1),
    ("Shift+Return", "", NEW, PERSON, 1),
    ("Enter", "", CARRIED, PERSON, 1),
    ("Shift+Enter", "", NEW, PERSON, 1),
    ("Tab", "3", NEW, BUSINESS, 1),
    ("Tab", "4", NEW, RESEARCH, 1),
    ("Return", "", CARRIED, PERSON, 1),
    ("Tab", "", CARRIED, BUSINESS, 1),
    ("Shift+Tab", "", CARRIED, PERSON, 1),
    ("Shift+Right", "", CARRIED, PERSON, 2),
    ("Shift+Down", "", CARRIED, PERSON, 4),
    ("Shift+Left", "", CARRIED, PERSON, 2),
    ("Shift+Up", "8", CARRIED, PERSON, 1),
    ("Esc", "", CARRIED, PERSON, 1),
    ("Shift+End", "", CARRIED, PERSON, 7),
    ("Shift+Home", "", CARRIED, PERSON, 1),
    ("Shift+Space", "", CARRIED, PERSON, 7),
    ("Left", "", CARRIED, PERSON, 1),
    ("Ctrl+Space", "", CARRIED, PERSON, 25),
    ("Ctrl+A", "", CARRIED, PERSON, 175),
    ("Up", "", NEW, PERSON, 1),
    ("F2", "", NEW, PERSON, 0),
    ("Backspace", "5", NEW, PERSON, 0),
    ("Return", "", CARRIED, PERSON, 1),
)


QT = "PgUp PgDown Esc Del Ins [ Ctrl Shift Enter Backspace Space"
X = "Prior Next Escape Delete Insert bracketleft ctrl shift KP_Enter BackSpace space"


def x_names(keys: str) -> str:
    """Qt's spelling of a key in X's words."""
    names = dict(zip(QT.split(), X.split(), strict=True))
    return "+".join(names.get(part, part.lower() if len(part) == 1 else part) for part in keys.split("+"))


def is_at(program: Program, row: str, column: str, selected: int) -> bool:
    seen = program.looked_at()
    if selected == 0:
        return seen.kind == "CellEditor" and seen.is_visible
    return (
        len(seen.at) == selected + 1
        and f"，{row}，{column}，" in seen.at[0].replace("\u3000", "")
        and seen.is_visible
    )


def test_moving_typing_and_selecting_are_those_of_a_spreadsheet(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    for keys, typed, row, column, selected in WALK:
        program.keys(x_names(keys))
        program.wait_for(
            lambda: is_at(program, row, column, selected),  # noqa: B023 - asked before the next round
            f"after {keys}: {row} {column} {selected}, seen {program.looked_at().at[:2]}",
        )
        if typed:
            program.write(typed)
    program.keys("Up")
    program.wait_for(lambda: program.looked_at().text == "55", "50 made 55 by F2, Backspace, 5")
    program.keys("ctrl+q")


def test_every_key_is_tried() -> None:
    tried = {keys for keys, *_ in (*WALK, *DOING)}
    assert {key for binding in KEYS for key in binding.keys} <= tried


def test_what_a_key_does_to_cells_is_what_it_does_in_a_spreadsheet(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next", "ctrl+Home")
    for keys, before, text in DOING:
        for key in before.split():
            program.keys(x_names(key))
        if keys in {"Ctrl+Return", "Ctrl+Enter"}:
            program.write(text)
        program.keys(x_names(keys))
        program.wait_for(
            lambda: program.looked_at().at != () and program.looked_at().text.split("\t")[0] == text,  # noqa: B023
            f"{text!r} after {before} {keys}, seen {program.looked_at().text!r}",
        )
    program.keys("ctrl+q")


DOING: tuple[tuple[str, str, str], ...] = (
    # the key | keys before it | what the active cell shows after it; with Ctrl+Enter what is typed before it
    ("Ctrl+Return", "Shift+Right Shift+Down", "6"),
    ("Del", "", ""),
    ("Ctrl+Enter", "", "7"),
    ("Backspace", "Right Left", ""),
    ("Ctrl+V", "Right Ctrl+C Left", "7"),
    ("Shift+Ins", "Down Del", "7"),
    ("Ctrl+X", "", ""),
    ("Shift+Del", "Up", ""),
    ("Ctrl+V", "", "7"),
    ("Ctrl+C", "", "7"),
    ("Ctrl+Ins", "", "7"),
    ("Ctrl+D", "Shift+Down", "7"),
    ("Ctrl+R", "Shift+Right", "7"),
    ("Down", "", "7"),
    ("Right", "", "7"),
    ("Ctrl+[", "Home End", "7"),
)
