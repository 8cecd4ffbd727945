"""Every name that the program proposes can be written, however long or odd the organ's own is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk.core.edits.review import handover_name
from report_desk.core.limits import LONGEST_LINE
from report_desk.core.report.file_names import MOST_BYTES, usable
from report_desk.core.report.model import State
from report_desk.core.sheet import evaluate
from report_desk.desk.files.names import export_name, proposed_name

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.sheet import Sheet

ODD = ("字", "a", "𠀀", "é", '\\/:*?"<>|', ". ", "\u202e公", "\ue000", "\t\n", "…")  # fmt: skip


@pytest.mark.parametrize("unit", ODD)
def test_every_name_that_is_proposed_can_be_written(unit: str, zeros: Sheet, tmp_path: Path) -> None:
    organ = (unit * LONGEST_LINE)[:LONGEST_LINE]
    for state in State:
        sheet = evaluate(zeros.form, replace(zeros.report, organ=organ, state=state))
        names = (
            proposed_name(sheet.report),
            handover_name(sheet.report),
            export_name(sheet, is_draft=True),
            f"{usable(organ)}{sheet.report.year}年政府信息公开年报审核意见单_12.pdf",
        )
        for name in names:
            (tmp_path / name).write_bytes(b"x")
            assert (tmp_path / name).read_bytes() == b"x"


def test_a_name_that_fits_stays_as_it_is_and_long_ones_stay_apart() -> None:
    assert (
        usable("示例区人民政府办公室（示例区大数据发展和政务服务管理局）")
        == "示例区人民政府办公室（示例区大数据发展和政务服务管理局）"
    )
    assert usable("a/b:c") == "abc"
    assert usable(" 某局. ") == "某局"
    assert usable("..") == usable("\n") == ""
    first, second = (usable("示例县" * 40 + end) for end in ("甲", "乙"))
    assert first != second
    assert first[:50] == second[:50] == ("示例县" * 40)[:50]
    assert len(first.encode()) <= MOST_BYTES
