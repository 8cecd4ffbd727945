"""审核意见单: the decision, the remarks with their answers and the explanations, on paper.

It is set by the same publisher in the same official look, and carries no record.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from report_desk.core.checks.runner import explanation_for
from report_desk.core.edits.review import STATE_NAMES, STEP_NAMES, is_withdrawn
from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import display
from report_desk.core.output.printout import Heading, Paragraph, PrintOptions, Printout
from report_desk.core.record.snapshot import UnreadableSnapshotError, unfolded
from report_desk.core.report.model import AnchorKind, Decision, Verdict
from report_desk.core.sheet import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.output.printout import Block
    from report_desk.core.report.model import Anchor, Event, Remark, Suggestion
    from report_desk.core.sheet import Sheet

_VERDICTS = {Verdict.OPEN: "待审核", Verdict.ACCEPTED: "认可", Verdict.QUESTIONED: "存疑"}
_OUTCOMES = {Decision.OPEN: "待经办取舍", Decision.TAKEN: "已采纳", Decision.REFUSED: "未采纳"}
_SECTION = "review"
_ROOM = "　" * 6


def review_sheet(sheet: Sheet) -> Printout:
    """What the review of a report came to, as a document of its own."""
    report = sheet.report
    return Printout(
        title=(f"{report.organ}{report.year}年", f"{sheet.form.name}审核意见单"),
        organ=report.organ,
        year=report.year,
        blocks=tuple(_blocks(sheet)),
        options=PrintOptions(fingerprint=True),
        fingerprint=sheet.fingerprint,
    )


def place_of(sheet: Sheet, anchor: Anchor) -> str:
    """What an anchor points at, in the words of the form."""
    match anchor.kind:
        case AnchorKind.CELL:
            return place_of_cell(sheet, anchor.cell)
        case AnchorKind.SENTENCE:
            return f"{sheet.form.heading_of(anchor.section)}「{sheet.resolved(anchor.quote).strip()}」"
        case AnchorKind.SECTION:
            return sheet.form.heading_of(anchor.section)
        case AnchorKind.WHOLE:
            return "全文"
        case _ as unreachable:
            assert_never(unreachable)


def place_of_cell(sheet: Sheet, cell: str) -> str:
    """A cell in the words of the form, with its table."""
    found = {str(address): form_cell for address, form_cell in sheet.form.cells.items()}.get(cell)
    return cell if found is None else f"{sheet.form.table(found.table).name}「{found.words}」"


def _blocks(sheet: Sheet) -> Iterator[Block]:
    report = sheet.report
    yield Heading("一、审核结论", _SECTION)
    yield Paragraph(f"现在的状态：{STATE_NAMES[report.state]}。", _SECTION)
    yield Paragraph(f"定稿指纹：{sheet.fingerprint}。", _SECTION)
    for event in report.history:
        yield Paragraph(_happened(event), _SECTION)
    yield Heading("二、批注和答复", _SECTION)
    for number, remark in enumerate(report.remarks, start=1):
        yield Paragraph(_thread(sheet, number, remark), _SECTION)
    if not report.remarks:
        yield Paragraph("没有批注。", _SECTION)
    yield Heading("三、改稿建议", _SECTION)
    for number, suggestion in enumerate(report.suggestions, start=1):
        yield Paragraph(_suggested(sheet, number, suggestion), _SECTION)
    if not report.suggestions:
        yield Paragraph("没有改稿建议。", _SECTION)
    yield Heading("四、须说明事项", _SECTION)
    notes = ((finding, explanation_for(finding, report.explanations)) for finding in sheet.findings)
    explained = [(finding, note) for finding, note in notes if note is not None]
    for number, (finding, note) in enumerate(explained, start=1):
        words = f"{number}. {finding.sentence}说明：{note.text}（{note.by}，{_VERDICTS[note.verdict]}）"
        yield Paragraph(words, _SECTION)
    if not explained:
        yield Paragraph("没有。", _SECTION)
    yield Heading("五、签名", _SECTION)
    for role in ("经办人", "审核人"):
        yield Paragraph(f"{role}（签名）：{_ROOM}　　　年　　月　　日", _SECTION)


def _happened(event: Event) -> str:
    reason = f"：{event.reason.rstrip('。')}" if event.reason.rstrip("。") else ""
    return f"{event.at[:10]} {event.by} {STEP_NAMES[event.kind]}（修订{event.revision}）{reason}。"


def _thread(sheet: Sheet, number: int, remark: Remark) -> str:
    said = "；".join(f"{entry.by}（{entry.at[:10]}）：{entry.text.rstrip('。')}" for entry in remark.entries)
    closed = f"{remark.closed_by}已了结" if remark.closed_by else "未了结"
    return f"{number}. {_place_then(sheet, remark.anchor, remark.entries[0].at)}。{said}。{closed}。"


def _suggested(sheet: Sheet, number: int, item: Suggestion) -> str:
    then = _seen_at(sheet, item.at)
    before, after = (
        display(value) if item.anchor.kind is AnchorKind.CELL else then.resolved(display(value)).strip()
        for value in (item.before, item.after)
    )
    place = place_of(sheet, replace(item.anchor, quote="")).removesuffix("「」")
    words = f"{number}. {place}：建议把「{before or '空白'}」改成「{after or '空白'}」"
    words += f"（{item.by}，{item.at[:10]}）。"
    by = f"{item.decided_by}（{item.decided_at[:10]}）" if item.decided_by else ""
    outcome = "已撤回" if is_withdrawn(item) else _OUTCOMES[item.decision]
    return f"{words}{by}{outcome}。"


def _place_then(sheet: Sheet, anchor: Anchor, at: str) -> str:
    """A place, quoted with the numbers that stood there when it was remarked on."""
    then = _seen_at(sheet, at)
    place = place_of(then, anchor)
    cell = Address(anchor.cell)
    if anchor.kind is AnchorKind.CELL and cell in sheet.form.cells and then.shown(cell) != sheet.shown(cell):
        place += f"（当时是「{then.shown(cell) or '空白'}」）"
    return place


def _seen_at(sheet: Sheet, at: str) -> Sheet:
    """The report as the last step before a moment handed it on; as it is now where that cannot be read."""
    for event in reversed(sheet.report.history):
        if event.snapshot and _moment(event.at) <= _moment(at):
            try:
                then = unfolded(event.snapshot)
            except UnreadableSnapshotError:
                return sheet
            return evaluate(sheet.form, then) if then.format == sheet.form.id else sheet
    return sheet


def _moment(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return float("inf")
