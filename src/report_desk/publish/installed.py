"""Find the official faces that a clerk has installed (方正小标宋, 仿宋_GB2312 …) by what the files say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_desk.publish.setting import Role
    from report_desk.publish.typeface import Typeface


@cache
def installed_faces() -> dict[Role, tuple[Typeface, ...]]:
    """The clerk's faces that may be embedded, by role, best first."""
    return {}
