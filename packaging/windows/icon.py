"""The program's icon for Windows, drawn from the SVG in the sizes that it asks for: `icon.py FILE.ico`."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 24, 32, 48, 64, 256)
_ENTRY = 16
_HEAD = 6


def drawn(size: int) -> bytes:
    """The icon as a PNG of that many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "report-desk.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes here, Qt only text
    return bytes(buffer.data().data())


def icon() -> bytes:
    """All sizes in one file, by the ICO format: a head, one entry a picture, the pictures."""
    pictures = [drawn(size) for size in SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    entries, place = b"", _HEAD + _ENTRY * len(pictures)
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(icon())
