"""What becomes of each file that arrives."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from report_desk.core.consolidation.entry import Entry, Standing, unreadable
from report_desk.core.consolidation.receiving import Fate, plan
from report_desk.core.consolidation.roster import Member
from report_desk.core.report.model import Revision

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
