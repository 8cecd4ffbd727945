"""The chapters of the handbook that an edition writes itself: 填报口径 and 常见错误, as Markdown.

What is read in them is what the window shows and the checks say, so that it cannot grow old beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from report_desk.core.checks.edition.examples import found
from report_desk.core.form.edition import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.form.edition import ReportFormat

_LEVELS = {
    Level.MUST_FIX: "必须改",
    Level.EXPLAIN: "须说明",
    Level.NOTICE: "请留意",
    Level.REVIEWER: "上级核对",
}
_OF_A_KIND = 2
"""Examples of mistakes that are put right in the same way: more of them say nothing new."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def definitions(form: ReportFormat) -> str:
    """填报口径: every row of every table with its definition and the document that it stands in."""
    return "\n".join(_definitions(form))


def mistakes(form: ReportFormat) -> str:
    """常见错误: what each check says of a report that it finds fault with, and what to do."""
    return "\n".join(_mistakes(form))


def _definitions(form: ReportFormat) -> Iterator[str]:
    yield "# 填报口径"
    yield f"\n按{plain(form.issued_as)}。注明「本程序的建议」的，文件没有写明，是本程序的建议。\n"
    for table in form.tables:
        yield f"\n## {plain(table.name)}\n"
        told: set[str] = set()
        for cell in table.cells:
            if cell.definition and cell.row not in told:
                told.add(cell.row)
                words = f"**{plain(cell.row_labels[-1])}** {plain(cell.definition)}"
                yield f"{words}（{plain(cell.source)}）\n"


def _mistakes(form: ReportFormat) -> Iterator[str]:
    yield "# 常见错误"
    yield "\n下面每一条都是程序会查的，举一个例子，说怎么改。\n"
    for level, name in _LEVELS.items():
        said: Counter[str] = Counter()
        yield f"\n## {name}\n"
        for check in form.checks:
            finding = next(iter(found(form, check, check.failing)), None)
            if check.level is level and finding is not None and said[finding.advice] < _OF_A_KIND:
                said[finding.advice] += 1
                advice = finding.advice if finding.advice.endswith("。") else f"{finding.advice}。"
                yield f"**{plain(finding.sentence)}** {plain(advice)}（{plain(check.basis)}）\n"


def plain(text: str) -> str:
    """A text that Markdown takes for nothing but text."""
    return _SPECIAL.sub(r"\\\1", text)
