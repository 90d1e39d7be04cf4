"""Ask whose an order is before it is opened, where several stations pack the orders of one site.

Central is asked outside of any transaction, while the packer waits; whatever it says, the verb looks again.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.park import is_parked
from packstation.domain.refusal import RefusalCode, Refused

if TYPE_CHECKING:
    from packstation.application.central_ports import ClaimAnswer

WAIT_S = 2.0
"""So long a packer waits for central's answer."""
_TRIES = 3
_LOOK_EVERY_S = 0.05
_NOBODY = Event()
"""Nobody sets it."""
_OVER = frozenset({OrderState.PACKED, OrderState.SHIPPED})

FindOrder = Callable[[Work, frozenset[UUID]], Order | None]
"""The order that would be opened, of those not passed over already; None where the verb will say why not."""


def ask_claim(bench: Bench, find: FindOrder) -> ClaimAnswer | None:
    """Central's answer to the order that is to be opened; None where nobody had to be asked."""
    desk, answer, asked = bench.claim_desk, None, frozenset[UUID]()
    if desk is None:
        return None
    from packstation.application.central_ports import ClaimReply  # noqa: PLC0415  a bench alone never asks

    while len(asked) < _TRIES:
        with bench.store.transaction() as work:
            order = find(work, asked) if work.claims.needed else None
            wanted = order is not None and _wanted(bench, work, order)
        if order is None or not wanted:
            return answer
        answer = desk.want(order.order_id, WAIT_S)
        if answer.reply is ClaimReply.YOURS:
            _wait_until_heard(bench, order.order_id)
        if answer.reply is not ClaimReply.TAKEN:
            return answer
        asked |= {order.order_id}
    return answer


def _wait_until_heard(bench: Bench, order_id: UUID) -> None:
    """Until all that others did with the order is here too; not for ever: the verb says that it waits."""
    for _ in range(round(WAIT_S / _LOOK_EVERY_S)):
        with bench.store.transaction() as work:
            if work.claims.fence(order_id) is not None:
                return
        _NOBODY.wait(_LOOK_EVERY_S)


def claimed_fence(bench: Bench, work: Work, order: Order, answer: ClaimAnswer | None) -> int | None:
    """The fence the order is packed under; None where the station decides for itself.

    Refused when another station has it, central does not give it out, or nobody can say.
    """
    if not work.claims.needed or order.lies_at(bench.store.station_id):
        return None
    fence = work.claims.fence(order.order_id)
    if fence is not None:
        return fence
    if not is_parked(order):
        order.refuse_unless_packable()
    from packstation.application.central_ports import ClaimReply  # noqa: PLC0415  likewise

    if answer is not None and answer.reply is ClaimReply.TAKEN:
        raise Refused(RefusalCode.ORDER_CLAIMED, order=order.number, holder=answer.by)
    if answer is not None and answer.reply is ClaimReply.NOT_GIVEN:
        raise Refused(RefusalCode.ORDER_NOT_GIVEN, order=order.number)
    # By the id a lead can have it packed all the same.
    no = Refused(RefusalCode.CENTRAL_NEEDED, order=order.number, order_id=str(order.order_id))
    raise no.off_record("order_id")


def keep_claim(bench: Bench, work: Work, before: PackTask, order: Order) -> None:
    """The order is on this bench without central's leave: from the next heartbeat on it hears of it."""
    if work.claims.needed:
        work.claims.began(before)
        work.claims.hold(order.order_id, order.fence, bench.clock.mono_ms())


def _wanted(bench: Bench, work: Work, order: Order) -> bool:
    if order.lies_at(bench.store.station_id) or order.state in _OVER:
        return False
    return work.claims.fence(order.order_id) is None
