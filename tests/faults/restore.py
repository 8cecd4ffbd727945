"""The restore drill: `python -m tests.faults.restore COPIES`: every backup and draft opens, as saved."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.ports import CopyKind
from report_desk.core.record import codec
from report_desk.store.copies.drafts import Drafts
from report_desk.store.index.tables import SharedTables
from report_desk.store.places import Places
from tests.faults.subjects import numbered
from tests.keeping import KeepingFiles

if TYPE_CHECKING:
    from report_desk.core.report.model import Report


def run(wanted: int, seed: int = 3) -> dict[str, int]:
    """Save and draft at random until there are ``wanted`` copies, then open every one of them."""
    rng = random.Random(seed)
    found = {"backups": 0, "drafts": 0, "bad": 0, "not as saved": 0}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        reports = 0
        while found["backups"] + found["drafts"] < wanted:
            reports += 1
            one_report(folder, reports, rng, found)
    return found


def one_report(folder: Path, number: int, rng: random.Random, found: dict[str, int]) -> None:
    """A report with some saves and a draft whose process is gone."""
    files = KeepingFiles(Places.under(folder / "places"))
    path = folder / f"{number}.rdesk"
    report, digest = replace(numbered(rng.randrange(1, 999)), id=f"drill-{number}"), None
    saved: dict[str, Report] = {}
    for _ in range(rng.randrange(1, 15)):
        changed = replace(numbered(rng.randrange(1, 999)), id=report.id, revision=report.revision)
        done = files.save(changed, path, expected_digest=digest)
        report, digest = done.report, done.digest
        saved[report.revision.id] = report
    draft = replace(numbered(rng.randrange(1, 999)), id=report.id, revision=report.revision)
    tables = SharedTables(files.places.known)
    Drafts(folder / "places" / "drafts", tables, f"1-{number}").keep(draft, path, digest)
    (kept,) = (folder / "places" / "drafts").glob(f"*-1-{number}.draft")
    kept.write_bytes(kept.read_bytes().replace(b'"pid":', b'"pid":1999999999,"was":', 1))
    copies = files.copies(path)
    for copy in copies:
        expected = draft if copy.kind is CopyKind.DRAFT else saved.get(copy.report.revision.id)
        found["not as saved"] += copy.report != expected
        found["drafts" if copy.kind is CopyKind.DRAFT else "backups"] += 1
    on_disk = [item for item in (folder / "places" / "backups").rglob("*.rdesk") if is_of(item, report.id)]
    found["bad"] += len(on_disk) + 1 - len(copies)


def is_of(path: Path, report_id: str) -> bool:
    """Whether a backup is one of this report."""
    return codec.read(path.read_bytes()).report.id == report_id


def main() -> None:
    """Run as a program; exit 1 when a copy is bad."""
    found = run(int(sys.argv[1]))
    print(f"restore drill: {found}")
    sys.exit(bool(found["bad"] or found["not as saved"]))


if __name__ == "__main__":
    main()
