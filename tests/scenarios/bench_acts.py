"""What a script can have the packer do at the bench, and what it can do to scale and printer."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.close_carton import CloseCarton
from packstation.application.note import NoteRefusal
from packstation.application.open_order import OpenOrder, ResumeOrder
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.release_order import ReleaseOrder
from packstation.application.sign_in import SignIn, SignOut
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.devices.scanners.gs1 import element_strings
from packstation.domain.badge import Badge
from packstation.domain.device import PrinterStatus
from packstation.domain.label import CopyReason
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.weight import WeightResult
from tests.fakes.label_writer import COPY_MARK
from tests.scenarios import goods_acts, words
from tests.scenarios.packer import Acts, Packer

act = Acts()

# --- people ---


def _welcome(packer: Packer, actor: Actor) -> list[str]:
    packer.actor = actor
    resume = ResumeOrder(packer.warehouse.bench)
    return [actor.name, *packer.tried(lambda: packer.shows(resume(actor)))]


@act(r"badge of ((?:old )?\S+?)(?: and PIN (\d+))?")
def badge(packer: Packer, name: str, pin: str | None) -> list[str]:
    read = Badge.parse(packer.people[name][1])
    assert read is not None
    return _welcome(packer, SignIn(packer.warehouse.bench, packer.warehouse.secrets).by_badge(read, pin))


@act(r"PIN (\d+) of (\S+)")
def pin(packer: Packer, typed: str, name: str) -> list[str]:
    sign_in = SignIn(packer.warehouse.bench, packer.warehouse.secrets)
    return _welcome(packer, sign_in.by_pin(packer.people[name][0].user_id, typed))


@act(r"sign out")
def sign_out(packer: Packer) -> list[str]:
    SignOut(packer.warehouse.bench)(packer.somebody, idle=False)
    packer.actor = packer.on_bench = None
    return []


# --- the scanner ---


def _scanned(packer: Packer, scan: Scan) -> list[str]:
    bench, gap_ms = packer.warehouse.bench, packer.door.gap_ms(scan)
    packer.door = packer.door.after(scan)
    if gap_ms is not None:
        no = Refused(RefusalCode.DOUBLE_READ, gap_ms=gap_ms)
        NoteRefusal(bench)(packer.somebody, packer.task, Verb.SCAN_UNIT, no)
        raise no
    if packer.on_bench is None:
        return packer.shows(OpenOrder(bench)(packer.somebody, scan))
    if packer.on_bench.label is not None:
        after = VerifyLabel(bench)(packer.somebody, packer.task, scan)
        packer.shows(after)
        return words.proven(after)
    return goods_acts.scanned(packer, scan)


def _read(packer: Packer, code: str) -> Scan:
    aim, text = (code[:3], code[3:]) if code.startswith("]") else ("", code)
    scan = packer.warehouse.read(text, aim)
    return Scan(text, scan.device, scan.at_ms, aim, element_strings(aim, text))


@act(r"scan (?:order |tote )?(\S+)")
def scan(packer: Packer, code: str) -> list[str]:
    return _scanned(packer, _read(packer, code))


@act(r"scan (\S+) twice within (\d+) ms")
def scan_twice(packer: Packer, code: str, gap_ms: str) -> list[str]:
    first = _read(packer, code)
    again = replace(first, at_ms=first.at_ms + int(gap_ms))
    return [*_scanned(packer, first), *packer.tried(lambda: _scanned(packer, again))]


@act(r"scan the badge of (\S+)")
def scan_badge(packer: Packer, name: str) -> list[str]:
    return _scanned(packer, _read(packer, packer.people[name][1]))


@act(r"scan the label")
def scan_label(packer: Packer) -> list[str]:
    assert packer.on_bench is not None
    assert packer.on_bench.label is not None
    return _scanned(packer, _read(packer, f"]C1{packer.on_bench.label.plate.code}"))


@act(r"scan the label of order (\S+)")
def scan_other_label(packer: Packer, number: str) -> list[str]:
    plate = packer.warehouse.on_bench(number).task.cartons[-1].plate
    assert plate is not None
    return _scanned(packer, _read(packer, f"]C1{plate.code}"))


@act(r"next")
def next_order(packer: Packer) -> list[str]:
    return packer.shows(OpenOrder(packer.warehouse.bench)(packer.somebody, None))


@act(r"undo")
def undo(packer: Packer) -> list[str]:
    undone = UndoScan(packer.warehouse.bench)(packer.somebody, packer.task)
    yes, moved = undone.counted, undone.moved
    if moved is not None:
        packer.on_bench = packer.warehouse.on_bench(undone.task.order.number)
        return [f"{moved.units} back from carton {moved.source} to carton {moved.target}"]
    return [f"took back {-yes.units}", f"packed {yes.packed} of {yes.wanted}"]


@act(r"give the order back")
def give_back(packer: Packer) -> list[str]:
    after = ReleaseOrder(packer.warehouse.bench)(packer.somebody, packer.task)
    packer.on_bench = None
    return ["cleared away" if after.cancelled else "given back"]


# --- the scale ---


@act(r"scale (-?\d+) g")
def scale(packer: Packer, grams: str) -> list[str]:
    packer.put_on_scale(int(grams), still=True)
    return []


@act(r"scale moving at (\d+) g")
def scale_moving(packer: Packer, grams: str) -> list[str]:
    packer.put_on_scale(int(grams), still=False)
    return []


@act(r"(un)?plug scale")
def plug_scale(packer: Packer, out: str | None) -> list[str]:
    packer.plug_scale(in_place=out is None)
    return []


RESULTS = {
    WeightResult.WITHIN: [],
    WeightResult.ADVISED: ["weight is off"],
    WeightResult.UNCHECKED: ["weight unchecked"],
    WeightResult.OFF: ["weight not asked for"],
}


@act(r"close")
def close(packer: Packer) -> list[str]:
    warehouse, weighed = packer.warehouse, packer.weigh()
    after = CloseCarton(warehouse.bench, warehouse.writer)(packer.somebody, packer.task, weighed)
    packer.scale = packer.scale.used()
    packer.shows(after)
    carton = after.task.unverified_carton
    assert carton is not None
    assert carton.weight_result is not None
    expected = after.task.expected(carton, warehouse.policy.tolerance)
    blind = carton.weight_result is WeightResult.WITHIN and expected is not None and expected.blind
    said = [*RESULTS[carton.weight_result], *["weight cannot see one missing unit"] * blind]
    return ["closed", *said, *words.label(after)]


# --- the printer ---


def _printed(packer: Packer, *, again: CopyReason | None) -> list[str]:
    warehouse = packer.warehouse
    verb = PrintLabel(warehouse.bench, warehouse.writer)
    packer.shows(verb(packer.somebody, packer.task, warehouse.printer, again=again))
    return ["COPY printed" if warehouse.printer.paper[-1].startswith(COPY_MARK) else "label printed"]


@act(r"print( again)?")
def print_label(packer: Packer, again: str | None) -> list[str]:
    return _printed(packer, again=CopyReason.DAMAGED if again else None)


@act(r"the power goes (before|after) the label is sent")
def power_goes(packer: Packer, moment: str) -> list[str]:
    packer.warehouse.printer.crash_at = {"before": "send", "after": "sent"}[moment]
    try:
        return _printed(packer, again=None)
    finally:
        packer.warehouse.printer.crash_at = ""


@act(r"answer (yes|no)")
def answer(packer: Packer, said: str) -> list[str]:
    verb = AnswerLabel(packer.warehouse.bench)
    packer.on_bench = verb(packer.somebody, packer.task, came_out=said == "yes")
    return words.label(packer.on_bench)


@act(r"printer (out of paper|has paper)")
def paper(packer: Packer, how: str) -> list[str]:
    packer.warehouse.printer.state = PrinterStatus(FaultCode.PAPER_OUT if how == "out of paper" else None)
    return []


@act(r"(un)?plug printer")
def plug_printer(packer: Packer, out: str | None) -> list[str]:
    packer.warehouse.printer.gone = out is not None
    return []


JAMS = {"jams": FaultCode.SILENT, "loses its cable behind the bytes": FaultCode.GONE, "runs again": None}


@act(rf"printer ({'|'.join(JAMS)})")
def jam(packer: Packer, how: str) -> list[str]:
    packer.warehouse.printer.fault_at_confirm = JAMS[how]
    return []


@act(r"paper in the printer's tray")
def tray(packer: Packer) -> list[str]:
    paper = packer.warehouse.printer.paper
    copies = sum(each.startswith(COPY_MARK) for each in paper)
    return [f"{len(paper) - copies} labels", f"{copies} COPY"]
