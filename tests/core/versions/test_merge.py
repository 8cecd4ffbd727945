"""Merging: what either side did is in the result, or among the conflicts; nothing else is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from report_desk.core.form.edition import Address
from report_desk.core.report import prose
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Decision,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
    Verdict,
)
from report_desk.core.versions.ancestry import common_ancestor, goes_back_to, may_be_original
from report_desk.core.versions.merge import Merge, merge, with_conflicts_remarked
from report_desk.core.versions.merge_text import Taken, merge_text

CELLS = [Address(f"t.{row}.{column}") for row in "abcd" for column in "xyz"]
SENTENCES = ["甲。", "乙⟦t.a.x⟧件。", "丙；", "丁！\n", "戊。\n", "己"]
BASE = Report("r", "2021", 2025, "示例局", revision=Revision(3, "r3", ("r2",), ("r2", "r1")))


def random_report(chance: random.Random, like: Report, changes: int) -> Report:
    """A report some random changes away from another."""
    report = like
    for _ in range(chance.randint(0, changes)):
        report = _changed(chance, report)
    return report


def _changed(chance: random.Random, report: Report) -> Report:  # noqa: PLR0911 - one for each sort of change
    match chance.randrange(9):
        case 0 | 1:
            figures = dict(report.figures)
            cell = chance.choice(CELLS)
            figures.pop(cell, None)
            if chance.random() < 0.8:
                figures[cell] = chance.randint(0, 3)
            return replace(report, figures=figures)
        case 2 | 3:
            name = chance.choice(["overview", "other"])
            return replace(
                report, sections={**report.sections, name: _text(chance, report.sections.get(name, ""))}
            )
        case 4:
            return replace(report, details={**report.details, chance.choice("pq"): chance.choice("123")})
        case 5:
            return replace(report, remarks=_remarks(chance, report))
        case 6:
            note = Explanation(
                chance.choice(["swing", "carry-over"]), (CELLS[0],), "v", chance.choice("以因"), "甲", "t"
            )
            others = tuple(item for item in report.explanations if item.rule != note.rule)
            return replace(report, explanations=(*others, note))
        case 7:
            event = Event(EventKind.RETURNED, "乙", f"t{chance.randint(0, 9)}", 1, "f")
            return replace(report, history=(*(item for item in report.history if item.at != event.at), event))
        case _:
            change = {"organ": chance.choice(["示例局", "新局"]), "state": chance.choice(list(State))}
            name = chance.choice(list(change))
            return replace(report, **{name: change[name]})


def _text(chance: random.Random, text: str) -> str:
    pieces = [piece for _, piece in prose.sentences(text)]
    place = chance.randint(0, len(pieces))
    if pieces and chance.random() < 0.3:
        del pieces[min(place, len(pieces) - 1)]
    else:
        pieces.insert(place, chance.choice(SENTENCES))
    return "".join(pieces)


def _remarks(chance: random.Random, report: Report) -> tuple[Remark, ...]:
    name = chance.choice("mno")
    others = tuple(item for item in report.remarks if item.id != name)
    old = next(
        (item for item in report.remarks if item.id == name), Remark(name, Anchor(AnchorKind.WHOLE), ())
    )
    entry = Entry("甲", f"t{chance.randint(0, 5)}", chance.choice("是否"))
    changed = replace(old, entries=(*(item for item in old.entries if item != entry), entry))
    if chance.random() < 0.2:
        changed = replace(changed, closed_by="乙", closed_at="t")
    return (*others, changed)


def comparable(report: Report) -> dict[str, object]:
    """A report's content, with what has no order in any order."""
    return {
        "organ": report.organ,
        "state": report.state,
        "details": report.details,
        "figures": report.figures,
        "sections": {name: text for name, text in report.sections.items() if text},
        "remarks": {remark.id: remark for remark in report.remarks},
        "notes": {note.rule: note for note in report.explanations},
        "history": {event.at: event for event in report.history},
    }


def triples(count: int) -> list[tuple[Report, Report, Report]]:
    chance = random.Random(20260101)
    bases = (random_report(chance, BASE, 12) for _ in range(count))
    return [(base, random_report(chance, base, 6), random_report(chance, base, 6)) for base in bases]


def test_5000_random_triples() -> None:
    conflicted = 0
    for base, mine, theirs in triples(5_000):
        assert comparable(merge(base, mine, base).report) == comparable(mine)
        assert comparable(merge(base, base, theirs).report) == comparable(theirs)
        assert merge(base, mine, base).conflicts == ()
        done, back = merge(base, mine, theirs), merge(base, theirs, mine)
        conflicted += bool(done.conflicts)
        if not done.conflicts and not back.conflicts and not _shared_threads(base, mine, theirs):
            assert comparable(done.report) == comparable(back.report)
        _nothing_is_absent(base, mine, theirs)
    assert 500 < conflicted < 4_500


