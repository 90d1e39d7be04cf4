"""Inside the killed process: where it is to die, and the faults planted to prove that they are seen."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TextIO
from uuid import UUID

from packstation.application.ports import Work
from packstation.bootstrap import Station
from packstation.devices.printers.printer_port import PrinterPort
from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.domain.act import Act, LabelRequested, UnitCounted
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.piece_act import PieceAct
from packstation.persistence.store import SqliteStore
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import Verdict

KILLED = 137


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes wrong in this life.

    `die` is one of `before_commit:<kind of act>`, `after_commit:<kind>`, `before_paint:<verdict>`,
    `before_send`, `half_sent`, `after_send`, `after_confirm`, `statement` (SQL, once something was counted);
    `nth` the how manieth time. `plant` is one of
    `late_commit`, `early_print`, `printed_twice`, `synchronous_off`.
    """

    die: str = ""
    nth: int = 1
    plant: str = ""


def tell(**facts: object) -> None:
    """One line to whoever watches; less than a pipe takes at once, so never half a line."""
    os.write(sys.stdout.fileno(), json.dumps(facts).encode() + b"\n")


class Death:
    """Kills this process, the hard way, when its moment has come."""

    def __init__(self, plan: Plan) -> None:
        self._moment = plan.die
        self._left = plan.nth

    def at(self, moment: str) -> None:
        """This is such a moment."""
        if moment != self._moment:
            return
        self._left -= 1
        if self._left == 0:
            tell(dies_at=moment)
            if sys.platform != "win32":
                os.kill(os.getpid(), signal.SIGKILL)
            os._exit(KILLED)


class _Noting:
    """A transaction that keeps which acts were recorded in it, and into which carton."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.orders = work.orders
        self.queue = work.queue
        self.arrivals = work.arrivals
        self.catalogue = work.catalogue
        self.labels = work.labels
        self.users = work.users
        self.plates = work.plates
        self.unknown_codes = work.unknown_codes
        self.weighings = work.weighings
        self.sources = work.sources
        self.quarantine = work.quarantine
        self.claims = work.claims
        self.conflicts = work.conflicts
        self.kinds: list[str] = []
        self.carton_id: UUID | None = None

    def record(
        self,
        act: Act,
        actor: Actor | None,
        *,
        task: PackTask | None = None,
        carton_id: UUID | None = None,
        allowed_by: Actor | None = None,
    ) -> int:
        self.kinds.append(act.kind)
        self.carton_id = carton_id
        return self.work.record(act, actor, task=task, carton_id=carton_id, allowed_by=allowed_by)

    def record_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        self.kinds += [act.kind for act, _ in acts]
        self.work.record_all(acts)

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        return self.work.holds_lifted(order_id)

    def kept(self, order_id: UUID) -> int:
        return self.work.kept(order_id)

    def piece_acts(self, order_id: UUID) -> Iterable[PieceAct]:
        return self.work.piece_acts(order_id)

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        return self.work.counted_last(carton_id)


class _Transactions:
    """The store's transactions, with a moment before and a moment after each commit."""

    def __init__(self, store: SqliteStore, plan: Plan) -> None:
        self._begin = store.transaction
        self._death = Death(plan)
        self._late = plan.plant == "late_commit"
        self._held = ExitStack()
        self.counted = False
        self.before_commit: Callable[[_Noting], None] = lambda _noting: None

    @contextmanager
    def __call__(self) -> Iterator[Work]:
        self._held.close()
        with ExitStack() as commit:
            noting = _Noting(commit.enter_context(self._begin()))
            yield noting
            self.before_commit(noting)
            for kind in noting.kinds:
                self._death.at(f"before_commit:{kind}")
            if self._late and UnitCounted.kind in noting.kinds:
                # The planted fault: the answer goes to the screen now, the commit comes with the next act.
                self._held = commit.pop_all()
                return
        for kind in noting.kinds:
            self._death.at(f"after_commit:{kind}")
        self.counted = self.counted or UnitCounted.kind in noting.kinds

    def statement(self, _sql: str) -> None:
        """A statement is about to run."""
        if self.counted:
            self._death.at("statement")


def in_the_store(store: SqliteStore, plan: Plan) -> None:
    """Faults and deaths around commits."""
    if plan.plant == "synchronous_off":
        store._raw.execute("PRAGMA synchronous = OFF")
    transactions = _Transactions(store, plan)
    store.transaction = transactions  # type: ignore[method-assign]
    if plan.die == "statement":
        store._raw.set_trace_callback(transactions.statement)


def at_the_printer(station: Station, plan: Plan) -> None:
    """Faults and deaths around the bytes of a label."""
    port = next(port for port in station.ports if isinstance(port, PrinterPort))
    printer, death = port._printer, Death(plan)
    if not isinstance(printer, ZplPrinter):
        raise TypeError("the killed station prints ZPL")
    send, confirm = printer.send, printer.confirm

    def dying_send(data: bytes) -> None:
        death.at("before_send")
        if plan.die == "half_sent":
            printer._link.write(data[: len(data) // 2])
            death.at("half_sent")
        send(data)
        if plan.plant == "printed_twice":
            send(data)
        death.at("after_send")

    def dying_confirm() -> None:
        confirm()
        death.at("after_confirm")

    printer.send = dying_send  # type: ignore[method-assign]
    printer.confirm = dying_confirm  # type: ignore[method-assign]
    if plan.plant == "early_print":
        _send_before_commit(station, printer)


def _send_before_commit(station: Station, printer: ZplPrinter) -> None:
    """The planted fault: the label is on its way before its request is in the store."""
    send = printer.send
    transactions = station.store.transaction
    if not isinstance(transactions, _Transactions):
        raise TypeError("the store's transactions are not watched")

    def early(noting: _Noting) -> None:
        if LabelRequested.kind in noting.kinds and noting.carton_id is not None:
            label = noting.labels.of_carton(noting.carton_id)
            if label is not None:
                send(label.data)

    transactions.before_commit = early
    printer.send = _sent_already  # type: ignore[method-assign]


def _sent_already(data: bytes) -> None:
    """The early print has sent them."""


def at_the_window(window: StationWindow, plan: Plan) -> None:
    """Deaths between the commit and the verdict."""
    put, death = window.verdict.put, Death(plan)

    def dying_put(verdict: Verdict) -> None:
        death.at(f"before_paint:{verdict.code.value}")
        put(verdict)

    window.verdict.put = dying_put  # type: ignore[method-assign]


def obey(store: SqliteStore, words: TextIO) -> None:
    """Words to the running process: `disk_full` lets the store grow no more, `disk_free` lets it again."""
    for word in words:
        with store._lane:
            store._raw.execute(_DISK[word.strip()])


_DISK = {"disk_full": "PRAGMA max_page_count = 1", "disk_free": "PRAGMA max_page_count = 1073741823"}
