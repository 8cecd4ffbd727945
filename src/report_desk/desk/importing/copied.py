"""粘贴整份: a report that was copied whole in a browser, in Word or in WPS, as a document like any file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from report_desk.core.ports import ExpectedError
from report_desk.desk.background.patience import GivenUpError
from report_desk.desk.language import tr
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import ReadDocument
    from report_desk.desk.services import Services

_UTF8 = b"\xef\xbb\xbf"
"""Says how the text is written, whatever a copied page claims about the file it came from."""


def copied_file(mime: QMimeData) -> PurePath | None:
    """The file that was copied in a file manager, where it is one alone."""
    urls = mime.urls()
    is_file = len(urls) == 1 and urls[0].isLocalFile()
    return PurePath(urls[0].toLocalFile()) if is_file else None


def read_copied(services: Services, mime: QMimeData, window: QWidget) -> ReadDocument | None:
    """The report on the clipboard, from its tables, else from its text; None after the person was told.

    Text is tried only where the page says nothing: it has lost which cell is which.
    """
    tried = [text for text in (mime.html(), mime.text()) if text.strip()]
    if not tried:
        tell(window, tr("剪贴板里没有文字。"), tr("请在网页、Word 或 WPS 里全选、复制，再回来粘贴。"))
        return None
    reason = ""
    for text in tried:
        try:
            return services.papers.read_copied(_UTF8 + text.encode("utf-8", "replace"), name_of_copy())
        except GivenUpError:
            return None
        except ExpectedError as error:
            reason = reason or str(error)
    tell(window, tr("剪贴板里没有一份年报。"), reason)
    return None


def name_of_copy() -> str:
    """What a report on the clipboard is called."""
    return tr("剪贴板")
