"""What was drawn once and is used again shows what a fresh drawing would show."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from packstation.ui.design.palette import DARK, wear
from packstation.ui.theme import sizes_for
from packstation.ui.verdict import Said, Verdict, VerdictKind
from packstation.ui.widgets.product_picture import ProductPicture
from packstation.ui.widgets.verdict_band import VerdictBand

pytestmark = pytest.mark.gui


def band(qtbot: QtBot, *kinds: VerdictKind) -> VerdictBand:
    """A band that has answered so, one answer after the other."""
    made = VerdictBand()
    qtbot.addWidget(made)
    made.fit(sizes_for(1366, 768))
    made.resize(1300, made.height())
    made.show()
    for kind in kinds:
        made.put(Verdict(kind, Said.SIGNED_OUT))
    return made


def picture(qtbot: QtBot, *counts: str) -> ProductPicture:
    """A picture that has counted so."""
    made = ProductPicture()
    qtbot.addWidget(made)
    made.fit(sizes_for(1366, 768))
    made.resize(240, 320)
    for count in counts:
        made.put("MUG", "Mug, blue", count)
        made.show()
        QApplication.processEvents()
    return made


def seen(part: QWidget) -> QImage:
    """What the display shows of it."""
    return part.screen().grabWindow(part.winId()).toImage()


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_an_answer_after_others_looks_as_it_does_alone(qtbot: QtBot, kind: VerdictKind) -> None:
    others = [other for other in VerdictKind if other is not kind]
    assert band(qtbot, kind, *others, kind).grab().toImage() == band(qtbot, kind).grab().toImage()


def test_an_answer_wears_the_colours_of_the_window(qtbot: QtBot) -> None:
    changed = band(qtbot, VerdictKind.NO)
    light = changed.grab().toImage()
    wear(DARK)
    assert changed.grab().toImage() == band(qtbot, VerdictKind.NO).grab().toImage() != light


def test_a_count_is_drawn_over_the_one_before(qtbot: QtBot) -> None:
    first, counted = picture(qtbot, "1 of 20"), picture(qtbot, "1 of 20", "18 of 20")
    assert counted.grab().toImage() == picture(qtbot, "18 of 20").grab().toImage()
    assert counted.grab().toImage() != first.grab().toImage()
    assert seen(counted) == seen(picture(qtbot, "18 of 20"))
