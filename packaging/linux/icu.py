"""ICU's data, cut to what Qt asks for in this program: `icu.py LIBRARY OUT.dat`.

Qt's libicudata carries 32 MB, nearly all of it words and rules of languages that nobody speaks here. Kept are
the tables that every use needs, Chinese and English, the character sets of Chinese files, and time zones;
names of languages, countries, currencies and units Qt has of its own. The format is ICU's (ucmndata.h): a
head, a table of name and data offsets, the items.
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

KEPT = re.compile(
    r"(?:(?:coll|zone|brkitr|rbnf)/)?(?:root|pool|res_index)\.res"
    r"|(?:coll/)?(?:zh|zh_Hans|zh_Hans_CN|zh_CN|en|en_001|en_GB|en_US)\.res"
    r"|coll/ucadata\.icu|cnvalias\.icu|(?:gb18030|ibm-1386_P100-2001|windows-936-2000|windows-950-2000|ibm-1373_P100-2002"
    r"|gb2312|ibm-1383_P110-1999)\.cnv"
    r"|(?:supplementalData|likelySubtags|timezoneTypes|zoneinfo64|metaZones|windowsZones|numberingSystems|plurals"
    r"|pluralRanges|keyTypeData|metadata|icuver|icustd|currencyNumericCodes|dayPeriods|genderList|units|grammaticalFeatures)"
    r"\.res|[a-z0-9_]+\.nrm|(?:ulayout|uemoji|uprops|ucase|pnames)\.icu"
)
"""The items that stay, by their names without the package's."""
_ALIGNED = 16


def data_of(library: Path) -> bytes:
    """The data that a libicudata holds, from where its symbol says."""
    said = subprocess.run(
        ["readelf", "-W", "--dyn-syms", library], capture_output=True, text=True, check=True
    ).stdout
    symbol = re.search(r"([0-9a-f]{16})\s+(\d+|0x[0-9a-f]+)\s+OBJECT.*\sicudt\d+_dat", said)
    sections = subprocess.run(
        ["readelf", "-W", "-S", library], capture_output=True, text=True, check=True
    ).stdout
    rodata = re.search(r"\.rodata\s+PROGBITS\s+([0-9a-f]+)\s+([0-9a-f]+)", sections)
    if symbol is None or rodata is None:
        sys.exit(f"{library.name} holds no data of ICU's")
    start = int(symbol[1], 16) - int(rodata[1], 16) + int(rodata[2], 16)
    return library.read_bytes()[start : start + int(symbol[2], 0)]


def items(data: bytes) -> dict[str, bytes]:
    """Name → item."""
    base = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, base)[0]
    table = [struct.unpack_from("<II", data, base + 4 + 8 * index) for index in range(count)]
    ends = [offset for _, offset in table[1:]] + [len(data) - base]
    names = (data[base + at : data.index(b"\0", base + at)].decode() for at, _ in table)
    return {
        name: data[base + offset : base + end]
        for name, (_, offset), end in zip(names, table, ends, strict=True)
    }


def cut(data: bytes) -> bytes:
    """The same with the kept items only."""
    base = struct.unpack_from("<H", data)[0]
    kept = {name: item for name, item in items(data).items() if KEPT.fullmatch(name.partition("/")[2])}
    names = b"".join(name.encode() + b"\0" for name in kept)
    place = 4 + 8 * len(kept)
    body_starts = -(-(place + len(names)) // _ALIGNED) * _ALIGNED
    table, body = struct.pack("<I", len(kept)), b""
    for name, item in kept.items():
        table += struct.pack("<II", place, body_starts + len(body))
        place += len(name) + 1
        body += item + bytes(-len(item) % _ALIGNED)
    head = table + names
    return data[:base] + head + bytes(body_starts - len(head)) + body


if __name__ == "__main__":
    whole = data_of(Path(sys.argv[1]))
    small = cut(whole)
    Path(sys.argv[2]).write_bytes(small)
    print(
        f"ICU's data: {len(whole):,} → {len(small):,} bytes, {len(items(small))} of {len(items(whole))} items"
    )
