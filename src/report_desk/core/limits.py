"""The one table of limits: how large a report and each of its parts may be.

The reader refuses what exceeds them and names the place, the editors stop there, and the published
schemas say the same (`maxLength`, `maxItems`, `maxProperties`, `maximum`). They are far above any real
report, and low enough that every room works through a report that is at all of them at once. Lengths
are in characters (code points), as JSON Schema counts them.
"""

from __future__ import annotations

LARGEST_RECORD = 4 * 1024 * 1024
"""Bytes of a file; a real one stays below 1 MB. Parsing hostile JSON takes 25 times its size in memory."""
DEEPEST = 64
"""Containers within containers."""
MOST_PARTS = 1 << 18
"""Commas and brackets in the bytes; a real file has some thousands, four megabytes of ``{},`` a million."""

LARGEST_INTEGER = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""
LARGEST_COUNT = 999_999_999_999
"""Twelve digits: what a cell takes. A larger one that stands in a file is read, and is no count."""
FIRST_YEAR, LAST_YEAR = 1, 9999

LONGEST_ID = 64
"""Ids, hashes, times, names of editions, rules, sections and details."""
LONGEST_PLACE = 130
"""``row.column`` within a table."""
LONGEST_ADDRESS = LONGEST_ID + 1 + LONGEST_PLACE
"""``table.row.column``."""
LONGEST_FIGURE = 60
"""A figure that is text or money."""
LONGEST_LINE = 300
"""What stands in one line: an organ, a detail of the cover, a person's name."""
LONGEST_NOTE = 10_000
"""A 说明, the reason of a step."""
LONGEST_PROSE = 40_000
"""A section, and whatever quotes one; real ones stay below 20,000, and this many fill 60 pages."""
MOST_LINES = 5000
"""Line breaks of a section: each begins a paragraph; a thousand paragraphs of a character fill 40 pages."""
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line, as `str.splitlines` sees it."""
_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
WITHIN_LINES = rf"^(?:[^{_BREAKS}]*[{_BREAKS}]){{0,{MOST_LINES}}}[^{_BREAKS}]*$"
"""The same as a pattern, for the schema."""
LONGEST_RESOLVED = 4 * LONGEST_PROSE
"""A section as it prints: a number may be longer than the token that stands for it."""
LONGEST_ENTRY = 4 * LONGEST_PROSE
"""A word in a 批注: one that a merge writes holds three versions of a section."""
LONGEST_SNAPSHOT = LARGEST_RECORD

MOST_SECTIONS = 32
MOST_DETAILS = 64
MOST_TABLES = 32
MOST_FIGURES = 2000
"""Of one table, or of last year's report; the largest table of the form has 175 cells."""
MOST_CELLS = 2000
"""That a 说明 stands for."""
MOST_EXPLANATIONS = 2000
MOST_REMARKS = 5000
MOST_ENTRIES = 1000
MOST_SUGGESTIONS = 5000
MOST_EVENTS = 1000
MOST_PARENTS = 2
MOST_ANCESTORS = 200
"""Saves that a copy can be ordered across; 28 bytes each in the file."""

MOST_ORGANS = 10_000
"""Whose reports are added up into one: a province has as many."""
MOST_CORRECTIONS = 2000
"""Of the sums of a region's report."""
MOST_STATES = 16
"""States that the reports which were added up were in."""
MOST_PHRASES = 40
"""That a reviewer keeps for what he writes again and again."""

MOST_STATED = 40
"""Findings of one check in one section; when these are put right, the next ones show."""
