"""``report-desk VERB``: finds the verb, runs it, and turns what went wrong into one sentence and a code.

Exit codes: 0 done; 1 a meaning of its own for some verbs (see their help); 2 it could not be done.
"""

from __future__ import annotations

import importlib
import io
import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, TextIO

import click

from report_desk.cli.answers import Answer, CouldNotError, RefusedError, Safe, on_one_line, shown, writable
from report_desk.core.ports import ExpectedError, LockedError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "new": "filling:new",
    "fill": "filling:fill",
    "show": "looking:show",
    "check": "looking:check",
    "import": "importing:import_report",
    "export": "exporting:export",
    "verify": "verifying:verify",
    "compare": "comparing:compare",
    "merge": "comparing:merge_reports",
    "remarks": "reviewing:remarks",
    "remark": "reviewing:remark",
    "submit": "reviewing:submit",
    "return": "reviewing:return_report",
    "approve": "reviewing:approve",
    "reopen": "reviewing:reopen",
    "status": "county:status",
    "consolidate": "county:consolidate",
    "trace": "county:trace",
    "collect": "collecting:collect",
    "edition-check": "editions:edition_check",
    "self-test": "installed.self_test:self_test",
}
"""Each verb's module and command, imported only when used: a verb pays for no other's libraries."""


_FEW = 3
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
        verb: click.Command = getattr(importlib.import_module(f"report_desk.cli.verbs.{module}"), command)
        for parameter in verb.params:
            parameter.type = _checked(parameter.type)
        return verb


class _Text(click.ParamType[object]):
    """A text that a person typed: no control characters, which nobody types."""

    name = "text"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> object:
        text = str(value)
        if shown(text) != text:
            name = _named(param) if param else ""
            raise CouldNotError(f"{name} 里有看不见的控制字符：「{text[:60]}」；请去掉它们再来。")
        return text


class _Path(click.ParamType[object]):
    """The name of a file, which may be as odd as the system allows."""

    name = "path"

    def __init__(self, kind: click.ParamType[Any]) -> None:
        self._kind = kind

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        if "\0" in str(value):
            raise CouldNotError(f"没有「{str(value)[:60]}」这样的文件名：里面有空字符。")
        return self._kind.convert(value, param, ctx)


def _checked(kind: click.ParamType[Any]) -> click.ParamType[Any]:
    """What the type of a parameter becomes: one rule for all verbs, also those to come."""
    match kind:
        case click.types.StringParamType():
            return _Text()
        case click.Path():
            return _Path(kind)
        case _:
            return kind


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
    """Run one verb; the answer is the exit code.

    Its answer is shown once its work is done. Where it cannot be, and files were written, the code is that of
    the work and a sentence says so: 2 would say that nothing was written.
    """
    answer = Answer()
    said: TextIO | None = sys.stderr
    with redirect_stdout(answer), redirect_stderr(Safe(said) if said else io.StringIO()):
        sentence, code = _run(arguments)
    refusal = _show(answer.getvalue())
    written = [path for path in answer.written if path.exists()]
    names = "、".join(f"「{path.name}」" for path in written[:_FEW])
    if sentence and written and code == 2:  # noqa: PLR2004 - what went wrong came after the work
        sentence, code = f"{names}已经写好；后来：{sentence}", 0
    if refusal and written:
        refusal = f"已经办成，{names}写好了，只是结果没能显示：{refusal}。"
    elif refusal:
        refusal, code = f"写不出结果：{refusal}。", code or 2
    notes = () if code == 2 else answer.notes  # noqa: PLR2004 - a refusal is one sentence
    for words in filter(None, (*notes, sentence, refusal)):
        _say(words, said)
    return code


def _run(arguments: Sequence[str]) -> tuple[str, int]:  # noqa: PLR0911 - one for each kind of failure
    """What went wrong, in a sentence (empty: nothing), and the exit code."""
    try:
        answer = verbs.main(list(arguments), prog_name="report-desk", standalone_mode=False)
    except RefusedError as error:
        return str(error), 1
    except LockedError as error:
        how = "（命令行：确认后加上 --break-lock）" if error.may_break else ""
        return f"{str(error).rstrip('。')}{how}。", 2
    except (CouldNotError, ExpectedError) as error:
        return str(error), 2
    except click.UsageError as error:
        return _usage(error), 2
    except click.exceptions.Abort:
        return "已中断。", 2
    except OSError as error:  # such as a name that is too long for the system to look for
        from report_desk.store.failures import reason  # noqa: PLC0415 - hardly ever

        return f"没有办成：{reason(error)}。", 2
    return "", answer if isinstance(answer, int) else 0


def _show(answer: str) -> str:
    """Show what a verb has printed; the answer is why that failed, empty where it did not."""
    if not answer:
        return ""
    if sys.stdout is None:
        return "没有地方可写（标准输出已关闭）"
    try:
        sys.stdout.write(writable(shown(answer), sys.stdout.encoding))
        sys.stdout.flush()
    except (OSError, ValueError) as error:  # it was closed
        from report_desk.store.failures import reason  # noqa: PLC0415 - hardly ever

        _give_up(sys.stdout)
        return reason(error) if isinstance(error, OSError) else "标准输出已关闭"
    return ""


def _give_up(stream: TextIO) -> None:
    """Nothing more goes there: what is left in its buffer would fail once more when the program ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(sentence: str, stream: TextIO | None) -> None:
    if stream is not None:
        with suppress(OSError, ValueError):  # nobody is left to be told
            print(on_one_line(sentence), file=stream, flush=True)


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
