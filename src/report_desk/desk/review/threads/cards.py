"""What stands in the review's panel, as values: threads, suggestions, explanations, findings to look at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.checks.runner import explanation_for
from report_desk.core.edits.review import is_withdrawn
from report_desk.core.form.edition import Address, Level
from report_desk.core.report.model import Anchor, AnchorKind, Decision, State, Verdict
from report_desk.desk.language import tr
from report_desk.desk.places.pages import page_of, page_of_anchor, pages
from report_desk.desk.places.words import anchor_of, figure_words, finding_key, place_words, shortened
from report_desk.desk.review.ways.way import Way
from report_desk.desk.review.words import is_answered, thread_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from report_desk.core.checks.findings import Finding
    from report_desk.core.report.model import Entry, Explanation, Remark, Suggestion
    from report_desk.core.sheet import Sheet

MOST_ENTRIES = 20
LONGEST_SAID = 1000
"""Characters of one contribution that a card shows; people write a sentence or two."""


class Deed(StrEnum):
    """What a link of a card does."""

    ANSWER = "answer"
    CLOSE = "close"
    TAKE = "take"
    REFUSE = "refuse"
    ACCEPT = "accept"
    QUESTION = "question"
    REMARK = "remark"
    WITHDRAW = "withdraw"
    READ = "read"


class Group(StrEnum):
    """The parts of the panel, in their order."""

    THREADS = "threads"
    EXPLANATIONS = "explanations"
    REVIEWER = "reviewer"


class Said(Struct, frozen=True):
    """One contribution; ``by`` is empty where the card's head already names who said it."""

    text: str
    by: str = ""


class Card(Struct, frozen=True):
    """One card: where, what was said, how it stands (in a tone of the palette), and what can be done."""

    key: str
    group: Group
    head: str
    said: tuple[Said, ...]
    status: str
    tone: str
    deeds: tuple[tuple[Deed, str], ...]
    anchor: Anchor
    is_open: bool
    section: str = ""


def cards(sheet: Sheet, way: Way, person: str) -> tuple[Card, ...]:
    """Everything the panel shows in a way of working: by group, the open ones first, in the form's order."""
    order = {group: number for number, group in enumerate(Group)}
    cells = {str(address): number for number, address in enumerate(sheet.form.cells)}
    found = [*_threads(sheet, way, person), *_explanations(sheet, way), *_reviewers(sheet, way)]
    found = [_readable(card) for card in found]
    return tuple(
        sorted(
            found,
            key=lambda card: (order[card.group], not card.is_open, _position(sheet, card, cells)),
        )
    )


def _readable(card: Card) -> Card:
    """A card with the way to what it has no room for."""
    if all(len(item.text) <= LONGEST_SAID for item in card.said):
        return card
    return replace(card, deeds=(*card.deeds, (Deed.READ, tr("看全文"))))


def _position(sheet: Sheet, card: Card, cells: Mapping[str, int]) -> tuple[int, int]:
    """Where a card belongs in the order of the form, whose ``cells`` are numbered."""
    anchor = card.anchor
    if anchor.kind is AnchorKind.WHOLE and not card.section:
        return -1, 0
    page = card.section or page_of_anchor(sheet, anchor)
    within = cells.get(anchor.cell, 0) if anchor.kind is AnchorKind.CELL else anchor.place
    return pages(sheet).index(page), within


def _threads(sheet: Sheet, way: Way, person: str) -> Iterator[Card]:
    for remark in sheet.report.remarks:
        first, *others = remark.entries
        yield Card(
            f"remark:{remark.id}",
            Group.THREADS,
            f"{shortened(first.by)} · {place_words(sheet, remark.anchor)}",
            (Said(first.text), *_answers(others)),
            thread_words(remark) if not remark.is_open or not is_answered(remark) or way is Way.FILL else "",
            "explain_ink" if remark.is_open else "done",
            _thread_deeds(sheet, remark, way, person),
            remark.anchor,
            remark.is_open,
        )
    for suggestion in sheet.report.suggestions:
        yield _suggestion(sheet, suggestion, way, person)


def _answers(entries: Sequence[Entry]) -> Iterator[Said]:
    """The answers as far as they have room: the newest ones."""
    if len(entries) > MOST_ENTRIES:
        yield Said(tr("（前面 {count} 句略去）").format(count=len(entries) - MOST_ENTRIES))
    for entry in entries[-MOST_ENTRIES:]:
        yield Said(entry.text, entry.by)


