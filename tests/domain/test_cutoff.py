"""When an order must have left: by its method's truck, on the site's clock, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from packstation.domain.cutoff import CutoffTable, MethodTruck, Truck, days_of

BERLIN = ZoneInfo("Europe/Berlin")
EXPRESS = MethodTruck("*Express*", Truck(time(14, 0)))
SATURDAYS = MethodTruck("market", Truck(time(9, 0), days_of(["sat"])))
TABLE = CutoffTable(BERLIN, Truck(time(17, 0)), (EXPRESS, SATURDAYS))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("method", "come_in", "leaves"),
    [
        ("Standard", "2026-03-02 12:00", "2026-03-02 17:00"),
        ("DHL EXPRESS 12", "2026-03-02 12:00", "2026-03-02 14:00"),
        ("express", "2026-03-02 13:59", "2026-03-02 14:00"),
        ("express", "2026-03-02 14:00", "2026-03-03 14:00"),  # with the truck is too late
        ("Standard", "2026-03-06 18:00", "2026-03-09 17:00"),  # Friday evening: Monday
        ("Standard", "2026-03-07 08:00", "2026-03-09 17:00"),
        ("market", "2026-03-07 09:00", "2026-03-14 09:00"),  # one truck a week, just missed
        ("", "2026-03-02 23:30", "2026-03-03 17:00"),
    ],
)
def test_an_order_leaves_with_the_next_truck_it_can_reach(method: str, come_in: str, leaves: str) -> None:
    assert TABLE.cutoff_at(method, berlin(come_in)) == berlin(leaves)


def test_the_day_is_the_sites_not_greenwichs() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight on Tuesday in Berlin
    assert TABLE.cutoff_at("", late) == berlin("2026-03-03 17:00")


def test_a_truck_in_the_hour_that_is_left_out_leaves_no_later() -> None:
    table = CutoffTable(BERLIN, Truck(time(2, 30), frozenset(range(7))))
    leaves = table.cutoff_at("", berlin("2026-03-29 00:10"))
    assert leaves == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


def test_a_truck_in_the_hour_that_comes_twice_leaves_at_the_first() -> None:
    table = CutoffTable(BERLIN, Truck(time(2, 30), frozenset(range(7))))
    leaves = table.cutoff_at("", berlin("2026-10-25 00:10"))
    assert leaves == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_hour_before_and_after_the_change_keep_the_wall_clocks_time() -> None:
    assert TABLE.cutoff_at("", berlin("2026-03-27 12:00")) == datetime(2026, 3, 27, 16, tzinfo=UTC)
    assert TABLE.cutoff_at("", berlin("2026-03-30 12:00")) == datetime(2026, 3, 30, 15, tzinfo=UTC)


def test_without_a_table_it_is_the_end_of_the_working_day_on_this_pc() -> None:
    come_in = datetime(2026, 3, 4, 9, 0).astimezone()
    leaves = CutoffTable().cutoff_at("anything", come_in).astimezone()
    assert (leaves.date(), leaves.hour, leaves.minute) == (come_in.date(), 23, 59)
