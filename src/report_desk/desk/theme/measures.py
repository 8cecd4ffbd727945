"""Type sizes and spacing of the window, in logical pixels at the chosen zoom."""

from __future__ import annotations

from msgspec import Struct

SMALLEST_ZOOM = 0.8
LARGEST_ZOOM = 2.0
ZOOM_STEP = 0.1


class Measures(Struct, frozen=True):
    """Sizes that grow with the zoom; lines and corners do not."""

    zoom: float = 1.0

    def scaled(self, pixels: float) -> int:
        """A length at this zoom."""
        return round(pixels * self.zoom)

    @property
    def body(self) -> int:
        """The window's type."""
        return self.scaled(13)

    @property
    def small(self) -> int:
        """Notes and counts."""
        return self.scaled(12)

    @property
    def heading(self) -> int:
        """The heading of a section."""
        return self.scaled(17)

    @property
    def title(self) -> int:
        """The program's name on the start page."""
        return self.scaled(26)

    @property
    def reading(self) -> int:
        """Prose on paper."""
        return self.scaled(18)

    @property
    def gap(self) -> int:
        """Between things that belong together."""
        return self.scaled(8)

    @property
    def margin(self) -> int:
        """Around a page of the window."""
        return self.scaled(18)


def nearest_zoom(zoom: float) -> float:
    """A zoom within bounds, on a whole step."""
    return round(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, round(zoom / ZOOM_STEP) * ZOOM_STEP)), 2)
