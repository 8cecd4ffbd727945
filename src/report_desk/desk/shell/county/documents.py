"""What arrives, and the documents of other programs among it: read on a worker, each for itself."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from report_desk.core.consolidation.entry import entry, unreadable
from report_desk.core.consolidation.receiving import Fate, taken_in
from report_desk.core.ports import ExpectedError
from report_desk.core.record import codec
from report_desk.core.sheet import evaluate
from report_desk.desk.files.names import proposed_name
from report_desk.desk.importing.documents import is_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from report_desk.core.consolidation.entry import Entry
    from report_desk.core.consolidation.receiving import Incoming, Known
    from report_desk.desk.services import Services

LISTING = 0.1
"""The share of the work that finding the files is taken to be, where documents follow."""


class Kept(Struct, frozen=True):
    """A report that was read out of a document without doubt: the name and the bytes of its file."""

    name: str
    data: bytes


class Found(Struct, frozen=True):
    """What arrives, with what documents hold in place of what they are: ``doubts`` and ``kept`` by source."""

    arriving: Sequence[tuple[str, Entry]]
    doubts: Mapping[str, int]
    kept: Mapping[str, Kept]


class Arrived(Struct, frozen=True):
    """What becomes of each file beside what is ``known`` of the folder.

    ``kept`` are the reports that were read out of documents without doubt.
    """

    files: tuple[Incoming, ...]
    kept: Mapping[str, Kept]
    known: Known

    @property
    def taken(self) -> list[Incoming]:
        """Those that are put into the folder as they are."""
        return [one for one in self.files if one.is_taken]

    @property
    def asked(self) -> list[Incoming]:
        """Those that a person looks through first."""
        return [one for one in self.files if one.is_asked]

    @property
    def unknown(self) -> list[Entry]:
        """The files of organs that nobody has listed."""
        return [one.entry for one in self.files if one.fate is Fate.UNKNOWN_ORGAN]


def read_documents(
    services: Services, arriving: Sequence[tuple[str, Entry]], tell: Callable[[float], None]
) -> Found:
    """Read the documents among the files that arrive; why one is no report is said in its line.

    ``tell`` is told how far it is, and may raise GivenUpError.
    """
    asked = [number for number, (source, _) in enumerate(arriving) if is_document(PurePath(source))]
    found, doubts, kept = list(arriving), dict[str, int](), dict[str, Kept]()
    for done, number in enumerate(asked, start=1):
        source = arriving[number][0]
        path = PurePath(source)
        try:
            line, count, ready = _read(services, path)
        except (ExpectedError, LookupError) as error:
            line = unreadable(path.name, str(error.args[0] if error.args else error))
        else:
            doubts[source] = count
            if ready is not None:
                kept[source] = ready
        found[number] = (source, line)
        tell(LISTING + (1 - LISTING) * done / len(asked))
    return Found(found, doubts, kept)


def _read(services: Services, path: PurePath) -> tuple[Entry, int, Kept | None]:
    """A document's line, how many doubts there are, and the file that it becomes where there are none."""
    read = services.papers.read(path)
    report = replace(read.report, id=services.new_id())
    sheet = evaluate(services.form_by_id(report.format), report)
    line = entry(path.name, sheet)
    if read.doubts or not report.organ:
        return line, len(read.doubts), None
    at = services.now().isoformat(timespec="seconds")
    taken = taken_in(sheet, path.name, at, services.new_id())
    return line, 0, Kept(proposed_name(taken), codec.write(taken))
