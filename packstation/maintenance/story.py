"""The story of an order as text a lead can read: what it is, and every act and every no, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.persistence.read_story import Story, StoryCarton, StoryRow, StoryTrace
from packstation.ui.fault_words import fault_sentence, fault_word
from packstation.ui.instruction_words import instruction_word
from packstation.ui.refusal_words import hold_word, refusal_sentence
from packstation.ui.weight_words import grams

Payload = Mapping[str, Any]

_STATES = {
    "received": "received, not ready yet",
    "quarantined": "set aside: something about it is not known",
    "ready": "waiting to be packed",
    "claimed": "claimed by a bench",
    "packing": "being packed",
    "packed": "packed",
    "shipped": "shipped",
    "cancelled": "cancelled",
}
_CARTON_STATES = {
    "open": "open",
    "closed": "closed, its label not proven yet",
    "verified": "closed, its own label scanned back",
    "void": "taken out of use",
}
_LABEL_STATES = {
    "wanted": "not printed yet",
    "requested": "sent, not known whether it came out",
    "printed": "printed",
    "verified": "scanned back from its carton",
    "void": "void",
}
_RESULTS = {
    "within": "within the band",
    "advised": "outside the band, closed all the same (weight only advises here)",
    "unchecked": "not checked: a weight is not known",
    "off": "not checked: switched off",
}
_VERBS = {
    "sign_in": "signing in",
    "enrol": "adding a person",
    "open_order": "opening an order",
    "scan_unit": "scanning goods",
    "count_times": "counting more of the scan",
    "count_by_touch": "counting by hand",
    "undo": "taking back",
    "close_carton": "closing the carton",
    "print_label": "printing the label",
    "answer_label": "answering about the label",
    "confirm_instruction": "confirming an instruction",
    "print_paper": "printing a sheet",
    "verify_label": "scanning the label back",
    "release_order": "giving the order back",
    "report_short": "saying what is missing",
    "ship_short": "shipping without what is missing",
    "park_order": "putting the order aside",
    "put_back": "putting goods back",
    "lift_hold": "letting a held order go on",
    "change_carton": "changing cartons",
    "reprint_label": "printing a label once more",
    "reopen_carton": "opening a closed carton again",
    "reopen_order": "opening a packed order again",
    "open_unclaimed": "opening an order without central",
    "settle_conflict": "settling what central could not follow",
    "bind_tote": "putting a tote to an order",
    "receive_orders": "receiving orders",
    "import_orders": "bringing a file in",
    "settle_quarantine": "settling rows that wait",
    "change_settings": "changing settings",
    "command": "a command",
}

_COPY_REASONS = {
    "damaged": "the label is spoiled",
    "not_out": "it did not come out",
    "jammed": "the printer jammed",
    "other": "another reason",
}
_SHORT_REASONS = {"missing": "missing", "damaged": "damaged", "wrong_unit": "not there, but something else"}
_SHORT_ENDINGS = {"ship": "the order leaves without", "park": "the order waits for a lead"}

_PER = {"carton": "carton", "product": "line"}

_TOLD: Mapping[tuple[str, int], str] = {
    ("order_received", 1): "order came in: lines {lines}, pieces {units}",
    ("order_cancelled", 1): "order was cancelled",
    ("order_handed_over", 1): "brought along when this bench joined the site: lines {lines}, pieces {units}",
    (
        "packing_handed_over",
        1,
    ): "was packed here while this bench was called {former_station} (its row {former_seq})",
    (
        "work_handed_over",
        1,
    ): "was begun here while this bench was called {former_station} (its row {former_seq})",
    ("claim_overridden", 1): "a lead had it packed here while central could not be asked",
    (
        "conflict_ended",
        1,
    ): "what central could not follow (row {row} of {station}, {outcome}) was settled: {ending}",
    ("order_left_anyway", 1): (
        "a lead let the carton leave as it is, so the order is packed (row {row} of {station})"
    ),
    ("order_changed", 1): (
        "order was changed from outside: now lines {lines}, pieces {units}, instructions {instructions};"
        " no longer asked for but kept: {kept}"
    ),
    ("carton_type_changed", 1): "goods put into a {after} instead of a {before}",
    ("carton_reopened", 1): "opened again; its label {plate} is void and its number never used again",
    ("carton_taken_back", 1): "stood aside, is in hand again",
    ("carton_vanished", 1): "is empty and taken out of use",
    ("order_reopened", 1): "fetched the packed order back",
    ("order_released", 1): "gave the order back",
    ("carton_opened", 1): "put up as an empty {carton_type}",
    ("unit_counted", 1): "{units} x {sku} counted for line {line_no}: read {code} by {device}",
    ("unit_uncounted", 1): "{units} x {sku} taken back from line {line_no} (count {undoes_seq})",
    ("unit_moved_back", 1): "{units} x {sku} back from carton {source} (moved by mistake, {undoes_seq})",
    ("label_printed", 1): "label came out, says the printer",
    ("label_unsent", 1): "label not printed: the printer was gone before the first byte",
    ("label_verified", 1): "own label {plate} scanned back: proven",
    ("order_packed", 1): "order is packed: cartons {cartons}, pieces {units}",
    ("slip_printed", 1): "packing slip sent to the paper printer: cartons {cartons}, pieces {units}",
    ("photo_taken", 1): "picture taken: photos/{photo}, bytes {bytes_written}, sha256 {sha256}",
    ("rest_ordered", 1): "what is missing waits as order {number}: pieces {units}",
    ("short_found", 1): "{units} x {sku} turned up for line {line_no}; order {number} waits for fewer",
    ("unit_put_back", 1): "{units} x {sku} of line {line_no} put back: read {code} by {device}",
    ("unit_taken_again", 1): "{units} x {sku} of line {line_no} in again (put back by mistake, {undoes_seq})",
}


def tell(story: Story, zone: tzinfo | None = None) -> str:
    """The whole text; times in `zone`, or that of this PC."""
    return "\n".join([*_head(story, zone), "", *_goods(story), "", *_cartons(story), "", *_acts(story, zone)])


def _head(story: Story, zone: tzinfo | None) -> Iterator[str]:
    yield f"Order {story.number}: {_STATES.get(story.state, story.state)}"
    if story.rest_of is not None:
        yield f"  holds what was missing from order {story.rest_of}"
    if story.packed_at is not None:
        yield f"  packed by {story.packed_by or '?'}, {_time(story.packed_at, zone)}"
    if story.started_at is not None:
        yield f"  first opened {_time(story.started_at, zone)}"
    if story.cutoff_at is not None:
        yield f"  its truck leaves {_time(story.cutoff_at, zone)}"
    if story.tote:
        yield f"  tote {story.tote}"
    if story.place is not None:
        yield f"  parked on {story.place}"
    for reason in story.holds:
        yield f"  on hold: {_known(hold_word, reason)}"


def _goods(story: Story) -> Iterator[str]:
    yield "Goods"
    for line in story.lines:
        short = f"  ({line.short} missing)" if line.short else ""
        packed = f"{line.packed} of {line.quantity} {line.sku}"
        kit = f"  (in kit {line.kit_sku})" if line.kit_sku else ""
        yield f"  line {line.line_no}: {packed}  {line.name}".rstrip() + kit + short


def _cartons(story: Story) -> Iterator[str]:
    yield "Cartons"
    if not story.cartons:
        yield "  none yet"
    for carton in story.cartons:
        state = _CARTON_STATES.get(carton.state, carton.state)
        yield f"  carton {carton.number} ({carton.type_code}): {state}; pieces {carton.units}"
        yield from (f"    {fact}" for fact in _facts(carton))
        yield from (f"    {_trace(held)}" for held in story.traces if held.carton_id == carton.carton_id)
        for label in story.labels:
            if label.carton_id == carton.carton_id:
                yield f"    label: {_LABEL_STATES.get(label.state, label.state)}; prints {label.copies}"


def _trace(held: StoryTrace) -> str:
    known = [f"lot {held.lot}"] * bool(held.lot) + [f"expires {held.expiry}"] * bool(held.expiry)
    known += [f"serial number {held.serial}"] * bool(held.serial)
    return f"{held.units} x {held.sku}: {', '.join(known)}"


def _facts(carton: StoryCarton) -> Iterator[str]:
    if carton.plate is not None:
        yield f"plate {carton.plate}"
    if carton.weight_result is not None:
        weighed = "not weighed" if carton.gross_grams is None else grams(carton.gross_grams)
        yield f"weight {weighed}, {_RESULTS.get(carton.weight_result, carton.weight_result)}"


def _acts(story: Story, zone: tzinfo | None) -> Iterator[str]:
    yield "What happened (local time)"
    numbers = {carton.carton_id: carton.number for carton in story.cartons}
    width = max((len(_who(story, row)) for row in story.rows), default=0)
    for row in story.rows:
        yield f"  {_time(row.at, zone)}  {_who(story, row):<{width}}  {_carton_of(row, numbers)}{_what(row)}"


def _who(story: Story, row: StoryRow) -> str:
    names = [story.people.get(person, f"({person})") for person in (row.actor, row.second_actor) if person]
    return " with ".join(names) or "the station"


def _carton_of(row: StoryRow, numbers: Mapping[UUID, int]) -> str:
    return "" if row.carton_id is None else f"carton {numbers.get(row.carton_id, '?')}: "


def _what(row: StoryRow) -> str:
    """The row in words; as it is stored where this release has no words for it."""
    key = row.kind, row.version
    try:
        special = _SPECIAL.get(key)
        return special(row.payload) if special else _TOLD[key].format(**row.payload)
    except (KeyError, TypeError, ValueError):
        facts = ", ".join(f"{name}={value}" for name, value in row.payload.items())
        return f"{row.kind} (version {row.version}) {facts}".rstrip()


def _opened(payload: Payload) -> str:
    return "went on with the order" if payload["resumed"] else "opened the order"


_WAYS: dict[str, str] = {
    "scan": "read {code} by {device}",
    "times": "xN of the scan before, {code}",
    "touch": "by hand, NOT SCANNED",
}


def _counted(payload: Payload) -> str:
    return _pieces("{units} x {sku} counted for line {line_no}: ", payload)


def _put_back(payload: Payload) -> str:
    return _pieces("{units} x {sku} of line {line_no} put back: ", payload)


def _pieces(what: str, payload: Payload) -> str:
    told = what + _WAYS.get(payload["way"], "{way}")
    traces = [f"{word} {payload[word]}" for word in ("lot", "serial") if payload[word]]
    traces += [f"expires {payload['expiry']}"] if payload["expiry"] else []
    return ", ".join([told.format(**payload), *traces])


def _parked(payload: Payload) -> str:
    return f"put the order aside on {payload['place']}" if payload["place"] else "put the order aside"


def _resumed(payload: Payload) -> str:
    place = f" from {payload['place']}" if payload["place"] else ""
    return f"fetched the order{place} and went on with it"


def _short(payload: Payload) -> str:
    why = _SHORT_REASONS.get(payload["reason"], payload["reason"])
    then = _SHORT_ENDINGS.get(payload["ending"], payload["ending"])
    return f"{payload['units']} x {payload['sku']} of line {payload['line_no']} {why}: {then}"


def _followed(payload: Payload) -> str:
    place = _PER.get(payload["per"])
    where = f" ({place} {payload['scope']})" if place else ""
    return f"confirmed: {_known(instruction_word, payload['what'])}{where}"


def _sheet(payload: Payload) -> str:
    return f"sheet sent to the paper printer: {_known(instruction_word, payload['what'])}"


def _photo_missed(payload: Payload) -> str:
    return f"no picture of the carton: {_known(lambda code: fault_word(FaultCode(code)), payload['fault'])}"


def _closed(payload: Payload) -> str:
    gross, expected, half_width = (
        payload[name] for name in ("gross_grams", "expected_grams", "half_width_grams")
    )
    weighed = "not weighed" if gross is None else f"weighs {grams(gross)}"
    band = "no weight to expect"
    if expected is not None and half_width is not None:
        low, high = grams(expected - half_width), grams(expected + half_width)
        band = f"expected {grams(expected)}, band {low} to {high}"
    result = _RESULTS.get(payload["result"], payload["result"])
    return f"closed under plate {payload['plate']}, pieces {payload['units']}; {weighed}; {band}: {result}"


def _lifted(payload: Payload) -> str:
    return f"let the order go on: settled is '{_known(hold_word, payload['reason'])}'"


def _moved(payload: Payload) -> str:
    named = (("lot", "lot"), ("expiry", "good until"), ("serial", "serial number"))
    which = "".join(f", {word} {payload[key]}" for key, word in named if payload[key] is not None)
    goods = f"{payload['units']} x {payload['sku']}{which} of line {payload['line_no']}"
    read = f"read {payload['code']} by {payload['device']}"
    return f"{goods} moved over from carton {payload['source']}: {read}"


def _reprinted(payload: Payload) -> str:
    reason = _COPY_REASONS.get(payload["reason"], payload["reason"])
    return f"print {payload['copy']} of the label is wanted: {reason}"


def _tote(payload: Payload) -> str:
    return f"goods lie in tote {payload['tote']}" if payload["tote"] else "goods lie in a tote typed by hand"


def _requested(payload: Payload) -> str:
    if payload["copy"] == 1:
        return "label sent to the printer: first print"
    return f"label sent to the printer again, marked COPY: print {payload['copy']}"


def _in_doubt(payload: Payload) -> str:
    return f"label in doubt: {_known(lambda code: fault_word(FaultCode(code)), payload['fault'])}"


def _answered(payload: Payload) -> str:
    return "says the label came out" if payload["came_out"] else "says the label did not come out"


def _refused(payload: Payload) -> str:
    code, facts = payload["code"], payload["data"]
    verb = _VERBS.get(payload["verb"], payload["verb"])
    # Version 1 did not write down which scanner it was.
    device = payload.get("device")
    read_by = f", read by {device}" if device else ""
    return f"NO at {verb}: {_known(lambda known: _no(known, facts), code)} [{code}]{read_by}"


def _no(code: str, facts: Payload) -> str:
    if code in set(FaultCode):
        return fault_sentence(FaultCode(code), str(facts.get("device", "")))
    # The journal holds no names, so those a sentence wants are left open.
    return refusal_sentence(RefusalCode(code), {"name": "?", **facts})


def _known(words: Callable[[str], str], code: str) -> str:
    """The words for a code; the code itself where this release has none for it."""
    try:
        return words(code)
    except (KeyError, ValueError):
        return code


def _time(at: datetime, zone: tzinfo | None) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


_SPECIAL: Mapping[tuple[str, int], Callable[[Payload], str]] = {
    ("instruction_confirmed", 1): _followed,
    ("sheet_printed", 1): _sheet,
    ("photo_missed", 1): _photo_missed,
    ("unit_counted", 2): _counted,
    ("unit_put_back", 2): _put_back,
    ("order_opened", 1): _opened,
    ("order_parked", 1): _parked,
    ("order_resumed", 1): _resumed,
    ("short_reported", 1): _short,
    ("carton_closed", 1): _closed,
    ("hold_lifted", 1): _lifted,
    ("unit_moved", 1): _moved,
    ("unit_moved", 2): _moved,
    ("label_reprinted", 1): _reprinted,
    ("tote_bound", 1): _tote,
    ("label_requested", 1): _requested,
    ("label_in_doubt", 1): _in_doubt,
    ("label_answered", 1): _answered,
    ("refusal", 1): _refused,
    ("refusal", 2): _refused,
}
