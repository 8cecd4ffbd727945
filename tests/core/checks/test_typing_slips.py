"""A number has witnesses: the culprit of a slip is named where they tell, an innocent never."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.core.checks.typing_slips import Verdict, WitnessSet, tally

LEAST = {
    WitnessSet.NONE: 0,
    WitnessSet.LAST: 2,
    WitnessSet.TOTALS: 90,
    WitnessSet.PROSE: 30,
    WitnessSet.LAST_PROSE: 30,
    WitnessSet.LAST_TOTALS: 90,
    WitnessSet.ALL: 90,
}
"""How many of 220 slips, witnesses' own among them, must lead to the culprit."""


@pytest.mark.parametrize("witnesses", list(WitnessSet))
def test_a_single_slip_never_accuses_an_innocent(witnesses: WitnessSet) -> None:
    found = tally(220, 7, witnesses)
    found.pop("slip and misprint", None)  # two mistakes of one size in one column look like one elsewhere
    total: Counter[Verdict] = sum(found.values(), Counter())
    assert total[Verdict.INNOCENT] == 0
    assert total[Verdict.CULPRIT] >= LEAST[witnesses]
    if witnesses is WitnessSet.NONE:
        assert total[Verdict.CULPRIT] == 0
    else:
        assert found["a witness misprinted"][Verdict.CULPRIT] == 0
