"""What the window needs of folders of reports, as a Protocol; the failures are those of `ports`."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - a field of a struct
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from report_desk.core.consolidation.entry import Holder  # noqa: TC001 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from report_desk.core.consolidation.annex import Sheet as Table
    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.receiving import Incoming, Known
    from report_desk.core.consolidation.roster import Listed, Member


class SeenFolder(Struct, frozen=True):
    """A folder of reports as it was seen: its ``listing`` (names, sizes, times), its files, its roster.

    ``device`` is what it lay on: under the name of a share that went away, another folder may be found.
    ``held`` says who has which of the files open or is saving it, which changes without any file changing.
    """

    listing: str
    entries: tuple[Entry, ...]
    roster: tuple[Member, ...]
    device: str = ""
    held: Mapping[str, Holder] = field(default_factory=dict)


class ReportFolders(Protocol):
    """Folders of reports, as an office collects them. Each call may take long, and tells how far it is.

    What is told may raise GivenUpError, which then comes out of the call.
    """

    def look(
        self, folder: PurePath, last: SeenFolder | None, tell: Callable[[float], None]
    ) -> SeenFolder | None:
        """What stands there now; None where that is what was seen ``last``. Raises UnreadableFileError."""
        ...

    def hold(self, path: PurePath, person: str, *, is_office: bool) -> None:
        """Tell others that a report is open here, for ``person``, or tell it again: it is to be renewed.

        Only where it lies in a folder that an office collects in: a roster is kept there, or ``is_office``.
        """
        ...

    def let_go(self, path: PurePath) -> None:
        """It is open here no more."""
        ...

    def holder(self, path: PurePath) -> Holder | None:
        """Who else has a report open right now."""
        ...

    def keep_roster(
        self, folder: PurePath, members: Sequence[Member], before: Sequence[Member]
    ) -> tuple[str, ...]:
        """Keep who must report in the folder, where ``before`` stood when that was begun.

        What another office has kept there meanwhile stays; the answer is what there is to tell of that.
        Raises SaveFailedError.
        """
        ...

    def read_roster(self, path: PurePath) -> Listed:
        """Who must report, from a text, a CSV file or a workbook. Raises UnreadableFileError."""
        ...

    def arriving(self, paths: Sequence[PurePath], tell: Callable[[float], None]) -> list[tuple[str, Entry]]:
        """Every file of these, and of folders among these, and what it is."""
        ...

    def receive(self, folder: PurePath, one: Incoming, known: Known) -> str:
        """Put a file into the folder under a free name, where it is still what was planned beside ``known``.

        Raises UnreadableFileError, SaveFailedError.
        """
        ...

    def keep(self, folder: PurePath, name: str, data: bytes, one: Incoming, known: Known) -> str:
        """Put a report that was read out of a document into a folder that is there, as `receive`.

        The answer is its name. Raises SaveFailedError.
        """
        ...

    def put(self, folder: PurePath, name: str, data: bytes) -> None:
        """Write a file into a folder, which is made where there is none; another file of that name is kept.

        Raises SaveFailedError.
        """
        ...

    def write_tables(self, path: PurePath, tables: Sequence[Table]) -> None:
        """Write tables as a workbook. Raises SaveFailedError."""
        ...
