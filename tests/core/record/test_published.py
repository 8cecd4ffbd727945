"""What a PDF carries of its report: what prints, and nothing that does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import orjson
import pytest
from msgspec.structs import asdict, fields, replace

from report_desk import resources
from report_desk.core.edits.apply import SetDetail, SetText, apply
from report_desk.core.form.edition import Address
from report_desk.core.output.printout import PrintOptions, options_of
from report_desk.core.record import codec, published
from report_desk.core.record.published import printed_part
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
)
from report_desk.core.sheet import Sheet, evaluate
from tests.faults.hostile_reports import consolidation

if TYPE_CHECKING:
    from report_desk.core.strict_reader import JsonValue

SCHEMA = Path(__file__).resolve().parents[3] / "resources" / "schema" / "published.schema.json"
HIDDEN = "不该公开的话"
PRINTED = {"format", "year", "organ", "details", "sections", "figures", "declared", "state"}
"""What stands on the pages; of the details some, and of a state whether it is a draft."""
WHOLE = Anchor(AnchorKind.WHOLE, quote=HIDDEN)


@pytest.fixture
def reviewed(zeros: Sheet) -> Sheet:
    """A report in which everything that does not print holds a secret."""
    sheet = apply(zeros, SetText("preface", "请与办公室联系（电话：010-62000000）。")).sheet
    sheet = apply(sheet, SetDetail("signed_on", "2026-01-20")).sheet
    report = replace(
        sheet.report,
        id=HIDDEN,
        details={**sheet.report.details, "phone": "010-62000000", "website": HIDDEN, "level": "county"},
        previous=PreviousYear(HIDDEN, HIDDEN, "2021", 2020, {}, {"other": HIDDEN}),
        explanations=(Explanation("swing", (), HIDDEN, HIDDEN, HIDDEN, "t"),),
        remarks=(Remark(HIDDEN, WHOLE, (Entry(HIDDEN, "t", HIDDEN),)),),
        suggestions=(Suggestion(HIDDEN, WHOLE, HIDDEN, HIDDEN, HIDDEN, "t"),),
        history=(Event(EventKind.RETURNED, HIDDEN, "t", 1, "f", HIDDEN, HIDDEN),),
        consolidation=consolidation(HIDDEN),
        state=State.APPROVED,
        revision=Revision(7, HIDDEN, (HIDDEN,), (HIDDEN,)),
        unknown={"report": {HIDDEN: HIDDEN}},
    )
    return evaluate(zeros.form, report)


def test_every_field_that_does_not_print_holds_a_secret_here(reviewed: Sheet) -> None:
    """Also one that is added later: say in `PRINTED` that it prints, or give it a secret."""
    told = {info.name for info in fields(Report) if HIDDEN in repr(getattr(reviewed.report, info.name))}
    assert told | PRINTED == {info.name for info in fields(Report)}
    assert not told & (PRINTED - {"details"})


def written(sheet: Sheet) -> bytes:
    return published.write(sheet, asdict(PrintOptions(cover=True)))


def test_nothing_is_carried_that_does_not_print(reviewed: Sheet) -> None:
    assert HIDDEN not in written(reviewed).decode()


def test_it_reads_back_as_what_prints_without_a_history(reviewed: Sheet) -> None:
    found = published.read(written(reviewed))
    report = found.report
    assert found.fingerprint == reviewed.fingerprint == evaluate(reviewed.form, report).fingerprint
    assert options_of(found.options) == PrintOptions(cover=True)
    assert report.details == {"phone": "010-62000000", "signed_on": "2026-01-20"}
    assert (report.id, report.remarks, report.history, report.previous) == ("", (), (), None)
    assert report.figures == reviewed.report.figures


def test_what_prints_of_a_report_is_what_its_pdf_gives_back(reviewed: Sheet) -> None:
    assert printed_part(reviewed) == published.read(written(reviewed)).report


def test_remarks_leave_the_bytes_alone(reviewed: Sheet) -> None:
    bare = replace(reviewed.report, remarks=(), history=(), state=State.DRAFT)
    assert written(evaluate(reviewed.form, bare)) == written(reviewed)


def test_the_schema_describes_it(reviewed: Sheet) -> None:
    jsonschema.validate(orjson.loads(written(reviewed)), orjson.loads(SCHEMA.read_bytes()))


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_samples_come_through(year: int) -> None:
    report = codec.read(resources.path(f"samples/{year}.rdesk").read_bytes()).report
    sheet = evaluate(resources.format_by_id(report.format), report)
    back = published.read(written(sheet)).report
    assert evaluate(sheet.form, back).fingerprint == sheet.fingerprint


def changed(data: bytes, path: tuple[str, ...], value: JsonValue) -> bytes:
    whole = orjson.loads(data)
    place = whole
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return orjson.dumps(whole)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("kind",), "other", "不是随 PDF 公布"),
        (("schema",), 2, "更新的版本"),
        (("content", "organ"), "别的局", "不符"),
        (("content", "figures", "requests.new.individual"), 9, "不符"),
        (("content", "year"), "2021", "应为整数"),
        (("content", "figures"), [], "应为一组字段"),
        (("content",), None, "应为一组字段"),
        (("content", "figures", "requests.new.individual"), 2**53 + 1, "应在"),
        (("content", "totals", "requests.new.total"), 2**53 + 1, "不符"),
        (("fingerprint",), "7F3A", "不符"),
    ],
)
def test_what_was_changed_is_refused(
    reviewed: Sheet, path: tuple[str, ...], value: JsonValue, says: str
) -> None:
    with pytest.raises(codec.DamagedRecordError) as caught:
        published.read(changed(written(reviewed), path, value))
    assert says in "".join(caught.value.reasons)


def test_an_option_of_a_later_program_is_refused(reviewed: Sheet) -> None:
    later = published.read(changed(written(reviewed), ("options", "page_numbers"), "roman"))
    with pytest.raises(ValueError, match="roman"):
        options_of(later.options)
    assert Address("requests.new.individual") in later.report.figures
