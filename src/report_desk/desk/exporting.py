"""Export and print: both take the very pages that the preview shows."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from report_desk.core.ports import SaveFailedError
from report_desk.core.printout import printout
from report_desk.desk.export_dialog import ExportDialog, options_for
from report_desk.desk.files.names import export_name
from report_desk.desk.questions import tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from report_desk.core.ports import ExpectedError, PublishedPages
    from report_desk.core.printout import PrintOptions
    from report_desk.core.sheet import Sheet
    from report_desk.desk.background import Background
    from report_desk.desk.document import Document
    from report_desk.desk.services import Services
    from report_desk.desk.theme.look import Look

_MOST_SHOWN = 20


class Exporting(QObject):
    """Publishes the open report.

    ``exported`` carries the path of a finished file; ``chosen`` says that it prints in another way now.
    """

    exported = Signal(str)
    chosen = Signal()

    def __init__(
        self, document: Document, services: Services, background: Background, look: Look, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._services = services
        self._background = background
        self._look = look
        self._window = window

    def preview_options(self) -> PrintOptions:
        """How the report would print now, by what was chosen last."""
        return options_for(self._document.sheet, self._services.settings.preferences)

    def export(self) -> None:
        """Ask how and where to, and write the PDF there."""
        sheet = self._document.snapshot()
        name = export_name(sheet.report, is_draft=bool(sheet.errors))
        path = self._chosen(sheet, PurePath(self._folder()) / name)
        if path is None:
            return
        options = options_for(sheet, self._services.settings.preferences)

        def work() -> str:
            published = self._services.publish(printout(sheet, options))
            self._services.write_file(path, published.data)
            return published.faces.get("missing", "")

        self._background.start(work, lambda missing: self._written(path, missing), self._failed)

    def print(self) -> None:
        """Publish, then hand the pages to the system's print dialog."""
        sheet = self._document.snapshot()
        if self._chosen(sheet, None) is None:
            return
        options = options_for(sheet, self._services.settings.preferences)
        self._background.start(
            lambda: self._services.publish(printout(sheet, options)), self._print, self._failed
        )

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
            words.format(count=len(missing), signs="、".join(missing[:_MOST_SHOWN])),
            self.tr("换成通用的字，或者装上带这些字的字体，再来一次。"),
        )

    def _print(self, published: PublishedPages) -> None:
        from report_desk.desk.printing import print_pages  # noqa: PLC0415 - Qt's print support, loaded when used

        try:
            self._tell_of(published.faces.get("missing", ""))
            print_pages(published, self._services.write_file, self._services.settings, self._window)
        except SaveFailedError as error:
            tell(self._window, str(error))

    def _chosen(self, sheet: Sheet, proposed: PurePath | None) -> PurePath | None:
        """The place that the person chooses (for paper an empty one); None to leave it. The rest is kept."""
        settings = self._services.settings
        dialog = ExportDialog(sheet, settings.preferences, proposed, self._look, self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not is_wanted:
            return None
        settings.choose(dialog.preferences)
        self.chosen.emit()
        return dialog.path or PurePath()

    def _folder(self) -> str:
        path = self._document.place.path
        return str(path.parent) if path is not None else self._services.settings.preferences.folder

    def _failed(self, error: ExpectedError) -> None:
        tell(self._window, str(error))
