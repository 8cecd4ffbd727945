"""The words of a WordprocessingML paragraph, as a reader sees them with all tracked changes accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPPERS = {
    f"{W}{name}"
    for name in (
        [
            "ins",
            "moveTo",
            "smartTag",
            "customXml",
            "hyperlink",
            "fldSimple",
            "sdtContent",
            "dir",
            "bdo",
            "ruby",
            "rubyBase",
        ]
    )
} | {f"{MATH}{name}" for name in ["oMath", "oMathPara", "r", "e", "sSup", "sSub", "num", "den", "f", "d"]}
"""What wraps text without changing it."""
_SIGNS = {
    f"{W}tab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


def value_of(element: _Element) -> str:
    """The ``w:val`` of an element; empty where it has none."""
    return element.get(f"{W}val") or ""


def is_on(switch: _Element) -> bool:
    """Whether a switch such as ``w:strike`` is on: its mere presence says so, unless it says otherwise."""
    return value_of(switch) not in {"0", "false", "off", "none"}


def kept(element: _Element) -> _Element | None:
    """What to look into instead of an element that only wraps; ``None`` where nothing of it is to be read."""
    if element.tag == f"{W}sdt":
        return element.find(f"{W}sdtContent")
    if element.tag == f"{MC}AlternateContent":
        choice = element.find(f"{MC}Choice")
        return choice if choice is not None else element.find(f"{MC}Fallback")
    return element if element.tag in _WRAPPERS else None


def inline_text(paragraph: _Element, *, in_cell: bool = False) -> str:
    """The text of a paragraph, with its line breaks.

    In a cell, raised digits stand in brackets: they are marks of notes, and no part of a figure.
    """
    return "".join(_pieces(paragraph, in_cell=in_cell))


def _pieces(parent: _Element, *, in_cell: bool) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}r":
            yield from _run(child, in_cell=in_cell)
        elif child.tag == f"{MATH}t":
            yield child.text or ""
        elif (inside := kept(child)) is not None:
            yield from _pieces(inside, in_cell=in_cell)


def _run(run: _Element, *, in_cell: bool) -> Iterator[str]:
    properties = run.find(f"{W}rPr")
    raised = False
    if properties is not None:
        hidden = properties.find(f"{W}vanish")
        if hidden is not None and is_on(hidden):
            return
        align = properties.find(f"{W}vertAlign")
        raised = in_cell and align is not None and value_of(align) == "superscript"
    text = "".join(_signs(run, in_cell=in_cell))
    yield f"（{text}）" if raised and text.strip() else text


def _signs(run: _Element, *, in_cell: bool) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif (inside := kept(child)) is not None:
            yield from _pieces(inside, in_cell=in_cell)
