"""Two people review one report apart, and merge: `python -m tests.faults.merges COUNT`.

Each plays random edits of the real kind (figures, sentences, remarks, answers, closings, suggestions taken
and refused, explanations judged, steps) from one original. The merge is held to its promise by looking at
the three reports alone: what either side wrote stands in the result or among the conflicts; nothing is
closed, opened or judged that nobody could have meant; whatever became of mine is listed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.edits.apply import Edit, Explain, SetDetail, SetFigure, SetText, ZeroBlanks, apply
from report_desk.core.edits.new_report import new_report
from report_desk.core.edits.review import (
    AddRemark,
    AnswerRemark,
    CloseRemark,
    Decide,
    JudgeExplanation,
    NotNowError,
    Step,
    Suggest,
)
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report import prose
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    EventKind,
    Explanation,
    Remark,
    Report,
    Suggestion,
    Verdict,
)
from report_desk.core.sheet import Sheet, evaluate
from report_desk.core.versions.differences import Part, event_key, review_differences
from report_desk.core.versions.merge import Merge, merge, with_conflicts_remarked
from report_desk.desk.comparing.choosing import Pick, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CELLS = [Address(f"requests.{row}.individual") for row in ("new", "granted", "carried_in")]
SECTIONS = ("overview", "other")
SENTENCES = ("全年主动公开信息。", "申请均已办结。", "举办了培训。", "没有其他事项。")
RULES = ("carry-over", "swing")
BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class Person:
    """One desk: who sits there, what is open, and a clock and ids of their own."""

    name: str
    sheet: Sheet
    chance: random.Random
    minutes: int
    ids: int = 0

    def now(self) -> str:
        """A moment later than the last one."""
        self.minutes += self.chance.randint(1, 30)
        return (BEGUN + timedelta(minutes=self.minutes)).isoformat()

    def new_id(self) -> str:
        """An id that nobody else gives."""
        self.ids += 1
        return f"{self.name}-{self.minutes}-{self.ids}"

    def play(self, count: int) -> None:
        """Carry out so many random edits; one that is out of turn is passed over."""
        for _ in range(count):
            edit = self.chance.choice(EDITS)(self)
            try:
                self.sheet = self.sheet if edit is None else apply(self.sheet, edit).sheet
            except NotNowError:
                continue


def anchor(person: Person) -> Anchor:
    """A place that a remark can be about."""
    if person.chance.random() < 0.5:
        return Anchor(AnchorKind.CELL, cell=person.chance.choice(CELLS))
    section = person.chance.choice(SECTIONS)
    placed = prose.sentences(person.sheet.report.sections.get(section, ""))
    if not placed:
        return Anchor(AnchorKind.SECTION, section)
    place, quote = person.chance.choice(placed)
    return Anchor(AnchorKind.SENTENCE, section, quote=quote, place=place)


def type_figure(person: Person) -> Edit:
    return SetFigure(person.chance.choice(CELLS), person.chance.randint(0, 4))


def type_text(person: Person) -> Edit:
    section = person.chance.choice(SECTIONS)
    pieces = [text for _, text in prose.sentences(person.sheet.report.sections.get(section, ""))]
    at = person.chance.randint(0, len(pieces))
    if pieces and person.chance.random() < 0.5:
        pieces[min(at, len(pieces) - 1)] = person.chance.choice(SENTENCES)
    else:
        pieces.insert(at, person.chance.choice(SENTENCES))
    return SetText(section, "".join(pieces))


def type_detail(person: Person) -> Edit:
    return SetDetail("phone", person.chance.choice(("1", "2", "3")))


def add_remark(person: Person) -> Edit:
    entry = Entry(person.name, person.now(), person.chance.choice(("请核实", "为什么")))
    return AddRemark(Remark(person.new_id(), anchor(person), (entry,)))


def answer(person: Person) -> Edit | None:
    remarks = person.sheet.report.remarks
    if not remarks:
        return None
    entry = Entry(person.name, person.now(), person.chance.choice(("已改", "不同意")))
    return AnswerRemark(person.chance.choice(remarks).id, entry)


def close(person: Person) -> Edit | None:
    remarks = [remark for remark in person.sheet.report.remarks if remark.is_open]
    return CloseRemark(person.chance.choice(remarks).id, person.name, person.now()) if remarks else None


def suggest(person: Person) -> Edit | None:
    at = anchor(person)
    before = person.sheet.report.figures.get(Address(at.cell)) if at.cell else at.quote
    after = person.chance.randint(5, 9) if at.cell else person.chance.choice(("", f"建议 {person.minutes}。"))
    if at.kind is AnchorKind.SECTION:
        return None
    return Suggest(Suggestion(person.new_id(), at, before, after, person.name, person.now()))


def decide(person: Person) -> Edit | None:
    waiting = [item for item in person.sheet.report.suggestions if item.decision is Decision.OPEN]
    decision = person.chance.choice((Decision.TAKEN, Decision.REFUSED))
    return Decide(person.chance.choice(waiting).id, decision, person.name, person.now()) if waiting else None


def explain(person: Person) -> Edit:
    text = person.chance.choice(("因机构改革", "因系统更换", "因统计口径"))
    return Explain(
        Explanation(person.chance.choice(RULES), (CELLS[0],), "v", text, person.name, person.now())
    )


def judge(person: Person) -> Edit:
    return JudgeExplanation(person.chance.choice(RULES), (CELLS[0],), person.chance.choice(tuple(Verdict)))


def step(person: Person) -> Edit:
    kind = person.chance.choice((EventKind.SUBMITTED, EventKind.RETURNED, EventKind.REOPENED))
    return Step(kind, person.name, person.now(), "请核对")


EDITS: tuple[Callable[[Person], Edit | None], ...] = (
    type_figure,
    type_figure,
    type_text,
    type_text,
    type_detail,
    add_remark,
    answer,
    answer,
    close,
    close,
    suggest,
    decide,
    decide,
    explain,
    judge,
    judge,
    step,
)


def triple(seed: int) -> tuple[Report, Report, Report]:
    """An original with a review of its own, and what two people made of it."""
    chance = random.Random(seed)
    form = resources.format_by_id("2021")
    begun = new_report(form, "r", "示例局", 2025)
    text = SetText("overview", "".join(SENTENCES[:3]))
    sheet = apply(apply(evaluate(form, begun), ZeroBlanks()).sheet, text).sheet
    first = Person("经办人", sheet, chance, 0)
    first.play(chance.randint(6, 18))
    base = first.sheet
    sides = [Person(name, base, chance, first.minutes + 1) for name in ("经办人乙", "审核人丙")]
    for side in sides:
        side.play(chance.randint(1, 10))
    mine, theirs = (side.sheet.report for side in sides)
    return base.report, mine, theirs


# ---------------------------------------------------------------------- what must hold


def broken(base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    """What a merge of the three breaks of its promise, in words."""
    found = merge(base, mine, theirs)
    reported = {(item.part, item.name) for item in found.conflicts}
    yield from _threads(found, base, mine, theirs)
    yield from _verdicts(found, base, mine, theirs)
    yield from _suggestions(found, base, mine, theirs)
    yield from _content(found, base, mine, theirs)
    events = {event_key(event) for event in found.report.history}
    if events != {event_key(event) for side in (mine, theirs) for event in side.history}:
        yield "an event is lost"
    if found.report.history[: len(base.history)] != base.history:
        yield "the past has another order"
    if theirs.state not in {base.state, found.report.state} and (Part.STATE, "state") not in reported:
        yield "their state is dropped unreported"
    listed = [item for item in found.taken if item.part not in {Part.FIGURE, Part.TEXT, Part.DETAIL}]
    if Counter(map(repr, listed)) != Counter(map(repr, review_differences(mine, found.report))):
        yield "what became of my review is not listed"
    yield from _trail(found, base, mine, theirs)


def _threads(found: Merge, base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    sides = [{remark.id: remark for remark in side.remarks} for side in (mine, theirs)]
    before = {remark.id: remark for remark in base.remarks}
    reported = {item.name for item in found.conflicts if item.part is Part.REMARK}
    listed = {item.name for item in found.taken if item.part is Part.REMARK}
    for remark in found.report.remarks:
        said = {(entry.by, entry.at) for entry in remark.entries}
        had = [
            {(entry.by, entry.at) for entry in side[remark.id].entries} for side in sides if remark.id in side
        ]
        if set().union(*had) != said:
            yield f"{remark.id}: entries lost or invented"
        closers = [side[remark.id] for side in sides if remark.id in side and not side[remark.id].is_open]
        if not remark.is_open and not any(
            len(closer.entries) == len(said) and closer.closed_by == remark.closed_by for closer in closers
        ):
            yield f"{remark.id}: closed by nobody who had read it"
        here = sides[0].get(remark.id)
        if here is not None and here.is_open is not remark.is_open and remark.id not in listed:
            yield f"{remark.id}: closed or opened unlisted"
        there, was = sides[1].get(remark.id), before.get(remark.id)
        has_moved = there is not None and (was is None or was.is_open is not there.is_open)
        is_dropped = there is not None and has_moved and remark.is_open and not there.is_open
        if is_dropped and remark.id not in reported:
            yield f"{remark.id}: their closing is dropped unreported"
    if {name for side in sides for name in side} != {remark.id for remark in found.report.remarks}:
        yield "a thread is lost"


def _verdicts(found: Merge, base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    before, ours, others, merged = (
        {note.rule: note for note in side.explanations} for side in (base, mine, theirs, found.report)
    )
    reported = {item.name.split(":")[0] for item in found.conflicts}
    reported |= {item.name.split(":")[0] for item in found.taken}
    for rule, note in merged.items():
        sides = [side[rule] for side in (ours, others) if rule in side]
        new = [side for side in sides if side != before.get(rule)]
        if any(side.verdict is Verdict.QUESTIONED for side in new) and note.verdict is not Verdict.QUESTIONED:
            yield f"{rule}: a question is lost"
        if note.verdict is Verdict.ACCEPTED and not any(
            side.verdict is Verdict.ACCEPTED and (side.text, side.at) == (note.text, note.at)
            for side in sides
        ):
            yield f"{rule}: accepted by nobody"
        if any(side.verdict is not note.verdict for side in new) and rule not in reported:
            yield f"{rule}: a verdict changed unreported"
    for rule, note in others.items():
        was, kept = before.get(rule), merged.get(rule)
        is_new = was is None or (was.text, was.at) != (note.text, note.at)
        is_kept = kept is not None and (kept.text, kept.at) == (note.text, note.at)
        if is_new and not is_kept and rule not in reported:
            yield f"{rule}: their words are dropped unreported"


def _suggestions(found: Merge, base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    before, ours, others = ({item.id: item for item in side.suggestions} for side in (base, mine, theirs))
    reported = {item.name for item in found.conflicts}
    for item in found.report.suggestions:
        here, there, was = ours.get(item.id), others.get(item.id), before.get(item.id)
        has_decided = there is not None and there != was and there.decision is not Decision.OPEN
        if (
            has_decided
            and there is not None
            and there.decision is not item.decision
            and item.id not in reported
        ):
            yield f"{item.id}: their decision is dropped unreported"
        if here is None or there is None or here.decision is there.decision:
            continue
        takers = [side for side, one in ((mine, here), (theirs, there)) if one.decision is Decision.TAKEN]
        if not takers or not item.anchor.cell or was is None or was.decision is not Decision.OPEN:
            continue
        cell = Address(item.anchor.cell)
        figure = found.report.figures.get(cell)
        if item.decision is Decision.TAKEN and figure != takers[0].figures.get(cell) and cell not in reported:
            yield f"{item.id}: taken, and its figure is another"
        if item.decision is Decision.REFUSED and figure == takers[0].figures.get(cell) != mine.figures.get(
            cell
        ):
            yield f"{item.id}: refused, and its figure is taken"
    for name, item in others.items():
        is_new = item != before.get(name)
        if is_new and all(kept.id != name for kept in found.report.suggestions):
            yield f"{name}: their suggestion is lost"


def _content(found: Merge, base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    conflicts = {(item.part, item.name): item for item in found.conflicts}
    taken = {(item.part, item.name) for item in found.taken}
    contested = {item.mine.anchor.cell for item in found.contests}
    wording = "".join(str(item.theirs) for item in found.conflicts)
    for cell in CELLS:
        was, ours, other, now = (side.figures.get(cell) for side in (base, mine, theirs, found.report))
        if other not in {was, now} and (Part.FIGURE, cell) not in conflicts and cell not in contested:
            yield f"{cell}: their figure is lost"
        if ours not in {was, now}:
            yield f"{cell}: my figure is lost"
        if now != ours and (Part.FIGURE, cell) not in taken:
            yield f"{cell}: taken unlisted"
    for section in SECTIONS:
        old = base.sections.get(section, "")
        for side, said in ((mine, ""), (theirs, wording)):
            for _, sentence in prose.sentences(side.sections.get(section, "")):
                lost = sentence.strip() not in found.report.sections.get(section, "") + said
                if sentence.strip() not in old and lost:
                    yield f"{section}: {sentence!r} is lost"


def _trail(found: Merge, base: Report, mine: Report, theirs: Report) -> Iterator[str]:
    once = with_conflicts_remarked(found, "合并", "2026-02-01T09:00:00+00:00")
    said = "".join(entry.text for remark in once.remarks for entry in remark.entries)
    if any(str(item.theirs) not in said for item in found.conflicts if item.theirs not in {None, ""}):
        yield "a conflict left no remark"
    again = with_conflicts_remarked(Merge(once, found.conflicts, ()), "合并", "2026-02-02T09:00:00+00:00")
    if again != once:
        yield "the same conflict is remarked twice"
    if codec.read(codec.write(once)).report != once:
        yield "the file says something else"
    for pick in Pick:
        report = chosen(
            found, (base, mine, theirs), [pick] * len(found.conflicts), "我", "2026-02-01T09:00:00Z"
        )
        kept = {remark.id for remark in report.remarks}
        if not {remark.id for side in (mine, theirs) for remark in side.remarks} <= kept:
            yield "choosing loses a thread"
        for contest in found.contests:
            item = next(one for one in report.suggestions if one.id == contest.mine.id)
            side = mine if pick is Pick.MINE else theirs
            if contest.cell and report.figures.get(contest.cell) != side.figures.get(contest.cell):
                yield f"{item.id}: chosen, and its figure is another"


@dataclass
class Tally:
    """What the merges came to."""

    merges: int = 0
    conflicts: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def run(count: int) -> Tally:
    """Merge so many random pairs, each way round."""
    tally = Tally()
    for seed in range(count):
        base, mine, theirs = triple(seed)
        for ours, others in ((mine, theirs), (theirs, mine)):
            found = merge(base, ours, others)
            tally.merges += 1
            tally.conflicts.update(str(item.part) for item in found.conflicts)
            tally.taken.update(str(item.part) for item in found.taken)
            tally.broken += [f"{seed}: {words}" for words in broken(base, ours, others)]
    return tally


def main() -> None:
    """Exit 1 where a promise was broken."""
    tally = run(int(sys.argv[1]))
    for words in tally.broken[:20]:
        print(words)
    print(f"merges: {tally.merges}, promises broken: {len(tally.broken)}")
    print(f"conflicts: {dict(tally.conflicts)}; taken: {dict(tally.taken)}")
    sys.exit(bool(tally.broken))


if __name__ == "__main__":
    main()
