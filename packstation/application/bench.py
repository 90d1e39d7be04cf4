"""What every verb needs: the store, the clocks, identifiers, and what the site decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from packstation.application.ports import Clock, NewId, Store, Work
from packstation.domain.act import Refusal
from packstation.domain.badge import SHOWN_CHARACTERS, as_shown, looks_like_badge
from packstation.domain.label import Label
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import DeviceFault, RefusalCode, Refused
from packstation.domain.rule import ALL_RULES, Rules
from packstation.domain.scan import Scan
from packstation.domain.value import value

if TYPE_CHECKING:
    from packstation.application.central_ports import ClaimDesk

STORE_DEVICE = "store"
"""The name under which the store reports its own faults; those cannot be written into it."""

BY_WHAT_IS_SHOWN = frozenset(
    {
        Verb.SCAN_UNIT,
        Verb.COUNT_TIMES,
        Verb.COUNT_BY_TOUCH,
        Verb.UNDO,
        Verb.CLOSE_CARTON,
        Verb.CHANGE_CARTON,
        Verb.VERIFY_LABEL,
        Verb.CONFIRM_INSTRUCTION,
        Verb.REPORT_SHORT,
        Verb.SHIP_SHORT,
    }
)
"""What is done by what the screen shows of an order: refused once after the order changed from outside."""


@value
class OnBench:
    """What lies open at this station: the task, and the label of the carton that is closed, if one is.

    `fetched_from` is the place it stood on when it has just been resumed.
    """

    task: PackTask
    label: Label | None = None
    fetched_from: str | None = None


@value
class Bench:
    """The station as verbs see it."""

    store: Store
    clock: Clock
    new_id: NewId
    policy: PackingPolicy
    rules: Rules = ALL_RULES
    claim_desk: ClaimDesk | None = None
    """Where to ask for an order at a site of several stations; None: there are no others."""

    @contextmanager
    def attempt(
        self,
        verb: Verb,
        actor: Actor | None,
        task: PackTask | None = None,
        allowed_by: Actor | None = None,
        device: str | None = None,
    ) -> Iterator[Work]:
        """One transaction for one act of a person; a no rolls it back and is recorded by itself.

        `allowed_by` is a second person, identified at this bench, who allows what the first one's role
        does not: the verb writes both into the journal. `device` is the scanner
        whose read the act answers: a no says by which it came.
        """
        try:
            if actor is not None and not (
                actor.may(verb) or (allowed_by and allowed_by.may_allow(verb, actor))
            ):
                raise Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=verb.value)
            with self.store.transaction() as work:
                if task is not None and verb in BY_WHAT_IS_SHOWN:
                    _refuse_if_changed(work, task)
                yield work
        except Refused as no:
            self.record_no(verb, no, actor, task, device)
            raise
        except DeviceFault as fault:
            self.record_no(verb, fault, actor, task, device)
            raise

    def record_no(
        self,
        verb: Verb,
        no: Refused | DeviceFault,
        actor: Actor | None,
        task: PackTask | None = None,
        device: str | None = None,
    ) -> None:
        """Write down that the bench said no, why, and by which scanner when a read was refused."""
        if isinstance(no, DeviceFault):
            if no.device == STORE_DEVICE:
                return
            act = Refusal(verb.value, no.code.value, {"device": no.device}, device)
        else:
            act = refusal_act(verb, no, device)
        with self.store.transaction() as work:
            if isinstance(no, Refused) and no.code is RefusalCode.UNKNOWN_CODE and "read" in no.recorded:
                number = task.order.number if task else None
                work.unknown_codes.note(
                    str(no.data.get("code", no.recorded["read"])), self.clock.now(), number
                )
            work.record(act, actor, task=task)


def no_to_code(code: RefusalCode, scan: Scan, read: str) -> Refused:
    """The no to a code. What was typed may be a PIN or a name: the screen says it, the journal never."""
    no = Refused(code, read=as_shown(read))
    whole = read.strip()
    if len(whole) > SHOWN_CHARACTERS and not looks_like_badge(whole):
        # The list of unknown codes needs all of it, or no lead could ever map it.
        no = Refused(code, **no.data, code=whole).off_record("code")
    return no.off_record("read", "code") if scan.typed else no


def _refuse_if_changed(work: Work, seen: PackTask) -> None:
    """Raise Refused where the order asks for something else than whoever acts has seen, or is another's.

    Another cut-off alone stops nobody: the screen shows it with the answer.
    """
    if work.claims.needed and work.claims.lost(seen.order.order_id):
        raise Refused(RefusalCode.CLAIM_LOST, order=seen.order.number)
    order = work.orders.task(seen.order.order_id).order
    if order.rev == seen.order.rev or order.state is OrderState.CANCELLED:
        return
    kept = work.kept(order.order_id)
    if kept or not order.asks_like(seen.order):
        raise Refused(RefusalCode.ORDER_CHANGED, order=order.number, kept=kept)


def refusal_act(verb: Verb, no: Refused, device: str | None = None) -> Refusal:
    """The journal's line about a no."""
    return Refusal(verb.value, no.code.value, no.recorded, device)


def open_task(work: Work, order_id: UUID) -> OnBench:
    """What lies open for an order, as the store has it now."""
    task = work.orders.task(order_id)
    carton = task.unverified_carton
    return OnBench(task, work.labels.of_carton(carton.carton_id) if carton else None)
