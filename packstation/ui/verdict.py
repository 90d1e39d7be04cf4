"""What the bench says after each act, and what it asks for next: codes and facts, no words, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from packstation.domain.refusal import DeviceFault, Fact, FaultCode, RefusalCode, Refused
from packstation.domain.value import value

_NOTHING: Mapping[str, Fact] = MappingProxyType({})


class VerdictKind(StrEnum):
    """The answers that look, sound and read differently."""

    YES = "yes"
    LINE_COMPLETE = "line_complete"
    ORDER_COMPLETE = "order_complete"
    NO = "no"
    LEAD = "lead"
    NOTE = "note"


class Said(StrEnum):
    """Verdicts that are no refusal and no device fault."""

    COUNTED = "counted"
    LINE_DONE = "line_done"
    GOODS_DONE = "goods_done"
    SOONER_LOT = "sooner_lot"
    UNDONE = "undone"
    NOT_COUNTED = "not_counted"
    FOUND_UNIT = "found_unit"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOCKED = "locked"
    ENROLLED = "enrolled"
    ORDER_OPENED = "order_opened"
    ORDER_RESUMED = "order_resumed"
    ORDER_GIVEN_BACK = "order_given_back"
    CARTON_CLOSED = "carton_closed"
    LABEL_PRINTED = "label_printed"
    LABEL_VERIFIED = "label_verified"
    ORDER_DONE = "order_done"
    NO_UNKNOWN_CODES = "no_unknown_codes"
    CODE_DROPPED = "code_dropped"
    CODE_MAPPED = "code_mapped"
    NO_LEARNED_WEIGHTS = "no_learned_weights"
    WEIGHT_CONFIRMED = "weight_confirmed"
    WEIGHT_FORGOTTEN = "weight_forgotten"
    PERSON_DISABLED = "person_disabled"
    PERSON_ENABLED = "person_enabled"
    ROLE_CHANGED = "role_changed"
    PIN_CHANGED = "pin_changed"
    NOBODY_THERE = "nobody_there"
    BADGE_PRINTS = "badge_prints"
    BADGE_PRINTED = "badge_printed"
    BADGE_NOT_PRINTED = "badge_not_printed"
    HOLD_LIFTED = "hold_lifted"
    NOTHING_HELD = "nothing_held"
    HOLD_REMAINS = "hold_remains"
    ORDER_PARKED = "order_parked"
    ORDER_FETCHED = "order_fetched"
    WAITS_FOR_LEAD = "waits_for_lead"
    SHORT_SHIPS = "short_ships"
    SHORT_PACKED = "short_packed"
    IS_BACK = "is_back"
    ALL_BACK = "all_back"
    TAKEN_AGAIN = "taken_again"
    # several cartons, copies, totes, orders of one kind
    GO_ON_WITH = "go_on_with"
    TYPE_CHANGED = "type_changed"
    CARTON_REOPENED = "carton_reopened"
    MOVED = "moved"
    MOVED_LAST = "moved_last"
    MOVED_BACK = "moved_back"
    MOVE_ENDED = "move_ended"
    COPY_COMES = "copy_comes"
    COPY_PRINTED = "copy_printed"
    TOTE_BOUND = "tote_bound"
    BATCH_ORDER = "batch_order"
    BATCH_DONE = "batch_done"
    BATCH_ENDED = "batch_ended"
    INSTRUCTION_DONE = "instruction_done"
    PHOTO_MISSED = "photo_missed"
    FILE_BEGINS = "file_begins"
    FILES_FULL = "files_full"
    FILE_LATER = "file_later"
    COLUMNS_KEPT = "columns_kept"
    NO_ROWS_WAIT = "no_rows_wait"
    ROWS_IN = "rows_in"
    ROWS_WAIT = "rows_wait"
    ROWS_DROPPED = "rows_dropped"
    STOP_CANCELLED = "stop_cancelled"
    WAY_FREE = "way_free"
    SITE_JOINED = "site_joined"
    SITE_CHANGED = "site_changed"
    SITE_LEFT = "site_left"
    NO_TASKS = "no_tasks"
    TASK_SETTLED = "task_settled"
    CHECKING = "checking"
    WITHDRAWN = "withdrawn"
    BUG = "bug"


@value
class Verdict:
    """One answer of the bench: its kind, its code and the facts of its sentence."""

    kind: VerdictKind
    code: Said | RefusalCode | FaultCode
    data: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)


NEEDS_LEAD = frozenset(
    {
        RefusalCode.ORDER_CANCELLED,
        RefusalCode.ORDER_HELD,
        RefusalCode.CLAIM_LOST,
        RefusalCode.DISK_NEARLY_FULL,
        RefusalCode.SSCC_EXHAUSTED,
        RefusalCode.USER_DISABLED,
    }
)
"""Refusals a packer cannot mend alone."""


def verdict_of(error: Exception) -> Verdict:
    """The verdict for a no: refused, device, or a bug of ours."""
    if isinstance(error, Refused):
        kind = VerdictKind.LEAD if error.code in NEEDS_LEAD else VerdictKind.NO
        if error.code is RefusalCode.PIN_NEEDED:
            kind = VerdictKind.NOTE  # the badge was right; this is a request, not a no
        return Verdict(kind, error.code, error.data)
    if isinstance(error, DeviceFault):
        disk = error.code in {FaultCode.DISK_FAILED, FaultCode.DISK_FULL, FaultCode.FORKED}
        kind = VerdictKind.LEAD if disk else VerdictKind.NO
        return Verdict(kind, error.code, {"device": error.device})
    return Verdict(VerdictKind.LEAD, Said.BUG)


def blames(said: Verdict | None, device: str) -> bool:
    """Whether an answer is a fault of this device that its lamp can take back."""
    return (
        said is not None
        and isinstance(said.code, FaultCode)
        and said.code is not FaultCode.UNSURE
        and said.data.get("device") == device
    )


class ActCode(StrEnum):
    """The next thing a person has to do, the largest text on the screen."""

    NAME_FIRST_LEAD = "name_first_lead"
    SIGN_IN = "sign_in"
    ENTER_PIN = "enter_pin"
    START_ORDER = "start_order"
    CLEAR_BENCH = "clear_bench"
    SCAN_GOODS = "scan_goods"
    CLEAR_SCALE = "clear_scale"
    WEIGH_CARTON = "weigh_carton"
    WAIT_FOR_WEIGHT = "wait_for_weight"
    MEND_SCALE = "mend_scale"
    LIGHT_CARTON = "light_carton"
    HEAVY_CARTON = "heavy_carton"
    CLOSE_CARTON = "close_carton"
    WAIT_FOR_LABEL = "wait_for_label"
    MEND_PRINTER = "mend_printer"
    ANSWER_LABEL = "answer_label"
    SCAN_LABEL = "scan_label"
    SCAN_COPY = "scan_copy"
    PUT_BACK = "put_back"
    PUT_BACK_BY_HAND = "put_back_by_hand"
    MOVE_UNIT = "move_unit"
    FOLLOW_INSTRUCTIONS = "follow_instructions"
    CLEAR_CANCELLED = "clear_cancelled"
    HELD = "held"
    GIVEN_AWAY = "given_away"
    FETCH_LEAD = "fetch_lead"
    MEND_ROWS = "mend_rows"
    NAME_COLUMNS = "name_columns"


@value
class NextAct:
    """What to do next, with the facts of its sentence."""

    code: ActCode
    data: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)
