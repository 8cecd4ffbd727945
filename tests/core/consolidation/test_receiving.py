"""What becomes of each file that arrives."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.entry import Entry, Standing, unreadable
from report_desk.core.consolidation.receiving import Fate, Known, plan, taken_in
from report_desk.core.consolidation.roster import Member
from report_desk.core.report.model import Revision, State
from report_desk.core.sheet import evaluate
from tests import county

THERE = Entry(
    "甲局.rdesk",
    report="r",
    organ="甲局",
    year=2024,
    edition="2021",
    standing=Standing.SUBMITTED,
    fingerprint="A",
    revision=Revision(2, "b", ("a",)),
)
OTHER = replace(THERE, file="x.rdesk", report="other", revision=Revision(1, "z"))


@pytest.mark.parametrize(
    ("one", "fate", "replaces"),
    [
        (replace(THERE, organ="乙局"), Fate.NEW, ""),
        (replace(THERE, revision=Revision(3, "c", ("b", "a"))), Fate.NEWER, "甲局.rdesk"),
        (THERE, Fate.SAME, ""),
        (replace(THERE, fingerprint="B"), Fate.PARTED, ""),
        (replace(THERE, revision=Revision(1, "a")), Fate.OLDER, ""),
        (replace(THERE, revision=Revision(2, "d", ("a",))), Fate.PARTED, ""),
        (OTHER, Fate.OTHER, ""),
        (replace(THERE, year=2023), Fate.WRONG_YEAR, ""),
        (replace(THERE, organ="丙局"), Fate.UNKNOWN_ORGAN, ""),
        (unreadable("坏.rdesk", "读不出来"), Fate.UNREADABLE, ""),
    ],
)
def test_the_chain_of_saves_decides(one: Entry, fate: Fate, replaces: str) -> None:
    members = [Member("甲局"), Member("乙 局")]
    (found,) = plan(members, [THERE], 0, [("/stick/a.rdesk", one)])
    assert (found.fate, found.replaces) == (fate, replaces)
    assert found.is_taken == (fate in {Fate.NEW, Fate.NEWER, Fate.PARTED, Fate.OTHER})
    assert found.sentence
    assert found.source == "/stick/a.rdesk"


def test_several_of_one_organ_are_seen_in_the_order_in_which_they_arrive() -> None:
    newer = replace(THERE, file="b.rdesk", revision=Revision(3, "c", ("b", "a")))
    found = plan([], [], 2024, [("1", THERE), ("2", newer), ("3", THERE), ("4", newer)])
    assert [one.fate for one in found] == [Fate.NEW, Fate.NEWER, Fate.OLDER, Fate.SAME]
    assert found[1].replaces == "甲局.rdesk"


@pytest.mark.parametrize(
    ("one", "doubts", "fate"),
    [
        (replace(OTHER, organ="乙局"), 0, Fate.NEW),
        (replace(OTHER, organ="乙局"), 3, Fate.DOUBTFUL),
        (replace(OTHER, organ=""), 0, Fate.DOUBTFUL),
        (OTHER, 0, Fate.SAME),
        (replace(OTHER, fingerprint="B"), 0, Fate.DIFFERENT),
        (replace(OTHER, fingerprint="B"), 2, Fate.DIFFERENT),
        (replace(OTHER, year=2023), 0, Fate.WRONG_YEAR),
        (replace(OTHER, organ="丙局"), 0, Fate.UNKNOWN_ORGAN),
    ],
)
def test_what_was_read_out_of_a_document_is_taken_only_where_nothing_is_in_doubt(
    one: Entry, doubts: int, fate: Fate
) -> None:
    members = [Member("甲局"), Member("乙局")]
    (found,) = plan(members, [THERE], 0, [("甲.docx", one)], {"甲.docx": doubts})
    assert (found.fate, found.doubts) == (fate, doubts)
    assert found.is_taken == (fate is Fate.NEW)
    assert found.is_asked == (fate is Fate.DOUBTFUL)
    assert found.sentence


def test_a_second_document_of_an_organ_is_seen_though_the_first_is_still_to_be_looked_through() -> None:
    one, two = replace(OTHER, organ="乙局"), replace(OTHER, organ="乙局", fingerprint="B")
    found = plan([], [], 0, [("1", one), ("2", two)], {"1": 2, "2": 0})
    assert [each.fate for each in found] == [Fate.DOUBTFUL, Fate.DIFFERENT]


def test_in_an_empty_folder_the_year_is_that_of_most_files() -> None:
    every = [replace(OTHER, organ=f"{at}局", year=2023 if at == 1 else 2024) for at in range(3)]
    found = plan([], [], 0, [(one.organ, one) for one in every])
    assert [each.fate for each in found] == [Fate.NEW, Fate.WRONG_YEAR, Fate.NEW]


def test_a_report_read_out_of_a_document_is_taken_as_handed_over_by_its_organ() -> None:
    taken = taken_in(county.city(), "年报.docx", "2025-01-20T10:00:00+08:00", "r")
    assert (taken.state, taken.revision) == (State.SUBMITTED, Revision(1, "r"))
    assert (taken.history[-1].by, taken.history[-1].reason) == ("示例区", "收件时从「年报.docx」读入")
    again = taken_in(evaluate(county.FORM, taken), "年报.docx", "2025-01-21T10:00:00+08:00", "r")
    assert again.history == taken.history


def test_a_file_that_is_expected_is_known_and_goes_once_another_takes_its_place() -> None:
    known = Known([Member("甲局")], [], 2024)
    known.expect(THERE)
    assert known.files == {}
    newer = replace(THERE, file="b.rdesk", revision=Revision(3, "c", ("b", "a")))
    found = known.incoming("/stick/b.rdesk", newer)
    assert (found.fate, found.replaces) == (Fate.NEWER, THERE.file)
    known.take(found, "b.rdesk")
    assert known.files == {"b.rdesk": newer}
    assert known.incoming("/stick/c.rdesk", newer).fate is Fate.SAME
