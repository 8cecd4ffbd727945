"""应报单位 out of what an office has (text, CSV, a workbook), and the folders that it collects in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.consolidation.roster import read_rows, read_text
from report_desk.core.folder_ports import SeenFolder
from report_desk.core.ports import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import PurePath

    from report_desk.core.consolidation.annex import Sheet
    from report_desk.core.consolidation.entry import Entry, Holder
    from report_desk.core.consolidation.receiving import Incoming, Known
    from report_desk.core.consolidation.roster import Listed, Member
    from report_desk.intake.document import Block
    from report_desk.store.locks.open_note import OpenNote

_BOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
_LETTERS = re.compile(r"[A-Z]{1,3}")


def read_roster(data: bytes) -> Listed:
    """Who must report. Raises ValueError, with a sentence for the user, for what cannot be read."""
    if data.startswith(_BOOKS):
        from report_desk.intake.recognition import read_file  # noqa: PLC0415 - readers take long to import

        return read_rows(row for block in read_file(data).blocks for row in _rows(block))
    return read_text(_text(data))


def _text(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else as Chinese spreadsheets write it."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("不是文本，也不是 Excel 工作簿。")


def _rows(block: Block) -> Iterator[list[str]]:
    """The lines of a table of a workbook, each cell at its column; a paragraph is a line with one cell."""
    from report_desk.intake.document import Grid, SheetCell  # noqa: PLC0415 - as above

    if not isinstance(block, Grid):
        source = block.source
        found = _LETTERS.match(source.cell) if isinstance(source, SheetCell) else None
        yield [""] * (_column(found[0]) if found else 0) + [block.text]
        return
    lines: dict[int, dict[int, str]] = {}
    for cell in block.cells:
        lines.setdefault(cell.row, {})[cell.column] = cell.text
    for line in lines.values():
        yield [line.get(at, "") for at in range(max(line) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class OfficeFolders:
    """A `report_desk.core.folder_ports.ReportFolders` on the local file system and its shares."""

    def __init__(self) -> None:
        self._notes: dict[PurePath, OpenNote] = {}

    def look(
        self, folder: PurePath, last: SeenFolder | None, tell: Callable[[float], None]
    ) -> SeenFolder | None:
        """As the port."""
        from report_desk.store.folders.folder import ReportFolder  # noqa: PLC0415 - TinyDB, where wanted
        from report_desk.store.places import Places  # noqa: PLC0415

        known = ReportFolder(Path(folder), Places.of_this_user().folders)
        listing = known.listing()
        held = known.held(listing)
        if last is not None and listing.digest == last.listing:
            return None if held == last.held else replace(last, held=held)
        is_other = last is not None and last.device != listing.device
        if is_other and last is not None and last.entries and not listing.files:
            raise UnreadableFileError(f"「{folder}」里现在什么也没有，像是网络盘断开了；台账还是刚才的。")
        entries = known.entries_of(listing, tell)
        return SeenFolder(listing.digest, entries, known.roster(), listing.device, held)

    def hold(self, path: PurePath, person: str, *, is_office: bool) -> None:
        """As the port."""
        from report_desk.store.folders.listing import has_roster  # noqa: PLC0415 - as above
        from report_desk.store.locks.open_note import OpenNote  # noqa: PLC0415

        if path not in self._notes and (is_office or has_roster(Path(path))):
            self._notes[path] = OpenNote(Path(path), person)
        if path in self._notes:
            self._notes[path].tell()

    def let_go(self, path: PurePath) -> None:
        """As the port."""
        note = self._notes.pop(path, None)
        if note is not None:
            note.take_away()

    def holder(self, path: PurePath) -> Holder | None:
        """As the port."""
        from report_desk.store.folders.listing import holder_of  # noqa: PLC0415 - as above

        return holder_of(Path(path))

    def keep_roster(
        self, folder: PurePath, members: Sequence[Member], before: Sequence[Member]
    ) -> tuple[str, ...]:
        """As the port."""
        from report_desk.store.folders.folder import ReportFolder  # noqa: PLC0415 - as above

        return ReportFolder(Path(folder)).keep_roster(members, before)

    def read_roster(self, path: PurePath) -> Listed:
        """As the port."""
        from report_desk.store.file.results import read_result  # noqa: PLC0415 - as above

        try:
            return read_roster(read_result(path))
        except ValueError as error:
            raise UnreadableFileError(f"「{path.name}」读不进来：{error}") from None

    def arriving(self, paths: Sequence[PurePath], tell: Callable[[float], None]) -> list[tuple[str, Entry]]:
        """As the port."""
        from report_desk.store.folders import receiving  # noqa: PLC0415 - as above

        return receiving.arriving(paths, tell)

    def receive(self, folder: PurePath, one: Incoming, known: Known) -> str:
        """As the port."""
        from report_desk.store.folders import receiving  # noqa: PLC0415 - as above

        return receiving.receive(folder, one, known)

    def keep(self, folder: PurePath, name: str, data: bytes, one: Incoming, known: Known) -> str:
        """As the port."""
        from report_desk.store.folders import receiving  # noqa: PLC0415 - as above

        return receiving.keep(folder, name, data, one, known)

    def put(self, folder: PurePath, name: str, data: bytes) -> None:
        """As the port."""
        from report_desk.store.folders import receiving  # noqa: PLC0415 - as above

        receiving.put(folder, name, data)

    def write_tables(self, path: PurePath, tables: Sequence[Sheet]) -> None:
        """As the port."""
        from report_desk.publish.workbook.writer import annex_workbook  # noqa: PLC0415 - where wanted
        from report_desk.store.file.results import write_result  # noqa: PLC0415

        write_result(path, annex_workbook(tables))