def _shared_threads(base: Report, mine: Report, theirs: Report) -> bool:
    """Whether both continued one thread: entries of one moment stand in the order of who is mine."""
    old, ours, others = ({remark.id: remark for remark in side.remarks} for side in (base, mine, theirs))
    return any(ours.get(name) != old.get(name) != others.get(name) for name in {*ours, *others})


def _nothing_is_absent(base: Report, mine: Report, theirs: Report) -> None:
    done = merge(base, mine, theirs)
    said = {(conflict.anchor.cell, conflict.theirs) for conflict in done.conflicts if conflict.anchor.cell}
    for cell in CELLS:
        before, ours, other = (side.figures.get(cell) for side in (base, mine, theirs))
        result = done.report.figures.get(cell)
        if ours != before:
            assert result == ours
        if other != before:
            assert result == other or (cell, other) in said
    wording = "".join(str(conflict.theirs) for conflict in done.conflicts)
    for name in ("overview", "other"):
        old = {text.strip() for _, text in prose.sentences(base.sections.get(name, ""))}
        for side in (mine, theirs):
            for _, sentence in prose.sentences(side.sections.get(name, "")):
                if sentence.strip() not in old:
                    assert sentence.strip() in done.report.sections[name] or sentence.strip() in wording
    for side in (mine, theirs):
        for remark in side.remarks:
            kept = next(item for item in done.report.remarks if item.id == remark.id)
            assert {entry.text for entry in remark.entries} <= {entry.text for entry in kept.entries}
        assert {event.at for event in side.history} <= {event.at for event in done.report.history}


TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=6).map("".join)


@settings(max_examples=500)
@given(TEXTS, TEXTS, TEXTS)
def test_texts_merge_by_sentence(base: str, mine: str, theirs: str) -> None:
    assert merge_text(base, mine, base).text == mine
    assert merge_text(base, base, theirs).text == theirs
    assert merge_text(base, mine, mine).text == mine
    done, back = merge_text(base, mine, theirs), merge_text(base, theirs, mine)
    assert len(done.conflicts) == len(back.conflicts)
    if not done.conflicts:
        assert done.text == back.text
    for conflict in done.conflicts:
        assert done.text.startswith(conflict.mine, conflict.place)


def test_disjoint_sentences_of_one_section_both_go_in() -> None:
    done = merge_text("甲。乙。丙。", "新甲。乙。丙。", "甲。乙。新丙。")
    assert (done.text, done.conflicts) == ("新甲。乙。新丙。", ())
    assert done.taken == (Taken("丙。", "新丙。", 5),)


def test_the_other_side_of_a_conflict_becomes_a_remark() -> None:
    cell = CELLS[0]
    base = replace(BASE, figures={cell: 1}, sections={"other": "无。"})
    mine = replace(base, figures={cell: 2}, sections={"other": "有。"})
    theirs = replace(base, figures={}, sections={"other": "没有。"}, organ="新局")
    done = merge(base, mine, theirs)
    assert [(c.anchor.kind, c.base, c.mine, c.theirs) for c in done.conflicts] == [
        (AnchorKind.CELL, 1, 2, None),
        (AnchorKind.SENTENCE, "无。", "有。", "没有。"),
    ]
    assert [(item.part, item.before, item.after) for item in done.taken] == [("organ", "示例局", "新局")]
    remarked = with_conflicts_remarked(done, "合并", "t")
    assert [remark.entries[0].text for remark in remarked.remarks] == [
        "合并：对方是空白，这里保留「2」，共同的原稿是「1」。",
        "合并：对方是「没有。」，这里保留「有。」，共同的原稿是「无。」。",
    ]
    assert remarked.revision.parents == ("r3", "r3")


def test_everything_else_merges_too() -> None:
    previous = PreviousYear("p", "p1", "2021", 2024, {}, {})
    suggestion = Suggestion("s", Anchor(AnchorKind.CELL, cell="t.a.x"), 1, 2, "乙", "t")
    note = Explanation("no-cells", (), "v", "因", "甲", "t")
    base = replace(BASE, suggestions=(suggestion,), explanations=(note,))
    mine = replace(
        base,
        suggestions=(replace(suggestion, decision=Decision.TAKEN),),
        explanations=(replace(note, text="我"),),
        previous=previous,
        unknown={"report": {"a": 1}},
        history=(Event(EventKind.SUBMITTED, "甲", "t", 1, "f"),),
    )
    theirs = replace(
        base,
        suggestions=(replace(suggestion, decision=Decision.REFUSED),),
        explanations=(replace(note, text="他"),),
        previous=replace(previous, revision_id="p2"),
        unknown={"report": {"a": 2}},
        history=(Event(EventKind.SUBMITTED, "甲", "t", 1, "g"),),
    )
    done = merge(base, mine, theirs)
    assert comparable(replace(done.report, history=mine.history)) == comparable(mine)
    assert done.report.history == (*mine.history, *theirs.history)
    assert [conflict.theirs for conflict in done.conflicts] == [
        "空白（建议 1 → 2（未采纳））",
        "他（甲 t）",
        "2024 年报告（p2）",
        "{'a': 2}",
    ]
    assert merge(base, replace(mine, previous=None), base).report.previous is None


