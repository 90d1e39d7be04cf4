"""UNDO while goods are moved from carton to carton, and after it."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.domain.refusal import RefusalCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import MUG, TRAY
from tests.ui.at_bench import AtBench

ORDER = "100234"


def moving(bench: AtBench) -> None:
    """Two mugs in a proven carton, a tray in the second; one mug was moved over."""
    bench.pack(MUG, MUG, number=ORDER)
    bench.press(Command.NEXT_CARTON)
    bench.weigh(0, 1)
    bench.weigh(800)
    label = bench.warehouse.on_bench(ORDER).label
    assert label is not None
    bench.scan(label.plate.code)
    bench.scan(TRAY)
    bench.press(Command.MOVE)
    bench.scan(MUG)
    assert bench.verdict.code is Said.MOVED


def contents(bench: AtBench) -> list[int]:
    """Pieces in each carton, in the store and on the screen."""
    task = bench.warehouse.on_bench(ORDER).task
    assert bench.pack_view.task == task
    return [carton.units for carton in task.cartons]


def test_a_piece_moved_by_mistake_goes_back_at_once_and_moving_goes_on(bench: AtBench) -> None:
    moving(bench)
    assert Command.UNDO in bench.view.commands
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NOTE, Said.MOVED_BACK)
    assert dict(bench.verdict.data) == {"units": 1, "name": "Mug, blue", "source": 2, "carton": 1}
    assert (contents(bench), bench.act) == ([2, 1], ActCode.MOVE_UNIT)
    bench.scan(MUG)
    assert contents(bench) == [1, 2]


def test_after_the_moving_has_ended_too(bench: AtBench) -> None:
    moving(bench)
    bench.press(Command.NEXT)
    bench.press(Command.UNDO)
    assert (bench.verdict.code, contents(bench)) == (Said.MOVED_BACK, [2, 1])
    bench.press(Command.UNDO)
    assert (bench.verdict.code, contents(bench)) == (Said.UNDONE, [2, 0])


def test_the_last_piece_goes_back_into_a_carton_put_up_for_it(bench: AtBench) -> None:
    moving(bench)
    bench.scan(MUG)
    assert bench.verdict.code is Said.MOVED_LAST
    bench.press(Command.UNDO)
    assert dict(bench.verdict.data) == {"units": 1, "name": "Mug, blue", "source": 2, "carton": 3}
    assert (contents(bench), bench.act) == ([0, 2, 1], ActCode.SCAN_GOODS)


def test_what_is_in_a_closed_carton_is_said_and_nothing_is_taken_back(bench: AtBench) -> None:
    moving(bench)
    bench.press(Command.NEXT)
    bench.press(Command.NEXT_CARTON)
    bench.weigh(0, 1)
    bench.weigh(900)
    label = bench.warehouse.on_bench(ORDER).label
    assert label is not None
    bench.scan(label.plate.code)
    before = contents(bench)
    bench.press(Command.UNDO)
    assert bench.said == (VerdictKind.NO, RefusalCode.PIECES_SEALED)
    assert contents(bench) == before
