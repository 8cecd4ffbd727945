"""Every field of a report is compared and merged; one that is added is asked here what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import asdict, fields, replace

from report_desk.core.report.model import Report, Revision, State
from report_desk.core.sheet import evaluate
from report_desk.core.versions.comparison import compare
from report_desk.core.versions.merge import merge
from report_desk.desk.comparing.choosing import without_ancestor
from tests.faults.hostile_reports import filled_with

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat

ONE_REPORT = {"id", "format", "year"}
"""What makes two copies one report: no edit changes it, and copies that differ in it are not merged."""
EVERY_SAVE = {"revision"}
NAMES = [info.name for info in fields(Report) if info.name not in ONE_REPORT | EVERY_SAVE]
BASE = replace(
    filled_with("甲", State.SUBMITTED), unknown={"report": {"later": 1}}, revision=Revision(3, "r3")
)
OTHER = replace(
    filled_with("乙", State.RETURNED),
    figures={**BASE.figures, "requests.new.individual": 7},
    declared={"requests.new.total": 7},
    unknown={"report": {"later": 2}},
)


def other(name: str) -> Report:
    """The report with one field as somebody else has it; what only grows has theirs behind its own."""
    value = getattr(OTHER, name)
    return replace(BASE, **{name: getattr(BASE, name) + value if name == "history" else value})


def test_the_reports_of_this_test_have_something_in_every_field() -> None:
    bare = asdict(Report("", "", 0, ""))
    for name in NAMES:
        values = [getattr(side, name) for side in (BASE, OTHER)]
        assert values[0] != values[1], f"give {name} two values in this test and say how it is merged"
        assert bare[name] not in values


@pytest.mark.parametrize("name", NAMES)
def test_what_one_side_changed_is_in_the_merged_report_and_told(form: ReportFormat, name: str) -> None:
    theirs = other(name)
    for found, is_taken in ((merge(BASE, BASE, theirs), True), (merge(BASE, theirs, BASE), False)):
        merged, wanted = (getattr(side, name) for side in (found.report, theirs))
        if isinstance(wanted, tuple) and name != "history":
            assert [item for item in wanted if item not in merged] == []
        elif isinstance(wanted, dict):
            assert wanted.items() <= merged.items()
        else:
            assert merged == wanted
        assert not found.conflicts
        assert bool(found.taken) is is_taken
    comparison = compare(evaluate(form, BASE), evaluate(form, theirs))
    assert not comparison.is_same, f"a comparison says nothing of {name}"


@pytest.mark.parametrize("name", NAMES)
def test_an_original_that_knows_nothing_knows_it_of_no_field(name: str) -> None:
    bare = getattr(Report("", "", 0, ""), name)
    assert name == "state" or getattr(without_ancestor(BASE), name) == bare