def test_a_thread_that_one_side_removed_is_kept_if_the_other_went_on() -> None:
    remark = Remark("m", Anchor(AnchorKind.WHOLE), (Entry("乙", "t1", "核实"),))
    base = replace(BASE, remarks=(remark,))
    answered = replace(base, remarks=(replace(remark, entries=(*remark.entries, Entry("甲", "t2", "已改"))),))
    removed = replace(base, remarks=())
    assert merge(base, removed, answered).report.remarks == answered.remarks
    assert merge(base, answered, removed).report.remarks == answered.remarks
    assert merge(base, removed, base).report.remarks == ()


REMARK = Remark("m", Anchor(AnchorKind.CELL, cell=CELLS[0]), (Entry("乙", "t1", "核实"),))
CLOSED = replace(REMARK, closed_by="乙", closed_at="t3")
ANSWERED = replace(REMARK, entries=(*REMARK.entries, Entry("甲", "t2", "不同意")))


def with_remark(remark: Remark) -> Report:
    return replace(BASE, remarks=(remark,))


@pytest.mark.parametrize(("mine", "theirs"), [(ANSWERED, CLOSED), (CLOSED, ANSWERED)])
def test_a_thread_stays_open_where_who_closed_it_had_not_read_the_answer(
    mine: Remark, theirs: Remark
) -> None:
    done = merge(with_remark(REMARK), with_remark(mine), with_remark(theirs))
    (thread,) = done.report.remarks
    assert (thread.is_open, [entry.text for entry in thread.entries]) == (True, ["核实", "不同意"])
    (conflict,) = done.conflicts
    words = ["未了", "已了结（乙 t3，有 1 条没有看到）"]
    assert [conflict.mine, conflict.theirs] == (words if theirs is CLOSED else words[::-1])
    (after,) = with_conflicts_remarked(done, "合并", "t").remarks  # told in the thread itself
    assert after.is_open
    assert "了结的人没有看到全部" in after.entries[-1].text


def test_a_thread_is_closed_by_who_has_read_it_all() -> None:
    closed = replace(ANSWERED, closed_by="乙", closed_at="t3")
    done = merge(with_remark(REMARK), with_remark(ANSWERED), with_remark(closed))
    assert done.report.remarks == (closed,)
    assert not done.conflicts
    assert [(item.before, item.after) for item in done.taken] == [("未了", "已了结（乙）")]


NOTE = Explanation("swing", (CELLS[0],), "v", "因改革", "甲", "t1")
REWRITTEN = replace(NOTE, text="因系统", at="t2")


def with_note(note: Explanation) -> Report:
    return replace(BASE, explanations=(note,))


@pytest.mark.parametrize(
    ("given", "kept"), [(Verdict.QUESTIONED, Verdict.QUESTIONED), (Verdict.ACCEPTED, Verdict.OPEN)]
)
def test_a_question_outlives_a_rewriting_and_an_acceptance_does_not(given: Verdict, kept: Verdict) -> None:
    judged = with_note(replace(NOTE, verdict=given))
    for mine, theirs in ((with_note(REWRITTEN), judged), (judged, with_note(REWRITTEN))):
        done = merge(with_note(NOTE), mine, theirs)
        (note,) = done.report.explanations
        assert (note.text, note.verdict) == ("因系统", kept)
        told = {(item.part, item.after) for item in done.taken}
        told |= {(conflict.part, conflict.theirs) for conflict in done.conflicts}
        words = {Verdict.QUESTIONED: "存疑", Verdict.ACCEPTED: "认可"}[given]
        is_told = theirs is judged or kept is Verdict.OPEN
        assert ("verdict", words if theirs is judged else "待审核") in told or not is_told


