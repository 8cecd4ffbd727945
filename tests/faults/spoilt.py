"""Spoilt tables by the thousand: `python -m tests.faults.spoilt DOCUMENTS [FIRST]`.

Every document is one of ours with its labels mistyped, rows and columns dropped, tables split, heads
repeated or spans changed; every third is drawn as a PDF. Where a figure differs from the document and
no doubt names its cell, the program fails and prints how to see it again.
"""

from __future__ import annotations

import sys
import time

from tests.intake.mutations import Outcome, spoil


def main(count: int, first: int) -> int:
    """Read so many documents from a first seed on."""
    begun = time.monotonic()
    right = cells = named = declined = 0
    silent: list[Outcome] = []
    for seed in range(first, first + count):
        outcome = spoil(seed, as_pdf=seed % 3 == 0)
        if outcome.measured is None:
            declined += 1
            continue
        cells += outcome.cells
        right += outcome.measured.right
        named += len(outcome.measured.wrong) - len(outcome.measured.silent)
        silent += [outcome] if outcome.measured.silent else []
    for one in silent:
        print(f"silently wrong: seed {one.seed}, {one.edition}, {one.done}, {one.measured}")
    print(
        f"spoilt: {count} documents, {declined} declined, {right / max(1, cells):.1%} of the cells right, "
        f"{named} wrong and named, {len(silent)} silently wrong, {time.monotonic() - begun:.0f} s"
    )
    return bool(silent)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000))
