"""Numbered answers that name a carton, a carton type, or pieces of one lot."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import Fact
from packstation.domain.trace import Trace
from packstation.ui.question import Choice

SHORTEST_LIST = 3
"""So many products of a carton are named in an answer; of more it says how many pieces there are."""


class CartonAnswer(StrEnum):
    """Which carton, which type."""

    LABELLED = "labelled"
    OPEN = "open"
    TYPE = "type"


class PiecesAnswer(StrEnum):
    """Which pieces of one product."""

    LOT = "lot"
    LOT_UNTIL = "lot_until"
    UNTIL = "until"
    SERIAL = "serial"
    REST = "rest"


def carton_choices(task: PackTask, cartons: Sequence[Carton]) -> tuple[Choice, ...]:
    """One answer a carton, with what is inside."""
    return tuple(_carton_choice(task, carton) for carton in cartons)


def type_choices(types: Sequence[CartonType]) -> tuple[Choice, ...]:
    """One answer a carton type."""
    return tuple(Choice(CartonAnswer.TYPE, {"name": known.name or known.code}) for known in types)


def pieces_choices(pieces: Sequence[Trace]) -> tuple[Choice, ...]:
    """One answer a lot, a date or a serial number."""
    return tuple(_pieces_choice(each) for each in pieces)


def contents(task: PackTask, carton: Carton) -> str:
    """What is in a carton, in one line."""
    if len(carton.contents) > SHORTEST_LIST:
        return f"{carton.units} ×"
    return ", ".join(f"{units} × {task.line(line_no).sku}" for line_no, units in carton.contents)


def _carton_choice(task: PackTask, carton: Carton) -> Choice:
    facts: dict[str, Fact] = {"carton": carton.number, "contents": contents(task, carton)}
    if carton.plate is None or carton.state is CartonState.OPEN:
        return Choice(CartonAnswer.OPEN, facts)
    return Choice(CartonAnswer.LABELLED, {**facts, "digits": carton.plate.number[-4:]})


def _pieces_choice(pieces: Trace) -> Choice:
    if pieces.serial is not None:
        return Choice(PiecesAnswer.SERIAL, {"serial": pieces.serial})
    until: dict[str, Fact] = {"until": pieces.expiry.isoformat()} if pieces.expiry else {}
    if pieces.lot is not None:
        code = PiecesAnswer.LOT_UNTIL if until else PiecesAnswer.LOT
        return Choice(code, {"lot": pieces.lot, **until})
    return Choice(PiecesAnswer.UNTIL, until) if until else Choice(PiecesAnswer.REST)
