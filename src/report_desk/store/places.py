"""Where this program keeps things: backups where a person finds them, drafts and notes out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "report-desk"
_BACKUPS = "年报台备份"


class Places(Struct, frozen=True):
    """Three folders; none need exist yet."""

    backups: Path
    drafts: Path
    notes: Path

    @classmethod
    def under(cls, folder: Path) -> Places:
        """All three in one folder."""
        return cls(folder / "backups", folder / "drafts", folder / "notes")

    @classmethod
    def of_this_user(cls) -> Places:
        """Backups among the user's documents (where there is such a folder), the rest in the local state."""
        import platformdirs  # noqa: PLC0415 - 20 ms, and tests bring their own places

        state = platformdirs.user_state_path(_NAME, appauthor=False)
        documents = platformdirs.user_documents_path()
        backups = (
            documents / _BACKUPS
            if documents.is_dir()
            else platformdirs.user_data_path(_NAME, appauthor=False)
        )
        return cls(backups, state / "drafts", state / "notes")
