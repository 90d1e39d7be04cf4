"""Who is to blame when something does not happen: the act, a device, or (any other exception) our code.

Codes are stable: they stand in the journal and in statistics. The words a packer reads are the view's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

Fact = str | int | None

NAMES_OF_PEOPLE = frozenset({"name", "by"})
"""The facts that name a person. The screen may say them; the journal, which nothing can erase, may not."""


class RefusalCode(StrEnum):
    """Why the bench said no to something a person did; each has its own sentence on the screen."""

    # a scan while packing
    UNKNOWN_CODE = "unknown_code"
    NOT_ON_ORDER = "not_on_order"
    LINE_COMPLETE = "line_complete"
    TOO_MANY = "too_many"
    ORDER_CANCELLED = "order_cancelled"
    DOUBLE_READ = "double_read"
    CODE_UNREADABLE = "code_unreadable"
    CHECK_DIGIT = "check_digit"
    COMMAND_FORGED = "command_forged"
    COMMAND_NOT_HERE = "command_not_here"
    BADGE_NOT_HERE = "badge_not_here"
    CARTON_CLOSED = "carton_closed"
    QUESTION_OPEN = "question_open"
    NOTHING_TO_UNDO = "nothing_to_undo"
    PIECES_SEALED = "pieces_sealed"  # what would be taken back is, or would go, into a closed carton
    # many at once, and by hand
    TIMES_NOT_NOW = "times_not_now"  # no scan just before
    TIMES_TOO_FEW = "times_too_few"
    TIMES_LIMITED = "times_limited"
    SCAN_EACH = "scan_each"  # the product allows no xN
    SERIAL_EACH = "serial_each"
    NEEDS_SCAN = "needs_scan"
    COUNT_NONE = "count_none"
    # lot, date, serial number
    TRACE_NEEDED = "trace_needed"  # nobody was there to ask
    TRACE_UNREADABLE = "trace_unreadable"
    ANSWER_IS_PRODUCT = "answer_is_product"
    EXPIRED = "expired"
    LOT_EXPIRY_DIFFERS = "lot_expiry_differs"
    SERIAL_SEEN = "serial_seen"
    # starting an order
    UNKNOWN_ORDER = "unknown_order"
    ORDER_HELD = "order_held"
    ORDER_PACKED = "order_packed"
    ORDER_CLAIMED = "order_claimed"
    ORDER_NOT_READY = "order_not_ready"
    ORDER_OPEN_HERE = "order_open_here"
    NOTHING_READY = "nothing_ready"
    DISK_NEARLY_FULL = "disk_nearly_full"  # the room that is left is for the order on the bench
    # where other stations pack too
    CENTRAL_NEEDED = "central_needed"  # nobody else may be packing it: only central knows, and is away
    ORDER_NOT_GIVEN = "order_not_given"  # central does not give it out now
    CONFLICT_SETTLED = "conflict_settled"  # somebody was faster
    NO_WAY_TO_CENTRAL = "no_way_to_central"  # `why` is a WayFault
    ENROLMENT_UNFIT = "enrolment_unfit"  # `why` is an EnrolmentFault
    ACTS_UNSENT = "acts_unsent"  # a bench leaves its site once central has everything
    CLAIM_LOST = "claim_lost"  # another station was given it while it lay open here
    # an order that came in again
    ORDER_CHANGED = "order_changed"  # while it lay open: nobody has seen yet what it asks for now
    CHANGE_TOO_LATE = "change_too_late"
    CHANGE_EMPTY = "change_empty"
    # files brought in
    FILE_UNUSABLE = "file_unusable"  # as a whole; `why` is a FileFault
    IMPORT_RUNNING = "import_running"
    FORM_UNKNOWN = "form_unknown"  # no reader knows the file as its own
    NOT_QUARANTINED = "not_quarantined"
    NO_SUCH_COLUMN = "no_such_column"
    # closing and labelling
    ORDER_INCOMPLETE = "order_incomplete"
    CARTON_EMPTY = "carton_empty"
    WEIGHT_LIGHT = "weight_light"
    WEIGHT_HEAVY = "weight_heavy"
    WEIGHT_NOT_SETTLED = "weight_not_settled"
    WEIGHT_NOT_FRESH = "weight_not_fresh"
    WRONG_LABEL = "wrong_label"
    NOT_THE_LABEL = "not_the_label"
    LABEL_NOT_PRINTED = "label_not_printed"
    SSCC_EXHAUSTED = "sscc_exhausted"
    # instructions and paper
    INSTRUCTION_OPEN = "instruction_open"
    DOCUMENT_UNUSABLE = "document_unusable"  # not a PDF or picture in the documents folder
    LABEL_VOID = "label_void"
    LABEL_TYPED = "label_typed"
    LABEL_WAITS = "label_waits"  # a closed carton's label is still to be scanned back
    # several cartons
    CARTON_NOT_CLOSED = "carton_not_closed"
    CARTON_TYPE_UNKNOWN = "carton_type_unknown"
    NOT_IN_CARTON = "not_in_carton"
    NOT_ALIKE_IN_CARTON = "not_alike_in_carton"  # so many are inside, but of several lots
    ORDER_NOT_PACKED = "order_not_packed"
    ORDER_GONE = "order_gone"
    NO_LABEL_YET = "no_label_yet"
    # totes
    TOTE_TAKEN = "tote_taken"
    NOT_A_TOTE = "not_a_tote"
    # codes and weights
    UNKNOWN_PRODUCT = "unknown_product"
    CODE_TAKEN = "code_taken"
    NO_PIECES = "no_pieces"
    NOTHING_LEARNED = "nothing_learned"
    # people
    BADGE_UNKNOWN = "badge_unknown"
    PIN_WRONG = "pin_wrong"
    PIN_NEEDED = "pin_needed"
    PIN_TOO_SHORT = "pin_too_short"
    NAME_NEEDED = "name_needed"
    SIGN_IN_DELAYED = "sign_in_delayed"
    USER_DISABLED = "user_disabled"
    ROLE_FORBIDS = "role_forbids"
    NOT_SIGNED_IN = "not_signed_in"
    BADGE_TAKEN = "badge_taken"
    LAST_LEAD = "last_lead"
    NOT_ONESELF = "not_oneself"  # nobody takes the own place away or changes the own role
    SAME_PERSON = "same_person"  # nobody allows something to oneself
    # settings
    SETTING_WRONG = "setting_wrong"  # `key` is the setting the station could not start with
    SETTING_NOT_KEPT = "setting_not_kept"  # the disk did not take the file
    # holds
    NOT_HELD = "not_held"
    HOLD_NOT_OURS = "hold_not_ours"
    # short, parked, put back
    SHORT_TOO_MANY = "short_too_many"
    REST_UNDER_WAY = "rest_under_way"  # a found piece that belongs to the rest order by now
    PLACE_UNKNOWN = "place_unknown"
    PLACE_IS_OTHER = "place_is_other"  # a product, an order, a badge… was read as the place
    PLACE_IS_TOTE = "place_is_tote"  # goods of an order lie in it
    PLACE_SHARED = "place_shared"  # several orders stand there
    NOTHING_PARKED = "nothing_parked"
    NOT_PACKED_HERE = "not_packed_here"
    PUT_BACK_TOO_MANY = "put_back_too_many"
    PIECES_TO_PUT_BACK = "pieces_to_put_back"


class Refused(Exception):
    """A rule said no, and the person at the bench can do something about it.

    `data` holds the few facts the sentence needs (numbers, SKUs, names); never a customer's data.
    """

    def __init__(self, code: RefusalCode, /, **data: Fact) -> None:
        super().__init__(code.value)
        self.code = code
        self.data: Mapping[str, Fact] = data
        self._off_record = NAMES_OF_PEOPLE

    def off_record(self, *facts: str) -> Refused:
        """The same no with these facts for the screen only."""
        no = Refused(self.code, **self.data)
        no._off_record = self._off_record | set(facts)
        return no

    @property
    def recorded(self) -> dict[str, Fact]:
        """The facts the journal and the log may hold: all but those off the record."""
        return {key: fact for key, fact in self.data.items() if key not in self._off_record}

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value}" for key, value in self.recorded.items())
        return f"{self.code.value}({facts})"


class FaultCode(StrEnum):
    """What is wrong with a device, as far as the bench can tell from its side of the cable."""

    GONE = "gone"  # port closed, cable out, connection refused or lost
    SILENT = "silent"  # the port is there, the device does not answer in time
    GARBLED = "garbled"  # it answers, but not in its protocol
    BUSY = "busy"
    # scales
    SCALE_OVERLOAD = "scale_overload"
    SCALE_UNDERLOAD = "scale_underload"
    SCALE_ERROR = "scale_error"
    SCALE_TARED = "scale_tared"  # it shows net weight: what lies there in all is unknown
    # printers
    PAPER_OUT = "paper_out"
    RIBBON_OUT = "ribbon_out"
    HEAD_OPEN = "head_open"
    PAUSED = "paused"
    OVER_TEMPERATURE = "over_temperature"
    BUFFER_FULL = "buffer_full"
    PRINTER_ERROR = "printer_error"
    UNSURE = "unsure"  # bytes left the bench, what became of them is unknown
    # the store
    DISK_FULL = "disk_full"
    DISK_FAILED = "disk_failed"
    FORKED = "forked"  # the store was copied or restored: two write under one station's name


class DeviceFault(Exception):
    """Cable, paper, power, disk: somebody has to look at a thing. Never stands in for a number."""

    def __init__(self, code: FaultCode, device: str, detail: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.device = device
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.device}: {self.code.value} {self.detail}".rstrip()
