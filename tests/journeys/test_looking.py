"""Every journey looks: nobody types into what they cannot see. A rule over every module of a journey."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import ORGAN
from tests.journeys.screen import Program, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.screen import Screen

HERE = Path(__file__).parent
TYPING = {"xdotool", "xclip"}


def strings(call: ast.Call) -> Iterator[str]:
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def types_blindly(source: str) -> list[str]:
    """Whatever types a sign past `Program.write` and `Program.paste`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = list(strings(node))
            if name in {"keys", "act"}:
                found += [key for key in said if len(key) == 1 or key in {"ctrl+v", "shift+Insert"}]
            elif name == "put_on_clipboard" or TYPING.intersection(said):
                found.append(name)
    return found


@pytest.mark.parametrize("module", sorted(HERE.glob("test_*.py")), ids=lambda path: path.stem)
def test_no_journey_types_otherwise(module: Path) -> None:
    if module.stem != "test_looking":
        assert not types_blindly(module.read_text("utf-8"))


def test_the_rule_sees_who_types_blindly() -> None:
    assert types_blindly('program.keys("5")') == ["5"]
    assert types_blindly('program.act("ctrl+v")') == ["ctrl+v"]
    assert types_blindly('screen.run("xdotool", "type", "x")') == ["run"]
    assert not types_blindly('program.keys("Return", "ctrl+s")')


@pytest.mark.parametrize(
    "seen",
    [
        Seen(),
        Seen("QPlainTextEdit", "写批注", "请核实", (280, 66), (0, 0)),
        Seen("QPlainTextEdit", "写批注", "请核实", (280, 66), (280, 20)),
        Seen("QLineEdit", "说明", "请核实", (280, 0), (280, 0)),
    ],
)
def test_what_is_hidden_flat_or_cut_off_is_not_seen(seen: Seen) -> None:
    assert not seen.is_visible
    assert not seen.holds("请核实")


@pytest.mark.screen
def test_a_journey_says_what_it_looks_at(desk: Screen, last: Path) -> None:
    program = Program(desk, str(last))
    program.wait_for_title(ORGAN)
    program.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")
    program.write("5")
    assert (program.looked_at().kind, program.looked_at().text) == ("CellEditor", "5")
    program.keys("Escape", "ctrl+q")
    assert program.end() == 0
