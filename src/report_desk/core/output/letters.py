"""What an office writes to organs: 催报函 to who has sent nothing, 退回函 with a report to be changed.

They are set by the same publisher in the same official look, and carry no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.consolidation.returning import open_points, when_due
from report_desk.core.output.printout import Paragraph, PrintOptions, Printout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from report_desk.core.consolidation.roster import Member
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.sheet import Sheet

_SECTION = "letter"


class Office(Struct, frozen=True):
    """Who writes, and when; without a ``name`` there is nobody to sign."""

    name: str
    today: date


def chasing(form: ReportFormat, year: int, member: Member, late: int, office: Office) -> Printout:
    """催报函: nothing has come from an organ, which is so many days ``late`` (0: not yet)."""
    said = [
        f"贵单位{year}年度{form.name}还没有收到。{when_due(member, late)}",
        "请填好以后先按“检查”改到没有“必须改”，再用“交给上级”把文件发来。",
        "已经报送的，请告知报送的时间和方式，以便查找。",
    ]
    return _letter((f"关于报送{year}年度", f"{form.name}的催报函"), member.organ, year, said, office)


def returning(sheet: Sheet, name: str, office: Office) -> Printout:
    """退回函: what is to be changed in a report that goes back as the file ``name``."""
    report = sheet.report
    points = open_points(sheet)
    said = [
        f"贵单位报来的{report.year}年度{sheet.form.name}已经审核，现退回修改。",
        f"请打开附件“{name}”，打开后就在第一条批注处，逐条改好或者答复以后再次报送。",
        *(["需要修改或者说明的是："] if points else []),
        *(f"{number}.{point.rstrip('。')}。" for number, point in enumerate(points, start=1)),
    ]
    title = (f"关于退回{report.year}年度", f"{sheet.form.name}的函")
    return _letter(title, report.organ, report.year, said, office)


def _letter(title: tuple[str, ...], to: str, year: int, said: Sequence[str], office: Office) -> Printout:
    blocks = (Paragraph(f"{to}：", _SECTION, is_flush=True), *(Paragraph(text, _SECTION) for text in said))
    signed = f"{office.today:%Y-%m-%d}" if office.name else ""
    options = PrintOptions(signature=bool(office.name))
    return Printout(title, office.name or to, year, blocks, options, "", signed)
