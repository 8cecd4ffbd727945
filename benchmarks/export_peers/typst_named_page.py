"""The page in Typst whose template is given a folder of fonts and reads their names, not told them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fontTools.ttLib import TTFont

from benchmarks.export_peers import typst_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF."""
    known = {TTFont(path, lazy=True)["name"].getBestFamilyName() for path in sorted(fonts.glob("*.ttf"))}
    if "Desk Fang" not in known:
        raise FileNotFoundError("Desk Fang")
    return typst_page.builder(fonts)
