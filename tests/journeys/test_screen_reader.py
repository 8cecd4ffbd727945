"""Every control and every cell has a name, as a screen reader hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import ORGAN
from tests.journeys.reader import Reader, reading
from tests.journeys.screen import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.screen import Screen

pytestmark = [pytest.mark.screen, pytest.mark.timeout(240)]
CONTROLS = {
    "push button",
    "button menu",
    "check box",
    "radio button",
    "combo box",
    "text",
    "spin button",
    "list",
    "list item",
    "table",
}


@pytest.fixture
def reader(desk: Screen) -> Iterator[Reader]:
    with reading(desk) as made:
        yield made


def joined(reader: Reader, program: Program) -> Reader:
    """The reader once it hears the program."""
    program.wait_for(lambda: reader.find_program() is not None, "the program on the accessibility bus")
    found = reader.find_program()
    assert found is not None
    return found


def test_every_control_is_named(desk: Screen, reader: Reader, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    things = [thing for thing in joined(reader, program).things() if thing.is_showing]
    unnamed = [thing for thing in things if thing.role in CONTROLS and not thing.name]
    assert not unnamed
    names = {thing.name for thing in things}
    assert {"菜单", "保存", "导出 PDF", "机关名称", "电话", "引言", "报告各部分"} <= names
    assert "三、申请办理，已填好" in names


def test_every_cell_says_where_it_stands_and_what_it_holds(desk: Screen, reader: Reader, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    program.write("5")
    program.keys("Return")
    heard = [thing for thing in joined(reader, program).things() if thing.role == "cell"]
    cells = {thing.name for thing in heard if thing.name.startswith("表三，")}
    assert len(cells) == 25 * 7
    assert "表三，一、本年新收政府信息公开申请数量，自然人，5，有错误" in cells
    assert (
        "表三，（七）总计，总计，0，由程序计算，有错误" in cells
        or "表三，（七）总计，总计，0，由程序计算" in cells
    )
