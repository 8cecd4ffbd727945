"""What can be done about a finding right where it is shown; nothing of it happens by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from report_desk.core.edits import AcceptTotals, Edit, SetFigure, ZeroBlanks
from report_desk.core.format import Level
from report_desk.core.kinds import display

if TYPE_CHECKING:
    from report_desk.core.findings import Finding
    from report_desk.core.sheet import Sheet


class FixKind(StrEnum):
    """What following a fix does in the window."""

    GO = "go"
    EDIT = "edit"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to do, by the words of its link."""

    kind: FixKind
    words: str
    edit: Edit | None = None


def tr(text: str) -> str:
    """A sentence of this module in the window's language."""
    return QCoreApplication.translate("findings", text)


def fixes(sheet: Sheet, finding: Finding) -> tuple[Fix, ...]:
    """Everything on offer for a finding, going there first."""
    found = [Fix(FixKind.GO, tr("去这一格") if finding.cells else tr("去看看"))]
    if finding.suspect is not None:
        words = tr("改成 {value}").format(value=display(finding.remedy))
        found.append(Fix(FixKind.EDIT, words, SetFigure(finding.suspect, finding.remedy)))
    declared = tuple(cell for cell in finding.cells[:1] if cell in sheet.report.declared)
    if declared and finding.level is Level.MUST_FIX and finding.difference:
        found.append(Fix(FixKind.EDIT, tr("采用算出的总计"), AcceptTotals(declared)))
    if _is_about_blanks(sheet, finding):
        found.append(Fix(FixKind.EDIT, tr("空白补零"), ZeroBlanks(finding.cells)))
    if finding.level is Level.EXPLAIN:
        found.append(Fix(FixKind.EXPLAIN, tr("改说明…") if finding.explained else tr("写说明…")))
    return tuple(found)


def suspicion(sheet: Sheet, finding: Finding) -> str:
    """Where the fault must be, in the words of the form; else what to do."""
    if finding.suspect is None:
        return finding.advice
    place = sheet.form.cells[finding.suspect].words
    shown = sheet.shown(finding.suspect)
    return tr("疑似「{place}」：现在是 {shown}，改成 {value} 即全部平衡。").format(
        place=place, shown=shown, value=display(finding.remedy)
    )


def _is_about_blanks(sheet: Sheet, finding: Finding) -> bool:
    return bool(finding.cells) and all(
        cell not in sheet.report.figures and not sheet.form.cells[cell].is_total for cell in finding.cells
    )
