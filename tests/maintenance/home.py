"""The home of a station with a real store in it, where one order was packed with trouble on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from packstation.application.close_carton import CloseCarton
from packstation.application.ports import NewId
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.scan_unit import ScanUnit
from packstation.application.verify_label import VerifyLabel
from packstation.domain.label import CopyReason
from packstation.domain.refusal import DeviceFault, FaultCode, Refused
from packstation.persistence.read_journal import read_journal
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from tests.application.site import BLOCK, LID, MUG, Opened
from tests.application.warehouse import Warehouse, weighing
from tests.fakes.clock import FakeClock
from tests.fakes.printer import READY

ORDER = "100235"


def moved_in(home: Path) -> Warehouse:
    """A warehouse whose station runs on a store in this home; nothing is packed yet."""
    path = home / STORE_NAME

    def open_store(clock: FakeClock, new_id: NewId) -> Opened:
        store = SqliteStore.open(path, clock=clock, new_id=new_id, app_version="1", block=BLOCK)
        return Opened(store, lambda: list(read_journal(path)), store.close)

    made = Warehouse(open_store)
    made.move_in()
    return made


def packed(home: Path) -> Warehouse:
    """The same with order 100235 packed: a wrong unit, a light carton, a jam, a copy, and all is well."""
    warehouse = moved_in(home)
    bench, ida = warehouse.bench, warehouse.ida
    task = warehouse.open(ORDER)
    with suppress(Refused):
        ScanUnit(bench)(ida, task, warehouse.read(LID))
    task = ScanUnit(bench)(ida, task, warehouse.read(MUG)).task
    with suppress(Refused):
        CloseCarton(bench, warehouse.writer)(ida, task, weighing(210))
    closed = CloseCarton(bench, warehouse.writer)(ida, task, weighing(503))
    printer = warehouse.printer
    printer.refuse(FaultCode.PAPER_OUT)
    with suppress(DeviceFault):
        PrintLabel(bench, warehouse.writer)(ida, closed.task, printer)
    printer.state, printer.fault_at_confirm = READY, FaultCode.SILENT
    with suppress(DeviceFault):
        PrintLabel(bench, warehouse.writer)(ida, closed.task, printer)
    printer.fault_at_confirm = None
    AnswerLabel(bench)(ida, closed.task, came_out=False)
    printed = PrintLabel(bench, warehouse.writer)(ida, closed.task, printer, again=CopyReason.NOT_OUT)
    assert printed.label is not None
    VerifyLabel(bench)(ida, printed.task, warehouse.read(printed.label.plate.code))
    return warehouse


def rename(warehouse: Warehouse, user_id: str, name: str) -> None:
    """A person is called something else from now on."""
    user = warehouse.user(user_id)
    with warehouse.store.transaction() as work:
        work.users.put(replace(user, name=name))


def stopped(home: Path) -> None:
    """A home whose station packed an order and was stopped in good order."""
    packed(home).opened.crash()
