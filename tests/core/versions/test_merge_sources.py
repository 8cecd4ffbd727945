"""Two people correct one region's report: no correction is lost, and none stands without its figure."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.corrections import correct, corrected_by
from report_desk.core.form.edition import Address
from report_desk.core.report.model import Report, Revision
from report_desk.core.report.sources import Consolidation, Part
from report_desk.core.versions.differences import Part as Told
from report_desk.core.versions.merge import merge, with_conflicts_remarked
from report_desk.desk.comparing.choosing import Pick, can_pick, chosen, without_ancestor

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat

CELLS = [Address(f"requests.{row}.individual") for row in ("new", "granted", "carried_in")]
SUMS = dict(zip(CELLS, (50, 40, 10), strict=True))
BASE = Report(
    "r",
    "2021",
    2025,
    "某区",
    figures=SUMS,
    consolidation=Consolidation(("approved",), 2, (Part("甲局", "a", "1", "f"), Part("乙局", "b", "2", "g"))),
    revision=Revision(3, "r3"),
)


def corrected(form: ReportFormat, report: Report, cell: Address, amount: int, by: str) -> Report:
    return correct(form, report, cell, str(amount), "两局合发", by, f"t{amount}")


def is_explained(report: Report) -> bool:
    """Whether what prints is the sum with its corrections."""
    assert report.consolidation is not None
    added = corrected_by(report.consolidation)
    return all(report.figures[cell] == total + added.get(cell, 0) for cell, total in SUMS.items())


def test_corrections_of_two_cells_both_go_in_and_are_told(form: ReportFormat) -> None:
    mine, theirs = corrected(form, BASE, CELLS[0], -1, "甲"), corrected(form, BASE, CELLS[1], -2, "乙")
    found = merge(BASE, mine, theirs)
    assert not found.conflicts
    assert found.report.consolidation is not None
    assert [(one.cell, one.by) for one in found.report.consolidation.corrections] == [
        (CELLS[0], "甲"),
        (CELLS[1], "乙"),
    ]
    assert is_explained(found.report)
    assert (Told.CORRECTION, CELLS[1], None, "-2，乙：两局合发") in [
        (item.part, item.name, item.before, item.after) for item in found.taken
    ]


@pytest.mark.parametrize("pick", Pick)
def test_corrections_of_one_cell_are_one_decision_with_its_figure(form: ReportFormat, pick: Pick) -> None:
    mine, theirs = corrected(form, BASE, CELLS[0], -1, "甲"), corrected(form, BASE, CELLS[0], -2, "乙")
    found = merge(BASE, mine, theirs)
    (conflict,) = found.conflicts
    assert (conflict.part, conflict.base, conflict.mine, conflict.theirs) == (
        Told.CORRECTION,
        "50",
        "49（-1，甲：两局合发）",
        "48（-2，乙：两局合发）",
    )
    assert is_explained(found.report)
    assert can_pick(found, (BASE, mine, theirs), conflict)
    report = chosen(found, (BASE, mine, theirs), [pick], "丙", "t")
    assert report.figures[CELLS[0]] == (49 if pick is Pick.MINE else 48)
    assert is_explained(report)
    assert "两局合发" in with_conflicts_remarked(found, "丙", "t").remarks[0].entries[0].text


def test_what_was_added_up_anew_on_both_sides_is_a_conflict_and_mine_stays() -> None:
    assert BASE.consolidation is not None
    one, other = (replace(BASE, consolidation=replace(BASE.consolidation, expected=n)) for n in (3, 4))
    assert merge(BASE, BASE, other).report == replace(
        other, revision=merge(BASE, BASE, other).report.revision
    )
    found = merge(BASE, one, other)
    assert [conflict.part for conflict in found.conflicts] == [Told.SOURCES]
    assert found.report.consolidation == one.consolidation
    assert not can_pick(found, (BASE, one, other), found.conflicts[0])


def test_a_correction_whose_figure_the_other_side_typed_over_is_a_conflict(form: ReportFormat) -> None:
    mine = replace(BASE, figures={**SUMS, CELLS[0]: 60})
    found = merge(BASE, mine, corrected(form, BASE, CELLS[0], -1, "乙"))
    assert [(one.part, one.theirs) for one in found.conflicts] == [
        (Told.CORRECTION, "49（-1，乙：两局合发）")
    ]
    assert found.report.figures[CELLS[0]] == 60
    assert found.report.consolidation == BASE.consolidation


def test_a_figure_that_the_other_side_took_away_is_gone_where_theirs_is_chosen(form: ReportFormat) -> None:
    mine = corrected(form, BASE, CELLS[0], -1, "甲")
    theirs = replace(BASE, figures={CELLS[1]: 40, CELLS[2]: 10})
    found = merge(BASE, mine, theirs)
    assert [(one.part, one.theirs) for one in found.conflicts] == [(Told.CORRECTION, "空白")]
    report = chosen(found, (BASE, mine, theirs), [Pick.THEIRS], "丙", "t")
    assert (report.figures, report.consolidation) == (theirs.figures, BASE.consolidation)


def test_a_report_that_is_a_sum_on_one_side_only() -> None:
    plain = replace(BASE, consolidation=None)
    assert merge(plain, plain, BASE).report.consolidation == BASE.consolidation
    assert merge(BASE, plain, BASE).report.consolidation is None


def test_no_random_pair_loses_a_correction_or_leaves_a_sum_unexplained(form: ReportFormat) -> None:
    chance = random.Random(20261130)

    def some(report: Report, by: str) -> Report:
        for _ in range(chance.randint(0, 3)):
            report = corrected(form, report, chance.choice(CELLS), chance.choice((-1, -2, 3)), by)
        return report

    for _ in range(500):
        base = some(BASE, "某")
        sides = (base, some(base, "甲"), some(base, "乙"))
        for original in (base, without_ancestor(sides[1])):
            found = merge(original, *sides[1:])
            assert is_explained(found.report)
            reported = {item.name for item in found.conflicts if item.part is Told.CORRECTION}
            for side in sides[1:]:
                assert side.consolidation is not None
                assert found.report.consolidation is not None
                for one in side.consolidation.corrections:
                    assert one in found.report.consolidation.corrections or one.cell in reported
            for pick in Pick:
                picks = [pick] * len(found.conflicts)
                assert is_explained(chosen(found, (original, *sides[1:]), picks, "丙", "t"))
