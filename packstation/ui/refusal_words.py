"""Why the bench said no, each in its own words, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.person import Verb
from packstation.domain.product import Tracking
from packstation.domain.refusal import Fact, RefusalCode
from packstation.ui.command_words import command_word
from packstation.ui.day_words import day_of
from packstation.ui.file_words import file_unusable
from packstation.ui.instruction_words import instructions_open
from packstation.ui.translation import N_, _, ngettext
from packstation.ui.way_words import enrolment_unfit, no_way
from packstation.ui.weight_words import grams

Facts = Mapping[str, Fact]


def hold_word(reason: str) -> str:
    """Why an order is held."""
    return {
        HoldReason.PAYMENT: _("not paid yet"),
        HoldReason.ADDRESS: _("address to be checked"),
        HoldReason.STOCK: _("goods missing"),
        HoldReason.FRAUD: _("being checked for fraud"),
        HoldReason.CUSTOMER: _("the customer asked to wait"),
        HoldReason.MANUAL: _("held by hand"),
        HoldReason.PARKED: _("parked"),
        HoldReason.REFUND: _("partly paid back, a lead checks what is still to be sent"),
        HoldReason.SHORT: _("pieces are missing, a lead decides"),
        HoldReason.PRODUCT_UNKNOWN: _("a product nobody knows here"),
    }[HoldReason(reason)]


def _held(data: Facts) -> str:
    reasons = ", ".join(hold_word(reason) for reason in str(data["reasons"]).split())
    if data.get("sku"):
        reasons = f"{reasons} ({data['sku']})"
    return _("Order {order} is on hold: {reasons}.").format(order=data["order"], reasons=reasons)


def _packed(data: Facts) -> str:
    when = ""
    if data.get("at"):
        when = datetime.fromisoformat(str(data["at"])).astimezone().strftime("%Y-%m-%d %H:%M")
    return _("Order {order} is packed already, by {by}, {when}.").format(
        order=data["order"], by=data.get("by") or "?", when=when
    )


def _waits(data: Facts) -> str:
    seconds = data["wait_s"] if isinstance(data["wait_s"], int) else 0
    return ngettext(
        "Too many wrong tries. Wait {wait_s} second.", "Too many wrong tries. Wait {wait_s} seconds.", seconds
    ).format(**data)


def _nothing_ready(data: Facts) -> str:
    if not data.get("sku"):
        return _("No order is ready.")
    return _("No ready order needs {sku}.").format(**data)


def _incomplete(data: Facts) -> str:
    missing = data["missing"] if isinstance(data["missing"], int) else 0
    return ngettext(
        "{missing} piece is still missing.", "{missing} pieces are still missing.", missing
    ).format(**data)


def _changed(data: Facts) -> str:
    if not data["kept"]:
        text = _("Order {order} was changed. Nothing was done: look at it, then do it again.")
    else:
        text = _("Order {order} was changed: {kept} packed or missing are no longer wanted. Ask the lead.")
    return text.format(**data)


def _to_put_back(data: Facts) -> str:
    left = data["left"] if isinstance(data["left"], int) else 0
    return ngettext(
        "{left} piece of order {order} is still to be put back. Scan it.",
        "{left} pieces of order {order} are still to be put back. Scan each.",
        left,
    ).format(**data)


def _not_here(data: Facts) -> str:
    return _("{command} means nothing here.").format(command=command_word(Command(str(data["command"]))))


def _light(data: Facts) -> str:
    text = _("{weight} too light. Look into the carton: is something missing?")
    return text.format(weight=grams(data["grams"]))


def _heavy(data: Facts) -> str:
    text = _("{weight} too heavy. Look into the carton: is something too many?")
    return text.format(weight=grams(data["grams"]))


_PLAIN: Mapping[RefusalCode, str] = {
    RefusalCode.UNKNOWN_CODE: N_("Nobody knows this code: {read}. Put the unit aside."),
    RefusalCode.NOT_ON_ORDER: N_("{sku} is not on this order. Put it aside."),
    RefusalCode.LINE_COMPLETE: N_("All {wanted} of {sku} are in already. Put this one aside."),
    RefusalCode.TOO_MANY: N_("{units} of {sku} are too many: only {left} left to pack."),
    RefusalCode.ORDER_CANCELLED: N_("Order {order} was cancelled. It must not leave."),
    RefusalCode.DOUBLE_READ: N_("The scanner sent that code twice ({gap_ms} ms): the second is ignored."),
    RefusalCode.CODE_UNREADABLE: N_("That was no readable code. Scan again."),
    RefusalCode.UNKNOWN_PRODUCT: N_("No product of this site bears that code."),
    RefusalCode.CODE_TAKEN: N_("{code} means {sku} already."),
    RefusalCode.NO_PIECES: N_("A code stands for one piece at least."),
    RefusalCode.NOTHING_LEARNED: N_("No weight was learned for {sku}."),
    RefusalCode.CHECK_DIGIT: N_("The check digit of {read} is wrong. Scan again."),
    RefusalCode.COMMAND_FORGED: N_("That command code is not from this site."),
    RefusalCode.BADGE_NOT_HERE: N_(
        "{name} is signed in. A lead's badge helps when the bench asks for it: LEAD, SHORT. Or SIGN OUT."
    ),
    RefusalCode.CARTON_CLOSED: N_("The carton is closed already."),
    RefusalCode.QUESTION_OPEN: N_("Answer the question first."),
    RefusalCode.PIECES_SEALED: N_("{sku}: carton {carton} is closed. Open it again first: REOPEN."),
    RefusalCode.NOTHING_TO_UNDO: N_("There is nothing to take back."),
    RefusalCode.TIMES_NOT_NOW: N_("xN counts more of what was scanned just before. Scan one first."),
    RefusalCode.TIMES_TOO_FEW: N_("The scanned one is counted already. Say how many there are in all."),
    RefusalCode.TIMES_LIMITED: N_("Of {sku} at most {limit} may be counted by one scan. Scan again."),
    RefusalCode.SCAN_EACH: N_("Each piece of {sku} has to be scanned."),
    RefusalCode.SERIAL_EACH: N_("Each {sku} has a serial number of its own. Scan each one."),
    RefusalCode.NEEDS_SCAN: N_("{sku} bears a code. Scan it."),
    RefusalCode.COUNT_NONE: N_("None is nothing to count."),
    RefusalCode.SERIAL_SEEN: N_("Serial number {serial} is in order {order} already. Put this one aside."),
    RefusalCode.UNKNOWN_ORDER: N_("No order, tote or product has this code: {read}."),
    RefusalCode.CHANGE_TOO_LATE: N_("Order {order} was to be changed, but a carton bears its label already."),
    RefusalCode.CHANGE_EMPTY: N_("Order {order} was to be changed, but then asks for nothing. It stays."),
    RefusalCode.IMPORT_RUNNING: N_("Another file is being brought in. Wait until that is over."),
    RefusalCode.FORM_UNKNOWN: N_("Nobody knows what kind of file this is: {file}."),
    RefusalCode.NOT_QUARANTINED: N_("No row with the number {entry} waits here."),
    RefusalCode.NO_SUCH_COLUMN: N_("There is no {column} in this row."),
    RefusalCode.ORDER_CLAIMED: N_("Order {order} is being packed at {holder}."),
    RefusalCode.DISK_NEARLY_FULL: N_(
        "The disk is full. No new order until whoever keeps the bench has made room."
    ),
    RefusalCode.CENTRAL_NEEDED: N_(
        "Order {order} is not kept for this bench, and central does not answer. "
        "Take the next order, or fetch a lead."
    ),
    RefusalCode.ORDER_NOT_GIVEN: N_("Order {order} is not to be packed now. Take the next order."),
    RefusalCode.ACTS_UNSENT: N_(
        "Central does not have everything yet: {count}. Stay until all is sent, then leave the site. "
        "Once central has closed this bench it never will: packstation leave --unsent."
    ),
    RefusalCode.CONFLICT_SETTLED: N_("Somebody has settled this already."),
    RefusalCode.CLAIM_LOST: N_(
        "STOP: order {order} was given to another bench. Park it with its goods and fetch a lead."
    ),
    RefusalCode.ORDER_NOT_READY: N_("Order {order} is not ready to be packed."),
    RefusalCode.ORDER_OPEN_HERE: N_("Order {order} is still open here. Pack it first."),
    RefusalCode.CARTON_EMPTY: N_("The carton is empty."),
    RefusalCode.WEIGHT_NOT_SETTLED: N_("No settled weight yet. Put the carton on the scale, hands off."),
    RefusalCode.WRONG_LABEL: N_("Wrong label: that is …{read}. Take it off; this carton needs …{wanted}."),
    RefusalCode.NOT_THE_LABEL: N_("That is not a label of ours. Scan the label on the carton."),
    RefusalCode.LABEL_NOT_PRINTED: N_("The label is not printed yet."),
    RefusalCode.LABEL_VOID: N_("Old label …{read}: it counts no more. Tear it off, scan the new one."),
    RefusalCode.LABEL_TYPED: N_("A typed number proves nothing here. Scan the label on the carton."),
    RefusalCode.LABEL_WAITS: N_("Carton {carton} still waits for its label. Scan that one first."),
    RefusalCode.CARTON_NOT_CLOSED: N_("Carton {carton} is not closed."),
    RefusalCode.CARTON_TYPE_UNKNOWN: N_("There is no carton {type} here."),
    RefusalCode.NOT_IN_CARTON: N_("Carton {carton} does not hold {units} of {sku}. Nothing was moved."),
    RefusalCode.NOT_ALIKE_IN_CARTON: N_(
        "The {sku} in carton {carton} are of several lots: no {units} are alike. Move them one by one."
    ),
    RefusalCode.ORDER_NOT_PACKED: N_("Order {order} is not packed yet. Scan it to go on with it."),
    RefusalCode.ORDER_GONE: N_("Order {order} has left the house already."),
    RefusalCode.NO_LABEL_YET: N_("No carton of order {order} has a label yet."),
    RefusalCode.TOTE_TAKEN: N_("Goods of order {order} lie in that tote. Take an empty one."),
    RefusalCode.NOT_A_TOTE: N_("{read} is no tote, it means something else. Scan an empty tote."),
    RefusalCode.DOCUMENT_UNUSABLE: N_(
        "The sheet {document} cannot be printed: no such file, or no PDF or picture."
    ),
    RefusalCode.SSCC_EXHAUSTED: N_("This bench has no carton numbers left."),
    RefusalCode.BADGE_UNKNOWN: N_("This badge is not known here."),
    RefusalCode.PIN_WRONG: N_("Wrong PIN."),
    RefusalCode.PIN_NEEDED: N_("{name}: type your PIN as well."),
    RefusalCode.PIN_TOO_SHORT: N_("The PIN needs at least {digits} digits, and digits only."),
    RefusalCode.NAME_NEEDED: N_("A name is needed."),
    RefusalCode.USER_DISABLED: N_("{name} may not sign in any more."),
    RefusalCode.NOT_SIGNED_IN: N_("Nobody is signed in. Scan your badge first."),
    RefusalCode.BADGE_TAKEN: N_("Badge {number} is somebody's already. Take another one."),
    RefusalCode.LAST_LEAD: N_("{name} is the last one here who can change people. Add another lead first."),
    RefusalCode.NOT_ONESELF: N_("Nobody can do that for oneself. Another lead has to."),
    RefusalCode.SAME_PERSON: N_("That is {name} again. A second person has to allow it."),
    RefusalCode.SETTING_WRONG: N_("The setting {key} cannot be used like that. Look at it again."),
    RefusalCode.SETTING_NOT_KEPT: N_("This PC could not keep the settings. Is its disk full or locked?"),
    RefusalCode.NOT_HELD: N_("Order {order} is not on hold: no lead is needed for it."),
    RefusalCode.SHORT_TOO_MANY: N_("Of {sku} only {left} are still to be packed: {units} cannot be missing."),
    RefusalCode.REST_UNDER_WAY: N_("{sku} was reported missing: it belongs to order {order} now."),
    RefusalCode.PLACE_UNKNOWN: N_("{place} is no place for parked orders."),
    RefusalCode.PLACE_IS_OTHER: N_("{read} is no place, it means something else."),
    RefusalCode.PLACE_IS_TOTE: N_("{place} is a tote with goods of order {order}, no place."),
    RefusalCode.PLACE_SHARED: N_("Several orders stand on {place}. Press PARK and pick yours."),
    RefusalCode.NOTHING_PARKED: N_("No order is parked."),
    RefusalCode.NOT_PACKED_HERE: N_("{sku} was not packed for this order. Put it aside."),
    RefusalCode.PUT_BACK_TOO_MANY: N_("{units} of {sku} are too many: only {left} left to put back."),
    RefusalCode.WEIGHT_NOT_FRESH: N_(
        "The scale has not been at zero since the last carton. Clear it, then put this carton on."
    ),
}


def _not_ours(data: Facts) -> str:
    if data["reason"] == HoldReason.PRODUCT_UNKNOWN:
        text = _("Order {order} waits for a product nobody knows here. Take in a file of products: LEAD.")
        return text.format(order=data["order"])
    text = _("Order {order} waits for something nobody can lift at the bench: {reason}.")
    return text.format(order=data["order"], reason=hold_word(str(data["reason"])))


def _expired(data: Facts) -> str:
    text = _("This {sku} expired on {day}. It must not leave: put it aside.")
    return text.format(sku=data["sku"], day=day_of(data["date"]))


def _lot_differs(data: Facts) -> str:
    text = _("Lot {lot} expires on {known}, not on {day}. Put this one aside and tell the lead.")
    return text.format(lot=data["lot"], known=day_of(data["known"]), day=day_of(data["date"]))


def trace_word(what: str) -> str:
    """What is asked of a piece."""
    return {
        Tracking.LOT: _("lot number"),
        Tracking.EXPIRY: _("expiry date"),
        Tracking.SERIAL: _("serial number"),
    }[Tracking(what)]


def _trace_needed(data: Facts) -> str:
    return _("{sku} needs its {what}.").format(sku=data["sku"], what=trace_word(str(data["what"])))


def _trace_unreadable(data: Facts) -> str:
    # What was typed is not in the journal.
    read = data.get("read") or "?"
    return _("{read} cannot be the {what}.").format(read=read, what=trace_word(str(data["what"])))


def _answer_is_product(data: Facts) -> str:
    text = _("That is the code of {sku}. Scan or type the {what} first.")
    return text.format(sku=data["sku"], what=trace_word(str(data["what"])))


def _role_forbids(data: Facts) -> str:
    if data.get("verb") in {Verb.IMPORT_ORDERS, Verb.SETTLE_QUARANTINE}:
        return _("Files are for a lead to take in. Fetch the lead.")
    return _("You are not allowed to do that.")


_SPECIAL: Mapping[RefusalCode, Callable[[Facts], str]] = {
    RefusalCode.ROLE_FORBIDS: _role_forbids,
    RefusalCode.EXPIRED: _expired,
    RefusalCode.LOT_EXPIRY_DIFFERS: _lot_differs,
    RefusalCode.TRACE_NEEDED: _trace_needed,
    RefusalCode.TRACE_UNREADABLE: _trace_unreadable,
    RefusalCode.ANSWER_IS_PRODUCT: _answer_is_product,
    RefusalCode.FILE_UNUSABLE: file_unusable,
    RefusalCode.NO_WAY_TO_CENTRAL: no_way,
    RefusalCode.ENROLMENT_UNFIT: enrolment_unfit,
    RefusalCode.HOLD_NOT_OURS: _not_ours,
    RefusalCode.INSTRUCTION_OPEN: instructions_open,
    RefusalCode.ORDER_HELD: _held,
    RefusalCode.ORDER_PACKED: _packed,
    RefusalCode.ORDER_CHANGED: _changed,
    RefusalCode.SIGN_IN_DELAYED: _waits,
    RefusalCode.NOTHING_READY: _nothing_ready,
    RefusalCode.ORDER_INCOMPLETE: _incomplete,
    RefusalCode.PIECES_TO_PUT_BACK: _to_put_back,
    RefusalCode.COMMAND_NOT_HERE: _not_here,
    RefusalCode.WEIGHT_LIGHT: _light,
    RefusalCode.WEIGHT_HEAVY: _heavy,
}


def refusal_sentence(code: RefusalCode, data: Facts) -> str:
    """The sentence for a refusal."""
    special = _SPECIAL.get(code)
    return special(data) if special else _(_PLAIN[code]).format(**data)
