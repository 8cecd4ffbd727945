"""Places of a report in the words of the form, and what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import display
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.desk.language import tr
from report_desk.desk.places.pages import page_of

if TYPE_CHECKING:
    from report_desk.core.checks.findings import Finding
    from report_desk.core.form.kinds import Figure
    from report_desk.core.sheet import Sheet

_LONGEST_QUOTE = 18


def place_words(sheet: Sheet, anchor: Anchor) -> str:
    """``表三 · 上年结转 · 自然人`` or ``一、总体情况 ·「收到申请 48 件」``."""
    match anchor.kind:
        case AnchorKind.CELL:
            return cell_words(sheet, anchor.cell)
        case AnchorKind.SENTENCE:
            words = tr("{section} ·「{quote}」")
            return words.format(
                section=section_words(sheet, anchor.section), quote=shortened(sheet.resolved(anchor.quote))
            )
        case AnchorKind.SECTION:
            return section_words(sheet, anchor.section)
        case AnchorKind.WHOLE:
            return tr("全文")


def cell_words(sheet: Sheet, address: str) -> str:
    """A cell by its table, row and column; the bare address where the form does not have it."""
    found = sheet.form.cells.get(Address(address))
    if found is None:
        return address
    labels = (found.row_labels[-1], found.column_labels[-1])
    return " · ".join((sheet.form.table(found.table).name, *labels))


def section_words(sheet: Sheet, section: str) -> str:
    """A section as the outline calls it."""
    found = next((item for item in sheet.form.sections if item.id == section), None)
    return found.name if found is not None else sheet.form.heading_of(section) or section


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"


def figure_words(value: Figure | None) -> str:
    """A figure or text as it reads; a blank says so."""
    if value is None or value == "":
        return tr("空白")
    return value if isinstance(value, str) else display(value)


def finding_key(finding: Finding) -> str:
    """The same rule about the same place."""
    return ":".join((finding.rule, finding.section, *finding.cells))


def anchor_of(sheet: Sheet, finding: Finding) -> Anchor:
    """The place of a finding as a remark would name it."""
    if finding.cells:
        return Anchor(AnchorKind.CELL, cell=finding.cells[0])
    return Anchor(AnchorKind.SECTION, section=page_of(sheet, finding))
