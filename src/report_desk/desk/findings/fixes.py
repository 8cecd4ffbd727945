"""What can be done about a finding right where it is shown; nothing of it happens by itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from report_desk.core.checks.locating.witnesses import besides
from report_desk.core.checks.typos import Typo
from report_desk.core.edits import repair
from report_desk.core.edits.apply import ZeroBlanks
from report_desk.core.form.edition import Level
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.checks.findings import Finding
    from report_desk.core.edits.apply import Edit
    from report_desk.core.sheet import Sheet


class FixKind(StrEnum):
    """What following a fix does in the window."""

    GO = "go"
    EDIT = "edit"
    EXPLAIN = "explain"


class Fix(Struct, frozen=True):
    """One thing to do, by the words of its link."""

    kind: FixKind
    words: str
    edit: Edit | None = None


def fixes(sheet: Sheet, finding: Finding) -> tuple[Fix, ...]:
    """Everything on offer for a finding, going there first."""
    go = Fix(FixKind.GO, tr("去这一格") if finding.cells and not finding.quote else tr("去看看"))
    edits = (Fix(FixKind.EDIT, words, edit) for words, edit in _edits(sheet, finding))
    explain = Fix(FixKind.EXPLAIN, tr("改说明…") if finding.explained else tr("写说明…"))
    return (go, *edits, explain) if finding.level is Level.EXPLAIN else (go, *edits)


def _edits(sheet: Sheet, finding: Finding) -> Iterator[tuple[str, Edit]]:
    remedy = repair.use_remedy(finding)
    if remedy is not None and len(finding.fix) == 1:
        yield tr("改成 {value}").format(value=finding.remedy), remedy
    elif remedy is not None:
        yield tr("两格对调"), remedy
    accepted = repair.accept_computed(sheet, finding)
    if accepted is not None:
        yield tr("采用算出的总计"), accepted
    bound = repair.bind_number(sheet, finding)
    if bound is not None:
        yield tr("改用表中数字"), bound
    if _is_about_blanks(sheet, finding):
        yield tr("空白补零"), ZeroBlanks(finding.cells)


def suspicion(sheet: Sheet, finding: Finding) -> str:
    """What witnesses say, where the fault must be and how it came about; else what to do."""
    said = tr("；").join(besides(finding, sheet.form))
    if not finding.fix or finding.typo is None:
        return tr("{said}。{advice}").format(said=said, advice=finding.advice) if said else finding.advice
    places = tr("」和「").join(sheet.form.cells[address].words for address in finding.fix)
    if len(finding.fix) > 1:
        words = tr("疑似「{places}」{how}{said}，对调即全部平衡。")
        return words.format(
            places=places, how=_how(finding.typo), said=said and tr("：{said}").format(said=said)
        )
    shown = "".join(sheet.shown(address) for address in finding.fix)
    words = tr("疑似「{places}」{how}：现在是 {shown}{said}，改成 {value} 即全部平衡。")
    return words.format(
        places=places,
        how=_how(finding.typo),
        shown=shown,
        said=said and tr("；{said}").format(said=said),
        value=finding.remedy,
    )


def _how(typo: Typo) -> str:
    match typo:
        case Typo.WRONG:
            return tr("填错")
        case Typo.SWAPPED_DIGITS:
            return tr("数字颠倒")
        case Typo.EXTRA_ZERO:
            return tr("多了一个 0")
        case Typo.MISSING_ZERO:
            return tr("少了一个 0")
        case Typo.SHIFTED_COLUMN:
            return tr("串列")
        case Typo.SHIFTED_ROW:
            return tr("串行")
        case _ as unreachable:
            assert_never(unreachable)


def _is_about_blanks(sheet: Sheet, finding: Finding) -> bool:
    return bool(finding.cells) and all(
        cell not in sheet.report.figures and not sheet.form.cells[cell].is_total for cell in finding.cells
    )
