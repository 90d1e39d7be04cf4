"""One transaction for one act of a person; roles; and faults that cannot be written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pytest

from packstation.application.bench import STORE_DEVICE, Bench
from packstation.application.close_carton import CloseCarton
from packstation.application.open_order import OpenOrder, ResumeOrder
from packstation.application.ports import Work
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.release_order import ReleaseOrder
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import OrderReleased, Refusal
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from tests.application.site import MUG
from tests.application.warehouse import Warehouse, weighing

ACTS: dict[Verb, Callable[[Warehouse, PackTask], object]] = {
    Verb.OPEN_ORDER: lambda w, _: OpenOrder(w.bench)(w.adam, None),
    Verb.SCAN_UNIT: lambda w, task: ScanUnit(w.bench)(w.adam, task, w.read(MUG)),
    Verb.UNDO: lambda w, task: UndoScan(w.bench)(w.adam, task),
    Verb.CLOSE_CARTON: lambda w, task: CloseCarton(w.bench, w.writer)(w.adam, task, weighing(500)),
    Verb.PRINT_LABEL: lambda w, task: PrintLabel(w.bench, w.writer)(w.adam, task, w.printer),
    Verb.ANSWER_LABEL: lambda w, task: AnswerLabel(w.bench)(w.adam, task, came_out=True),
    Verb.VERIFY_LABEL: lambda w, task: VerifyLabel(w.bench)(w.adam, task, w.read("x")),
    Verb.RELEASE_ORDER: lambda w, task: ReleaseOrder(w.bench)(w.adam, task),
}


@pytest.mark.parametrize("verb", sorted(ACTS))
def test_whoever_may_not_pack_is_refused_at_every_verb_of_the_bench(warehouse: Warehouse, verb: Verb) -> None:
    task = warehouse.pack(MUG, number="100234")
    with warehouse.refused(verb, RefusalCode.ROLE_FORBIDS, role="admin", verb=verb.value):
        ACTS[verb](warehouse, task)


def test_whoever_may_not_pack_does_not_see_what_lies_open(warehouse: Warehouse) -> None:
    warehouse.open("100234")
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ROLE_FORBIDS, role="admin", verb="open_order"):
        ResumeOrder(warehouse.bench)(warehouse.adam)


READS: dict[Verb, Callable[[Warehouse, Scan], object]] = {
    Verb.OPEN_ORDER: lambda w, scan: OpenOrder(w.bench)(w.ida, scan),
    Verb.SCAN_UNIT: lambda w, scan: ScanUnit(w.bench)(w.ida, w.open("100234"), scan),
    Verb.VERIFY_LABEL: lambda w, scan: VerifyLabel(w.bench)(w.ida, w.print().task, scan),
}


@pytest.mark.parametrize("verb", sorted(READS))
def test_a_no_to_a_read_says_by_which_scanner_it_came(warehouse: Warehouse, verb: Verb) -> None:
    with pytest.raises(Refused):
        READS[verb](warehouse, Scan("nonsense", "right", 0))
    (no,) = warehouse.newest()
    assert isinstance(no, Refusal)
    assert (no.verb, no.device) == (verb, "right")


def test_a_no_to_what_nobody_read_names_no_scanner(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    with pytest.raises(Refused):
        UndoScan(warehouse.bench)(warehouse.ida, task)
    assert warehouse.newest() == [Refusal("undo", "nothing_to_undo", {})]


def test_a_bug_rolls_the_act_back_and_is_nobodys_refusal(warehouse: Warehouse) -> None:
    seen, acts = warehouse.seen(), warehouse.acts()

    def planted(work: Work) -> None:
        order = work.orders.by_number("100234")
        assert order is not None
        work.orders.save(order.claimed_by("bench-9"))
        work.record(OrderReleased(), warehouse.ida)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), warehouse.bench.attempt(Verb.UNDO, warehouse.ida) as work:
        planted(work)
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)


class FullDisk:
    """A store whose disk takes nothing more."""

    station_id = "bench-1"
    site_secret = b"secret"
    on_reserve = False
    shared_site = None

    def __init__(self) -> None:
        self.asked = 0

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        self.asked += 1
        raise DeviceFault(FaultCode.DISK_FULL, STORE_DEVICE)
        yield

    repeatable = transaction

    def write_out(self) -> None:
        raise AssertionError("nobody asked for it")

    def unburdened(self) -> AbstractContextManager[Callable[[], None]]:
        return nullcontext(lambda: None)


def test_a_full_disk_is_told_and_not_written_to_the_full_disk(warehouse: Warehouse) -> None:
    store = FullDisk()
    bench = Bench(store, warehouse.clock, warehouse.new_id, warehouse.policy)
    with pytest.raises(DeviceFault) as fault:
        OpenOrder(bench)(warehouse.ida, None)
    assert (fault.value.code, fault.value.device) == (FaultCode.DISK_FULL, "store")
    assert store.asked == 1


def test_a_no_that_cannot_be_written_down_becomes_the_fault_of_the_store(warehouse: Warehouse) -> None:
    bench = Bench(FullDisk(), warehouse.clock, warehouse.new_id, warehouse.policy)
    with pytest.raises(DeviceFault) as fault:
        OpenOrder(bench)(warehouse.adam, None)
    assert fault.value.code is FaultCode.DISK_FULL
    assert isinstance(fault.value.__context__, Refused)
