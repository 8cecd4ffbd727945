"""How a verb answers: JSON or sentences on standard output, failure as an exception with its code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click
import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.reading import JsonValue


class CouldNotError(Exception):
    """Exit code 2: it could not be done; the message is one sentence for the user."""


class RefusedError(Exception):
    """Exit code 1: it was not done, or the answer is no, for a reason that the verb's help names."""


def now() -> str:
    """The moment, ISO 8601 to the second with this computer's zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def print_json(value: Mapping[str, JsonValue]) -> None:
    """One JSON document on standard output, and nothing else."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))


json_option = click.option("--json", "as_json", is_flag=True, help="以一个 JSON 文档输出结果。")
