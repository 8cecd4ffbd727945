"""Every picture into ``build/shots``; those that the documents show are renewed where they differ to the eye.

usage: python -m tests.journeys.shots
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TAKEN = ROOT / "build" / "shots"
SHOWN = ROOT / "resources" / "handbook" / "images"
CLEARLY = 48
"""Levels of a colour that are a difference to the eye."""
ALLOWED = 0.02
"""Share of the pixels that may differ: a caret, a shadow, another version of the font renderer."""


def take(folder: Path) -> None:
    """Take all pictures; no screen is needed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for program in ("pictures", "review_pictures", "import_pictures", "county_pictures"):
        command = [sys.executable, "-m", f"tests.journeys.{program}", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=300)


def differ(one: Path, other: Path) -> bool:
    """Whether two pictures differ to the eye."""
    first, second = (b"".join(_lines(QImage(str(path)))) for path in (one, other))
    if len(first) != len(second):
        return True
    differing = sum(abs(left - right) > CLEARLY for left, right in zip(first, second, strict=True))
    return differing / len(first) > ALLOWED


def _lines(image: QImage) -> Iterator[bytes]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    for line in range(grey.height()):
        yield bytes(grey.constScanLine(line))[: grey.width()]  # type: ignore[call-overload]


def keep(taken: Path, shown: Path) -> None:
    """Keep a picture in 256 colours: a window has few, and it takes a third of the room."""
    with Image.open(taken) as picture:
        picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT).save(shown, optimize=True)


def main() -> None:
    """Take them, and renew what is shown."""
    take(TAKEN)
    for shown in sorted(SHOWN.glob("*.png")):
        if differ(shown, TAKEN / shown.name):
            keep(TAKEN / shown.name, shown)
            print(f"renewed: {shown.relative_to(ROOT)}")
    print(f"{len(list(TAKEN.glob('*.png')))} pictures in {TAKEN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
