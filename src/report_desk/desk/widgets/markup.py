"""HTML of a clipboard, read whatever it is: browsers and office programs put there what they like."""

from __future__ import annotations

from html.parser import HTMLParser


class MarkupReader(HTMLParser):
    """Python's reader, which takes a ``<![`` that it does not know for a bug of its caller.

    As a browser does, it leaves out everything from there to the next ``>``; Word's ``<![if …]>`` and
    ``<![endif]>`` are the usual ones. What is not closed to the end is nothing.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Where reading goes on; -1 where there is nothing more to read."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1
