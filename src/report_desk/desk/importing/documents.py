"""A document from outside: which files are ones, what is said of what was read, what stays doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.core.ports import ExpectedError, Original, ReadDocument, ScannedFileError
from report_desk.core.report.model import Anchor, AnchorKind
from report_desk.desk.background.patience import GivenUpError
from report_desk.desk.files.endings import ENDINGS
from report_desk.desk.files.watching.notice import Offer, Told
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import ask, tell

if TYPE_CHECKING:
    from pathlib import PurePath

    from PySide6.QtWidgets import QWidget

    from report_desk.core.form.edition import Address
    from report_desk.core.ports import DocumentDoubt
    from report_desk.core.report.model import Report
    from report_desk.desk.services import Services


class Scan(Struct, frozen=True):
    """A PDF that is all pictures, to be filled in beside: its name and its bytes."""

    name: str
    data: bytes


def is_document(path: PurePath) -> bool:
    """Whether a file is one from outside rather than a report of this program."""
    return path.suffix.lower() in ENDINGS


def read_document(
    services: Services, path: PurePath, window: QWidget, *, may_be_scan: bool = False
) -> ReadDocument | Scan | None:
    """Read a document; None after the person was told why not and what to do instead.

    With ``may_be_scan`` the person may fill a form beside the pages of one that is all pictures.
    """
    try:
        return services.papers.read(path)
    except GivenUpError:
        return None
    except ScannedFileError as error:
        if may_be_scan and _wants_to_fill_beside(str(error), window):
            return Scan(path.name, error.data)
        if not may_be_scan:
            tell(window, str(error))
        return None
    except ExpectedError as error:
        tell(window, str(error))
        return None


def _wants_to_fill_beside(reason: str, window: QWidget) -> bool:
    return ask(
        window,
        reason,
        tr("可以把它的页摆在一张空表旁边，对着填。"),
        {tr("对着填…"): True, tr("先不填"): False},
        escape=False,
    )


def told_of_scan(scan: Scan, report: Report) -> Told:
    """What is said of an empty form beside the pages of a scan."""
    original = Original(scan.name, scan.data, (), {})
    words = tr("「{name}」是扫描件，没有读出数字。请对着右边的页填写。").format(name=scan.name)
    return Told(words, found=ReadDocument(report, original=original))


def told_of(found: ReadDocument, name: str) -> Told:
    """What is said of a report that came out of a document."""
    if found.is_own:
        words = tr("这是「{name}」里带着的年报数据，没有批注和送审记录。请核对后保存。")
        return Told(words.format(name=name))
    words = tr("从「{name}」读入 {count} 个数，原件里写的是什么，这里就是什么。").format(
        name=name, count=len(found.report.figures)
    )
    if not found.doubts:
        return Told(words + tr("请核对后保存。"), found=found)
    words += tr("有 {count} 处拿不准，请逐处对照原件。").format(count=len(found.doubts))
    return Told(words, (Offer.DOUBTS,), found=found)


def may_take_over(found: ReadDocument, name: str, window: QWidget) -> bool:
    """Whether last year's figures are taken from a document in which something is doubtful."""
    if not found.doubts:
        return True
    return ask(
        window,
        tr("「{name}」里有 {count} 处拿不准。").format(name=name, count=len(found.doubts)),
        tr("第一处：{sentence} 可以先把它打开，核对好、保存了，再承接。").format(
            sentence=found.doubts[0].sentence
        ),
        {tr("先不承接"): False, tr("照样承接"): True},
        escape=False,
    )


def anchor_of(doubt: DocumentDoubt, cell: Address | None = None) -> Anchor:
    """The place in the form that a doubt is about: this cell of it, else its first."""
    if cell is not None or doubt.cells:
        return Anchor(AnchorKind.CELL, cell=cell or doubt.cells[0])
    return Anchor(AnchorKind.SECTION, section=doubt.where)
