"""What a lead reads about a carton that central could not follow, and how it can end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.settle_conflict import OpenConflict
from packstation.domain.central import Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, endings_of
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.ui.lead.conflict_told import LINES_SHOWN, conflict_text
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order

UNPACKED, LEAVES, SEEN = ConflictEnding.UNPACKED, ConflictEnding.SHIPPED_ANYWAY, ConflictEnding.SEEN
PACKED = replace(
    make_order(7, ("MUG", 3), ("LID", 12)), state=OrderState.PACKED, ship_to=("A. Customer", "Rome")
)
ON_BENCH = replace(PACKED, state=OrderState.PACKING, holder="A")


def about(outcome: Outcome, kind: str = "order_packed", station: str = "A") -> Conflict:
    return Conflict(station, 3, kind, outcome, PACKED.order_id, "A", NOON)


@pytest.mark.parametrize(
    ("conflict", "order", "endings"),
    [
        (about(Outcome.PACKED_TWICE), PACKED, (UNPACKED, LEAVES, SEEN)),
        (about(Outcome.PACKED_AFTER_CANCEL), PACKED, (UNPACKED, LEAVES, SEEN)),
        (about(Outcome.CHANGED_MEANWHILE), PACKED, (UNPACKED, LEAVES)),
        (about(Outcome.CHANGED_MEANWHILE), ON_BENCH, (UNPACKED, SEEN)),
        (about(Outcome.CHANGED_MEANWHILE, "order_received"), PACKED, (SEEN,)),
        (about(Outcome.CHANGED_TOO_LATE, "order_changed", "B"), PACKED, (UNPACKED, LEAVES, SEEN)),
        (about(Outcome.STALE_FENCE), PACKED, (UNPACKED, LEAVES, SEEN)),
        (about(Outcome.STALE_FENCE, "unit_counted"), ON_BENCH, (UNPACKED, SEEN)),
        (about(Outcome.STALE_FENCE), None, (UNPACKED, SEEN)),
        (
            about(Outcome.STALE_FENCE, station="B"),
            replace(PACKED, state=OrderState.READY),
            (UNPACKED, LEAVES, SEEN),
        ),
        (about(Outcome.STALE_FENCE, station="B"), ON_BENCH, (UNPACKED, SEEN)),
        (about(Outcome.NUMBER_TAKEN, "order_received"), make_order(7, ("MUG", 3)), (SEEN,)),
        (about(Outcome.NUMBER_TAKEN, "order_received"), PACKED, (UNPACKED, SEEN)),
    ],
)
def test_only_what_was_packed_can_be_unpacked_or_leave(
    conflict: Conflict, order: Order | None, endings: tuple[ConflictEnding, ...]
) -> None:
    assert endings_of(conflict, order, "A") == endings


def read(conflict: Conflict, order: Order = PACKED) -> str:
    return conflict_text(OpenConflict(conflict, PackTask(order), endings_of(conflict, order, "A")), "A")


def test_of_a_changed_order_the_lead_reads_what_it_asks_for_now() -> None:
    told = read(about(Outcome.CHANGED_MEANWHILE))
    assert "The order is for this now: 3 × MUG  ·  12 × LID\n" in told
    assert "It goes to: A. Customer, Rome\n" in told
    assert "no bench packs this order again" in told


def test_of_many_lines_the_first_are_told_and_how_many_more_there_are() -> None:
    lines = tuple(replace(PACKED.lines[0], line_no=number) for number in range(1, LINES_SHOWN + 4))
    assert "further lines: 3\n" in read(about(Outcome.CHANGED_MEANWHILE), replace(PACKED, lines=lines))


def test_a_carton_of_another_bench_is_said_to_be_there() -> None:
    assert "The carton was packed at B." in read(about(Outcome.PACKED_TWICE, station="B"))
    assert read(about(Outcome.PACKED_TWICE)) == ""
    assert read(about(Outcome.CHANGED_MEANWHILE, "order_received", "B")) == ""
    assert read(about(Outcome.CHANGED_TOO_LATE, "order_changed", "B")) == ""
