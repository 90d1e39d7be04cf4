"""Qt's own words - in its file dialog, in the menus of fields - in the language of the window.

Qt brings them as `qtbase_*.qm` with every PySide6. They are read when the window has long been seen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from packstation.ui.theme import Look
from packstation.ui.translation import SOURCE, spoken


class QtWords:
    """Speaks what the window speaks, from `follow` to `follow`; lives as long as `owner`."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._translator: QTranslator | None = None
        self._language = SOURCE

    def follow(self, _look: Look | None = None) -> None:
        """Say Qt's words in the language that is spoken now; where Qt has none of it, in English."""
        if spoken() == self._language:
            return
        self._language = spoken()
        if self._translator is not None:
            # One that goes takes itself off the application.
            self._translator.deleteLater()
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self._owner)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._language != SOURCE and translator.load(f"qtbase_{self._language}", folder):
            QCoreApplication.installTranslator(translator)
            self._translator = translator
