"""Codes into words: every sentence the bench says, in one place for translators.

A verdict has a head of one or two words, read from two metres, and a sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.command_code import Command
from packstation.domain.refusal import Fact, FaultCode
from packstation.ui.day_words import day_of
from packstation.ui.fault_words import fault_sentence, fault_word
from packstation.ui.instruction_words import instruction_word
from packstation.ui.refusal_words import hold_word, refusal_sentence
from packstation.ui.translation import N_, _
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind
from packstation.ui.weight_words import grams

Facts = Mapping[str, Fact]


def head(kind: VerdictKind) -> str:
    """The word in the band."""
    return {
        VerdictKind.YES: _("YES"),
        VerdictKind.LINE_COMPLETE: _("LINE COMPLETE"),
        VerdictKind.ORDER_COMPLETE: _("ORDER COMPLETE"),
        VerdictKind.NO: _("NO"),
        VerdictKind.LEAD: _("FETCH THE LEAD"),
        VerdictKind.NOTE: "",
    }[kind]


_SAID: Mapping[Said, str] = {
    Said.COUNTED: N_("{packed} of {wanted}: {name}"),
    Said.LINE_DONE: N_("{packed} of {wanted}: all of {name}"),
    Said.GOODS_DONE: N_("{packed} of {wanted}: {name}. All goods are in."),
    Said.SOONER_LOT: N_("{packed} of {wanted}: {name}. Lot {lot} expires sooner, {day}: take it first."),
    Said.UNDONE: N_("Taken back, take it out of the carton. {packed} of {wanted}: {name}"),
    Said.NOT_COUNTED: N_("The last scan was not counted. UNDO again takes back the one before."),
    Said.FOUND_UNIT: N_("{sku} is counted already. Was it missing? Put it in, do not scan it again."),
    Said.SIGNED_IN: N_("Hello, {name}."),
    Said.SIGNED_OUT: N_("Signed out."),
    Said.LOCKED: N_("Nobody was here for a while: the bench is locked. The order is kept."),
    Said.ENROLLED: N_("{name} can sign in now."),
    Said.ORDER_OPENED: N_("Order {order} is yours."),
    Said.ORDER_RESUMED: N_("Order {order}: go on where it was left."),
    Said.ORDER_GIVEN_BACK: N_("Order {order} is back in the queue."),
    Said.CARTON_CLOSED: N_("Carton closed, {weight}."),
    Said.LABEL_PRINTED: N_("Label …{digits} is printed."),
    Said.LABEL_VERIFIED: N_("The right label is on the carton."),
    Said.ORDER_DONE: N_("Order {order} is packed."),
    Said.NO_UNKNOWN_CODES: N_("No unknown codes are waiting."),
    Said.CODE_DROPPED: N_("{code} is off the list."),
    Said.CODE_MAPPED: N_("From now on {code} means {factor} × {name}."),
    Said.NO_LEARNED_WEIGHTS: N_("No learned weights are waiting."),
    Said.WEIGHT_CONFIRMED: N_("{name} weighs {weight} from now on."),
    Said.WEIGHT_FORGOTTEN: N_("{weight} for {name} is forgotten. The bench learns it anew."),
    Said.PERSON_DISABLED: N_("{name} cannot sign in any more."),
    Said.PERSON_ENABLED: N_("{name} can sign in again, with PIN and badge as before."),
    Said.ROLE_CHANGED: N_("{name} has another role from the next sign-in on."),
    Said.PIN_CHANGED: N_("The new PIN of {name} counts from now on."),
    Said.NOBODY_THERE: N_("There is nobody this could be done for."),
    Said.BADGE_PRINTS: N_("The badge of {name} is printing…"),
    Said.BADGE_PRINTED: N_("The badge of {name} is printed: cut it out. Older ones end here."),
    Said.BADGE_NOT_PRINTED: N_("{name} has no badge on paper. Make a new one later; the PIN still works."),
    Said.NOTHING_HELD: N_("LEAD is for orders on hold. There is none now that a lead could let go on."),
    Said.STOP_CANCELLED: N_(
        "STOP: order {order} was cancelled. Take everything out of the carton; it must not leave."
    ),
    Said.WAY_FREE: N_("The way is free: central answers, and knows {station}."),
    Said.SITE_JOINED: N_("This bench is {station} now. Delete {file}: whoever has it can pretend to be it."),
    Said.SITE_CHANGED: N_(
        "This bench is {station} now. Delete {file}. Close {former} at central: packstation central close."
    ),
    Said.SITE_LEFT: N_("This bench packs alone now. Close {station} at central: packstation central close."),
    Said.NO_TASKS: N_("Central could follow everything that was done here."),
    Said.TASK_SETTLED: N_("The task about order {order} is settled."),
    Said.HOLD_LIFTED: N_("Order {order} can go on."),
    Said.HOLD_REMAINS: N_("Order {order}: that is settled, but something else still holds it."),
    Said.ORDER_PARKED: N_("Put carton and goods of order {order} on {place}. PARK brings it back later."),
    Said.ORDER_FETCHED: N_("Order {order} stands on {place}. Fetch it and go on."),
    Said.WAITS_FOR_LEAD: N_("Nothing of order {order} can leave. Put its tote aside for a lead."),
    Said.SHORT_SHIPS: N_("Order {order} leaves without them, {rest} later. Pack on; put bad pieces aside."),
    Said.SHORT_PACKED: N_("Order {order} is packed without them, {rest} follows. Put bad pieces aside."),
    Said.IS_BACK: N_("{name} is back. Still to be put back: {left}"),
    Said.ALL_BACK: N_("Everything of order {order} is back. The empty carton bears no label any more."),
    Said.TAKEN_AGAIN: N_("{units} × {name} into carton {carton} again. Still to be put back: {left}"),
    Said.GO_ON_WITH: N_("The right label is on the carton. Go on with carton {carton}."),
    Said.TYPE_CHANGED: N_("Carton {carton} is a {type} now."),
    Said.CARTON_REOPENED: N_("Carton {carton} is open again. Tear off its old label."),
    Said.MOVED: N_("{units} × {name} out of carton {source}, into carton {carton}."),
    Said.MOVED_LAST: N_("That was the last piece in carton {source}: put the empty carton away."),
    Said.MOVED_BACK: N_("Taken back: {units} × {name} out of carton {source}, into carton {carton}."),
    Said.MOVE_ENDED: N_("Go on with carton {carton}. Carton {source} gets a new label later."),
    Said.COPY_COMES: N_("Label …{digits} prints once more. The new one says COPY: throw the old one away."),
    Said.COPY_PRINTED: N_("Label …{digits} is printed again. The new one says COPY: throw the old one away."),
    Said.TOTE_BOUND: N_("Tote {tote} belongs to order {order} now."),
    Said.BATCH_ORDER: N_("Order {order}: {number} of {count} of this kind."),
    Said.BATCH_DONE: N_("No more orders of this kind."),
    Said.BATCH_ENDED: N_("Orders of this kind do not open by themselves any more."),
    Said.INSTRUCTION_DONE: N_("Done: {instruction}."),
    Said.PHOTO_MISSED: N_("No picture of this carton. Camera: {fault_word}."),
    Said.FILE_BEGINS: N_("{file} is being taken in. Packing goes on meanwhile."),
    Said.FILES_FULL: N_("Too many files wait already. Bring {file} again when they are in."),
    Said.FILE_LATER: N_("The columns of {file} are not known yet. Bring it again between two orders."),
    Said.COLUMNS_KEPT: N_("The columns are kept as {name}. {file} is being taken in."),
    Said.NO_ROWS_WAIT: N_("No rows of files are waiting."),
    Said.ROWS_IN: N_("{file}, line {line}: that can be read now, and is settled."),
    Said.ROWS_WAIT: N_("{file}, line {line}: something is still wrong. It waits."),
    Said.ROWS_DROPPED: N_("{file}: not for packing from now on. Rows: {rows}"),
    Said.CHECKING: N_("One moment…"),
    Said.WITHDRAWN: N_("Back: the question is closed."),
    Said.BUG: N_("Something went wrong inside the program. Nothing was lost; the report is in the log."),
}


def sentence(verdict: Verdict) -> str:
    """What the bench says about an act."""
    code, data = verdict.code, verdict.data
    if isinstance(code, Said):
        return _(_SAID[code]).format(**in_words(data))
    if isinstance(code, FaultCode):
        return fault_sentence(code, str(data.get("device", "")))
    return refusal_sentence(code, data)


_ACTS: Mapping[ActCode, str] = {
    ActCode.NAME_FIRST_LEAD: N_("Who is the first lead of this site?"),
    ActCode.SIGN_IN: N_("Scan your badge"),
    ActCode.ENTER_PIN: N_("{name}: type your PIN"),
    ActCode.START_ORDER: N_("Scan a tote, an order or a product"),
    ActCode.CLEAR_BENCH: N_("Take the carton off the scale"),
    ActCode.SCAN_GOODS: N_("Scan the goods: {left} left"),
    ActCode.CLEAR_SCALE: N_("Clear the scale until it shows zero"),
    ActCode.WEIGH_CARTON: N_("Put the carton on the scale"),
    ActCode.WAIT_FOR_WEIGHT: N_("Hands off: weighing"),
    ActCode.LIGHT_CARTON: N_("Too light by {weight}: look for what is missing"),
    ActCode.HEAVY_CARTON: N_("Too heavy by {weight}: take out what is too many"),
    ActCode.CLOSE_CARTON: N_("Shut the carton. NEXT closes it and prints its label"),
    ActCode.WAIT_FOR_LABEL: N_("Label …{digits} is printing"),
    ActCode.ANSWER_LABEL: N_("Did label …{digits} come out?"),
    ActCode.SCAN_LABEL: N_("Stick label …{digits} on the carton and scan it"),
    ActCode.SCAN_COPY: N_("Stick label …{digits} that says COPY on the carton and scan it"),
    ActCode.PUT_BACK: N_("Put back {units} × {name}"),
    ActCode.PUT_BACK_BY_HAND: N_("Put back by hand {units} × {name}"),
    ActCode.MOVE_UNIT: N_("Scan what goes out of carton {source} into carton {carton}"),
    ActCode.FOLLOW_INSTRUCTIONS: N_("Something is still to be done: NEXT shows what"),
    ActCode.HELD: N_("This order is on hold: fetch the lead"),
    ActCode.CLEAR_CANCELLED: N_("Order cancelled, nothing to put back: BACK"),
    ActCode.GIVEN_AWAY: N_("Stop: PARK this carton, another bench has the order"),
    ActCode.FETCH_LEAD: N_("Leave everything as it is and fetch the lead"),
    ActCode.MEND_ROWS: N_("Mend what is wrong, then read it again"),
    ActCode.NAME_COLUMNS: N_("Say what each column of {file} holds"),
}

_MEND = {ActCode.MEND_SCALE: "scale", ActCode.MEND_PRINTER: "printer"}
"""Acts whose sentence is that of the device's fault."""


