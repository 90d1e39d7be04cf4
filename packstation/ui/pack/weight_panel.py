"""The live weight, the band it should fall in, and a warning where weight cannot see a mistake."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from packstation.domain.weight import ExpectedWeight
from packstation.ui.design.palette import colours
from packstation.ui.fault_words import fault_sentence
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.weight_words import grams, unbroken
from packstation.ui.widgets.plain_text import OneLine, PlainText

BANDS_SHOWN = 4
"""Half-widths of the band to either side of the expected weight that fit on the gauge."""


class Gauge(QWidget):
    """A bar with the band in its middle and a mark where the weight is."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: ExpectedWeight | None = None
        self.gross_grams: int | None = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """The bar, the band, the mark."""
        painter = QPainter(self)
        rim = self.height() / 4
        box = QRectF(self.rect()).adjusted(0, rim, 0, -rim)
        painter.fillRect(box, QColor(colours().gauge))
        if self.expected is None:
            return
        band = box.width() / (2 * BANDS_SHOWN)
        painter.fillRect(
            QRectF(box.center().x() - band, box.top(), 2 * band, box.height()), QColor(colours().gauge_band)
        )
        if self.gross_grams is None:
            return
        off = (self.gross_grams - self.expected.grams) / max(1, self.expected.half_width_grams)
        place = box.center().x() + max(-BANDS_SHOWN, min(BANDS_SHOWN, off)) * band
        place = max(box.left(), min(box.right() - 8, place - 4))
        painter.fillRect(QRectF(place, 0, 8, self.height()), QColor(colours().ink))


class WeightPanel(QFrame):
    """What the scale says about the carton in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.weight = OneLine("weight")
        self.state = PlainText("weight_state", wrap=True)
        self.band = PlainText("weight_band", soft=True, wrap=True)
        self.warning = PlainText("weight_warning", wrap=True)
        self._gauge = Gauge()
        self._roomy = False
        self._page = QVBoxLayout(self)
        for part in (self.weight, self._gauge, self.state, self.band, self.warning):
            self._page.addWidget(part)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._page.setContentsMargins(sizes.space, sizes.space // 2, sizes.space, sizes.space // 2)
        self._page.setSpacing(sizes.space // 2)
        self._gauge.setFixedHeight(sizes.weight * 3 // 4)
        self._roomy = sizes.roomy
        self._show_gauge()

    def put(self, shown: WeightShown) -> None:
        """Show a weight."""
        self.weight.put("- - -" if shown.gross_grams is None else grams(shown.gross_grams))
        self.state.put(unbroken(_state(shown)))
        self.band.put(unbroken(_band(shown)))
        warning = unbroken(_warning(shown))
        self.warning.put(warning)
        self.warning.setVisible(bool(warning))
        self._gauge.expected, self._gauge.gross_grams = shown.expected, shown.gross_grams
        self._show_gauge()
        self._gauge.setAccessibleName(f"{self.weight.text()} {self.state.text()}")
        self._gauge.update()

    def _show_gauge(self) -> None:
        """It says nothing that words do not say, so it gives its room to large letters."""
        self._gauge.setVisible(self._gauge.expected is not None and not self._roomy)

    def clear(self) -> None:
        """Nothing of the carton stays readable."""
        for part in (self.weight, self.state, self.band, self.warning):
            part.put("")
        self._gauge.expected = self._gauge.gross_grams = None
        self._gauge.setAccessibleName("")


def _state(shown: WeightShown) -> str:
    if shown.fault is not None:
        return fault_sentence(shown.fault, "scale")
    if not shown.stable:
        return _("moving")
    if not shown.loaded:
        return _("empty")
    off = shown.difference_grams
    if not off:
        return _("settled")
    if off < 0:
        return _("settled, {weight} too light").format(weight=grams(-off))
    return _("settled, {weight} too heavy").format(weight=grams(off))


def _band(shown: WeightShown) -> str:
    expected = shown.expected
    if not shown.checked:
        return _("The weight is not checked at this site.")
    if expected is None:
        # An empty carton has no expected weight either; nobody has to know before all goods are in.
        return _("No known weight: this carton cannot be checked by weight.") if shown.complete else ""
    half = grams(expected.half_width_grams)
    if shown.complete and expected.learned:
        learned = _("should weigh {weight} ± {half}, as learned from other cartons")
        return learned.format(weight=grams(expected.grams), half=half)
    if shown.complete:
        return _("should weigh {weight} ± {half}").format(weight=grams(expected.grams), half=half)
    return _("so far {weight} ± {half}").format(weight=grams(expected.grams), half=half)


def _warning(shown: WeightShown) -> str:
    if not shown.checked or shown.expected is None or not shown.expected.blind:
        return ""
    return _("⚠ One missing {weight} unit would not show: count with care.").format(
        weight=grams(shown.expected.lightest_unit_grams)
    )
