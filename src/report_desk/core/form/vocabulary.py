"""The closed vocabulary of checks: what each rule needs, what it may have, and what its sentence may name."""

from __future__ import annotations

from msgspec import Struct


class Fields(Struct, frozen=True):
    """What the entry of a rule looks like in a format file.

    ``needs`` and ``may`` are its fields beside those that every check has; ``words`` are the placeholders
    of its sentence; ``groups`` is how many groups its pattern must capture (-1: as many as it likes).
    """

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    groups: int = -1


_PLACES = ("table", "each", "over", "without", "only_levels", "when", "right")
_SIDES = ("left", "right", "difference")
_OF_SECTION = ("section", "left", "right")

EQUATIONS = {
    "equals": Fields(("left",), _PLACES, _SIDES),
    "at_least": Fields(("left",), (*_PLACES, "limit"), _SIDES),
    "at_most": Fields(("left",), (*_PLACES, "limit"), _SIDES),
    "ratio": Fields(("left", "right", "limit"), _PLACES, _SIDES),
    "share_at_least": Fields(("left", "right", "limit"), _PLACES, (*_SIDES, "share")),
    "share_at_most": Fields(("left", "right", "limit"), _PLACES, (*_SIDES, "share")),
}
"""The rules that compare sums of figures."""

TEXT_RULES = {
    "section_filled": Fields(("fields", "pattern"), words=("section",)),
    "format_fits_year": Fields(words=("year", "format")),
    "same_text": Fields(("fields", "limit"), words=("section", "left")),
    "no_longer_than": Fields(("fields", "limit"), words=_OF_SECTION),
    "matches": Fields(("fields", "pattern"), words=("detail", "left")),
    "captures_year": Fields(("fields", "pattern"), words=_OF_SECTION, groups=1),
    "names_year": Fields(("fields", "pattern"), words=_OF_SECTION, groups=1),
    "names_organ": Fields(("fields",), words=("section", "right")),
    "announces_sections": Fields(("fields", "pattern"), words=_OF_SECTION, groups=1),
    "printable": Fields(("fields",), words=("section", "detail", "left")),
    "mentioned": Fields(
        ("fields", "pattern", "left"), ("table", "each", "over", "without"), words=("section", "left")
    ),
    "stated": Fields(("fields", "pattern", "accepts"), words=(*_OF_SECTION, "quote")),
}
"""The rules that read prose, details or the report's year."""

RULES = {
    **EQUATIONS,
    **TEXT_RULES,
    "valid": Fields(words=("table", "cell", "left", "reason")),
    "filled": Fields(words=("table", "cell", "left")),
    "swing": Fields(("limit", "floor"), words=("table", "cell", "left", "right")),
    "both_positive": Fields(("accepts",), words=("left", "right")),
    "approval_holds": Fields(words=("left", "right")),
    "whole_region": Fields(words=("left",)),
}
"""Every rule; `checks.runner` says what each of them does."""

OF_EVERY_CHECK = frozenset(
    {"id", "level", "rule", "sentence", "advice", "basis", "passing", "failing", "since"}
)
"""The fields that every check may have."""
PERCENT = frozenset({"share_at_least", "share_at_most", "same_text"})
"""The rules whose limit is a share of a hundred."""