def act_sentence(act: NextAct) -> str:
    """What to do next."""
    if act.code in _MEND:
        return fault_sentence(FaultCode(str(act.data["fault"])), _MEND[act.code])
    return _(_ACTS[act.code]).format(**in_words(act.data))


_HINTS: Mapping[ActCode, str] = {
    ActCode.START_ORDER: N_("No tote? Scan a product, or press NEXT for the most urgent order."),
    ActCode.CLEAR_BENCH: N_("It is in the way of the next carton. Then scan a tote, an order or a product."),
    ActCode.LIGHT_CARTON: N_("The carton closes by itself once the weight is right."),
    ActCode.HEAVY_CARTON: N_("The carton closes by itself once the weight is right."),
    ActCode.MEND_PRINTER: N_("The label prints by itself once the printer is well. NEXT tries again now."),
    ActCode.ANSWER_LABEL: N_("Look at the printer. Or just scan the label, if it is there."),
    ActCode.PUT_BACK: N_("Order cancelled: scan each piece. No time now? PARK puts it aside."),
    ActCode.PUT_BACK_BY_HAND: N_("Order cancelled: it bears no code. xN, then how many; or PARK."),
    ActCode.SCAN_LABEL: N_("Missing or spoiled? NO prints it again, as a copy."),
    ActCode.SCAN_COPY: N_("Throw the old label without COPY away. Missing or spoiled? NO prints one more."),
    ActCode.MEND_ROWS: N_("The arrow keys choose a row, Tab leads to its cells. BACK leaves."),
    ActCode.NAME_COLUMNS: N_("Tab leads from column to column, the arrow keys choose. BACK leaves."),
    ActCode.MOVE_UNIT: N_("All moved? NEXT or BACK ends the moving."),
    ActCode.GIVEN_AWAY: N_("PARK, under HELP or F7: say where carton and goods stand. A lead settles it."),
    ActCode.HELD: N_("LEAD, under HELP or F11: a lead lets it go on here. What is packed stays packed."),
}


def act_answers(act: NextAct) -> tuple[tuple[Command, str], ...]:
    """The answers to an act that is a question, each with what happens then; none for most."""
    if act.code is not ActCode.ANSWER_LABEL:
        return ()
    return ((Command.YES, _("It came out: stick it on")), (Command.NO, _("Print it again, as a COPY")))


def act_hint(act: NextAct) -> str:
    """What may help with an act, in small letters; mostly nothing."""
    hint = _HINTS.get(act.code)
    return _(hint) if hint else ""


def in_words(data: Facts) -> dict[str, object]:
    """Facts as people read them: weights with their unit."""
    words: dict[str, object] = dict(data)
    if "grams" in data:
        words["weight"] = _("not weighed") if data["grams"] is None else grams(data["grams"])
    if "date" in data:
        words["day"] = day_of(data["date"])
    if "instruction" in data:
        words["instruction"] = instruction_word(str(data["instruction"]))
    if "holds" in data:
        words["hold_words"] = ", ".join(hold_word(reason) for reason in str(data["holds"]).split())
    if "fault" in data:
        words["fault_word"] = fault_word(FaultCode(str(data["fault"])))
    return words
