"""`packstation gallery`: every part of the window in every state, theme, size, language and direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from packstation.demo.gallery_pages import PAGES
from packstation.places import resources
from packstation.ui.design.palette import PALETTES, colours, wear
from packstation.ui.design.sheet import style_sheet, world_style
from packstation.ui.main_loop import application, load_fonts, show_until_closed
from packstation.ui.pack.view import PackScreen
from packstation.ui.pseudo import PseudoTranslations
from packstation.ui.station.looks import painted
from packstation.ui.theme import LARGEST_PERCENT, SMALLEST_PERCENT, STEP_PERCENT, Look, Theme, sizes_for
from packstation.ui.translation import languages, set_language, speak
from packstation.ui.widgets.command_bar import CommandBar

PSEUDO = "pseudo"
DIRECTIONS = {
    "left to right": Qt.LayoutDirection.LeftToRight,
    "right to left": Qt.LayoutDirection.RightToLeft,
}
PICTURE_PX = (1366, 768)


class GalleryWindow(QMainWindow):
    """One page in front; every choice in `boxes` makes it anew."""

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()
        self.setWindowTitle("Packstation: gallery")
        folder = resources() / "translations"
        self._page = self._choice(list(PAGES))
        self._theme = self._choice([theme.value for theme in Theme])
        percents = range(SMALLEST_PERCENT, LARGEST_PERCENT + 1, STEP_PERCENT)
        self._size = self._choice([str(percent) for percent in percents])
        self._language = self._choice(["en", *languages(folder), PSEUDO])
        self._direction = self._choice(list(DIRECTIONS))
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        chosen = QHBoxLayout()
        self.boxes = (self._page, self._theme, self._size, self._language, self._direction)
        for box in self.boxes:
            chosen.addWidget(box)
        ground = QWidget()
        ground.setObjectName("ground")
        inside = QVBoxLayout(ground)
        inside.addLayout(chosen)
        inside.addWidget(self._place, stretch=1)
        self.setCentralWidget(ground)
        self.show_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other sizes."""
        super().resizeEvent(event)
        self.show_page()

    def show_page(self) -> None:
        """Show what is chosen."""
        percent = int(self._size.currentText())
        self.look = replace(self.look, theme=Theme(self._theme.currentText()), text_percent=percent)
        choose_language(self._language.currentText())
        wear(PALETTES[painted(self.look.theme)])
        sizes = sizes_for(self.width(), self.height(), percent)
        self.setLayoutDirection(DIRECTIONS[self._direction.currentText()])
        self.setStyleSheet(style_sheet(sizes, colours()) + world_style(colours()))
        self._place.setWidget(PAGES[self._page.currentText()](sizes))

    def _choice(self, texts: list[str]) -> QComboBox:
        box = QComboBox()
        box.addItems(texts)
        box.currentTextChanged.connect(lambda _text: self.show_page())
        return box


def choose_language(language: str) -> None:
    """Speak it; the made-up one, too."""
    if language == PSEUDO:
        speak(PseudoTranslations())
    else:
        set_language(resources() / "translations", language)


def made_page(
    name: str, look: Look, size: tuple[int, int] = PICTURE_PX, *, mirrored: bool = False
) -> QWidget:
    """One page by itself, laid out and ready to be grabbed."""
    wear(PALETTES[painted(look.theme)])
    sizes = sizes_for(*size, look.text_percent)
    page = PAGES[name](sizes)
    if mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.setStyleSheet(style_sheet(sizes, colours()) + world_style(colours()))
    page.resize(*size)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    # The widths of these follow from letters that the style sheet has only now given them.
    for bar in page.findChildren(CommandBar):
        bar.fit(sizes)
    for screen in page.findChildren(PackScreen):
        screen.fit(sizes)
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return page


def all_pages() -> Iterator[tuple[str, Theme]]:
    """Every page in every theme that is painted."""
    return ((name, theme) for theme in PALETTES for name in PAGES)


def gallery(out: Path | None) -> int:
    """Show the gallery, or write a picture of every page in every theme; the exit code."""
    application()
    load_fonts(resources() / "fonts")
    if out is None:
        window = GalleryWindow()
        return show_until_closed(window)
    out.mkdir(parents=True, exist_ok=True)
    for name, theme in all_pages():
        page = made_page(name, Look(theme=theme))
        if not page.grab().save(str(out / f"{theme.value}-{name}.png")):
            raise OSError(f"no picture could be written to {out}")
        page.close()
    return 0
