"""The product that is scanned next: its picture as large as there is room for, its name below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from packstation.ui.design.palette import colours
from packstation.ui.design.placeholder import draw_placeholder
from packstation.ui.theme import BASE_HEIGHT, BASE_WIDTH, FONT, Sizes, sizes_for
from packstation.ui.widgets.written_text import as_much_as_fits

if TYPE_CHECKING:
    from packstation.ui.picture_loader import PictureLoader

NARROWEST, WIDEST = 4, 6
"""How wide it is, in heights of a button: as wide as it makes the picture larger."""
NAME_LINES, MOST_NAME_LINES = 2, 3
"""What every name gets, and what a long one takes from the picture."""


class ProductPicture(QWidget):
    """One product, painted by hand. Without a loader, or without a picture, its placeholder."""

    _WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("product_picture")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.sku, self.name, self.count = "", "", ""
        self._loader: PictureLoader | None = None
        self._still: tuple[object, QPixmap] = (None, QPixmap())
        self._sizes = sizes_for(BASE_WIDTH, BASE_HEIGHT)
        self.hide()

    def load_from(self, loader: PictureLoader) -> None:
        """Take pictures from there."""
        self._loader = loader
        loader.loaded.connect(self._loaded)
        self.update()

    def look_again(self) -> None:
        """Pictures came in: the one shown may be another, or there is one by now."""
        if self._loader is not None:
            self._loader.forget()
            self.update()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        self.take_height(self.height())
        self._appear()
        self.update()

    def take_height(self, pixels: int) -> None:
        """Be as wide as a square picture of that height, with its words below it, needs."""
        button = self._sizes.button
        # Whatever it is called: the parts beside it never move from product to product.
        words = (NAME_LINES + 1) * self._line_height() + self._sizes.space // 2
        width = max(NARROWEST * button, min(WIDEST * button, pixels - words))
        if width != self.width():
            self.setFixedWidth(width)

    def put(self, sku: str, name: str, count: str) -> None:
        """Show this product and how many of it are in; an empty SKU shows none."""
        if (sku, name, count) == (self.sku, self.name, self.count):
            return
        counted = (sku, name) == (self.sku, self.name)
        self.sku, self.name, self.count = sku, name, count
        self.setAccessibleName(f"{name} {count}".strip())
        if counted:
            self.update(self._count_box())
        else:
            self._appear()
            self.update()

    def side(self) -> int:
        """The side of the picture's square in pixels; 0 where none is shown."""
        inside = self._inside()
        return max(0, min(inside.width(), inside.height() - self._words_height())) if self.sku else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """What stays as it is drawn once, and how many are in."""
        painter = QPainter(self)
        if not self.side():
            painter.fillRect(self.rect(), QColor(colours().ground))
            return
        painter.drawPixmap(0, 0, self._drawn())
        painter.setFont(self._font(self._sizes.small, bold=False))
        painter.setPen(QColor(colours().ink_soft))
        painter.drawText(self._count_box(), self._WRAPPED, self.count)

    def _drawn(self) -> QPixmap:
        """Panel, picture and name, drawn once: on a large display they take longer than an answer may."""
        ratio, picture = self.devicePixelRatioF(), self._picture()
        seen = picture.cacheKey() if picture is not None else 0
        key = (self.sku, self.name, self.size(), self._sizes, id(colours()), ratio, seen)
        if self._still[0] != key:
            drawn = QPixmap(self.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(QColor(colours().ground))
            painter = QPainter(drawn)
            self._draw(painter, picture)
            painter.end()
            self._still = key, drawn
        return self._still[1]

    def _draw(self, painter: QPainter, picture: QPixmap | None) -> None:
        side, palette = self.side(), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(QColor(palette.panel))
        panel = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(panel, self._sizes.radius, self._sizes.radius)
        inside = self._inside()
        left = inside.left() + (inside.width() - side) // 2
        self._draw_picture(painter, QRect(left, inside.top(), side, side), picture)
        self._draw_name(painter)

    def words_fit(self) -> bool:
        """Whether the whole name can be read in its smallest letters."""
        return self._fits(self._font(self._sizes.small), self._name_box(), self.name)

    def _picture(self) -> QPixmap | None:
        # In pixels of the display: pictures are sharp on one that is scaled, too.
        side = round(self.side() * self.devicePixelRatioF())
        return self._loader.picture(self.sku, side) if self._loader is not None else None

    def _draw_picture(self, painter: QPainter, place: QRect, picture: QPixmap | None) -> None:
        if picture is None:
            draw_placeholder(painter, QRectF(place), self.sku, self.name)
            return
        ratio = self.devicePixelRatioF()
        width, height = picture.width() / ratio, picture.height() / ratio
        left = place.left() + (place.width() - width) / 2
        top = place.top() + (place.height() - height) / 2
        painter.drawPixmap(QRectF(left, top, width, height), picture, QRectF(picture.rect()))

    def _draw_name(self, painter: QPainter) -> None:
        box = self._name_box()
        fonts = [self._font(pixels) for pixels in range(self._sizes.text, self._sizes.small, -1)]
        smallest = self._font(self._sizes.small)
        font = next((font for font in fonts if self._fits(font, box, self.name)), smallest)
        painter.setFont(font)
        painter.setPen(QColor(colours().ink))
        name = as_much_as_fits(self.name, lambda part: self._fits(font, box, part))
        painter.drawText(box, self._WRAPPED, name)

    def _appear(self) -> None:
        # Large letters need its room themselves.
        self.setVisible(bool(self.sku) and not self._sizes.roomy)

    def _inside(self) -> QRect:
        rim = self._sizes.space
        return self.rect().adjusted(rim, rim, -rim, -rim)

    def _line_height(self) -> int:
        return QFontMetrics(self._font(self._sizes.small)).lineSpacing()

    def _words_height(self) -> int:
        return (self._name_lines() + 1) * self._line_height() + self._sizes.space // 2

    def _name_lines(self) -> int:
        two = QRect(0, 0, self._inside().width(), NAME_LINES * self._line_height())
        fits = self._fits(self._font(self._sizes.small), two, self.name)
        return NAME_LINES if fits else MOST_NAME_LINES

    def _words_place(self) -> QRect:
        inside = self._inside()
        top = inside.top() + self.side() + self._sizes.space // 2
        return QRect(inside.left(), top, inside.width(), self._words_height() - self._sizes.space // 2)

    def _name_box(self) -> QRect:
        return self._words_place().adjusted(0, 0, 0, -self._line_height())

    def _count_box(self) -> QRect:
        place, above = self._words_place(), self._name_box().bottom()
        return QRect(place.left(), above + 1, place.width(), place.bottom() - above)

    def _fits(self, font: QFont, box: QRect, words: str) -> bool:
        needed = QFontMetrics(font).boundingRect(box, self._WRAPPED, words)
        return needed.height() <= box.height() and needed.width() <= box.width()

    def _loaded(self, sku: str) -> None:
        if sku == self.sku:
            self.update()

    @staticmethod
    def _font(pixels: int, *, bold: bool = True) -> QFont:
        font = QFont(FONT)
        font.setPixelSize(max(1, pixels))
        font.setBold(bold)
        return font
