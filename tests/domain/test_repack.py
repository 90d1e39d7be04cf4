"""Several cartons of one order: opened again, emptied, moved between; every piece in exactly one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.repack import (
    carton_of,
    choices,
    go_on,
    labelled,
    leaving,
    move,
    reopen,
    sources,
    with_type,
    without_empty,
)
from packstation.domain.scan import ElementStrings
from packstation.domain.sscc import SsccBlock
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightResult

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BOX, BIG = CartonType("BOX", 180), CartonType("BIG", 420)
ONE, TWO, THREE = (UUID(int=100 + number) for number in (1, 2, 3))
PLATE = Plate("00095212340000000013", is_sscc=True)
LINES = (OrderLine(1, "MUG", 4), OrderLine(2, "LID", 2), OrderLine(3, "MUG", 1))


def carton(carton_id: UUID, state: CartonState, *contents: tuple[int, int]) -> Carton:
    plate = PLATE if state in {CartonState.CLOSED, CartonState.VERIFIED} else None
    result = WeightResult.WITHIN if plate else None
    return Carton(carton_id, carton_id.int - 100, BOX, state, contents, plate, 900 if plate else None, result)


def task(*cartons: Carton, lines: tuple[OrderLine, ...] = LINES) -> PackTask:
    return PackTask(Order(UUID(int=1), "100234", lines, state=OrderState.PACKING, holder="bench-1"), cartons)


class TestReopen:
    """Cut open again."""

    def test_it_is_the_carton_in_hand_without_plate_or_weight(self) -> None:
        after = reopen(task(carton(ONE, CartonState.VERIFIED, (1, 2))), ONE)
        assert after.open_carton == carton(ONE, CartonState.OPEN, (1, 2))

    def test_the_one_that_was_open_stands_aside_with_its_goods(self) -> None:
        after = reopen(
            task(carton(ONE, CartonState.VERIFIED, (1, 2)), carton(TWO, CartonState.OPEN, (2, 1))), ONE
        )
        assert after.open_carton is not None
        assert after.open_carton.carton_id == ONE
        assert carton_of(after, TWO) == replace(carton(TWO, CartonState.OPEN, (2, 1)), aside=True)
        assert after.units_packed == 3

    def test_first_the_label_that_waits(self) -> None:
        before = task(carton(ONE, CartonState.VERIFIED, (1, 2)), carton(TWO, CartonState.CLOSED, (2, 1)))
        with pytest.raises(Refused) as no:
            reopen(before, ONE)
        assert (no.value.code, no.value.data) == (RefusalCode.LABEL_WAITS, {"carton": 2})
        assert reopen(before, TWO).open_carton is not None

    @pytest.mark.parametrize("state", [CartonState.OPEN, CartonState.VOID])
    def test_only_what_is_closed(self, state: CartonState) -> None:
        with pytest.raises(Refused) as no:
            reopen(task(carton(ONE, state, (1, 1))), ONE)
        assert no.value.code is RefusalCode.CARTON_NOT_CLOSED

    def test_not_of_a_cancelled_order(self) -> None:
        before = task(carton(ONE, CartonState.VERIFIED, (1, 2)))
        with pytest.raises(Refused) as no:
            reopen(replace(before, order=before.order.cancelled()), ONE)
        assert no.value.code is RefusalCode.ORDER_CANCELLED


class TestGoOn:
    """The carton to go on with."""

    def test_with_pieces_left_a_new_one_is_put_up(self) -> None:
        after = go_on(task(carton(ONE, CartonState.VERIFIED, (1, 2))), TWO, BIG)
        assert after.open_carton == replace(carton(TWO, CartonState.OPEN), carton_type=BIG)

    def test_the_one_that_stood_aside_comes_first_and_of_those_the_one_with_goods(self) -> None:
        empty = replace(carton(TWO, CartonState.OPEN), aside=True)
        full = replace(carton(THREE, CartonState.OPEN, (1, 1)), aside=True)
        after = go_on(task(carton(ONE, CartonState.VERIFIED, (1, 2)), empty, full), UUID(int=9), BOX)
        assert after.open_carton == replace(full, aside=False)

    def test_an_empty_one_vanishes_once_nothing_is_left(self) -> None:
        every = ((1, 4), (2, 2), (3, 1))
        empty = replace(carton(TWO, CartonState.OPEN), aside=True)
        after = go_on(task(carton(ONE, CartonState.VERIFIED, *every), empty), THREE, BOX)
        assert [c.carton_id for c in leaving(after)] == [ONE]
        assert after.open_carton is None

    def test_nothing_happens_while_a_carton_is_in_hand(self) -> None:
        for state in (CartonState.OPEN, CartonState.CLOSED):
            before = task(carton(ONE, state, (1, 1)))
            assert go_on(before, TWO, BOX) == before

    def test_empty_cartons_stay_while_pieces_are_left(self) -> None:
        before = task(carton(ONE, CartonState.OPEN))
        assert go_on(before, TWO, BOX) == before
        assert without_empty(before).open_carton is None


class TestType:
    """Another box."""

    def test_the_open_carton_changes_and_the_expected_weight_follows(self) -> None:
        after = with_type(task(carton(ONE, CartonState.OPEN, (1, 1))), BIG)
        assert after.open_carton is not None
        assert (after.open_carton.carton_type, after.open_carton.contents) == (BIG, ((1, 1),))

    def test_none_is_open(self) -> None:
        with pytest.raises(Refused) as no:
            with_type(task(carton(ONE, CartonState.CLOSED, (1, 1))), BIG)
        assert no.value.code is RefusalCode.CARTON_CLOSED


A, B = Trace(1, 2, "A", date(2026, 9, 1)), Trace(1, 1, "B")


def test_a_case_that_fell_to_two_lines_moves_as_it_came() -> None:
    lines = (OrderLine(1, "LID", 6), OrderLine(2, "MUG", 1), OrderLine(3, "LID", 6))
    inside = carton(ONE, CartonState.VERIFIED, (1, 6), (2, 1), (3, 6))
    before = task(inside, carton(TWO, CartonState.OPEN), lines=lines)
    assert choices(before, ONE, "LID", 6) == (Trace(1, 6),)
    (pieces,) = choices(before, ONE, "LID", 12)
    after, moved = move(before, ONE, pieces, 12)
    assert (carton_of(after, ONE).contents, carton_of(after, TWO).contents) == (
        ((2, 1),),
        ((1, 6), (3, 6)),
    )
    assert (moved.pieces.units, moved.parts) == (12, (Trace(1, 6), Trace(3, 6)))
    after, moved = move(before, ONE, pieces, 8)
    assert moved.parts == (Trace(1, 6), Trace(3, 2))


class TestMove:
    """From one carton into the one in hand."""

    def before(self, *traces: Trace, state: CartonState = CartonState.VERIFIED) -> PackTask:
        full = replace(carton(ONE, state, (1, 3), (2, 1)), traces=traces)
        return task(full, carton(TWO, CartonState.OPEN, (3, 1)))

    def test_a_closed_carton_is_cut_open_and_stands_aside(self) -> None:
        before = self.before()
        (pieces,) = choices(before, ONE, "MUG", 1)
        after, moved = move(before, ONE, pieces, 1)
        source = carton_of(after, ONE)
        assert (source.contents, source.state, source.aside, source.plate) == (
            ((1, 2), (2, 1)),
            CartonState.OPEN,
            True,
            None,
        )
        assert after.open_carton is not None
        assert after.open_carton.contents == ((1, 1), (3, 1))
        assert (moved.source, moved.target, moved.emptied) == (source, after.open_carton, False)

    def test_the_last_piece_makes_the_carton_vanish(self) -> None:
        before = task(carton(ONE, CartonState.CLOSED, (2, 1)), carton(TWO, CartonState.OPEN, (1, 1)))
        after, moved = move(before, ONE, choices(before, ONE, "LID", 1)[0], 1)
        assert moved.emptied
        assert [c.carton_id for c in leaving(after)] == [TWO]

    def test_a_lot_goes_with_its_piece(self) -> None:
        before = self.before(A, B)
        after, _ = move(before, ONE, A, 1)
        assert carton_of(after, ONE).traces == (replace(A, units=1), B)
        assert carton_of(after, TWO).traces == (replace(A, units=1),)

    def test_several_lots_are_told_apart_unless_the_code_says_which(self) -> None:
        before = self.before(A, B)
        assert choices(before, ONE, "MUG", 1) == (A, B)
        assert choices(before, ONE, "MUG", 1, ElementStrings(lot="B")) == (B,)
        assert choices(before, ONE, "MUG", 2) == (A,)

    def test_pieces_nobody_asked_about_are_a_choice_of_their_own(self) -> None:
        assert choices(self.before(A), ONE, "MUG", 1) == (A, Trace(1, 1))

    def test_the_same_pieces_on_two_lines_are_no_question(self) -> None:
        aside = carton(ONE, CartonState.OPEN, (1, 1), (3, 1)).set_aside(aside=True)
        before = task(aside, carton(TWO, CartonState.OPEN))
        assert choices(before, ONE, "MUG", 1) == (Trace(1, 1),)

    @pytest.mark.parametrize(
        ("sku", "units", "read"),
        [
            ("CUP", 1, None),
            ("LID", 2, None),
            ("MUG", 4, None),
            ("MUG", 1, ElementStrings(lot="C")),
        ],
    )
    def test_what_the_carton_does_not_hold_is_not_moved(
        self, sku: str, units: int, read: ElementStrings | None
    ) -> None:
        with pytest.raises(Refused) as no:
            choices(self.before(A, B), ONE, sku, units, read)
        assert no.value.code is RefusalCode.NOT_IN_CARTON
        assert no.value.data == {"sku": sku, "units": units, "carton": 1}

    def test_enough_of_several_lots_are_there_but_no_scan_can_mean_them(self) -> None:
        with pytest.raises(Refused) as no:
            choices(self.before(A, B), ONE, "MUG", 3)
        assert no.value.code is RefusalCode.NOT_ALIKE_IN_CARTON

    def test_a_lot_that_left_meanwhile_is_not_moved_a_second_time(self) -> None:
        after, _ = move(self.before(A, B), ONE, B, 1)
        with pytest.raises(Refused) as no:
            move(after, ONE, B, 1)
        assert no.value.code is RefusalCode.NOT_IN_CARTON

    def test_nothing_is_moved_without_a_carton_in_hand(self) -> None:
        before = task(carton(ONE, CartonState.VERIFIED, (1, 3)))
        with pytest.raises(Refused) as no:
            move(before, ONE, Trace(1, 3), 1)
        assert no.value.code is RefusalCode.CARTON_CLOSED

    def test_what_can_be_moved_and_what_bears_a_label(self) -> None:
        before = self.before()
        assert [c.carton_id for c in sources(before)] == [ONE]
        assert [c.carton_id for c in labelled(before)] == [ONE]
        assert sources(task(carton(ONE, CartonState.CLOSED, (1, 1)))) == ()


class Repacking(RuleBasedStateMachine):
    """Anything at any time, with lots; a tally beside the bench knows how many of which are packed."""

    def __init__(self) -> None:
        super().__init__()
        self.task = task()
        self.tally: Counter[tuple[int, str]] = Counter()
        self.block = SsccBlock(0, "9521234", "BENCH", 1, 10_000)
        self.plates: list[Plate] = []
        self.made = 0

    def _new(self) -> UUID:
        self.made += 1
        return UUID(int=1_000 + self.made)

    @initialize()
    def begin(self) -> None:
        self.task = go_on(self.task, self._new(), BOX)

    @rule(sku=st.sampled_from(("MUG", "LID", "MUG")), lot=st.sampled_from(("", "A", "B")))
    def scan(self, sku: str, lot: str) -> None:
        try:
            after, counted = self.task.count(sku, 1)
        except Refused:
            return
        open_carton = after.open_carton
        assert open_carton is not None
        if lot:
            traced = open_carton.with_trace(Trace(counted.line_no, 1, lot), 1)
            after = replace(after, cartons=tuple(traced if c == open_carton else c for c in after.cartons))
        self.task = after
        self.tally[counted.line_no, lot] += 1

    @rule(partial=st.booleans())
    def close(self, partial: bool) -> None:
        plate, rest = self.block.allot()
        try:
            self.task = self.task.close(plate, 1_000, WeightResult.WITHIN, partial=partial)
        except Refused:
            return
        self.block = rest
        self.plates.append(plate)

    @rule()
    def verify(self) -> None:
        waiting = self.task.unverified_carton
        if waiting is not None:
            after = self.task.verify(waiting, "Ida", NOON)
            self.task = go_on(after, self._new(), waiting.carton_type)

    @rule(which=st.integers(0, 5))
    def open_again(self, which: int) -> None:
        if self.task.order.state is OrderState.PACKED:
            order = self.task.order.reopened_at("bench-1")
            self.task = replace(self.task, order=order)
            which = 0 if which >= len(labelled(self.task)) else which
            self.task = reopen(self.task, labelled(self.task)[which].carton_id)
        elif which < len(self.task.cartons):
            try:
                self.task = reopen(self.task, self.task.cartons[which].carton_id)
            except Refused:
                return

    @rule(which=st.integers(0, 5), sku=st.sampled_from(("MUG", "LID")), units=st.sampled_from((1, 1, 2)))
    def move_over(self, which: int, sku: str, units: int) -> None:
        found = sources(self.task)
        if which >= len(found):
            return
        try:
            pieces = choices(self.task, found[which].carton_id, sku, units)
        except Refused:
            return
        self.task, _ = move(self.task, found[which].carton_id, pieces[-1], units)

    @invariant()
    def every_piece_is_in_exactly_one_carton_with_its_lot(self) -> None:
        packed: Counter[tuple[int, str]] = Counter()
        for box in leaving(self.task):
            for line_no, units in box.contents:
                known = [t for t in box.traces if t.line_no == line_no]
                packed[line_no, ""] += units - sum(t.units for t in known)
                for trace in known:
                    packed[line_no, trace.lot or ""] += trace.units
            assert {t.line_no for t in box.traces} <= {line_no for line_no, _ in box.contents}
        assert +packed == +self.tally

    @invariant()
    def one_carton_at_most_is_in_hand(self) -> None:
        cartons = self.task.cartons
        in_hand = [c for c in cartons if c.state is CartonState.OPEN and not c.aside]
        waiting = [c for c in cartons if c.state is CartonState.CLOSED]
        assert len(in_hand) + len(waiting) <= 1
        assert all(c.state is CartonState.OPEN for c in cartons if c.aside)
        if self.task.order.state is OrderState.PACKING:
            assert in_hand or waiting

    @invariant()
    def plates_are_never_issued_twice_and_only_closed_cartons_bear_one(self) -> None:
        assert len(set(self.plates)) == len(self.plates)
        for box in leaving(self.task):
            assert (box.plate is not None) == (box.state is not CartonState.OPEN)

    @invariant()
    def a_packed_order_is_complete_and_every_carton_of_it_proven(self) -> None:
        if self.task.order.state is OrderState.PACKED:
            assert self.task.complete
            assert {c.state for c in leaving(self.task)} == {CartonState.VERIFIED}


TestAnyRepackingKeepsEveryPieceInOneCarton = Repacking.TestCase
