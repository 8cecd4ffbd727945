"""Break a title, or the long name of an organ, into lines: at a unit of sense, never inside brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.report.characters import printable
from report_desk.publish.lines.marks import NEVER_FIRST, NEVER_LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENSE = re.compile(
    "(?<=[省州盟厅局）》〕 ])(?=.)|(?<=市)(?![场政民容域])(?=.)|(?<=区)(?![域块划])(?=.)|(?<=县)(?!域)(?=.)"
    "|(?<=旗)(?!下)(?=.)|(?<=委)(?!员|办|托)(?=.)|(?<=部)(?![门队委])(?=.)|(?<=会)(?![议计展同])(?=.)"
    "|(?<=人民政府)(?=.)|(?<=办公室)(?=.)|(?<=年)(?=政府)"
)
"""Where a unit of sense ends: behind a place, an organ or a bracket."""
_WHOLE = re.compile(
    "（[^（）]{1,40}）|《[^《》]{1,40}》|〔[^〔〕]{1,40}〕|委员会|办公室|人民政府|自治[区州县旗]|领导小组"
    "|[0-9]{1,12}年?|[A-Za-z]{1,20}"
)
"""What is never torn, as long as a line can hold it."""
_LOOKS_ON = 42
"""Characters behind a full line that decide where it may end: as long as the longest bracket."""


def title_lines(title: tuple[str, ...], longest: int) -> tuple[str, ...]:
    """The title in lines of at most ``longest`` characters, each broken at a unit of sense."""
    return tuple(part for line in title for part in _parts(printable(line), longest))


def _parts(text: str, longest: int) -> Iterator[str]:
    start = 0
    while (left := len(text) - start) > longest:
        cut = _cut(text[start : start + longest + _LOOKS_ON], longest, left / -(-left // longest))
        yield text[start : start + cut]
        start += cut
    if start < len(text):
        yield text[start:]


def _cut(near: str, longest: int, ideal: float) -> int:
    """Where a line of at most ``longest`` characters ends best, nearest to its ideal length."""
    whole = [found.span() for found in _WHOLE.finditer(near) if len(found[0]) <= longest]
    torn = {at for first, end in whole for at in range(first + 1, end)}
    torn |= {at for at in range(1, longest + 1) if near[at] in NEVER_FIRST or near[at - 1] in NEVER_LAST}
    sense = {found.start() for found in _SENSE.finditer(near) if 0 < found.start() <= longest}
    if sense - torn:
        return min(sorted(sense - torn), key=lambda place: abs(place - ideal))
    places = sorted(set(range(1, longest + 1)) - torn)
    return min(places, key=lambda place: abs(place - round(ideal)), default=round(ideal))
