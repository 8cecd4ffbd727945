"""Export and print: both take the very pages that the preview shows."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.core.ports import SaveFailedError
from report_desk.core.printout import PrintOptions, printout
from report_desk.desk.files.asking import place_to_save
from report_desk.desk.files.names import export_name
from report_desk.desk.questions import ask, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import ExpectedError, PublishedPages
    from report_desk.desk.background import Background
    from report_desk.desk.document import Document
    from report_desk.desk.services import Services


class Exporting(QObject):
    """Publishes the open report. ``exported`` carries the path of a finished file."""

    exported = Signal(str)

    def __init__(
        self, document: Document, services: Services, background: Background, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._services = services
        self._background = background
        self._window = window

    def preview_options(self) -> PrintOptions:
        """How the report would print now: a draft as long as something must be fixed."""
        return PrintOptions(
            draft=self._errors() > 0, page_numbers=self._services.settings.preferences.page_numbers
        )

    def export(self) -> None:
        """Ask for a place and write the PDF there."""
        options = self._chosen_options(self._window.tr("导出"))
        if options is None:
            return
        proposed = PurePath(self._folder()) / export_name(self._document.sheet.report, is_draft=options.draft)
        words = self.tr("PDF 文件 (*.pdf)")
        path = place_to_save(self._window, self.tr("导出 PDF"), proposed, words)
        if path is None:
            return
        sheet = self._document.snapshot()

        def work() -> PurePath:
            self._services.write_file(path, self._services.publish(printout(sheet, options)).data)
            return path

        self._background.start(work, lambda done: self.exported.emit(str(done)), self._failed)

    def print(self) -> None:
        """Publish, then hand the pages to the system's print dialog."""
        options = self._chosen_options(self._window.tr("打印"))
        if options is None:
            return
        sheet = self._document.snapshot()
        self._background.start(
            lambda: self._services.publish(printout(sheet, options)), self._print, self._failed
        )

    def _print(self, published: PublishedPages) -> None:
        from report_desk.desk.printing import print_pages  # noqa: PLC0415 - Qt's print support, loaded when used

        try:
            print_pages(published, self._services.write_file, self._services.settings, self._window)
        except SaveFailedError as error:
            tell(self._window, str(error))

    def _chosen_options(self, verb: str) -> PrintOptions | None:
        """Clean where nothing must be fixed, else a draft if the person wants one; None to leave it."""
        options = self.preview_options()
        errors = self._errors()
        if not errors:
            return options
        wants_draft = ask(
            self._window,
            self.tr("还有 {count} 处必须改，现在只能{verb}草稿。").format(count=errors, verb=verb),
            self.tr("草稿每页印有「草稿」字样。改完后再{verb}正式稿。").format(verb=verb),
            {self.tr("{verb}草稿").format(verb=verb): True, self.tr("回去改"): False},
            escape=False,
        )
        return options if wants_draft else None

    def _errors(self) -> int:
        return len(self._document.sheet.errors)

    def _folder(self) -> str:
        path = self._document.place.path
        return str(path.parent) if path is not None else self._services.settings.preferences.folder

    def _failed(self, error: ExpectedError) -> None:
        tell(self._window, str(error))
