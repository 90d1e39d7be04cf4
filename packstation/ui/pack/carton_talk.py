"""What is asked about cartons: another type, which one to cut open, what to move from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from packstation.application.bench import OnBench
from packstation.application.carton_type import known_types
from packstation.application.move_unit import UnitsMoved
from packstation.domain.carton import Carton
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.repack import labelled, sources
from packstation.domain.scan import Scan
from packstation.ui.carton_answer import carton_choices, pieces_choices, type_choices
from packstation.ui.conversation import Talk, choose, do, tell
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import AskCode, Question, Takes


def change_type(desk: Desk, task: PackTask, code: str) -> Talk[OnBench]:
    """Another type for the open carton; without a code it is picked from the site's."""
    actor, verb = desk.person, desk.verbs.cartons.change_carton_type
    if not code:
        types = known_types(desk.verbs.bench.policy)
        picked = yield from choose(Question(AskCode.CARTON_TYPE, choices=type_choices(types)))
        code = types[picked].code
    chosen = code
    return (yield from do(lambda: verb(actor, task, chosen)))


def reopen_carton(desk: Desk, task: PackTask) -> Talk[OnBench]:
    """The closed carton in hand, or one of those that are proven, cut open again."""
    actor, verb, in_hand = desk.person, desk.verbs.cartons.reopen_carton, task.unverified_carton
    closed = (in_hand,) if in_hand is not None else labelled(task)
    carton = yield from ask_carton(AskCode.REOPEN_CARTON, task, closed)
    return (yield from do(lambda: verb(actor, task, carton.carton_id)))


def reopen_order(desk: Desk) -> Talk[OnBench]:
    """A packed order fetched back by its paper or a label, one of its cartons cut open."""
    actor, verbs = desk.person, desk.verbs
    shown = yield from tell(Question(AskCode.REOPEN_ORDER, takes=Takes.TEXT))
    found = yield from do(lambda: verbs.cartons.find_carton(actor, shown, packed=True))
    carton_id = found.carton_id
    if carton_id is None:
        carton = yield from ask_carton(AskCode.REOPEN_CARTON, found.task, labelled(found.task))
        carton_id = carton.carton_id
    which: UUID = carton_id
    allowed_by = yield from ask_leave(desk, Verb.REOPEN_ORDER)
    return (yield from do(lambda: verbs.cartons.reopen_order(actor, found.task, which, allowed_by)))


def move_from(task: PackTask) -> Talk[Carton]:
    """The carton goods are taken out of; nothing is changed by the answer."""
    return (yield from ask_carton(AskCode.MOVE_FROM, task, sources(task)))


def move_pieces(desk: Desk, task: PackTask, source_id: UUID, scan: Scan) -> Talk[UnitsMoved]:
    """The pieces a scan means, moved; which lot is asked only where the carton holds several."""
    actor, verb = desk.person, desk.verbs.cartons.move_unit
    result = yield from do(lambda: verb(actor, task, source_id, scan))
    if isinstance(result, UnitsMoved):
        return result
    line = task.line(result[0].line_no)
    question = Question(AskCode.MOVE_PIECES, {"name": line.name or line.sku}, pieces_choices(result))
    chosen = result[(yield from choose(question))]
    moved = yield from do(lambda: verb(actor, task, source_id, scan, chosen))
    if not isinstance(moved, UnitsMoved):
        raise TypeError("asked which, and answered, and asked again")
    return moved


def ask_carton(code: AskCode, task: PackTask, cartons: Sequence[Carton]) -> Talk[Carton]:
    """One of these cartons; where there is only one nobody is asked."""
    if len(cartons) == 1:
        return cartons[0]
    picked = yield from choose(Question(code, choices=carton_choices(task, cartons)))
    return cartons[picked]
