"""The man page, made of what the program says of its verbs: `manual.py VERSION` prints it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

import click

from report_desk.cli.main import verbs

HEAD = r""".TH REPORT-DESK 1 "{date}" "report-desk {version}" "年报台"
.SH NAME
report-desk \- annual report on government information disclosure (年报台)
.SH SYNOPSIS
.B report-desk
.RI [ FILE.rdesk ]
.br
.B report-desk
.I VERB
.RI [ options ]
.SH DESCRIPTION
{about}
.PP
{epilog}
.SH VERBS
"""
FOOT = r""".SH FILES
.TP
.I *.rdesk
A report: one JSON file, with everything that belongs to it.
.TP
.I ~/.local/share/report-desk, ~/.local/state/report-desk, ~/.config/report-desk
Backups and drafts, the log, the settings. Removing the program leaves them.
"""


def manual(version: str) -> str:
    """The whole page."""
    date = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).strftime("%Y-%m-%d")
    context = click.Context(verbs, info_name="report-desk")
    parts = [HEAD.format(date=date, version=version, about=_plain(verbs.help), epilog=_plain(verbs.epilog))]
    for name in verbs.list_commands(context):
        command = verbs.get_command(context, name)
        if command is not None:
            parts.append(_verb(name, command, context))
    return "".join([*parts, FOOT])


def _verb(name: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f'.SS "{name} {_plain(usage)}"', _plain(command.help)]
    records = (parameter.get_help_record(context) for parameter in command.get_params(context))
    lines += [f".TP\n.B {_plain(record[0])}\n{_plain(record[1]) or name}" for record in records if record]
    return "\n".join(lines) + "\n"


def _plain(text: str | None) -> str:
    """Text in which troff sees no command of its own."""
    escaped = " ".join((text or "").split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in {".", "'"} else escaped


if __name__ == "__main__":
    print(manual(sys.argv[1]), end="")