def _thread_deeds(sheet: Sheet, remark: Remark, way: Way, person: str) -> tuple[tuple[Deed, str], ...]:
    if not remark.is_open:
        return ((Deed.ANSWER, tr("再提")),)
    answer = (Deed.ANSWER, tr("答复"))
    close = (Deed.CLOSE, tr("了结"))
    if way is not Way.FILL:
        return close, (Deed.ANSWER, tr("继续追问") if is_answered(remark) else tr("补充"))
    between = sheet.report.state in {State.SUBMITTED, State.RETURNED}
    is_own = remark.entries[0].by == person
    return (answer,) if between and not is_own else (answer, close)


def _suggested(sheet: Sheet, item: Suggestion) -> str:
    """What should stand there, beside what stands there now; once it is settled, beside what stood there."""
    before, after = (sheet.resolved(figure_words(value)).strip() for value in (item.before, item.after))
    if item.anchor.kind is not AnchorKind.CELL:
        old, new = difference(before, after)
        words = tr("建议改成「{after}」\n改动：「{old}」→「{new}」")
        return words.format(after=after, old=old, new=new)
    if item.decision is not Decision.OPEN:
        return tr("建议把 {before} 改成 {after}").format(before=before, after=after)
    now = figure_words(sheet.report.figures.get(Address(item.anchor.cell)))
    return tr("建议改成 {after}，现在 {now}").format(after=after, now=now)


def difference(before: str, after: str) -> tuple[str, str]:
    """The stretch that differs between two texts, and a character around it; linear in their length."""
    shortest = min(len(before), len(after))
    start = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    left = shortest - start
    end = next((n for n in range(left) if before[-1 - n] != after[-1 - n]), left)
    start, end = max(0, start - 1), max(0, end - 1)
    return before[start : len(before) - end], after[start : len(after) - end]


def _suggestion(sheet: Sheet, item: Suggestion, way: Way, person: str) -> Card:
    status, tone = {
        Decision.OPEN: ("" if way is Way.FILL else tr("待经办取舍"), "explain_ink"),
        Decision.TAKEN: (tr("已采纳"), "done"),
        Decision.REFUSED: (tr("已撤回") if is_withdrawn(item) else tr("未采纳"), "muted"),
    }[item.decision]
    is_open = item.decision is Decision.OPEN
    deeds: tuple[tuple[Deed, str], ...] = ()
    if is_open and way is Way.FILL:
        deeds = (Deed.TAKE, tr("采纳")), (Deed.REFUSE, tr("不采纳"))
    elif is_open and item.by == person:
        deeds = ((Deed.WITHDRAW, tr("撤回")),)
    return Card(
        f"suggestion:{item.id}",
        Group.THREADS,
        f"{shortened(item.by)} · {place_words(sheet, item.anchor)}",
        (Said(_suggested(sheet, item)),),
        status,
        tone,
        deeds,
        item.anchor,
        is_open,
    )


def _explanations(sheet: Sheet, way: Way) -> Iterator[Card]:
    for finding in sheet.findings:
        note = explanation_for(finding, sheet.report.explanations)
        if note is None or (way is Way.FILL and note.verdict is not Verdict.QUESTIONED):
            continue
        yield _explanation(sheet, finding, note, way)


def _explanation(sheet: Sheet, finding: Finding, note: Explanation, way: Way) -> Card:
    status, tone = {
        Verdict.OPEN: (tr("待审核"), "explain_ink"),
        Verdict.ACCEPTED: (tr("已认可"), "done"),
        Verdict.QUESTIONED: (tr("存疑，请重写说明"), "must_fix"),
    }[note.verdict]
    offered = ((Verdict.ACCEPTED, Deed.ACCEPT, tr("认可")), (Verdict.QUESTIONED, Deed.QUESTION, tr("存疑")))
    deeds = tuple((deed, words) for verdict, deed, words in offered if verdict is not note.verdict)
    return Card(
        f"note:{finding_key(finding)}",
        Group.EXPLANATIONS,
        place_words(sheet, anchor_of(sheet, finding)),
        (Said(finding.sentence), Said(note.text, note.by)),
        status,
        tone,
        () if way is Way.FILL else deeds,
        anchor_of(sheet, finding),
        note.verdict is not Verdict.ACCEPTED,
        page_of(sheet, finding),
    )


def _reviewers(sheet: Sheet, way: Way) -> Iterator[Card]:
    if way is Way.FILL:
        return
    for finding in sheet.findings:
        if finding.level is Level.REVIEWER:
            yield Card(
                f"finding:{finding_key(finding)}",
                Group.REVIEWER,
                place_words(sheet, anchor_of(sheet, finding)),
                (Said(finding.sentence),),
                "",
                "muted",
                ((Deed.REMARK, tr("写成批注")),),
                anchor_of(sheet, finding),
                is_open=True,
                section=page_of(sheet, finding),
            )
