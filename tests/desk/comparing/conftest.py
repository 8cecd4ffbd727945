"""The reports of the review's tests, to compare and merge."""

from __future__ import annotations

from tests.desk.review.conftest import returned, submitted

__all__ = ["returned", "submitted"]
