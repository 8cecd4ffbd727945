"""How much longer a test waits than the bound that a fault program holds.

A program of this folder measures seconds at full length, on a quiet machine (`make faults`). Where a part of
it runs as a test, beside others and on machines of any pace, only what hangs can be told from what is slow.
"""

from __future__ import annotations

HANGING = 10
"""How many times as long a test waits."""
