"""What the bench decided, in the few words the scripts use."""

from __future__ import annotations

from packstation.application.bench import OnBench
from packstation.domain.label import LabelState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused

FAULTS = {
    FaultCode.SILENT: "not answering",
    FaultCode.GONE: "not connected",
    FaultCode.PAPER_OUT: "out of paper",
    FaultCode.UNSURE: "did the label come out?",
}
FACTS = {
    RefusalCode.ORDER_HELD: "{reasons}",
    RefusalCode.ORDER_PACKED: "by {by}",
    RefusalCode.ORDER_CLAIMED: "at {holder}",
    RefusalCode.ORDER_OPEN_HERE: "{order}",
    RefusalCode.ORDER_INCOMPLETE: "{missing} missing",
    RefusalCode.TOO_MANY: "only {left} left",
    RefusalCode.TIMES_LIMITED: "{limit}",
    RefusalCode.EXPIRED: "on {date}",
    RefusalCode.LOT_EXPIRY_DIFFERS: "known until {known}",
    RefusalCode.SERIAL_SEEN: "in order {order}",
    RefusalCode.WEIGHT_LIGHT: "by {grams} g",
    RefusalCode.WEIGHT_HEAVY: "by {grams} g",
    RefusalCode.SIGN_IN_DELAYED: "for {wait_s} s",
    RefusalCode.DOUBLE_READ: "after {gap_ms} ms",
    RefusalCode.PIN_TOO_SHORT: "{digits} digits",
    RefusalCode.BADGE_TAKEN: "{number}",
    RefusalCode.INSTRUCTION_OPEN: "{kinds}",
    RefusalCode.HOLD_NOT_OURS: "{reason}",
    RefusalCode.SHORT_TOO_MANY: "only {left} left",
    RefusalCode.REST_UNDER_WAY: "{order}",
    RefusalCode.PLACE_UNKNOWN: "{place}",
    RefusalCode.PLACE_IS_OTHER: "{read}",
    RefusalCode.PIECES_SEALED: "carton {carton}",
    RefusalCode.PLACE_IS_TOTE: "{place}",
    RefusalCode.PLACE_SHARED: "{place}",
    RefusalCode.NOT_PACKED_HERE: "{sku}",
    RefusalCode.PUT_BACK_TOO_MANY: "only {left} left",
    RefusalCode.PIECES_TO_PUT_BACK: "{left}",
}


def no(refused: Refused) -> str:
    """A refusal: its code in words, and the fact that matters."""
    words = refused.code.value.replace("_", " ")
    fact = FACTS.get(refused.code, "").format(**refused.data)
    if refused.code is RefusalCode.ORDER_HELD and refused.data.get("sku"):
        fact = f"{fact}: {refused.data['sku']}"
    return f"refused: {words} {fact}".rstrip()


def fault(trouble: DeviceFault) -> str:
    """A fault: the device and what is wrong with it."""
    return f"{trouble.device}: {FAULTS[trouble.code]}"


def counted(yes: Counted) -> list[str]:
    """A yes to a scan."""
    said = [f"packed {yes.packed} of {yes.wanted}"]
    if yes.order_complete:
        said.append("order complete")
    elif yes.line_complete:
        said.append("line complete")
    return said


def task(shown: PackTask) -> list[str]:
    """An order as it lies open."""
    said = [f"shows {len(shown.order.lines)} lines"]
    if shown.units_packed:
        said.append(f"{shown.units_packed} packed")
    if shown.cancelled:
        said.append("cancelled")
    return said


def label(on_bench: OnBench) -> list[str]:
    """The label of a closed carton, as far as the bench knows."""
    if on_bench.label is None:
        return []
    return {
        LabelState.WANTED: ["label to be printed"],
        LabelState.REQUESTED: ["did the label come out?"],
        LabelState.PRINTED: ["label to be scanned"],
    }[on_bench.label.state]


def proven(on_bench: OnBench) -> list[str]:
    """A label scanned back."""
    return ["verified"] + ["order packed"] * (on_bench.task.order.state is OrderState.PACKED)
