"""Write down what is no verb of a person: a scan refused at the door, a lamp that changed."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.domain.act import DeviceBack, DeviceLost
from packstation.domain.device import Lamp
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import Refused
from packstation.domain.value import value


@value
class NoteRefusal:
    """A scan that never reached a verb (read twice, unreadable, forged) is journaled all the same."""

    bench: Bench

    def __call__(
        self,
        actor: Actor | None,
        task: PackTask | None,
        verb: Verb,
        no: Refused,
        device: str | None = None,
    ) -> None:
        """Record it; `device` is the scanner, when the no is to something that was read."""
        self.bench.record_no(verb, no, actor, task, device)


@value
class NoteLamp:
    """A device was lost or came back."""

    bench: Bench

    def __call__(self, lamp: Lamp) -> None:
        """Record it."""
        act = DeviceBack(lamp.device) if lamp.fault is None else DeviceLost(lamp.device, lamp.fault.value)
        with self.bench.store.transaction() as work:
            work.record(act, None)
