"""Which carton is in hand, of which type, and what is in each carton of the order."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from packstation.domain.carton import Carton, CartonState
from packstation.domain.pack_task import PackTask
from packstation.domain.repack import leaving
from packstation.ui.carton_answer import contents
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import OneLine, PlainText

MOST_CARTONS = 3
"""So many lines there is room for; of more cartons the newest are shown."""


class CartonPanel(QFrame):
    """One line for the carton in hand; with several cartons one more for each."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.caption = PlainText("carton_caption", wrap=True)
        self.caption.setProperty("strong", True)
        self.lines = [OneLine(f"carton_line_{number}", soft=True) for number in range(MOST_CARTONS)]
        inside = QVBoxLayout(self)
        inside.setSpacing(0)
        for part in (self.caption, *self.lines):
            inside.addWidget(part)
        self.put(None)

    def put(self, task: PackTask | None) -> None:
        """Show the cartons of an order, or none."""
        cartons = leaving(task) if task else ()
        in_hand = task and (task.open_carton or task.unverified_carton)
        self.caption.put(_caption(in_hand, len(cartons)) if in_hand else "")
        shown = cartons[-MOST_CARTONS:] if len(cartons) > 1 else ()
        texts = [_line(task, carton) for carton in shown] if task else []
        for number, line in enumerate(self.lines):
            line.put(texts[number] if number < len(texts) else "")
            line.setVisible(number < len(texts))
        self.setVisible(bool(cartons))


def _caption(carton: Carton, count: int) -> str:
    kind = carton.carton_type.name or carton.carton_type.code
    facts = {"carton": carton.number, "count": count, "type": kind}
    if count == 1:
        return _("Carton {carton}: {type}").format(**facts)
    return _("Carton {carton} in hand, {count} in all: {type}").format(**facts)


def _line(task: PackTask, carton: Carton) -> str:
    digits = carton.plate.number[-4:] if carton.plate else ""
    facts = {"carton": carton.number, "contents": contents(task, carton) or "–", "digits": digits}  # noqa: RUF001
    if carton.state is CartonState.VERIFIED:
        return _("✓ {carton}, …{digits}: {contents}").format(**facts)
    if carton.state is CartonState.CLOSED:
        return _("{carton}, …{digits} to scan: {contents}").format(**facts)
    if carton.aside:
        return _("{carton}, stands aside: {contents}").format(**facts)
    return _("{carton}, in hand: {contents}").format(**facts)
