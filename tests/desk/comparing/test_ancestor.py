from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.edits.review import Step
from report_desk.core.report.model import EventKind, Report, Revision, State
from report_desk.desk.comparing.originals import original
from tests.desk.review.conftest import AT, CELL, CLERK, LATER, SUPERVISOR, made

if TYPE_CHECKING:
    from report_desk.core.sheet import Sheet


def revised(report: Report, number: int, *ancestors: str) -> Report:
    return replace(report, revision=Revision(number, f"r{number}", ancestors[:1], ancestors))


def copies(sheet: Sheet) -> tuple[Report, Report]:
    """Two copies that parted after the second save."""
    mine = revised(sheet.report, 3, "r2", "r1")
    theirs = replace(revised(sheet.report, 4, "t3", "r2", "r1"))
    return mine, theirs


def test_a_backup_of_the_newest_common_save_is_the_original(zeros: Sheet) -> None:
    mine, theirs = copies(zeros)
    kept = [revised(zeros.report, number) for number in (1, 2)]
    foreign = replace(revised(zeros.report, 9), organ="x")
    found = original(mine, theirs, [*kept, foreign])
    assert found is not None
    assert found.revision.id == "r2"


def test_nothing_left_of_it_is_no_original(zeros: Sheet) -> None:
    assert original(*copies(zeros), []) is None


def test_a_copy_that_the_other_goes_back_to_is_the_original_itself(zeros: Sheet) -> None:
    mine = revised(zeros.report, 3, "r2", "r1")
    theirs = revised(zeros.report, 4, "r3", "r2", "r1")
    assert original(mine, theirs, [mine]) is mine


def test_a_common_hand_over_is_an_original_with_the_state_it_led_to(zeros: Sheet) -> None:
    handed = made(zeros, Step(EventKind.SUBMITTED, CLERK, AT))
    mine = revised(replace(handed.report, figures={**handed.report.figures, CELL: 5}), 3, "r2")
    theirs = revised(made(handed, Step(EventKind.RETURNED, SUPERVISOR, LATER, "改")).report, 3, "r2")
    found = original(mine, theirs, [])
    assert found is not None
    assert found.state is State.SUBMITTED
    assert found.figures == handed.report.figures
    assert found.history == handed.report.history


def test_a_backup_newer_than_the_hand_over_is_preferred(zeros: Sheet) -> None:
    handed = made(zeros, Step(EventKind.SUBMITTED, CLERK, AT))
    mine, theirs = copies(handed)
    backup = revised(handed.report, 2, "r1")
    assert original(mine, theirs, [backup]) is backup
    event = replace(handed.report.history[0], snapshot="e30=")
    broken = [replace(side, history=(event,)) for side in (mine, theirs)]
    assert original(broken[0], broken[1], []) is None
