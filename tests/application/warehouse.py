"""A bench on that site, and what can be seen, done and refused there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from packstation.application.bench import OnBench
from packstation.application.close_carton import CloseCarton
from packstation.application.open_order import OpenOrder
from packstation.application.print_label import PrintLabel
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.scan_unit import ScanUnit
from packstation.domain.act import Act, Refusal
from packstation.domain.pack_task import PackTask
from packstation.domain.person import User, Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.weight import WeighedCarton
from tests.application.site import MUG, Site

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class WatchedSite(Site):
    """What stands in the store and in its journal."""

    def user(self, user_id: str) -> User:
        """A person as the store has her."""
        with self.store.transaction() as work:
            user = work.users.user(user_id)
        assert user is not None
        return user

    def on_bench(self, number: str) -> OnBench:
        """An order as the store has it."""
        with self.store.transaction() as work:
            found = work.orders.by_number(number)
            assert found is not None
            task = work.orders.task(found.order_id)
            closed = task.unverified_carton
            return OnBench(task, work.labels.of_carton(closed.carton_id) if closed else None)

    def cancel(self, number: str) -> None:
        """The shop calls the order off."""
        found = self.on_bench(number).task.order
        ReceiveOrders(self.bench)([replace(found, state=type(found.state).CANCELLED)])

    def seen(self) -> tuple[object, ...]:
        """Everything the store holds but its journal."""
        with self.store.transaction() as work:
            tasks = [
                work.orders.task(found.order_id)
                for number in self.numbers
                if (found := work.orders.by_number(number)) is not None
            ]
            cartons = [carton for task in tasks for carton in task.cartons]
            labels = [work.labels.of_carton(carton.carton_id) for carton in cartons]
            return (*tasks, *labels, *work.users.all(), work.plates.block())

    def acts(self) -> list[Act]:
        """What the journal says, oldest first; start and stop of the station are left out."""
        acts = [entry.act for entry in self.opened.journal()]
        return [act for act in acts if not act.kind.startswith("station_")]

    def said(self) -> str:
        """All that the journal tells, but for ids: what those happen to read has no meaning."""
        return _ID.sub("", str(self.acts()))

    def newest(self, count: int = 1) -> list[Act]:
        """The newest lines of the journal."""
        return self.acts()[-count:]


class Warehouse(WatchedSite):
    """The road an order takes, for tests of what comes behind; and the nos on it."""

    def open(self, number: str = "100235") -> PackTask:
        """An order, claimed and open."""
        return OpenOrder(self.bench)(self.ida, self.read(number)).task

    def read(self, text: str, aim: str = "") -> Scan:
        """One read of the scanner, a second after the last."""
        self.clock.advance(1)
        return Scan(text, "scanner", self.clock.mono_ms(), aim)

    def pack(self, *codes: str, number: str = "100235") -> PackTask:
        """An order with these codes counted."""
        task = self.open(number)
        for code in codes:
            task = ScanUnit(self.bench)(self.ida, task, self.read(code)).task
        return task

    def close(self, grams: int = 500) -> OnBench:
        """The order 100235, packed, weighed and closed."""
        return CloseCarton(self.bench, self.writer)(self.ida, self.pack(MUG), weighing(grams))

    def print(self) -> OnBench:
        """The order 100235 with its label printed."""
        return PrintLabel(self.bench, self.writer)(self.ida, self.close().task, self.printer)

    @contextmanager
    def refused(self, verb: Verb, code: RefusalCode, /, **data: str | int | None) -> Iterator[None]:
        """The bench says no with this code and these facts, writes it down, and changes nothing else."""
        seen, acts = self.seen(), self.acts()
        with pytest.raises(Refused) as no:
            yield
        assert (no.value.code, dict(no.value.data)) == (code, data)
        assert self.seen() == seen
        assert self._nos_after(acts) == [Refusal(verb.value, code.value, no.value.recorded)]

    @contextmanager
    def faulty(self, verb: Verb, code: FaultCode, device: str) -> Iterator[None]:
        """A device is to blame; it is written down, and nothing else changes."""
        seen, acts = self.seen(), self.acts()
        with pytest.raises(DeviceFault) as fault:
            yield
        assert (fault.value.code, fault.value.device) == (code, device)
        assert self.seen() == seen
        assert self._nos_after(acts) == [Refusal(verb.value, code.value, {"device": device})]

    def _nos_after(self, acts: list[Act]) -> list[Act]:
        """What the journal says behind these lines, whichever scanner a no came by."""
        assert self.acts()[: len(acts)] == acts
        new = self.acts()[len(acts) :]
        return [replace(act, device=None) if isinstance(act, Refusal) else act for act in new]


def weighing(grams: int) -> WeighedCarton:
    """A settled, fresh weight."""
    return WeighedCarton(grams, None, None)
