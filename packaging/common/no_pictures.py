"""What stands in for Pillow's PIL.Image in the packages, as ``lib/PIL/Image.py``.

reportlab asks this module what a picture is before it draws one. This program hands it none (its own pictures
it writes itself), so Pillow and its eight libraries for kinds of pictures, 6 MB, stay away.
"""

from __future__ import annotations


class Image:
    """The kind of a picture; nothing is one here."""


def open(fp: object) -> Image:  # noqa: A001 - reportlab calls it by this name
    """Refuse to read a picture."""
    raise OSError(f"Pillow does not travel along: {fp!r} cannot be read")
