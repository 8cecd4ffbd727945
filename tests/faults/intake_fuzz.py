"""Damaged and hostile documents: `python -m tests.faults.intake_fuzz DOCUMENTS [FIRST]`.

Each is one of the corpus with bytes or bits changed, cut, doubled or exchanged, within its packing where it
is packed; with elements moved elsewhere, spans and places changed, parts of a package exchanged or left out;
some are bombs made for a reader. Every one must be read or refused with NotAReportError and a Chinese
sentence, in bounded time of the processor and bounded memory: no other exception, no crash.
"""

from __future__ import annotations

import io
import os
import random
import re
import resource
import struct
import sys
import time
import traceback
import zipfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from msgspec import Struct

from report_desk import resources
from report_desk.intake.document import NotAReportError
from report_desk.intake.importing import import_file
from report_desk.intake.readers.doc.compound_file import compound
from tests.intake.making import W, docx
from tests.intake.old_office import xls

CORPUS = Path(__file__).parents[1] / "data" / "intake"
ENDINGS = ("docx", "doc", "html", "xlsx", "xls", "pdf", "txt")
MOST_SECONDS = 2.0
"""Of the processor, for one document."""
MOST_MEMORY = 1_500_000
"""Kilobytes of the whole process at its largest."""
_FAR = '<worksheet><sheetData><row r="1"><c r="{}"><v>1</v></c></row></sheetData></worksheet>'
_STRETCH = 250
"""Documents that a process tries before it is asked what came of them."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def bombs() -> list[tuple[str, bytes]]:
    """Documents made to take time or memory."""
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    deep = "<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    sheet = (
        '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return [
        ("entities", _zip({"word/document.xml": f"{entity}<w:document {W}><w:body/></w:document>"})),
        ("entities in UTF-16", _zip({"word/document.xml": f"{entity}<w:document {W}/>".encode("utf-16")})),
        ("a zip bomb", _zip({"word/document.xml": b"\0" * 80_000_000})),
        ("tables in tables", docx(deep)),
        ("a wide span", docx(wide * 500)),
        ("a million cells", docx("<w:tbl>" + "<w:tr>" + "<w:tc><w:p/></w:tc>" * 60_000 + "</w:tr></w:tbl>")),
        ("deep HTML", b"<html>" + b"<div>" * 100_000),
        ("deep tables of HTML", b"<html>" + b"<table><tr><td>" * 5000),
        ("spans of HTML", b"<table>" + b"<tr><td rowspan=99999999 colspan=99999999>1</td></tr>" * 3000),
        ("one long line", "一、".encode() * 1_000_000),
        ("many lines", "一、\n".encode() * 90_000),
        ("one long title", ("示" * 100_000 + "2024年政府信息公开工作年度报告").encode()),
        ("many titles", "2024年度2024年度政府信息公开工作\n".encode() * 5000),
        ("blanks", b"<html><table><tr><td>" + b" \n" * 500_000),
        ("a far cell of XLSX", _workbook(sheet)),
        ("a cell of XLSX beyond counting", _workbook(_FAR.format("L" + "9" * 40))),
        ("a cell of XLSX in no column", _workbook(_FAR.format("ABCDEF7"))),
        ("a far cell of XLSX under another case", _workbook(sheet, "XL/WORKSHEETS/SHEET1.XML")),
        ("a far cell of XLS out of line", _out_of_line()),
        ("a far cell of XLS", xls([("a", [(65535, 255, "x"), (0, 0, "y")], [])])),
        ("many sheets", xls([(f"s{n}", [(0, 0, "x")], []) for n in range(300)])),
    ]


def _zip(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def _out_of_line() -> bytes:
    """A sheet within what reads from the beginning as a single record."""
    number = struct.pack("<HHHHHd", 0x0203, 14, 65535, 255, 0, 1.0)
    begins, ends = struct.pack("<HHHHQ", 0x0809, 12, 0x0600, 0x10, 0), struct.pack("<HH", 0x000A, 0)
    inside = begins + number + ends
    sheet = struct.pack("<HHIHBB", 0x0085, 9, len(begins) + 13 + 4, 0, 1, 0) + b"a"
    whole = begins + sheet + struct.pack("<HH", 0x0FFF, len(inside)) + inside + ends
    return compound({"Workbook": whole})


def _workbook(sheet: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    relation = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    book = '<workbook xmlns:r="x"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
    return _zip(
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relation,
            part: sheet,
        }
    )


def damaged(seed: int) -> tuple[str, bytes]:
    """One of the corpus, damaged."""
    chance = random.Random(seed)
    ending = chance.choice(ENDINGS)
    data = (CORPUS / f"report.{ending}").read_bytes()
    if ending in {"docx", "xlsx"} and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        if chance.random() < 0.15:
            return ending, _zip(_repacked(parts, chance))
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        change = chance.choice((_changed, _spliced, _respanned))
        return ending, _zip({**parts, name: change(parts[name], chance)})
    change = chance.choice((_changed, _spliced, _respanned)) if ending == "html" else _changed
    return ending, change(data, chance)


def _repacked(parts: dict[str, bytes], chance: random.Random) -> dict[str, str | bytes]:
    """A package whose parts have changed places, are called otherwise, or are gone."""
    found: dict[str, str | bytes] = {**parts}
    one, other = chance.sample(sorted(parts), k=2)
    match chance.randrange(4):
        case 0:
            found[one], found[other] = parts[other], parts[one]
        case 1:
            del found[one]
        case 2:
            found[one + chance.choice(("/", "x", "\0", "/../" + other))] = found.pop(one)
        case _:
            found[one] = parts[one] + parts[other]
    return found


def _spliced(data: bytes, chance: random.Random) -> bytes:
    """Tags, or whole stretches from one tag to another, taken out, doubled or put elsewhere."""
    tags = list(re.finditer(rb"<[^>]{1,300}>", data))
    for _ in range(chance.randint(1, 4)):
        first = chance.randrange(len(tags))
        last = min(len(tags) - 1, first + chance.choice((0, 1, 5, 60, 400)))
        start, end = tags[first].start(), tags[last].end()
        place = chance.choice(tags).start()
        piece = data[start:end]
        match chance.randrange(3):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:place] + piece * chance.choice((1, 1, 2, 40)) + data[place:]
            case _:
                data = data[:place] + piece + data[place:start] + data[end:]
        tags = list(re.finditer(rb"<[^>]{1,300}>", data)) or tags
    return data


def _respanned(data: bytes, chance: random.Random) -> bytes:
    """Numbers in tags and the places of cells changed: spans, styles, strings, merged ranges, sizes."""
    numbers = list(re.finditer(rb'(?<=[="\'A-Z:])-?\d{1,9}(?=["\':\s>/])', data))
    for found in sorted(
        chance.sample(numbers, min(len(numbers), chance.randint(1, 12))), key=lambda f: -f.start()
    ):
        wild = (b"0", b"-1", b"2", b"3", b"7", b"99", b"70000", b"99999999", b"9" * 40, b"x", b"", b"1e9")
        data = data[: found.start()] + chance.choice(wild) + data[found.end() :]
    return data


def _changed(data: bytes, chance: random.Random) -> bytes:
    """One to eight changes, small ones and large ones."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed) + 1)
        size = chance.choice((1, 1, 2, 4, 16, 400))
        match chance.randrange(7):
            case 6 if place < len(changed):
                changed[place] ^= 1 << chance.randrange(8)
            case 0:
                changed[place : place + size] = chance.randbytes(size)
            case 1:
                del changed[place : place + size]
            case 2:
                changed[place:place] = changed[place : place + size] * chance.choice((1, 3, 50))
            case 3:
                changed[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")
                )
            case 4:
                other = chance.randrange(len(changed) + 1)
                changed[place : place + size] = changed[other : other + size]
            case _:
                del changed[place + 10_000 * chance.randint(0, 3) :]
    return bytes(changed)


