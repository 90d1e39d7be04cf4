"""UNDO over several cartons: a move goes back, a count comes out of wherever its pieces lie."""

from __future__ import annotations

from uuid import UUID

from packstation.domain.act import Act, CartonOpened, UnitCounted, UnitUncounted
from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.carton_act import UnitMoved, UnitMovedBack, UnitMovedV1
from packstation.domain.label import Plate
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.piece_act import CartonRow, PieceAct, last_at
from packstation.domain.refusal import RefusalCode
from packstation.domain.trace import Trace
from packstation.domain.undo import taken_back
from packstation.domain.weight import WeightResult
from tests.domain.refusals import refuses

BOX = CartonType("BOX", 180)
ONE, TWO, THREE, NEW = (UUID(int=number) for number in (1, 2, 3, 9))
LINES = (OrderLine(1, "MUG", 20), OrderLine(2, "LID", 20))
ORDER = Order(UUID(int=1), "100234", LINES, state=OrderState.PACKING, holder="bench-1")


def opened(carton_id: UUID, *contents: tuple[int, int], aside: bool = False, lot: str = "") -> Carton:
    traces = tuple(Trace(line_no, units, lot) for line_no, units in contents if lot)
    return Carton(carton_id, carton_id.int, BOX, contents=contents, aside=aside, traces=traces)


def sealed(carton: Carton) -> Carton:
    return carton.closed(Plate("BENCH-00000017", is_sscc=False), 500, WeightResult.WITHIN).verified()


def count(units: int, line_no: int = 1, part: int = 1, lot: str | None = None) -> UnitCounted:
    return UnitCounted(line_no, "MUG", units, "4012", "scanner", lot=lot, part=part)


def move(source: int, units: int, part: int = 1, line_no: int = 1, lot: str | None = None) -> UnitMoved:
    return UnitMoved(source, line_no, "MUG", units, lot, None, None, "4012", "scanner", part)


def acts(*done: tuple[UUID, Act]) -> list[PieceAct]:
    """What was done, as the journal gives it: the newest first."""
    rows = [PieceAct.known(seq, "ida", carton_id, act) for seq, (carton_id, act) in enumerate(done, 1)]
    return rows[::-1]


def seqs(found: tuple[CartonRow, ...]) -> list[int]:
    return [row.seq for row in found]


def new_id() -> UUID:
    return NEW


def contents(task: PackTask) -> dict[int, tuple[tuple[int, int], ...]]:
    return {c.number: c.contents for c in task.cartons if c.state is not CartonState.VOID}


class TestLast:
    """Which act is the newest at the carton in hand."""

    def test_counts_into_it_and_moves_into_it_or_out_of_it(self) -> None:
        done = acts((ONE, count(1)), (TWO, count(1)), (TWO, move(1, 1)))
        assert seqs(last_at(done, opened(ONE))) == [3]
        assert seqs(last_at(done, opened(TWO))) == [3]
        assert seqs(last_at(done, opened(THREE))) == []

    def test_what_was_taken_back_is_passed_over(self) -> None:
        done: list[tuple[UUID, Act]] = [
            *((ONE, count(1)), (TWO, move(1, 1))),
            *((ONE, UnitMovedBack(2, 1, "MUG", 1, 2)), (ONE, count(2))),
        ]
        assert seqs(last_at(acts(*done), opened(ONE))) == [4]
        done.append((ONE, UnitUncounted(1, "MUG", 2, 4)))
        assert seqs(last_at(acts(*done), opened(ONE))) == [1]

    def test_a_scan_of_several_rows_is_one(self) -> None:
        done = acts((ONE, count(1)), (TWO, move(1, 6)), (TWO, move(1, 6, part=2, line_no=2)))
        assert seqs(last_at(done, opened(TWO))) == [3, 2]

    def test_a_move_of_earlier_times_is_one_row(self) -> None:
        old = UnitMovedV1(1, 1, "MUG", 1, None, None, None, "4012", "scanner")
        assert seqs(last_at(acts((TWO, old), (TWO, old)), opened(TWO))) == [2]

    def test_nothing_is_read_from_before_the_carton_was_put_up(self) -> None:
        """An order of two thousand pieces has two thousand rows behind it."""
        rows = iter(acts((ONE, count(1)), (ONE, count(1)), (TWO, CartonOpened(2, "BOX"))))
        assert last_at(rows, opened(TWO)) == ()
        assert len(list(rows)) == 2


