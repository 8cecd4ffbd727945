"""How a verb answers: JSON or sentences on standard output, failure as an exception with its code.

What a verb prints is gathered and shown when its work is done (see `main`): that a disk or a pipe takes no
answer keeps no work from being done. All of it passes `shown` on its way to the terminal.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

import click
import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from report_desk.core.strict_reader import JsonValue

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What steers a terminal or turns the order of a line: controls but tab and line feed, and Unicode's own."""


class CouldNotError(Exception):
    """Exit code 2: it could not be done; the message is one sentence for the user."""


class RefusedError(Exception):
    """Exit code 1: it was not done, or the answer is no, for a reason that the verb's help names."""


def shown(text: str) -> str:
    r"""A text that may go to a terminal: what would steer it stands as ``\u001b``, as JSON has it too."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def on_one_line(text: str) -> str:
    """The same for one sentence, which holds no line breaks."""
    return shown(text).replace("\n", "\\n")


def writable(text: str, encoding: str | None) -> str:
    r"""A text for a stream whose encoding may lack some of its characters: these stand as JSON escapes them.

    ``encoding`` is the stream's, None where it takes any text. JSON stays JSON, and says the same.
    """
    return text.encode(encoding, _ESCAPE).decode(encoding) if encoding else text


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


_ESCAPE = "report-desk-escape"
codecs.register_error(_ESCAPE, _escaped)


class Answer(io.StringIO):
    """Standard output while a verb is at work: what it prints, which files it has written, what it notes."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Path] = []
        self.notes: list[str] = []


class Safe(io.TextIOBase):
    """Standard error while a verb is at work: shown at once, and safe. What moves there uses ``terminal``."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal

    def write(self, text: str) -> int:
        """Show a text."""
        self.terminal.write(shown(text))
        return len(text)

    def flush(self) -> None:
        """Show it at once; a terminal that is gone, as at the end of a program, has nothing to show."""
        if not self.terminal.closed:
            self.terminal.flush()

    def isatty(self) -> bool:
        """Never: nothing here is coloured."""
        return False


def note(sentence: str) -> None:
    """Say something beside the answer, on standard error; where the verb is refused, that alone is said."""
    if isinstance(sys.stdout, Answer):
        sys.stdout.notes.append(sentence)


def has_written(path: Path) -> None:
    """Note that a file was written: from now on the work is done, whatever becomes of the answer."""
    if isinstance(sys.stdout, Answer):
        sys.stdout.written.append(path)


def now() -> str:
    """The moment, ISO 8601 to the second with this computer's zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def print_json(value: Mapping[str, JsonValue]) -> None:
    """One JSON document on standard output, and nothing else."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


json_option = click.option("--json", "as_json", is_flag=True, help="以一个 JSON 文档输出结果。")
