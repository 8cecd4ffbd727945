"""Spoilt tables by the hundred: nothing is ever silently wrong. `tests/faults/spoilt.py` makes thousands."""

from __future__ import annotations

import pytest

from tests.intake.mutations import spoil


@pytest.mark.parametrize("first", range(0, 300, 50))
@pytest.mark.parametrize("as_pdf", [False, True], ids=["marked up", "drawn"])
def test_no_figure_of_a_spoilt_table_is_silently_wrong(first: int, *, as_pdf: bool) -> None:
    outcomes = [spoil(seed, as_pdf=as_pdf) for seed in range(first, first + 50)]
    assert not [
        (one.seed, one.done, one.measured) for one in outcomes if one.measured and one.measured.silent
    ]
    right = sum(one.measured.right for one in outcomes if one.measured)
    assert right > 0.7 * sum(one.cells for one in outcomes)