class TestTakenBack:
    """What UNDO does with it."""

    def rows(self, carton_id: UUID, act: UnitCounted | UnitMoved) -> list[CartonRow]:
        return [CartonRow(5, carton_id, act)]

    def test_a_count_comes_out_of_the_carton_in_hand(self) -> None:
        task = PackTask(ORDER, (opened(ONE, (1, 3)),))
        undo = taken_back(task, self.rows(ONE, count(2)), new_id)
        assert contents(undo.task) == {1: ((1, 1),)}

    def test_a_move_goes_back_with_its_lot(self) -> None:
        task = PackTask(ORDER, (opened(ONE, (1, 2), aside=True, lot="A"), opened(TWO, (1, 1), lot="A")))
        undo = taken_back(task, self.rows(TWO, move(1, 1, lot="A")), new_id)
        assert contents(undo.task) == {1: ((1, 3),), 2: ()}
        assert undo.task.cartons[0].traces == (Trace(1, 3, "A"),)
        assert (undo.task.cartons[1].traces, undo.emptied) == ((), ())

    def test_a_carton_that_vanished_by_the_move_is_put_up_again_beside(self) -> None:
        gone = opened(ONE).voided()
        undo = taken_back(PackTask(ORDER, (gone, opened(TWO, (1, 1)))), self.rows(TWO, move(1, 1)), new_id)
        assert contents(undo.task) == {2: (), 3: ((1, 1),)}
        (new,) = undo.put_up
        assert (new.carton_id, new.number, new.aside, undo.task.cartons[0]) == (NEW, 3, True, gone)

    def test_a_move_out_of_the_carton_in_hand_comes_back_and_an_emptied_one_vanishes(self) -> None:
        task = PackTask(ORDER, (opened(ONE, (1, 11)), opened(TWO, (1, 1), aside=True)))
        undo = taken_back(task, self.rows(TWO, move(1, 1)), new_id)
        assert contents(undo.task) == {1: ((1, 12),)}
        assert [carton.number for carton in undo.emptied] == [2]

    def test_pieces_that_were_moved_on_are_taken_from_where_they_lie(self) -> None:
        task = PackTask(
            ORDER, (opened(ONE), opened(TWO, aside=True), opened(THREE, (1, 1), (2, 1), aside=True))
        )
        undo = taken_back(task, self.rows(TWO, move(1, 1)), new_id)
        assert contents(undo.task) == {1: ((1, 1),), 2: (), 3: ((2, 1),)}

    def test_a_case_that_is_partly_elsewhere_comes_out_of_both(self) -> None:
        task = PackTask(ORDER, (opened(ONE, (1, 10)), opened(TWO, (1, 2), (2, 1), aside=True)))
        undo = taken_back(task, self.rows(ONE, count(12)), new_id)
        assert contents(undo.task) == {1: (), 2: ((2, 1),)}
        assert [(out.source, out.pieces.units) for out in undo.outs] == [(ONE, 10), (TWO, 2)]

    def test_a_closed_carton_is_left_alone(self) -> None:
        full = sealed(opened(TWO, (1, 2)))
        task = PackTask(ORDER, (opened(ONE, (1, 10)), full))
        for rows in (self.rows(ONE, count(12)), self.rows(TWO, move(1, 2))):
            with refuses(RefusalCode.PIECES_SEALED, sku="MUG", carton=2):
                taken_back(task, rows, new_id)
        with refuses(RefusalCode.PIECES_SEALED, sku="MUG", carton=2):
            taken_back(task, self.rows(ONE, move(2, 2)), new_id)

    def test_without_a_carton_in_hand_nothing_is_taken_back(self) -> None:
        with refuses(RefusalCode.CARTON_CLOSED):
            taken_back(PackTask(ORDER, (sealed(opened(ONE, (1, 1))),)), self.rows(ONE, count(1)), new_id)


def test_a_count_that_was_taken_back_is_not_even_read_again() -> None:
    def unread() -> Act:
        raise AssertionError("a count taken back was read")

    back = PieceAct.known(3, "ida", ONE, UnitUncounted(1, "MUG", 1, 2))
    rows = [back, PieceAct(2, "ida", ONE, unread), PieceAct.known(1, "ida", ONE, count(1))]
    assert seqs(last_at(rows, opened(ONE, (1, 1)))) == [1]
