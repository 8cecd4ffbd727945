"""The pictures in the documents show the window as it is (`make shots` renews them)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.shots import ROOT, SHOWN, differ, take

if TYPE_CHECKING:
    from pathlib import Path

KEPT = sorted(SHOWN.glob("*.png"))


def test_what_is_kept_is_what_the_documents_show() -> None:
    documents = [
        ROOT / "README.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "resources" / "handbook").glob("*.md"),
    ]
    shown = {
        name for file in documents for name in re.findall(r"images/([\w-]+\.png)", file.read_text("utf-8"))
    }
    assert shown == {picture.name for picture in KEPT}


@pytest.mark.timeout(900)
def test_every_picture_shows_the_window_as_it_is(tmp_path: Path) -> None:
    """All of them in one test: taking them takes half a minute, and each worker would do it anew."""
    take(tmp_path)
    assert [kept.name for kept in KEPT if differ(kept, tmp_path / kept.name)] == [], "make shots"
