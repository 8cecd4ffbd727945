"""``report-desk VERB``: finds the verb, runs it, and turns what went wrong into one sentence and a code.

Exit codes: 0 done; 1 a meaning of its own for some verbs (see their help); 2 it could not be done.
"""

from __future__ import annotations

import importlib
import io
import re
import sys
from typing import TYPE_CHECKING

import click

from report_desk.cli.answers import CouldNotError, RefusedError
from report_desk.core.ports import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "new": "filling:new",
    "fill": "filling:fill",
    "show": "looking:show",
    "check": "looking:check",
    "import": "importing:import_report",
    "export": "exporting:export",
    "verify": "comparing:verify",
    "compare": "comparing:compare",
    "merge": "comparing:merge_reports",
    "remarks": "reviewing:remarks",
    "submit": "reviewing:submit",
    "return": "reviewing:return_report",
    "approve": "reviewing:approve",
    "reopen": "reviewing:reopen",
    "self-test": "self_test:self_test",
}
"""Each verb's module and command, imported only when used: a verb pays for no other's libraries."""


_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
"""What click says of words after the last argument; it has no class for that."""


class _Verbs(click.Group):
    """The verbs, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            raise CouldNotError(f"没有「{cmd_name[:40]}」这个动词；用 report-desk --help 看有哪些。")
        module, _, command = VERBS[cmd_name].partition(":")
        verb: click.Command = getattr(importlib.import_module(f"report_desk.cli.{module}"), command)
        return verb


@click.group(
    cls=_Verbs,
    help="年报台：离线填报、检查、打印政府信息公开工作年度报告。",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="不带动词运行 report-desk [文件] 打开窗口。"
    "退出码：0 完成；1 见各动词说明；2 没有办成，标准错误里有一句话说明原因。",
)
@click.version_option(package_name="report-desk", prog_name="report-desk", message="%(prog)s %(version)s")
def verbs() -> None:
    """Every verb of the program."""


def main(arguments: Sequence[str]) -> int:
    """Run one verb; the answer is the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # the name of a file need not be text
    try:
        answer = verbs.main(list(arguments), prog_name="report-desk", standalone_mode=False)
        sys.stdout.flush()
    except RefusedError as error:
        return _said(str(error), 1)
    except (CouldNotError, ExpectedError) as error:
        return _said(str(error), 2)
    except click.UsageError as error:
        return _said(_usage(error), 2)
    except click.exceptions.Abort:
        return _said("已中断。", 2)
    except OSError as error:  # files have errors of their own: this is what the answer was written to
        from report_desk.store.failures import reason  # noqa: PLC0415 - hardly ever

        return _said(f"写不出结果：{reason(error)}。", 2)
    return answer if isinstance(answer, int) else 0


def _said(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - the answer of a command line
    return code


def _usage(error: click.UsageError) -> str:
    """What is wrong with a command, as one Chinese sentence; click's words only where there are no others."""
    match error:
        case click.NoSuchOption():
            reason = f"没有 {error.option_name} 这个选项"
        case click.MissingParameter(param=click.Parameter() as parameter):
            reason = f"缺少 {_named(parameter)}"
        case click.BadParameter(param=click.Parameter() as parameter) if parameter.type is click.INT:
            reason = f"{_named(parameter)} 要写整数"
        case click.BadOptionUsage() if error.message.endswith("requires an argument."):
            reason = f"{error.option_name} 后面要写一个值"
        case click.BadOptionUsage() if error.message.endswith("does not take a value."):
            reason = f"{error.option_name} 后面不写值"
        case _ if (extra := _EXTRA.fullmatch(error.message)) is not None:
            reason = f"多写了「{extra[1]}」"
        case _:
            reason = f"命令写得不对（{error.format_message().rstrip('.')}）"
    return f"{reason}；用 {error.ctx.command_path if error.ctx else 'report-desk'} --help 看用法。"


def _named(parameter: click.Parameter) -> str:
    """An option by its long name, an argument as the usage has it."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.upper()
