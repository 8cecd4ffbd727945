"""The pictures in the documentation show the window as it is (`make shots` renews them)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
KEPT = sorted((ROOT / "docs" / "images").glob("*.png"))
CLEARLY = 48
"""Levels of a colour that are a difference to the eye."""
ALLOWED = 0.02
"""Share of the pixels that may differ: a caret, a shadow, another version of the font renderer."""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pictures, taken now."""
    folder = tmp_path_factory.mktemp("pictures")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for program in ("pictures", "review_pictures"):
        command = [sys.executable, "-m", f"tests.journeys.{program}", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    return folder


def lines(picture: Path) -> Iterator[bytes]:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_Grayscale8)
    for line in range(image.height()):
        yield bytes(image.constScanLine(line))[: image.width()]  # type: ignore[call-overload]


def test_every_picture_is_kept(fresh: Path) -> None:
    assert {picture.name for picture in fresh.glob("*.png")} <= {picture.name for picture in KEPT}


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_picture_shows_the_window_as_it_is(kept: Path, fresh: Path) -> None:
    now = fresh / kept.name
    if not now.exists():
        pytest.skip("taken by another program")
    first, second = b"".join(lines(kept)), b"".join(lines(now))
    assert len(first) == len(second), "make shots"
    differing = sum(abs(one - other) > CLEARLY for one, other in zip(first, second, strict=True))
    assert differing / len(first) <= ALLOWED, "make shots"
