"""``report-desk``: no argument or a file opens the window, anything else is a verb."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import PurePath
from typing import NoReturn

FIRST_PAINT = "--exit-after-first-paint"
ONCE_OPEN = "--exit-once-open"
ENDING = ".rdesk"
_GARBAGE = 200_000
"""A verb lives for a sixth of a second, makes some 60,000 objects and drops few: it need not look for garbage
as often as a window does."""


def main() -> int:
    """Dispatch; nothing of either side is imported before it is known which is wanted."""
    arguments = sys.argv[1:]
    others = [argument for argument in arguments if argument not in {FIRST_PAINT, ONCE_OPEN}]
    if wants_window(others):
        from report_desk import app  # noqa: PLC0415 - Qt is for the window only

        path = PurePath(others[0]) if others else None
        until = app.Until.CLOSED
        if len(others) < len(arguments):
            until = app.Until.FIRST_PAINT if FIRST_PAINT in arguments else app.Until.OPEN
        return app.run(path, until)
    gc.set_threshold(_GARBAGE)
    from report_desk.cli.main import main as run_verb  # noqa: PLC0415 - and the verbs need no Qt

    return _leave(run_verb(arguments))


def _leave(code: int) -> NoReturn:
    """End the process at once: a verb leaves nothing behind, and tearing Python down would take 10 ms."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError, ValueError):  # nobody is left to be told
            stream.flush()
    os._exit(code)


def wants_window(arguments: list[str]) -> bool:
    """Whether the arguments ask for the window: none, or a single file."""
    if not arguments:
        return True
    is_file = arguments[0].lower().endswith(ENDING) or "/" in arguments[0] or "\\" in arguments[0]
    return len(arguments) == 1 and is_file and not arguments[0].startswith("-")


if __name__ == "__main__":
    sys.exit(main())
