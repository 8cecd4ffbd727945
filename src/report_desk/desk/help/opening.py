"""Opens the handbook beside the window, and writes its PDF."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk import resources
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.save_dialog import place_to_save
from report_desk.desk.help.handbook import handbook
from report_desk.desk.help.paper import printed
from report_desk.desk.help.window import HandbookWindow
from report_desk.desk.widgets.questions import tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.ports import ExpectedError
    from report_desk.desk.background.jobs import Background
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look


class Handbook(QObject):
    """The one handbook of a window; made when first asked for. ``told`` says where its PDF went."""

    told = Signal(str)

    def __init__(self, services: Services, background: Background, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._background = background
        self._look = look
        self._window = window
        self._form: ReportFormat | None = None
        self.view: HandbookWindow | None = None

    def open(self, form: ReportFormat, words: str = "") -> None:
        """Show it for an edition of the form, at a place that says so."""
        if self.view is None or self._form is not form:
            self.close()
            folder = resources.path("handbook")
            self._form = form
            self.view = HandbookWindow(handbook(folder, form), folder, self._look)
            self.view.paper_wanted.connect(self._write)
        self.view.open_at(words)

    def close(self) -> None:
        """Take it away with the window that it belongs to."""
        if self.view is not None:
            self.view.close()
            self.view.deleteLater()
            self.view = None

    def _write(self) -> None:
        """Ask where to, and write the PDF: the pages of a report, drawn by the same hand."""
        if self.view is None:
            return
        folder = folder_for(self._services.settings.preferences, is_written=True)
        proposed = PurePath(folder) / self.tr("年报台手册.pdf")
        path = place_to_save(self.view, self.tr("存成 PDF"), proposed, self.tr("PDF 文件 (*.pdf)"))
        if path is None:
            return
        paper = printed(self.view.reader.document(), self._services.now().year)

        def work() -> None:
            whole = paper.read(resources.path("handbook") / "images")
            self._services.write_file(path, self._services.publish(whole).data)

        self._background.start(work, lambda _: self._written(path), self._failed)

    def _written(self, path: PurePath) -> None:
        self.told.emit(self.tr("手册已存到 {path}").format(path=path))

    def _failed(self, error: ExpectedError) -> None:
        tell(self._window, str(error))
