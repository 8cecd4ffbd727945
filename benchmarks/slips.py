"""A number has witnesses: how often a typing slip is named, and how often an innocent cell is.

For each set of witnesses 2,000 random slips in real-looking reports; prints, for each kind, how many per
cent of the culprits were named, and how many innocents. Ends with 1 where a single mistake names an
innocent, which is the goal; where a witness is misprinted besides, it may, and the table says how often.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.core.checks.typing_slips import SLIPS, Verdict, WitnessSet, tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

COUNT, SEED = 2_000, 20_260_101
TWO = "slip and misprint"
"""Two mistakes at once."""
KINDS = (*SLIPS, "prose copies the slip", "a witness misprinted", TWO)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    totals = {witnesses: tally(count, SEED, witnesses) for witnesses in WitnessSet}
    print(f"culprit named, % of {count} slips for each set of witnesses (innocents named)")
    print(f"{'':24}" + "".join(f"{witnesses:>16}" for witnesses in WitnessSet))
    for kind in KINDS:
        print(f"{kind:24}" + "".join(f"{_cell(totals[one].get(kind)):>16}" for one in WitnessSet))
    single = sum(_innocents(one, kind) for one in totals.values() for kind in one if kind != TWO)
    both = sum(_innocents(one, TWO) for one in totals.values())
    print(f"innocents named: {single} for one mistake (goal 0), {both} for two, of {count * len(totals)}")
    sys.exit(bool(single))


def _innocents(totals: Mapping[str, Counter[Verdict]], kind: str) -> int:
    return totals[kind][Verdict.INNOCENT] if kind in totals else 0


def _cell(found: dict[Verdict, int] | None) -> str:
    if found is None:
        return "-"
    share = 100 * found[Verdict.CULPRIT] / sum(found.values())
    return f"{share:.0f} ({found[Verdict.INNOCENT]})"


if __name__ == "__main__":
    main()
