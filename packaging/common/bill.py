"""The bill of materials of an assembled folder, in CycloneDX: `bill.py FOLDER TARGET`.

It becomes ``FOLDER/bom.cdx.json``. Every file of the folder has an owner, one of the wheels or of the parts
that THIRD_PARTY_NOTICES.md names; a file without one ends the build. The bill lists each owner once, with
its version, licence and where it is from.
"""

from __future__ import annotations

import os
import re
import sys
import uuid
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import HeaderParser
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "bom.cdx.json"
OWN = "report-desk"
PLACES = {
    "lib/PySide6/Qt/lib/libxcb-*": "xcb-util",
    "lib/PySide6/Qt/lib/libicu*": "icu",
    "*/libfcitxplatforminputcontextplugin.so": "fcitx-qt",
    "python/vcruntime*.dll": "python-windows",
    "lib/report_desk/resources/fonts/*": "fonts",
    "lib/report_desk*": OWN,
    "report-desk*": "launcher",
    "LICENSE": OWN,
    "THIRD_PARTY_NOTICES.md": OWN,
    NAME: OWN,
}
"""Whose a file is that is no wheel's, by where it lies."""
INSIDE = {
    "linux": {
        "python": "3.11.2",
        "libffi": "3.4.4",
        "zlib": "1.2.13",
        "mpdecimal": "2.5.1",
        "zig": "0.17.1",
        "xcb-util": "0.4.0",
        "icu": "73.2",
        "fcitx-qt": "1.2.7",
    },
    "windows": {
        "python-windows": "3.11.9",
        "libffi": "3.4.4",
        "zlib": "1.3.1",
        "bzip2": "1.0.8",
        "xz": "5.2.5",
        "mpdecimal": "2.5.1",
        "zig": "0.17.1",
        "mingw-w64": "12",
        "nsis": "3.08",
    },
}
"""The parts that are in no wheel, with their versions; some are inside files of others (zlib in Python)."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel: its name, version, licence as it states it, and the places of its files."""

    name: str
    version: str
    licence: str
    files: frozenset[str]


def wheels(target: str) -> list[Wheel]:
    """The wheels that a target was made of."""
    found = []
    for path in sorted((ROOT / "build" / "wheels" / target).glob("*.whl")):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
            said = HeaderParser().parsestr(archive.read(metadata).decode("utf-8"))
        licence = (
            said["License-Expression"] or (said["License"] or "").partition("\n")[0] or "see its licence"
        )
        found.append(Wheel(said["Name"], said["Version"], licence, frozenset(names)))
    return found


def owner(name: str, known: list[Wheel]) -> str:
    """Whose a file is: the wheel's or part's name; empty where nobody's."""
    for pattern, part in PLACES.items():
        if fnmatch(name, pattern):
            return part
    inside = name.removeprefix("lib/")
    source = re.sub(r"(?:__pycache__/)?([^/]+?)(?:\.cpython-311)?\.pyc$", r"\1.py", inside)
    for wheel in known:
        if inside in wheel.files or source in wheel.files:
            return wheel.name
    return "python" if name.startswith("python/") else ""


def ownerless(folder: Path, target: str) -> list[str]:
    """The files that nobody owns."""
    known = wheels(target)
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return [name for name in names if not owner(name, known)]


def bill(target: str) -> str:
    """The document; the same for the same commit."""
    from cyclonedx.model.bom import Bom  # noqa: PLC0415 - in build/tools only, and tests ask for owners alone
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415
    from cyclonedx.model.license import DisjunctiveLicense  # noqa: PLC0415
    from cyclonedx.output.json import JsonV1Dot5  # noqa: PLC0415

    sys.path.insert(0, str(ROOT / "packaging"))
    from notices import CHOSEN, INSTALLED  # noqa: PLC0415

    def component(name: str, version: str, licence: str) -> Component:
        kind = ComponentType.APPLICATION if name == OWN else ComponentType.LIBRARY
        reference = f"{name}@{version}"
        return Component(
            name=name,
            version=version,
            type=kind,
            bom_ref=reference,
            licenses=[DisjunctiveLicense(name=licence)],
        )

    made = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{os.environ['REPORT_DESK_COMMIT']} {target}"))
    made.metadata.timestamp = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    made.metadata.component = component(OWN, version_of(target), "Apache-2.0")
    for wheel in wheels(target):
        made.components.add(
            component(wheel.name, wheel.version, CHOSEN.get(wheel.name.lower(), wheel.licence))
        )
    for part, version in INSIDE[target.partition("-")[0]].items():
        name, licence, _ = INSTALLED[part]
        made.components.add(component(name, version, licence))
    made.components.add(
        component("bundled fonts", version_of(target), "OFL-1.1, GPL-3.0 with font exception")
    )
    return str(JsonV1Dot5(made).output_as_string(indent=1)) + "\n"


def version_of(target: str) -> str:
    """The program's own version, by its metadata in the assembled folder."""
    library = ROOT / "build" / target / "report-desk" / "lib"
    return next(library.glob("report_desk-*.dist-info")).name.removesuffix(".dist-info").partition("-")[2]


if __name__ == "__main__":
    place = Path(sys.argv[1])
    if lost := ownerless(place, sys.argv[2]):
        sys.exit("files that no part of the bill owns:\n" + "\n".join(lost))
    (place / NAME).write_text(bill(sys.argv[2]), encoding="utf-8")
