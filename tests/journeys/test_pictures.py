"""The pictures in the documents show the window as it is (`make shots` renews them)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.shots import ROOT, SHOWN, differ, take

if TYPE_CHECKING:
    from pathlib import Path

KEPT = sorted(SHOWN.glob("*.png"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pictures, taken now."""
    folder = tmp_path_factory.mktemp("pictures")
    take(folder)
    return folder


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


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_picture_shows_the_window_as_it_is(kept: Path, fresh: Path) -> None:
    assert not differ(kept, fresh / kept.name), "make shots"