def tried(name: str, data: bytes, patience: float = MOST_SECONDS) -> str:
    """Read a document; empty, or what is wrong with how that ended; ``patience`` is in seconds."""
    begun = time.process_time()
    try:
        import_file(data, resources.formats())
    except NotAReportError as refusal:
        if not _CHINESE.search(str(refusal)) or "\n" in str(refusal):
            return f"{name}: refused with {str(refusal)[:80]!r}"
    except Exception:  # noqa: BLE001 - just what this program is to find
        return f"{name}: {traceback.format_exc()}"
    seconds = time.process_time() - begun
    return f"{name}: took {seconds:.1f} s" if seconds > patience else ""


class Stretch(Struct, frozen=True):
    """What came of some seeds in a row: what was handled wrongly, and the most memory, in kilobytes."""

    wrong: tuple[str, ...]
    memory: int


def stretch(first: int, count: int) -> Stretch:
    """Try so many damaged documents from a seed on."""
    wrong = []
    for seed in range(first, first + count):
        ending, data = damaged(seed)
        if words := tried(f"seed {seed} ({ending})", data):
            wrong.append(words)
    return Stretch(tuple(wrong), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main(count: int, first: int) -> int:
    """Try all bombs and so many damaged documents, in as many processes as there are processors."""
    begun = time.monotonic()
    wrong = [words for name, data in bombs() if (words := tried(name, data))]
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    starts = range(first, first + count, _STRETCH)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        running = {
            start: pool.submit(stretch, start, min(_STRETCH, first + count - start)) for start in starts
        }
        for start, future in running.items():
            try:
                done = future.result()
            except BrokenProcessPool:
                wrong.append(f"the process ended with one of the seeds from {start} on")
                break
            wrong += done.wrong
            largest = max(largest, done.memory)
    if largest > MOST_MEMORY:
        wrong.append(f"took {largest // 1024} MB")
    print("\n".join(wrong[:20]))
    print(
        f"intake_fuzz: {count} damaged documents and {len(bombs())} bombs, {len(wrong)} handled wrongly, "
        f"{largest // 1024} MB at most, {time.monotonic() - begun:.0f} s"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
