"""What the dialog of a step says."""

from __future__ import annotations

from msgspec import Struct


class Wording(Struct, frozen=True):
    """What a dialog says. Without a ``reason`` of its own it may be left empty where ``may_be_silent``."""

    title: str
    says: str
    warns: str
    reason: str
    hint: str
    verb: str
    may_be_silent: bool = True
    asks_folder: bool = False
