"""A region's report as it is at hand, a PDF or a file: which report it is, and what it says otherwise."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.roster import name_key
from report_desk.core.ports import ExpectedError
from report_desk.core.record.published import printed_part
from report_desk.core.sheet import evaluate
from report_desk.core.versions.comparison import compare
from report_desk.desk.comparing.changes import changes
from report_desk.desk.files.endings import PAPER
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from report_desk.core.folder_ports import SeenFolder
    from report_desk.core.output.proof import Proof
    from report_desk.core.sheet import Sheet
    from report_desk.desk.services import Services

_FEW = 6
SUM = ".rdesk"


class Held(Struct, frozen=True):
    """The file of a region's report, and what was shown of the PDF that was held against it, if one was."""

    path: PurePath
    words: str = ""


def dropped_region(services: Services, path: PurePath, folder: PurePath, seen: SeenFolder) -> Held | None:
    """What was dropped on the folder as a report that was added up from it; None for whatever else it is."""
    try:
        if path.suffix.lower() == PAPER:
            return held(services, path, folder, seen)
        if path.suffix.lower() != SUM:
            return None
        made = services.store.open(path).report.consolidation
    except (ExpectedError, LookupError):
        return None
    known = {name_key(one.organ) for one in seen.entries if one.is_readable and not one.is_sum}
    organs = [] if made is None else [name_key(part.organ) for part in made.parts]
    return Held(path) if any(organ in known for organ in organs) else None


def held(services: Services, paper: PurePath, folder: PurePath, seen: SeenFolder) -> Held | None:
    """The region's report of which a PDF is the print, beside it or in the folder: a PDF has no sources.

    One that says something else than the PDF does is answered with what differs; None where there is none.
    Raises UnreadableFileError where the PDF carries no report, LookupError where its edition is not known.
    """
    other: Held | None = None
    for path, sheet in _regions(services, paper, folder, seen):
        proof = services.papers.prove(paper, sheet)
        if proof.has_same_data:
            words = tr("PDF「{paper}」和汇总报告「{name}」数据一致。").format(
                paper=paper.name, name=path.name
            )
            return Held(path, words + proof.words)
        report = sheet.report
        if (proof.report.organ, proof.report.year) == (report.organ, report.year):
            other = other or Held(path, _differing(proof, sheet, paper.name, path.name))
    return other


def _regions(
    services: Services, paper: PurePath, folder: PurePath, seen: SeenFolder
) -> Iterator[tuple[PurePath, Sheet]]:
    """The reports that were added up, where one would look for that of a PDF: beside it, in the folder."""
    known = [folder / one.file for one in seen.entries if one.is_sum and one.is_readable]
    for path in dict.fromkeys((paper.with_suffix(SUM), *known)):
        try:
            report = services.store.open(path).report
        except ExpectedError:
            continue  # nothing beside it, or nothing that can be read
        if report.consolidation is not None:
            yield path, evaluate(services.form_by_id(report.format), report)


def _differing(proof: Proof, sheet: Sheet, paper: str, name: str) -> str:
    """What a PDF says otherwise than the region's report does, place by place."""
    now = evaluate(sheet.form, printed_part(sheet))
    found = compare(evaluate(sheet.form, proof.report), now).content
    said = [
        tr("PDF「{paper}」和汇总报告「{name}」数据不一致，有 {count} 处不同：").format(
            paper=paper, name=name, count=found.count
        )
    ]
    words = tr("{place}：PDF 里是 {before}，报告里是 {after}。")
    said += [
        words.format(place=one.place, before=one.before, after=one.after)
        for one in islice(changes(found, now), _FEW)
    ]
    if found.count > _FEW:
        said.append(tr("另有 {count} 处不同。").format(count=found.count - _FEW))
    return "\n".join(said)
