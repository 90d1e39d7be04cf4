"""Which lot is to be taken first."""

from __future__ import annotations

from datetime import date

from packstation.domain.lot import Lot
from packstation.domain.told import Told
from packstation.domain.tracing import in_house, sooner_than

TODAY, MAY, JUNE = date(2026, 3, 2), date(2026, 5, 1), date(2026, 6, 1)


def test_the_lot_that_expires_first_stands_in_front_wherever_it_was_heard_of() -> None:
    undated, late, soon = Lot("MILK", "A1"), Lot("MILK", "B2", JUNE), Lot("MILK", "C3", MAY)
    assert in_house([undated, late, soon], TODAY) == (soon, late, undated)


def test_a_lot_known_twice_is_named_once_with_its_date() -> None:
    assert in_house([Lot("MILK", "A1"), Lot("MILK", "A1", MAY)], TODAY) == (Lot("MILK", "A1", MAY),)


def test_the_first_lot_is_named_only_where_another_one_was_taken() -> None:
    lots = (Lot("MILK", "C3", MAY), Lot("MILK", "B2", JUNE))
    assert sooner_than(Told("B2", JUNE), lots) == lots[0]
    assert sooner_than(Told("C3", MAY), lots) is None
    assert sooner_than(Told("D4", MAY), lots) is None
    assert sooner_than(Told("D4"), lots) is None
