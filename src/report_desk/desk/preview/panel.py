"""The preview: published in the background after a pause, never from the window's own widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from report_desk.core.output.printout import PrintOptions, printout
from report_desk.desk.preview.pages import PageStack, Stack
from report_desk.desk.preview.rendering import draw_pages, page_sizes
from report_desk.desk.theme.fitting import fit
from report_desk.desk.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from report_desk.core.ports import ExpectedError, Publisher
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.document import Document
    from report_desk.desk.theme.look import Look

PAUSE = 150
"""Milliseconds after the last change before a new edition is begun."""


class PreviewPanel(QWidget):
    """Page pictures with the page count.

    ``section_clicked`` carries a prose id, ``published`` the faces that the pages shown are set in.
    """

    section_clicked = Signal(str)
    published = Signal(dict)
    refreshed = Signal()

    def __init__(
        self,
        document: Document,
        publish: Publisher,
        background: Background,
        options: Callable[[], PrintOptions],
        look: Look,
    ) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._publish = publish
        self._background = background
        self._options = options
        self._data = b""
        self._pages = 0
        self._section = ""
        self._is_due = True
        self._is_over = False
        self.stack = PageStack(look)
        self._words = label(self.tr("正在排版…"), "note")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._arrange(look)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._refresh)
        self.stack.pages_wanted.connect(self._draw)
        self.stack.section_clicked.connect(self.section_clicked)
        self.stack.page_shown.connect(self._tell)
        document.changed.connect(lambda _: self._changed())

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        fit(self, look, lambda measures: column.setContentsMargins(0, 0, 0, measures.gap))
        column.addWidget(self.stack, 1)
        column.addWidget(self._words)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._is_due:
            self._pause.start(0)

    def go_to(self, section: str) -> None:
        """Show where a section stands, as soon as there are pages."""
        if self._pages:
            self.stack.go_to(section)
        else:
            self._section = section

    def refresh(self) -> None:
        """Publish anew: an option changed."""
        self._changed()

    def end(self) -> None:
        """Take nothing more: what is still drawn comes to a panel that is gone."""
        self._is_over = True
        self._pause.stop()

    def _changed(self) -> None:
        self._is_due = True
        if not self._is_over and self.isVisible():
            self._pause.start(PAUSE)

    def _refresh(self) -> None:
        if self._background.is_busy:
            self._pause.start(PAUSE // 3)
            return
        self._is_due = False
        sheet, options = self._document.snapshot(), self._options()

        def work() -> Stack:
            published = self._publish(printout(sheet, options))
            return Stack(published, page_sizes(published.data))

        self._background.start(work, self._show, self._failed)

    @property
    def _is_gone(self) -> bool:
        """Whether nobody looks any more: the panel has ended, or its window was closed over it."""
        return self._is_over or not isValid(self)

    def _show(self, stack: Stack) -> None:
        if self._is_gone:
            return
        self._data = stack.published.data
        self._pages = stack.published.pages
        self.stack.show_stack(stack)
        self.published.emit(dict(stack.published.faces))
        section, self._section = self._section, ""
        self.stack.go_to(section)

    def _draw(self, pages: list[int], scale: float) -> None:
        data = self._data

        def done(pictures: dict[int, QImage]) -> None:
            if not self._is_gone and data is self._data:
                self.stack.show_pictures(pictures)
                self.refreshed.emit()

        self._background.start(lambda: draw_pages(data, pages, scale), done, self._failed)

    def _failed(self, error: ExpectedError) -> None:
        if not self._is_gone:
            self._words.setText(str(error))

    def _tell(self, page: int) -> None:
        words = self.tr("第 {page} 页 / 共 {pages} 页 · 与导出的 PDF 完全一致")
        self._words.setText(words.format(page=page + 1, pages=self._pages))
