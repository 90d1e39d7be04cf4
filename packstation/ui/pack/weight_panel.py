"""The live weight, the band it should fall in, and a warning where weight cannot see a mistake."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from packstation.domain.weight import ExpectedWeight
from packstation.ui import theme
from packstation.ui.fault_words import fault_sentence
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.sentences import grams
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import PlainText

BANDS_SHOWN = 4
"""Half-widths of the band to either side of the expected weight that fit on the gauge."""


class _Gauge(QWidget):
    """A bar with the band in its middle and a mark where the weight is."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: ExpectedWeight | None = None
        self.gross_grams: int | None = None
        self.setFixedHeight(44)

    def sizeHint(self) -> QSize:
        return QSize(300, 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 10, 0, -10)
        painter.fillRect(box, QColor(theme.EDGE))
        if self.expected is None:
            return
        band = box.width() / (2 * BANDS_SHOWN)
        painter.fillRect(
            QRectF(box.center().x() - band, box.top(), 2 * band, box.height()), QColor(theme.LAMP_WELL)
        )
        if self.gross_grams is None:
            return
        off = (self.gross_grams - self.expected.grams) / max(1, self.expected.half_width_grams)
        place = box.center().x() + max(-BANDS_SHOWN, min(BANDS_SHOWN, off)) * band
        painter.fillRect(QRectF(place - 4, 0, 8, self.height()), QColor(theme.INK))


class WeightPanel(QFrame):
    """What the scale says about the carton in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.weight = PlainText("weight")
        self.state = PlainText("weight_state", wrap=True)
        self.band = PlainText("weight_band", soft=True, wrap=True)
        self.warning = PlainText("weight_warning", wrap=True)
        self._gauge = _Gauge()
        page = QVBoxLayout(self)
        for part in (self.weight, self._gauge, self.state, self.band, self.warning):
            page.addWidget(part)

    def put(self, shown: WeightShown) -> None:
        """Show a weight."""
        known = shown.gross_grams is not None
        self.weight.put(grams(shown.gross_grams) if known else "- - -")
        self.state.put(self._state(shown))
        expected = shown.expected
        if not shown.checked:
            self.band.put(_("The weight is not checked at this site."))
        elif expected is None:
            self.band.put(_("A unit without a known weight: this carton cannot be checked by weight."))
        else:
            self.band.put(
                _("should weigh {weight} ± {half} g").format(
                    weight=grams(expected.grams), half=expected.half_width_grams
                )
            )
        blind = shown.checked and expected is not None and expected.blind
        self.warning.put(
            _("⚠ One missing {weight} unit would not show: count with care.").format(
                weight=grams(expected.lightest_unit_grams)
            )
            if blind and expected is not None
            else ""
        )
        self._gauge.expected, self._gauge.gross_grams = expected, shown.gross_grams
        self._gauge.update()

    @staticmethod
    def _state(shown: WeightShown) -> str:
        if shown.fault is not None:
            return fault_sentence(shown.fault, "scale")
        if not shown.stable:
            return _("moving")
        off = shown.difference_grams
        if not off:
            return _("settled")
        if off < 0:
            return _("settled, {weight} too light").format(weight=grams(-off))
        return _("settled, {weight} too heavy").format(weight=grams(off))
