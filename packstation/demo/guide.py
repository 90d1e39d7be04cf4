"""Where to point next: from what the bench asks for, and from what lies where, never from a script.

Pure: no widget, no words. Whatever somebody does instead, the next sight of bench and table says where to
go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from packstation.domain.value import value
from packstation.ui.question import Takes
from packstation.ui.verdict import ActCode


class Target(StrEnum):
    """What is pointed at: a thing of the simulated world, or a part of the bench's window."""

    BADGE = "badge"
    LEAD_BADGE = "lead_badge"
    TOTE = "tote"
    GOOD = "good"
    PUT_IN = "put_in"
    ASIDE = "aside"
    BESIDE = "beside"
    PUT_ON = "put_on"
    TAKE_OFF = "take_off"
    BOX = "box"
    LABEL = "label"
    SCALE_CABLE = "scale_cable"
    PRINTER_CABLE = "printer_cable"
    PAPER = "paper"
    LID = "lid"
    NEXT = "next"
    SHORT = "short"
    YES = "yes"
    NO = "no"
    QUESTION = "question"
    ACT = "act"


class Hint(StrEnum):
    """What is said beside it."""

    BADGE = "badge"
    PIN = "pin"
    TOTE = "tote"
    GOOD = "good"
    ASIDE = "aside"
    NOTHING_LEFT = "nothing_left"
    BESIDE = "beside"
    PUT_IN = "put_in"
    PUT_ON = "put_on"
    TAKE_OFF = "take_off"
    TAKE_OUT = "take_out"
    LABEL = "label"
    NO_LABEL = "no_label"
    CABLE = "cable"
    PAPER = "paper"
    LID = "lid"
    NEXT = "next"
    CAME_OUT = "came_out"
    QUESTION = "question"
    LEAD_BADGE = "lead_badge"
    WAIT = "wait"
    READ = "read"
    ALL = "all"


@value
class Sight:
    """What anybody at the bench sees. `takes` is how the open question is answered, None while none is.

    `refused`: the bench has just said no to a thing out of the tote. `goods` and `beside` are how many lie in
    the tote and beside the carton; `tray`: a label lies in the printer's, `stuck`: one is on the carton that
    nobody has said no to. `faults` are what somebody made of the machines. `packed`: the order one was guided
    through is packed; `busy`: the bench has said that it takes a moment.
    """

    act: ActCode
    takes: Takes | None = None
    refused: bool = False
    goods: int = 0
    beside: int = 0
    tray: bool = False
    stuck: bool = False
    faults: frozenset[Target] = frozenset()
    packed: bool = False
    busy: bool = False


@value
class Pointer:
    """One thing, and one sentence about it."""

    target: Target
    hint: Hint


def point(sight: Sight) -> Pointer:
    """Where to go on."""
    if sight.takes is not None:
        return _AT_QUESTION.get(sight.takes, Pointer(Target.QUESTION, Hint.QUESTION))
    if sight.busy:
        return Pointer(Target.ACT, Hint.WAIT)
    if sight.packed and sight.act in {ActCode.START_ORDER, ActCode.CLEAR_BENCH}:
        return Pointer(Target.ACT, Hint.ALL)
    turn = _TURNS.get(sight.act)
    return turn(sight) if turn is not None else Pointer(Target.ACT, Hint.READ)


def _goods(sight: Sight) -> Pointer:
    if sight.refused:
        return Pointer(Target.ASIDE, Hint.ASIDE)
    return Pointer(Target.GOOD, Hint.GOOD) if sight.goods else Pointer(Target.SHORT, Hint.NOTHING_LEFT)


def _light(sight: Sight) -> Pointer:
    if sight.beside:
        return Pointer(Target.BESIDE, Hint.BESIDE)
    return Pointer(Target.PUT_IN, Hint.PUT_IN) if sight.goods else Pointer(Target.BOX, Hint.READ)


def _label(sight: Sight) -> Pointer:
    if sight.tray:
        return Pointer(Target.LABEL, Hint.LABEL)
    return Pointer(Target.ACT, Hint.WAIT) if sight.stuck else Pointer(Target.NO, Hint.NO_LABEL)


def _answer(sight: Sight) -> Pointer:
    return Pointer(Target.YES if sight.tray else Target.NO, Hint.CAME_OUT)


def _scale(sight: Sight) -> Pointer:
    mended = Target.SCALE_CABLE not in sight.faults
    return Pointer(Target.ACT, Hint.WAIT) if mended else Pointer(Target.SCALE_CABLE, Hint.CABLE)


def _printer(sight: Sight) -> Pointer:
    for fault, hint in _PRINTER_FAULTS.items():
        if fault in sight.faults:
            return Pointer(fault, hint)
    return Pointer(Target.NEXT, Hint.NEXT)


def _always(target: Target, hint: Hint) -> Callable[[Sight], Pointer]:
    pointer = Pointer(target, hint)
    return lambda _sight: pointer


_PRINTER_FAULTS: Mapping[Target, Hint] = {
    Target.PRINTER_CABLE: Hint.CABLE,
    Target.PAPER: Hint.PAPER,
    Target.LID: Hint.LID,
}

_AT_QUESTION: Mapping[Takes, Pointer] = {
    Takes.BADGE: Pointer(Target.LEAD_BADGE, Hint.LEAD_BADGE),
    Takes.SECRET: Pointer(Target.QUESTION, Hint.PIN),
}

_TURNS: Mapping[ActCode, Callable[[Sight], Pointer]] = {
    ActCode.SIGN_IN: _always(Target.BADGE, Hint.BADGE),
    ActCode.ENTER_PIN: _always(Target.ACT, Hint.PIN),
    ActCode.START_ORDER: _always(Target.TOTE, Hint.TOTE),
    ActCode.CLEAR_BENCH: _always(Target.TAKE_OFF, Hint.TAKE_OFF),
    ActCode.SCAN_GOODS: _goods,
    ActCode.CLEAR_SCALE: _always(Target.TAKE_OFF, Hint.TAKE_OFF),
    ActCode.WEIGH_CARTON: _always(Target.PUT_ON, Hint.PUT_ON),
    ActCode.WAIT_FOR_WEIGHT: _always(Target.ACT, Hint.WAIT),
    ActCode.MEND_SCALE: _scale,
    ActCode.LIGHT_CARTON: _light,
    ActCode.HEAVY_CARTON: _always(Target.BOX, Hint.TAKE_OUT),
    ActCode.CLOSE_CARTON: _always(Target.NEXT, Hint.NEXT),
    ActCode.WAIT_FOR_LABEL: _always(Target.ACT, Hint.WAIT),
    ActCode.MEND_PRINTER: _printer,
    ActCode.ANSWER_LABEL: _answer,
    ActCode.SCAN_LABEL: _label,
    ActCode.SCAN_COPY: _label,
    ActCode.FOLLOW_INSTRUCTIONS: _always(Target.NEXT, Hint.NEXT),
}
