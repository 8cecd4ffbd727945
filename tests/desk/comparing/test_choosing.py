from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.form.edition import Address
from report_desk.core.report.model import AnchorKind, EventKind, Report, Revision, State
from report_desk.core.versions.merge import merge
from report_desk.desk.comparing.choosing import Pick, can_pick, chosen, with_event, without_ancestor

if TYPE_CHECKING:
    from report_desk.core.form.kinds import Figure

ROWS = [Address(f"requests.{row}.individual") for row in ("new", "granted", "partly", "carried_in")]
TEXTS = ("甲。", "乙。", "丙。", "丁。")
BASE = Report(
    "r",
    "2021",
    2025,
    "示例局",
    details={"phone": "1", "postcode": "1"},
    sections={"overview": "甲。乙。丙。", "other": "无。"},
    figures={ROWS[0]: 1, ROWS[1]: 2},
    declared={ROWS[0]: 1},
    revision=Revision(3, "r3"),
)


def changed(chance: random.Random, report: Report) -> Report:
    """A few random changes, as two people would make them on one report."""
    figures: dict[Address, Figure] = dict(report.figures)
    for row in chance.sample(ROWS, 2):
        if chance.random() < 0.3:
            figures.pop(row, None)
        else:
            figures[row] = chance.randint(0, 3)
    overview = "".join(chance.choice(TEXTS) for _ in range(chance.randint(1, 4)))
    return replace(
        report,
        organ=chance.choice(("示例局", "新示例局", "另一局")),
        details={name: str(chance.randint(1, 3)) for name in report.details},
        sections={**report.sections, "overview": overview},
        figures=figures,
        declared={ROWS[0]: chance.randint(0, 3)},
        revision=Revision(4, f"x{chance.random()}", ("r3",), ("r3",)),
    )


def content(report: Report) -> tuple[object, ...]:
    return report.organ, report.details, report.sections, report.figures, report.declared


@pytest.mark.parametrize("seed", range(300))
def test_picking_one_side_everywhere_is_the_merge_from_that_side(seed: int) -> None:
    chance = random.Random(seed)
    mine, theirs = changed(chance, BASE), changed(chance, BASE)
    found = merge(BASE, mine, theirs)
    sides = (BASE, mine, theirs)
    assert all(can_pick(found, sides, conflict) for conflict in found.conflicts)
    count = len(found.conflicts)
    kept = chosen(found, sides, [Pick.MINE] * count, "经办人", "t")
    assert content(kept) == content(found.report)
    taken = chosen(found, sides, [Pick.THEIRS] * count, "经办人", "t")
    assert content(taken) == content(merge(BASE, theirs, mine).report)
    assert len(taken.remarks) == len(kept.remarks) == count
    assert not any(remark.is_open for remark in (*taken.remarks, *kept.remarks))


def test_each_conflict_is_decided_by_itself_and_leaves_its_trail() -> None:
    mine = replace(BASE, figures={ROWS[0]: 5, ROWS[1]: 6}, sections={**BASE.sections, "other": "有。"})
    theirs = replace(BASE, figures={ROWS[0]: 7}, sections={**BASE.sections, "other": "没有。"})
    sides = (BASE, mine, theirs)
    found = merge(*sides)
    picks = [Pick.THEIRS, Pick.MINE, Pick.THEIRS]
    report = chosen(found, sides, picks, "经办人", "t")
    assert report.figures == {ROWS[0]: 7, ROWS[1]: 6}
    assert report.sections["other"] == "没有。"
    assert [remark.entries[0].text for remark in report.remarks] == [
        "合并：用了对方的；另一份是「5」，共同的原稿是「1」。",
        "合并：用了我的；另一份是空白，共同的原稿是「2」。",
        "合并：用了对方的；另一份是「有。」，共同的原稿是「无。」。",
    ]


def test_what_cannot_be_picked_stays_mine_and_an_open_remark() -> None:
    mine, theirs = replace(BASE, state=State.RETURNED), replace(BASE, state=State.APPROVED)
    sides = (BASE, mine, theirs)
    found = merge(*sides)
    assert [can_pick(found, sides, conflict) for conflict in found.conflicts] == [False]
    report = chosen(found, sides, [Pick.THEIRS], "经办人", "t")
    assert report.state is State.RETURNED
    assert report.remarks[0].is_open
    assert "用了我的" in report.remarks[0].entries[0].text


def test_without_an_ancestor_every_difference_is_a_conflict_and_nothing_else() -> None:
    theirs = replace(BASE, figures={ROWS[0]: 1, ROWS[1]: 9}, sections={**BASE.sections, "other": "有。"})
    found = merge(without_ancestor(BASE), BASE, theirs)
    kinds = [conflict.anchor.kind for conflict in found.conflicts]
    assert sorted(kinds) == [AnchorKind.CELL, AnchorKind.SENTENCE]
    assert not found.taken


def test_the_merge_stands_in_the_history_under_the_next_number() -> None:
    report = with_event(BASE, "经办人", "t", "F")
    event = report.history[-1]
    assert (event.kind, event.by, event.fingerprint, event.revision) == (EventKind.MERGED, "经办人", "F", 4)
    assert event.snapshot
