"""The look in force: palette and zoom, applied to the whole application at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from report_desk import resources
from report_desk.desk.theme.icons import icon
from report_desk.desk.theme.measures import Measures, nearest_zoom
from report_desk.desk.theme.palette import DARK, LIGHT, Palette
from report_desk.desk.theme.stylesheet import stylesheet

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class Appearance(StrEnum):
    """Whether the window is light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Face(StrEnum):
    """The bundled faces that the window uses, by file name."""

    WINDOW = "hei"
    READING = "song"


class Look(QObject):
    """Palette and measures in force. Widgets that paint themselves listen to ``changed``."""

    changed = Signal()

    def __init__(self, appearance: Appearance = Appearance.SYSTEM, zoom: float = 1.0) -> None:
        super().__init__()
        self._appearance = appearance
        self._families: dict[Face, str] = {}
        self.measures = Measures(nearest_zoom(zoom))
        self.palette = self._chosen()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def appearance(self) -> Appearance:
        """What was chosen; ``palette`` is what it came to."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Switch between light, dark and what the system says."""
        self._appearance = appearance
        self._apply_if_changed(self._chosen(), self.measures)

    def zoom_to(self, zoom: float) -> None:
        """Set the zoom, 1.0 being the usual size."""
        self._apply_if_changed(self.palette, Measures(nearest_zoom(zoom)))

    def apply(self) -> None:
        """Put the look onto the application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if application.style().objectName() != "fusion":
            application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font())
        application.setPalette(_qt_palette(self.palette))
        drawings = {"up": "arrow-up", "arrow": "arrow-down", "check": "check"}
        files = {name: resources.path(f"icons/{file}.svg").as_posix() for name, file in drawings.items()}
        application.setStyleSheet(stylesheet(self.palette, self.measures, files))
        self.changed.emit()

    def font(self, pixels: int = 0, *, bold: bool = False, face: Face = Face.WINDOW) -> QFont:
        """A bundled face; the window's type size where none is given."""
        font = QFont(self._family(face))
        font.setPixelSize(pixels or self.measures.body)
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def icon(self, name: str) -> QIcon:
        """An icon in the ink of the palette in force."""
        return icon(name, self.palette)

    def colour(self, name: str) -> QColor:
        """A colour of the palette in force."""
        return QColor(getattr(self.palette, name))

    def _family(self, face: Face) -> str:
        if face not in self._families:
            number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{face.value}.ttf")))
            self._families[face] = QFontDatabase.applicationFontFamilies(number)[0]
        return self._families[face]

    def _follow_system(self) -> None:
        self._apply_if_changed(self._chosen(), self.measures)

    def _chosen(self) -> Palette:
        if self._appearance is Appearance.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._appearance is Appearance.DARK else LIGHT

    def _apply_if_changed(self, palette: Palette, measures: Measures) -> None:
        if (palette, measures) != (self.palette, self.measures):
            self.palette, self.measures = palette, measures
            self.apply()


def _qt_palette(colours: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for place, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.ink),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.label),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.faint),
        (role.Button, colours.panel),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.must_fix),
        (role.Highlight, colours.accent_fill),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.ink),
        (role.Light, colours.paper),
        (role.Midlight, colours.hairline),
        (role.Mid, colours.border),
        (role.Dark, colours.grid),
        (role.Shadow, colours.backdrop),
    ):
        palette.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours.faint))
    return palette