def test_a_suggestion_and_its_figure_are_one_conflict() -> None:
    cell = CELLS[0]
    item = Suggestion("s", Anchor(AnchorKind.CELL, cell=cell), 1, 2, "乙", "t")
    base = replace(BASE, figures={cell: 1}, suggestions=(item,))
    refused = replace(item, decision=Decision.REFUSED, decided_by="甲", decided_at="t2")
    taken = replace(item, decision=Decision.TAKEN, decided_by="丁", decided_at="t2")
    here = replace(base, suggestions=(refused,))
    there = replace(base, suggestions=(taken,), figures={cell: 2})
    for mine, theirs, figure in ((here, there, 1), (there, here, 2)):
        done = merge(base, mine, theirs)
        assert (done.report.suggestions, done.report.figures) == (mine.suggestions, {cell: figure})
        assert [conflict.part for conflict in done.conflicts] == ["suggestion"]
    edited = merge(base, replace(base, figures={cell: 5}), there)  # not decided here, and typed over
    assert (edited.report.suggestions, edited.report.figures) == ((item,), {cell: 5})
    assert [conflict.part for conflict in edited.conflicts] == ["suggestion"]
    plain = merge(base, base, there)
    assert (plain.report.suggestions, plain.report.figures, plain.conflicts) == ((taken,), {cell: 2}, ())


def test_a_suggested_sentence_is_decided_with_its_text() -> None:
    item = Suggestion("s", Anchor(AnchorKind.SENTENCE, "other", quote="无。"), "无。", "没有。", "乙", "t")
    base = replace(BASE, sections={"other": "无。"}, suggestions=(item,))
    refused = replace(item, decision=Decision.REFUSED, decided_by="甲", decided_at="t2")
    taken = replace(item, decision=Decision.TAKEN, decided_by="丁", decided_at="t2")
    here = replace(base, suggestions=(refused,))
    there = replace(base, suggestions=(taken,), sections={"other": "没有。"})
    for mine, theirs in ((here, there), (there, here)):
        done = merge(base, mine, theirs)
        assert (done.report.suggestions, done.report.sections) == (mine.suggestions, mine.sections)
        assert [conflict.part for conflict in done.conflicts] == ["suggestion"]
    rewritten = replace(base, sections={"other": "另有。"})
    done = merge(base, rewritten, there)
    assert (done.report.suggestions, done.report.sections) == ((item,), {"other": "另有。"})


def test_history_is_told_in_the_order_of_time_behind_what_was_common() -> None:
    first, late, early = (
        Event(EventKind.RETURNED, "乙", at, 1, "f")
        for at in (
            "2026-01-05T09:00:00+08:00",
            "2026-01-03T09:00:00+08:00",
            "2026-01-03T02:00:00+02:00",
        )
    )
    base = replace(BASE, history=(first,))
    done = merge(base, replace(base, history=(first, late)), replace(base, history=(first, early)))
    assert done.report.history == (first, early, late)


def test_the_same_conflict_merged_twice_is_remarked_once_and_another_place_is_another() -> None:
    base = replace(BASE, sections={"overview": "甲。", "other": "甲。"})
    mine = replace(base, sections={"overview": "乙。", "other": "乙。"})
    theirs = replace(base, sections={"overview": "丙。", "other": "丙。"})
    done = merge(base, mine, theirs)
    once = with_conflicts_remarked(done, "合并", "t1")
    assert len({remark.id for remark in once.remarks}) == 2
    assert with_conflicts_remarked(Merge(once, done.conflicts, ()), "合并", "t2") == once


def test_the_common_ancestor_is_found_in_the_chain() -> None:
    mine = Revision(5, "m5", ("m4",), ("m4", "r3", "r2"))
    theirs = Revision(4, "t4", ("r3",), ("r3", "r2"))
    assert common_ancestor(mine, theirs) == "r3"
    assert common_ancestor(mine, Revision(1, "x")) is None
    done = merge(BASE, replace(BASE, revision=mine), replace(BASE, revision=theirs)).report.revision
    assert done == Revision(5, "", ("m5", "t4"), ("m5", "t4", "m4", "r3", "r2"))


def test_an_original_is_an_ancestor_of_both() -> None:
    base, sibling = Revision(3, "r3", ("r2",), ("r2",)), Revision(4, "x4", ("r2",), ("r2",))
    mine, theirs = Revision(5, "m5", ("m4",), ("m4", "r3", "r2")), Revision(4, "t4", ("r3",), ("r3", "r2"))
    assert may_be_original(base, mine, theirs)
    assert may_be_original(base, base, theirs)  # opened, changed, not saved yet
    for wrong in (sibling, mine, theirs, Revision(), Revision(9, "foreign")):
        assert not may_be_original(wrong, mine, theirs)
    assert not goes_back_to(theirs, mine)
    unsaved = Revision()
    assert may_be_original(unsaved, unsaved, unsaved)
    assert not may_be_original(unsaved, mine, unsaved)


def test_a_note_that_one_side_took_back_is_gone_unless_the_other_wrote_on() -> None:
    gone = replace(BASE, explanations=())
    assert merge(with_note(NOTE), with_note(NOTE), gone).report.explanations == ()
    assert merge(with_note(NOTE), gone, with_note(NOTE)).report.explanations == ()
    (kept,) = merge(with_note(NOTE), with_note(REWRITTEN), gone).report.explanations
    assert kept == REWRITTEN
