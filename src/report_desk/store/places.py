"""Where this program keeps things: backups where a person finds them, drafts and notes out of sight."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import Struct

_NAME = "report-desk"
_BACKUPS = "年报台备份"
LOG = "report-desk.log"


class Places(Struct, frozen=True):
    """Three folders, and the log of what went wrong in the program; none need exist yet."""

    backups: Path
    drafts: Path
    notes: Path
    log: Path

    @property
    def known(self) -> Path:
        """The TinyDB tables of what is known of files."""
        return self.notes / "known.json"

    @property
    def folders(self) -> Path:
        """The tables of what is known of folders of reports, a file for each."""
        return self.notes / "folders"

    @classmethod
    def under(cls, folder: Path) -> Places:
        """All of them in one folder."""
        return cls(folder / "backups", folder / "drafts", folder / "notes", folder / "log" / LOG)

    @classmethod
    def of_this_user(cls) -> Places:
        """Backups among the user's documents (where there is such a folder), the rest in the local state.

        A user without a home, as a script may run under, has all of it in a folder of his own among the
        temporary files. Raises OSError.
        """
        import platformdirs  # noqa: PLC0415 - 20 ms, and tests bring their own places

        try:
            state = platformdirs.user_state_path(_NAME, appauthor=False)
        except RuntimeError:
            return cls.under(_without_a_home())
        documents = platformdirs.user_documents_path()
        backups = (
            documents / _BACKUPS
            if documents.is_dir()
            else platformdirs.user_data_path(_NAME, appauthor=False)
        )
        return cls(backups, state / "drafts", state / "notes", state / "log" / LOG)


def _without_a_home() -> Path:
    """A folder among the temporary files that this user alone may enter."""
    import tempfile  # noqa: PLC0415 - hardly ever

    folder = Path(tempfile.gettempdir()) / f"{_NAME}-{os.getuid() if hasattr(os, 'getuid') else ''}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    is_ours = stat.S_ISDIR(about.st_mode) and not about.st_mode & 0o077 and about.st_uid == os.geteuid()
    return folder if is_ours else Path(tempfile.mkdtemp(prefix=_NAME))
