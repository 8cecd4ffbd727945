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

import inside

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
from notices import CHOSEN, INSTALLED  # noqa: E402 - one folder up

NAME = "bom.cdx.json"
OWN = "report-desk"
PLACES = {
    "lib/PySide6/Qt/lib/libxcb-*": "xcb-util",
    "lib/PySide6/Qt/lib/libicu*": "icu",
    "*/libfcitxplatforminputcontextplugin.so": "fcitx-qt",
    "python/vcruntime*.dll": "python-windows",
    "lib/report_desk/resources/fonts/*": "fonts",
    "lib/report_desk*": OWN,
    "lib/PIL/*": OWN,
    "report-desk*": "launcher",
    "LICENSE": OWN,
    "THIRD_PARTY_NOTICES.md": OWN,
    NAME: OWN,
}
"""Whose a file is that is no wheel's, by where it lies."""


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
            held = archive.namelist()
            metadata = next(name for name in held if name.endswith(".dist-info/METADATA"))
            said = HeaderParser().parsestr(archive.read(metadata).decode("utf-8"))
        licence = (
            said["License-Expression"] or (said["License"] or "").partition("\n")[0] or "see its licence"
        )
        found.append(Wheel(said["Name"], said["Version"], licence, frozenset(held)))
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
    return [name for name in names(folder) if not owner(name, known)]


def names(folder: Path) -> list[str]:
    """The files of a folder, as the bill names them."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def unnoticed(folder: Path, target: str) -> list[str]:
    """The owners of files, and the parts inside them, that the folder's own notices do not name in a row."""
    text = (folder / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    rows = {row.lower().replace("_", "-") for row in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)}
    known = wheels(target)
    owners = {owner(name, known) for name in names(folder)} | set(inside.versions(target))
    fonts = {Path(name).name for name in names(folder) if name.endswith((".ttf", ".otf"))}
    wanted = {_row(one) for one in owners - {OWN, "launcher", "fonts"}} | fonts
    return sorted(one for one in wanted if one.lower().replace("_", "-") not in rows)


def _row(part: str) -> str:
    """What the notices call a part."""
    if part in inside.XCB:
        part = "xcb-util"
    return INSTALLED[part][0] if part in INSTALLED else part


def bill(target: str) -> str:
    """The document; the same for the same commit. A wheel of which no file travels along is not in it."""
    folder, known = ROOT / "build" / target / "report-desk", wheels(target)
    from cyclonedx.model.bom import Bom  # noqa: PLC0415 - in build/tools only, and tests ask for owners alone
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415
    from cyclonedx.model.license import DisjunctiveLicense  # noqa: PLC0415
    from cyclonedx.output.json import JsonV1Dot5  # noqa: PLC0415

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
    owners = {owner(name, known) for name in names(folder)}
    for wheel in [one for one in known if one.name in owners]:
        made.components.add(
            component(wheel.name, wheel.version, CHOSEN.get(wheel.name.lower(), wheel.licence))
        )
    for part, version in inside.versions(target).items():
        _, licence, _ = INSTALLED["xcb-util" if part in inside.XCB else part]
        made.components.add(component(part if part in inside.XCB else _row(part), version, licence))
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
    if lost := unnoticed(place, sys.argv[2]):
        sys.exit("parts that THIRD_PARTY_NOTICES.md does not name:\n" + "\n".join(lost))
    (place / NAME).write_text(bill(sys.argv[2]), encoding="utf-8")
