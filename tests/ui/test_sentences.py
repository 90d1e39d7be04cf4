"""Every code has its sentence, in every language, with the very facts its code carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from packstation.domain.command_code import Command
from packstation.domain.instruction import InstructionKind
from packstation.domain.order import HoldReason
from packstation.domain.refusal import DeviceFault, Fact, FaultCode, RefusalCode, Refused
from packstation.places import resources
from packstation.ui.command_words import command_word
from packstation.ui.fault_words import fault_sentence, fault_word
from packstation.ui.sentences import act_hint, act_sentence, head, sentence
from packstation.ui.translation import languages, set_language
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of
from packstation.ui.weight_words import grams

TRANSLATIONS: Path = resources() / "translations"
Facts = dict[str, Fact]

REFUSALS: dict[RefusalCode, Facts] = {
    RefusalCode.UNKNOWN_CODE: {"read": "4711"},
    RefusalCode.SETTING_WRONG: {"key": "sscc.company_prefix"},
    RefusalCode.NOT_ON_ORDER: {"sku": "MUG"},
    RefusalCode.LINE_COMPLETE: {"sku": "MUG", "wanted": 2},
    RefusalCode.TOO_MANY: {"sku": "MUG", "units": 12, "left": 3},
    RefusalCode.ORDER_CANCELLED: {"order": "100234"},
    RefusalCode.ORDER_CHANGED: {"order": "100234", "kept": 2},
    RefusalCode.CHANGE_TOO_LATE: {"order": "100234"},
    RefusalCode.CHANGE_EMPTY: {"order": "100234"},
    RefusalCode.DOUBLE_READ: {"gap_ms": 40},
    RefusalCode.CODE_TAKEN: {"code": "4711", "sku": "MUG"},
    RefusalCode.NOTHING_LEARNED: {"sku": "MUG"},
    RefusalCode.CHECK_DIGIT: {"read": "4711"},
    RefusalCode.COMMAND_NOT_HERE: {"command": "LOCK"},
    RefusalCode.BADGE_NOT_HERE: {"name": "Ida"},
    RefusalCode.UNKNOWN_ORDER: {"read": "4711"},
    RefusalCode.ORDER_HELD: {"order": "100234", "reasons": " ".join(HoldReason)},
    RefusalCode.ORDER_PACKED: {"order": "100234", "by": "Ida", "at": "2026-03-02T12:00:00+00:00"},
    RefusalCode.LABEL_VOID: {"read": "0013"},
    RefusalCode.LABEL_WAITS: {"carton": 2},
    RefusalCode.CARTON_NOT_CLOSED: {"carton": 2},
    RefusalCode.CARTON_TYPE_UNKNOWN: {"type": "BOX"},
    RefusalCode.NOT_IN_CARTON: {"sku": "MUG", "units": 1, "carton": 2},
    RefusalCode.NOT_ALIKE_IN_CARTON: {"sku": "LID", "units": 12, "carton": 2},
    RefusalCode.PIECES_SEALED: {"sku": "LID", "carton": 2},
    RefusalCode.ORDER_NOT_PACKED: {"order": "100234"},
    RefusalCode.ORDER_GONE: {"order": "100234"},
    RefusalCode.NO_LABEL_YET: {"order": "100234"},
    RefusalCode.TOTE_TAKEN: {"order": "100234"},
    RefusalCode.NOT_A_TOTE: {"read": "4711"},
    RefusalCode.ORDER_CLAIMED: {"order": "100234", "holder": "bench-2"},
    RefusalCode.CENTRAL_NEEDED: {"order": "100234"},
    RefusalCode.ORDER_NOT_GIVEN: {"order": "100234"},
    RefusalCode.CLAIM_LOST: {"order": "100234"},
    RefusalCode.ACTS_UNSENT: {"count": 14},
    RefusalCode.NO_WAY_TO_CENTRAL: {"why": "turned_away", "host": "central", "port": 5432},
    RefusalCode.ENROLMENT_UNFIT: {"why": "newer"},
    RefusalCode.ORDER_NOT_READY: {"order": "100234", "state": "received"},
    RefusalCode.ORDER_OPEN_HERE: {"order": "100234"},
    RefusalCode.NOTHING_READY: {"sku": "MUG"},
    RefusalCode.ORDER_INCOMPLETE: {"missing": 3},
    RefusalCode.INSTRUCTION_OPEN: {"kinds": " ".join(InstructionKind)},
    RefusalCode.DOCUMENT_UNUSABLE: {"document": "flyer.pdf"},
    RefusalCode.WEIGHT_LIGHT: {"grams": 1234, "gross_grams": 100, "expected_grams": 1334},
    RefusalCode.WEIGHT_HEAVY: {"grams": 120, "gross_grams": 620, "expected_grams": 500},
    RefusalCode.WRONG_LABEL: {"read": "0001", "wanted": "0002"},
    RefusalCode.LABEL_NOT_PRINTED: {"state": "wanted"},
    RefusalCode.PIN_NEEDED: {"name": "Ida"},
    RefusalCode.PIN_TOO_SHORT: {"digits": 6},
    RefusalCode.SIGN_IN_DELAYED: {"wait_s": 15},
    RefusalCode.USER_DISABLED: {"name": "Ida"},
    RefusalCode.ROLE_FORBIDS: {"role": "admin"},
    RefusalCode.BADGE_TAKEN: {"number": 17},
    RefusalCode.LAST_LEAD: {"name": "Lea"},
    RefusalCode.SAME_PERSON: {"name": "Lea"},
    RefusalCode.NOT_HELD: {"order": "100234"},
    RefusalCode.HOLD_NOT_OURS: {"order": "100234", "reason": "payment"},
    RefusalCode.SHORT_TOO_MANY: {"sku": "MUG", "units": 3, "left": 2},
    RefusalCode.REST_UNDER_WAY: {"sku": "MUG", "order": "100234/R1"},
    RefusalCode.PLACE_UNKNOWN: {"place": "P 9"},
    RefusalCode.PLACE_IS_OTHER: {"read": "4012345678918"},
    RefusalCode.PLACE_IS_TOTE: {"place": "T-7", "order": "100235"},
    RefusalCode.PLACE_SHARED: {"place": "P 1"},
    RefusalCode.NOT_PACKED_HERE: {"sku": "MUG"},
    RefusalCode.PUT_BACK_TOO_MANY: {"sku": "LID", "units": 12, "left": 2},
    RefusalCode.PIECES_TO_PUT_BACK: {"order": "100234", "left": 2},
    RefusalCode.TIMES_LIMITED: {"sku": "MUG", "limit": 6},
    RefusalCode.SCAN_EACH: {"sku": "MUG"},
    RefusalCode.SERIAL_EACH: {"sku": "RADIO"},
    RefusalCode.NEEDS_SCAN: {"sku": "MUG"},
    RefusalCode.TRACE_NEEDED: {"sku": "MILK", "what": "lot"},
    RefusalCode.TRACE_UNREADABLE: {"what": "expiry", "read": "soon"},
    RefusalCode.ANSWER_IS_PRODUCT: {"sku": "MUG", "what": "serial"},
    RefusalCode.EXPIRED: {"sku": "MILK", "date": "2026-03-01"},
    RefusalCode.LOT_EXPIRY_DIFFERS: {"lot": "A1", "date": "2026-03-02", "known": "2026-03-05"},
    RefusalCode.SERIAL_SEEN: {"serial": "S1", "order": "100234"},
    RefusalCode.FILE_UNUSABLE: {"why": "quote_open", "line": 7},
    RefusalCode.FORM_UNKNOWN: {"file": "orders.csv"},
    RefusalCode.NOT_QUARANTINED: {"entry": 7},
    RefusalCode.NO_SUCH_COLUMN: {"column": "Lineitem sku"},
}
"""The facts each refusal is raised with; one that is not here is raised without any."""

COUNT: Facts = {"packed": 1, "wanted": 2, "name": "Mug, blue"}
SAID: dict[Said, Facts] = {
    Said.COUNTED: COUNT,
    Said.LINE_DONE: COUNT,
    Said.GOODS_DONE: COUNT,
    Said.SOONER_LOT: {**COUNT, "lot": "A1", "date": "2026-04-01"},
    Said.UNDONE: COUNT,
    Said.FOUND_UNIT: {"sku": "MUG-BLUE"},
    Said.SIGNED_IN: {"name": "Ida"},
    Said.INSTRUCTION_DONE: {"instruction": "gift_wrap"},
    Said.PHOTO_MISSED: {"fault": "silent"},
    Said.ENROLLED: {"name": "Mona"},
    Said.PERSON_DISABLED: {"name": "Mona"},
    Said.PERSON_ENABLED: {"name": "Mona"},
    Said.ROLE_CHANGED: {"name": "Mona"},
    Said.PIN_CHANGED: {"name": "Mona"},
    Said.BADGE_PRINTS: {"name": "Mona"},
    Said.BADGE_PRINTED: {"name": "Mona"},
    Said.BADGE_NOT_PRINTED: {"name": "Mona"},
    Said.CODE_DROPPED: {"code": "4711"},
    Said.CODE_MAPPED: {"code": "4711", "name": "Mug, blue", "factor": 12},
    Said.WEIGHT_CONFIRMED: {"name": "Mug, blue", "grams": 310},
    Said.WEIGHT_FORGOTTEN: {"name": "Mug, blue", "grams": 310},
    Said.TASK_SETTLED: {"order": "100234"},
    Said.STOP_CANCELLED: {"order": "100234"},
    Said.WAY_FREE: {"station": "bench-4"},
    Said.SITE_JOINED: {"station": "bench-4", "file": "bench-4.enrolment"},
    Said.SITE_CHANGED: {"station": "bench-9", "file": "bench-9.enrolment", "former": "bench-4"},
    Said.SITE_LEFT: {"station": "bench-4"},
    Said.HOLD_LIFTED: {"order": "100234"},
    Said.HOLD_REMAINS: {"order": "100234"},
    Said.ORDER_OPENED: {"order": "100234"},
    Said.ORDER_RESUMED: {"order": "100234"},
    Said.ORDER_GIVEN_BACK: {"order": "100234"},
    Said.CARTON_CLOSED: {"grams": 500},
    Said.LABEL_PRINTED: {"digits": "0013"},
    Said.ORDER_DONE: {"order": "100234"},
    Said.GO_ON_WITH: {"carton": 2},
    Said.TYPE_CHANGED: {"carton": 2, "type": "Big box"},
    Said.CARTON_REOPENED: {"carton": 2},
    Said.MOVED: {"units": 1, "name": "Mug, blue", "source": 1, "carton": 2},
    Said.MOVED_LAST: {"source": 1},
    Said.MOVED_BACK: {"units": 1, "name": "Mug, blue", "source": 2, "carton": 1},
    Said.MOVE_ENDED: {"source": 1, "carton": 2},
    Said.COPY_COMES: {"digits": "0013"},
    Said.COPY_PRINTED: {"digits": "0013"},
    Said.TOTE_BOUND: {"tote": "T-7", "order": "100234"},
    Said.BATCH_ORDER: {"order": "100234", "number": 3, "count": 17},
    Said.ORDER_PARKED: {"order": "100234", "place": "P 1"},
    Said.ORDER_FETCHED: {"order": "100234", "place": "P 1"},
    Said.WAITS_FOR_LEAD: {"order": "100234"},
    Said.SHORT_SHIPS: {"order": "100234", "rest": "100234/R1"},
    Said.SHORT_PACKED: {"order": "100234", "rest": "100234/R1"},
    Said.TAKEN_AGAIN: {"units": 2, "name": "Mug, blue", "carton": 1, "left": 3},
    Said.IS_BACK: {"name": "Mug, blue", "left": 2},
    Said.ALL_BACK: {"order": "100234"},
    Said.FOUND_UNIT: {"sku": "MUG"},
    Said.FILE_BEGINS: {"file": "orders.csv"},
    Said.FILES_FULL: {"file": "orders.csv"},
    Said.FILE_LATER: {"file": "orders.csv"},
    Said.COLUMNS_KEPT: {"file": "orders.csv", "name": "office"},
    Said.ROWS_IN: {"file": "orders.csv", "line": 7},
    Said.ROWS_WAIT: {"file": "orders.csv", "line": 7},
    Said.ROWS_DROPPED: {"file": "orders.csv", "line": 7, "rows": 2},
}
ACTS: dict[ActCode, Facts] = {
    ActCode.ENTER_PIN: {"name": "Ida"},
    ActCode.SCAN_GOODS: {"left": 12},
    ActCode.NAME_COLUMNS: {"file": "orders.csv"},
    ActCode.MOVE_UNIT: {"source": 1, "carton": 2},
    ActCode.MEND_SCALE: {"fault": "gone"},
    ActCode.LIGHT_CARTON: {"grams": 300},
    ActCode.HEAVY_CARTON: {"grams": 1300},
    ActCode.WAIT_FOR_LABEL: {"digits": "0013"},
    ActCode.MEND_PRINTER: {"fault": "paper_out", "digits": "0013"},
    ActCode.ANSWER_LABEL: {"digits": "0013"},
    ActCode.SCAN_LABEL: {"digits": "0013"},
    ActCode.SCAN_COPY: {"digits": "0013"},
    ActCode.PUT_BACK: {"units": 2, "name": "Mug, blue"},
    ActCode.PUT_BACK_BY_HAND: {"units": 2, "name": "Mug, blue"},
}


def no(code: RefusalCode, data: Facts) -> Verdict:
    """The verdict on a refusal with these facts."""
    return verdict_of(Refused(code, **data))


def spoken() -> Iterator[tuple[str, Callable[[], str]]]:
    """Everything the bench can say, by a name for the report."""
    for refusal in RefusalCode:
        yield (
            f"refusal {refusal}",
            partial(sentence, no(refusal, REFUSALS.get(refusal, {}))),
        )
    for fault in FaultCode:
        yield f"fault {fault}", partial(sentence, verdict_of(DeviceFault(fault, "scanner 2")))
        yield f"lamp {fault}", partial(fault_word, fault)
        for mend in (ActCode.MEND_PRINTER, ActCode.MEND_SCALE):
            yield f"{mend} {fault}", partial(act_sentence, NextAct(mend, {"fault": fault.value}))
    for said in Said:
        yield f"said {said}", partial(sentence, Verdict(VerdictKind.NOTE, said, SAID.get(said, {})))
    for code in ActCode:
        yield f"act {code}", partial(act_sentence, NextAct(code, ACTS.get(code, {})))
    for command in Command:
        yield f"command {command}", partial(command_word, command)
    for kind in set(VerdictKind) - {VerdictKind.NOTE}:
        yield f"head {kind}", partial(head, kind)


SPOKEN = dict(spoken())


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_every_code_is_a_whole_sentence_in_every_language(language: str) -> None:
    set_language(TRANSLATIONS, language)
    said = {name: say() for name, say in SPOKEN.items()}
    assert [name for name, text in said.items() if text.strip() != text or len(text) < 2] == []
    assert [name for name, text in said.items() if re.search(r"[{}]", text)] == []


@pytest.mark.parametrize("kind", ["refusal", "act", "said", "head", "command"])
@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_no_two_codes_of_a_kind_say_the_same(language: str, kind: str) -> None:
    set_language(TRANSLATIONS, language)
    said = [say() for name, say in SPOKEN.items() if name.startswith(f"{kind} ")]
    assert len(said) == len(set(said))


def test_facts_stand_in_their_sentences() -> None:
    for code, data in REFUSALS.items():
        said = sentence(no(code, data))
        for shown in ("sku", "order", "name", "read", "holder", "by"):
            if shown in data:
                assert str(data[shown]) in said


def test_facts_of_an_order_are_never_a_pattern_of_our_own() -> None:
    tricky = "{0}{name}%s"
    for code, data in REFUSALS.items():
        planted = {key: tricky if key in {"sku", "read", "order", "name"} else data[key] for key in data}
        said = sentence(no(code, planted))
        assert (tricky in said) == (tricky in planted.values())


def test_nothing_ready_and_packed_by_nobody_known_are_said_too() -> None:
    assert sentence(verdict_of(Refused(RefusalCode.NOTHING_READY, sku=None))) == "No order is ready."
    unknown = Refused(RefusalCode.ORDER_PACKED, order="100234", by=None, at=None)
    assert "100234" in sentence(verdict_of(unknown))


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 piece is still missing.", "2 pieces are still missing."),
        ("de", "Es fehlt noch 1 Stück.", "Es fehlen noch 2 Stück."),
    ],
)
def test_one_is_not_many(language: str, one: str, many: str) -> None:
    set_language(TRANSLATIONS, language)
    said = [sentence(verdict_of(Refused(RefusalCode.ORDER_INCOMPLETE, missing=n))) for n in (1, 2)]
    assert said == [one, many]


@pytest.mark.parametrize(
    ("language", "weight", "shown"),
    [
        ("en", 999, "999 g"),
        ("en", 1000, "1.000 kg"),
        ("de", 12_345, "12,345 kg"),
        ("pl", 12_345, "12,345 kg"),
        ("en", -1_005, "-1.005 kg"),
        ("en", -3, "-3 g"),
        ("en", 0, "0 g"),
    ],
)
def test_weights_read_as_on_a_scale(language: str, weight: int, shown: str) -> None:
    set_language(TRANSLATIONS, language)
    assert grams(weight) == shown


def test_a_carton_closed_without_a_weight_says_so() -> None:
    said = sentence(Verdict(VerdictKind.YES, Said.CARTON_CLOSED, {"grams": None}))
    assert said == "Carton closed, not weighed."


def test_the_fault_of_a_device_begins_with_its_name() -> None:
    assert fault_sentence(FaultCode.GONE, "scanner 2").startswith("Scanner 2: ")


def test_only_acts_that_need_help_have_a_hint() -> None:
    assert (
        act_hint(NextAct(ActCode.SCAN_LABEL, {"digits": "0013"}))
        == "Missing or spoiled? NO prints it again, as a copy."
    )
    assert act_hint(NextAct(ActCode.SCAN_GOODS, {"left": 1})) == ""


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (RefusalCode.NOT_ON_ORDER, VerdictKind.NO),
        (RefusalCode.ORDER_CANCELLED, VerdictKind.LEAD),
        (RefusalCode.ORDER_HELD, VerdictKind.LEAD),
        (RefusalCode.SSCC_EXHAUSTED, VerdictKind.LEAD),
        (RefusalCode.PIN_NEEDED, VerdictKind.NOTE),
    ],
)
def test_what_a_packer_cannot_mend_alone_asks_for_the_lead(code: RefusalCode, kind: VerdictKind) -> None:
    assert verdict_of(Refused(code)).kind is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (FaultCode.PAPER_OUT, VerdictKind.NO),
        (FaultCode.DISK_FULL, VerdictKind.LEAD),
        (FaultCode.DISK_FAILED, VerdictKind.LEAD),
        (FaultCode.FORKED, VerdictKind.LEAD),
    ],
)
def test_a_failing_disk_asks_for_the_lead(code: FaultCode, kind: VerdictKind) -> None:
    assert verdict_of(DeviceFault(code, "store")).kind is kind
