"""One page in the making: its operators, and the marks that tie them to the structure tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.publish.geometry import number

if TYPE_CHECKING:
    from report_desk.publish.fonts.setting import Setting
    from report_desk.publish.pages.tags import Tag


class Page:
    """The content of one page; ``index`` counts pages from 0, ``marks`` the marked pieces so far."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.marks = 0
        self._operators: list[str] = []

    def add(self, operators: str) -> None:
        """Append operators."""
        self._operators.append(operators)

    def begin(self, tag: Tag) -> None:
        """Begin a piece that belongs to ``tag``."""
        self._operators.append(f"/{tag.kind} <</MCID {self.marks}>> BDC")
        tag.content.append((self.index, self.marks))
        self.marks += 1

    def begin_artifact(self, kind: str = "Layout") -> None:
        """Begin a piece that is no content: rules, page numbers, marks of state."""
        self._operators.append(f"/Artifact <</Type/{kind}>> BDC")

    def end(self) -> None:
        """End the piece."""
        self._operators.append("EMC")

    def write(self, setting: Setting, text: str, size: float, x: float, y: float) -> None:
        """Show a short text as it is, its baseline beginning at ``x, y``."""
        shown = setting.show(text, size, {})
        self._operators.append(f"BT 0 Tc {number(x)} {number(y)} Td\n{shown}\nET")

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("latin-1")
