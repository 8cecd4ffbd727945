"""Bombs, and damaged documents by the hundred. `tests/faults/intake_fuzz.py` tries many thousands."""

from __future__ import annotations

import pytest

from tests.faults.intake_fuzz import MOST_SECONDS, bombs, damaged, tried
from tests.faults.patience import HANGING

BOMBS = bombs()
PATIENCE = HANGING * MOST_SECONDS


@pytest.mark.parametrize("number", range(len(BOMBS)), ids=[name for name, _ in BOMBS])
def test_a_document_made_to_take_time_or_memory_is_read_or_refused(number: int) -> None:
    assert not tried(*BOMBS[number], PATIENCE)


@pytest.mark.parametrize("first", range(0, 280, 70))
def test_a_damaged_document_is_read_or_refused_in_words(first: int) -> None:
    seeds = range(first, first + 70)
    assert not [words for seed in seeds if (words := tried(str(seed), damaged(seed)[1], PATIENCE))]
