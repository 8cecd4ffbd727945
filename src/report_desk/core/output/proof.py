"""What holding a paper against a report has shown: its data, its pages, its code; and how that is said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

if TYPE_CHECKING:
    from report_desk.core.report.model import Report


class Pages(StrEnum):
    """What holding the pages of a PDF against the pages of a report showed."""

    SAME_BYTES = "bytes"
    SAME_GLYPHS = "glyphs"
    SAME_TEXT = "text"
    DIFFERENT = "different"
    OTHER_FACES = "other faces"
    NOT_COMPARED = "not compared"


class Proof(Struct, frozen=True):
    """What a PDF was shown to be, beside a report.

    ``report`` is what the PDF carries along, ``has_same_data`` whether that prints as the other report
    does, ``pages`` how far its pages are those that the other report prints, ``page`` the first one that
    differs (from 1; 0 where none does), ``fingerprint`` the code of the data carried. Pages set in other
    faces than this computer has cannot be made again here: ``faces`` names those it lacks.
    """

    report: Report
    fingerprint: str
    has_same_data: bool
    pages: Pages
    page: int = 0
    faces: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether this paper is this report: its data, and every page."""
        return self.has_same_data and self.pages in {Pages.SAME_BYTES, Pages.SAME_GLYPHS}

    @property
    def words(self) -> str:
        """What was shown of the pages, as a sentence."""
        see = "页面被改动过，或者是别的版本的程序印的，请逐页对着看。"
        match self.pages:
            case Pages.SAME_BYTES:
                return "页面一致：重新印了一遍，和这份 PDF 逐字节相同。"
            case Pages.SAME_GLYPHS:
                return (
                    "页面一致：文件由别的软件存过，或由别的版本导出，字节不同；"
                    "重新印了一遍，每页每个字、它的位置和样子都相同。"
                )
            case Pages.SAME_TEXT:
                return f"页面不一致：文字相同，但从第 {self.page} 页起位置或字形不同。{see}"
            case Pages.DIFFERENT:
                return f"页面不一致：第 {self.page} 页和文件印出来的不同。{see}"
            case Pages.OTHER_FACES:
                faces = "、".join(self.faces)
                return (
                    f"页面没有核对：这份 PDF 用了这台电脑上没有的字体（{faces}），"
                    "在这里印不出同样的页面。请在导出它的电脑上核对，或者逐页对着看。"
                )
            case Pages.NOT_COMPARED:
                return "页面没有核对：里面写的印法本程序不认识。"
            case _ as unreachable:
                assert_never(unreachable)
