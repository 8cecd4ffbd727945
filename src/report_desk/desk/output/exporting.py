"""Export and print: both take the very pages that the preview shows."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from report_desk.core.output.printout import printout
from report_desk.desk.files.folders import folder_for
from report_desk.desk.files.names import export_name
from report_desk.desk.output.export_dialog import ExportDialog, options_for
from report_desk.desk.widgets.questions import accepted, ask, tell

if TYPE_CHECKING:
    from report_desk.core.output.printout import PrintOptions
    from report_desk.core.ports import ExpectedError, PublishedPages
    from report_desk.core.sheet import Sheet
    from report_desk.desk.document import Document
    from report_desk.desk.frame import Frame

_MOST_SHOWN = 20


class Exporting(QObject):
    """Publishes the open report.

    ``exported`` carries the path of a finished file; ``chosen`` says that it prints in another way now;
    ``told`` carries how far it is with printing.
    """

    exported = Signal(str)
    chosen = Signal()
    told = Signal(str)

    def __init__(self, document: Document, frame: Frame) -> None:
        super().__init__(frame.window)
        self._document = document
        self._services = frame.services
        self._background = frame.background
        self._printing = frame.printing
        self._look = frame.look
        self._window = frame.window

    def preview_options(self) -> PrintOptions:
        """How the report would print now, by what was chosen last."""
        return options_for(self._document.sheet, self._services.settings.preferences)

    def export(self) -> None:
        """Ask how and where to, and write the PDF there."""
        sheet = self._document.snapshot()
        name = export_name(sheet, is_draft=bool(sheet.errors))
        path = self._chosen(sheet, PurePath(self._folder()) / name)
        if path is None:
            return
        options = options_for(sheet, self._services.settings.preferences)

        def work() -> str:
            published = self._services.publish(printout(sheet, options))
            self._services.write_file(path, published.data)
            return published.faces.get("missing", "")

        self._background.start(work, lambda missing: self._written(path, missing), self._not_written)

    def print(self) -> None:
        """Publish, then hand the pages to the system's print dialog."""
        sheet = self._document.snapshot()
        if self._chosen(sheet, None) is None:
            return
        options = options_for(sheet, self._services.settings.preferences)
        self._background.start(
            lambda: self._services.publish(printout(sheet, options)), self._print, self._failed
        )

    def dialog(self, sheet: Sheet, proposed: PurePath | None) -> ExportDialog:
        """The question how to export or print, with the very pages beside it that will be written."""
        from report_desk.desk.preview.panel import PreviewPanel  # noqa: PLC0415 - with the first export

        made = ExportDialog(sheet, self._services.settings.preferences, proposed, self._look, self._window)
        preview = PreviewPanel(
            self._document, self._services.publish, self._background, lambda: made.options, self._look
        )
        made.changed.connect(preview.refresh)
        made.finished.connect(preview.end)
        preview.published.connect(made.fonts_used.tell)
        made.put_beside(preview, self._look)
        return made

    def _written(self, path: PurePath, missing: str) -> None:
        self.exported.emit(str(path))
        self._tell_of(missing)

    def _tell_of(self, missing: str) -> None:
        """Name the characters that stand as 〓 on the pages."""
        if not missing:
            return
        words = self.tr("有 {count} 个字印不出来，印成了〓：{signs}")
        tell(
            self._window,
            words.format(count=len(missing), signs=self.tr("、").join(missing[:_MOST_SHOWN])),
            self.tr("装上「年报台生僻字字库」或者有这些字的字体，再来一次；或者换成通用的字。"),
        )

    def _print(self, published: PublishedPages) -> None:
        """Ask which printer; a worker of its own hands it the pages, so that no save waits for paper."""
        from report_desk.desk.output.printing import choose_printer, print_pages  # noqa: PLC0415 - Qt's, loaded when used

        self._tell_of(published.faces.get("missing", ""))
        printer = choose_printer(published.pages, self._services.settings, self._window)
        if printer is None:
            return
        write_file, tell = self._services.write_file, self._printing.progress(self._tell_how_far)
        self._printing.start(
            lambda: print_pages(published, printer, write_file, tell),
            lambda _: self.told.emit(self.tr("已交给打印机。")),
            self._failed,
        )
        self._tell_how_far(0)

    def _tell_how_far(self, far: float) -> None:
        self.told.emit(self.tr("正在打印… {percent}%").format(percent=round(100 * far)))

    def _chosen(self, sheet: Sheet, proposed: PurePath | None) -> PurePath | None:
        """The place that the person chooses (for paper an empty one); None to leave it. The rest is kept."""
        settings = self._services.settings
        dialog = self.dialog(sheet, proposed)
        is_wanted = accepted(dialog)
        if not is_wanted:
            return None
        settings.choose(dialog.preferences)
        self.chosen.emit()
        return dialog.path or PurePath()

    def _folder(self) -> str:
        return folder_for(self._services.settings.preferences, self._document.place, is_written=True)

    def _not_written(self, error: ExpectedError) -> None:
        """Say why there is no PDF, and offer the next step: another place."""
        words = self.tr("没有写出 PDF，原来的文件都没有动。")
        answers = {self.tr("换个地方…"): True, self.tr("先不导出"): False}
        if ask(self._window, str(error), words, answers, escape=False):
            self.export()

    def _failed(self, error: ExpectedError) -> None:
        tell(self._window, str(error))
