"""The colours of the window, light and dark; nothing else names a colour."""

from __future__ import annotations

from msgspec import Struct


class Palette(Struct, frozen=True):
    """Every colour by what it is for, as ``#rrggbb``."""

    is_dark: bool
    window: str
    panel: str
    paper: str
    border: str
    hairline: str
    grid: str
    head: str
    label: str
    total: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_fill: str
    on_accent: str
    accent_soft: str
    selection: str
    must_fix: str
    must_fix_soft: str
    must_fix_tint: str
    explain: str
    explain_soft: str
    explain_ink: str
    notice: str
    notice_soft: str
    done: str
    on_badge: str
    on_explain: str
    backdrop: str

    @staticmethod
    def on(ground: str) -> str:
        """The name of the colour of words on a badge of a colour."""
        return {"accent_fill": "on_accent", "explain": "on_explain"}.get(ground, "on_badge")


LIGHT = Palette(
    is_dark=False,
    window="#f4f3ef",
    panel="#fcfbf8",
    paper="#ffffff",
    border="#d8d5cb",
    hairline="#e8e6df",
    grid="#b9bec7",
    head="#edf1f7",
    label="#f8f9fb",
    total="#f0f1f3",
    ink="#1f2429",
    muted="#676d74",
    faint="#9aa0a7",
    accent="#234c7c",
    accent_fill="#234c7c",
    on_accent="#ffffff",
    accent_soft="#e2eaf3",
    selection="#dbe6f3",
    must_fix="#bb2a25",
    must_fix_soft="#fbe3e1",
    must_fix_tint="#fdf3f2",
    explain="#d68f27",
    explain_soft="#faeccb",
    explain_ink="#80530b",
    notice="#66768a",
    notice_soft="#e9edf2",
    done="#2c7f4b",
    on_badge="#ffffff",
    on_explain="#1f2429",
    backdrop="#e5e3dc",
)

DARK = Palette(
    is_dark=True,
    window="#1d1f22",
    panel="#25282c",
    paper="#2a2d32",
    border="#3d4147",
    hairline="#34383d",
    grid="#4b5058",
    head="#323841",
    label="#2d3137",
    total="#33373d",
    ink="#e7e7e4",
    muted="#a3a9b1",
    faint="#767d86",
    accent="#8fb8ea",
    accent_fill="#3a6ba3",
    on_accent="#ffffff",
    accent_soft="#2f3f52",
    selection="#31465e",
    must_fix="#f58a84",
    must_fix_soft="#532e2d",
    must_fix_tint="#3a2b2c",
    explain="#e0a548",
    explain_soft="#4d3f23",
    explain_ink="#ecc079",
    notice="#93a3b6",
    notice_soft="#363e48",
    done="#62b584",
    on_badge="#1d1f22",
    on_explain="#1d1f22",
    backdrop="#17191b",
)
