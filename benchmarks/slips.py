"""A number has witnesses: how often a typing slip is named, and how often an innocent cell is.

For each set of witnesses 2,000 random slips in real-looking reports; prints, for each kind, how many per
cent of the culprits were named, and how many innocents. Ends with 1 where an innocent was.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.core.checks.typing_slips import SLIPS, Verdict, WitnessSet, tally

COUNT, SEED = 2_000, 20_260_101
KINDS = (*SLIPS, "prose copies the slip", "a witness misprinted", "slip and misprint")


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    totals = {witnesses: tally(count, SEED, witnesses) for witnesses in WitnessSet}
    print(f"culprit named, % of {count} slips for each set of witnesses (innocents named)")
    print(f"{'':24}" + "".join(f"{witnesses:>16}" for witnesses in WitnessSet))
    for kind in KINDS:
        print(f"{kind:24}" + "".join(f"{_cell(totals[one].get(kind)):>16}" for one in WitnessSet))
    innocents = sum(found[Verdict.INNOCENT] for one in totals.values() for found in one.values())
    print(f"innocents named: {innocents} of {count * len(WitnessSet)}")
    sys.exit(bool(innocents))


def _cell(found: dict[Verdict, int] | None) -> str:
    if found is None:
        return "-"
    share = 100 * found[Verdict.CULPRIT] / sum(found.values())
    return f"{share:.0f} ({found[Verdict.INNOCENT]})"


if __name__ == "__main__":
    main()
