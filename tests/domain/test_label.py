"""What the bench may say about a piece of paper it cannot see."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from packstation.domain.label import MOVES, Label, LabelState, Plate
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import ElementStrings, Scan

ALLOWED = {
    ("wanted", "requested"),
    ("wanted", "void"),
    ("requested", "wanted"),
    ("requested", "requested"),
    ("requested", "bought"),
    ("requested", "printed"),
    ("requested", "verified"),
    ("requested", "void"),
    ("bought", "requested"),
    ("bought", "void"),
    ("printed", "requested"),
    ("printed", "verified"),
    ("printed", "void"),
    ("verified", "void"),
}
SSCC = "376104250021234569"
PLATE = Plate(f"00{SSCC}", is_sscc=True)
OWN_NUMBER = Plate("BENCH-00000017", is_sscc=False)


def label(state: LabelState = LabelState.WANTED, copies: int = 0) -> Label:
    return Label(UUID(int=3), UUID(int=2), PLATE, b"^XA^XZ", state, copies)


def scan(text: str, aim: str = "", elements: ElementStrings | None = None) -> Scan:
    return Scan(text, "scanner", 0, aim, elements)


@pytest.mark.parametrize(("state", "target"), list(product(LabelState, LabelState)))
def test_a_label_moves_only_along_its_table(state: LabelState, target: LabelState) -> None:
    if (state.value, target.value) in ALLOWED:
        assert label(state)._move_to(target).state is target
    else:
        with pytest.raises(Refused) as no:
            label(state)._move_to(target)
        assert (no.value.code, no.value.data) == (RefusalCode.LABEL_NOT_PRINTED, {"state": state.value})


def test_every_state_has_a_row_in_the_table() -> None:
    assert set(MOVES) == set(LabelState)


def test_each_print_is_counted_before_its_bytes_leave() -> None:
    once = label().requested()
    assert (once.state, once.copies) == (LabelState.REQUESTED, 1)
    assert once.requested().copies == 2


def test_a_first_print_that_never_left_is_wanted_again_and_not_counted() -> None:
    assert label().requested().unsent() == label()


@pytest.mark.parametrize("before", [LabelState.REQUESTED, LabelState.PRINTED])
def test_a_second_print_that_never_left_does_not_make_the_first_paper_vanish(before: LabelState) -> None:
    again = label(before, copies=1).requested().unsent()
    assert again == label(LabelState.REQUESTED, copies=1)
    assert again.verified().state is LabelState.VERIFIED


def test_saying_twice_that_it_came_out_is_saying_it_once() -> None:
    printed = label(LabelState.REQUESTED, 1).printed()
    assert printed.state is LabelState.PRINTED
    assert printed.printed() is printed


def test_a_label_scanned_back_is_proven_even_when_the_printer_never_answered() -> None:
    assert label(LabelState.REQUESTED, 1).verified().state is LabelState.VERIFIED


def test_a_label_that_never_left_the_bench_proves_nothing() -> None:
    with pytest.raises(Refused):
        label().verified()


def test_a_verified_label_printed_once_more_stays_proven_and_may_be_voided() -> None:
    verified = label(LabelState.VERIFIED, 1)
    again = verified.requested()
    assert (again.state, again.copies) == (LabelState.VERIFIED, 2)
    assert (again.unsent(), again.printed()) == (verified, again)
    assert again.voided().state is LabelState.VOID


def test_a_void_label_is_never_printed_again() -> None:
    with pytest.raises(Refused):
        label(LabelState.VOID, 1).requested()


def test_people_say_the_sscc_without_its_application_identifier() -> None:
    assert (PLATE.number, OWN_NUMBER.number) == (SSCC, "BENCH-00000017")


@pytest.mark.parametrize(
    ("plate", "read", "own"),
    [
        (PLATE, scan(f"00{SSCC}", "]C1", ElementStrings(sscc=SSCC)), True),
        (PLATE, scan(f"00{SSCC}"), True),
        (PLATE, scan(SSCC), False),
        (PLATE, scan("00376104250021234576", "]C1", ElementStrings(sscc="376104250021234576")), False),
        (PLATE, scan(f"00{SSCC}", "]C1", ElementStrings(sscc=SSCC, faulty=True)), False),
        (PLATE, scan("0104012345678901", "]C1", ElementStrings(gtin="04012345678901")), False),
        (OWN_NUMBER, scan("BENCH-00000017"), True),
        (OWN_NUMBER, scan("BENCH-0000001"), False),
        (OWN_NUMBER, scan("bench-00000017"), False),
        (replace(OWN_NUMBER, code=SSCC), scan(f"00{SSCC}", "]C1", ElementStrings(sscc=SSCC)), False),
    ],
)
def test_only_the_whole_code_reads_a_plate(plate: Plate, read: Scan, own: bool) -> None:
    assert plate.read_by(read) is own
