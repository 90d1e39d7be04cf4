"""The shipped sync over real stores and a real PostgreSQL, through a real network that is spoilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.demo.wire import FAIR, Weather
from packstation.domain.sync_status import Link
from tests.persistence.bench_acts import begin, count
from tests.persistence.shelf import make_order
from tests.postgres.site import RealSite
from tests.sync.real_site import Site, claimed, site_at, until

ORDERS = 60


@pytest.fixture
def site(tmp_path: Path, real_site: RealSite) -> Iterator[Site]:
    with site_at(tmp_path, real_site) as site:
        yield site


def test_two_stations_take_in_at_once_and_are_of_one_mind(site: Site) -> None:
    a, b = site.stations
    a.take_in(1, ORDERS)
    b.take_in(ORDERS + 1, 2 * ORDERS)
    site.come_together()
    assert site.orders() == 2 * ORDERS


def test_answers_that_are_lost_lose_and_double_nothing(site: Site) -> None:
    a, b = site.stations
    until(lambda: a.is_connected and b.is_connected)
    for first in range(1, ORDERS, 20):
        site.wire.set(Weather(answers_lost=True))
        a.take_in(first, first + 19)
        site.wire.set(Weather(cut=True))
        until(lambda: not a.is_connected)
        site.wire.set(FAIR)
        until(lambda: a.is_connected)
    site.come_together()
    assert site.orders() == ORDERS


def test_backends_that_are_killed_under_a_push_lose_and_double_nothing(site: Site) -> None:
    a, _ = site.stations
    with site.site.admin() as admin:
        for first in range(1, ORDERS, 10):
            a.take_in(first, first + 9)
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    site.come_together()
    assert site.orders() == ORDERS


def test_a_station_cut_off_goes_on_and_comes_back_by_itself(site: Site) -> None:
    a, b = site.stations
    until(lambda: a.is_connected and b.is_connected)
    site.wire.set(Weather(cut=True))
    until(lambda: a.loop.status.link is Link.AWAY)
    a.take_in(1, 5)
    assert a.loop.want(make_order(1).order_id, 20) == ClaimAnswer(ClaimReply.NOT_REACHED)
    site.wire.set(FAIR)
    site.come_together()
    assert site.orders() == 5


def test_an_order_goes_to_the_packer_who_asks_first_and_the_other_hears_who_has_it(site: Site) -> None:
    a, b = site.stations
    a.take_in(1, 2)
    order_id = make_order(1).order_id
    until(lambda: a.is_connected and b.is_connected)
    assert a.want(order_id) == ClaimAnswer(ClaimReply.YOURS)
    assert b.want(order_id) == ClaimAnswer(ClaimReply.TAKEN, "A")
    begin(a.station, order_id)
    count(a.station, order_id)
    a.loop.recorded()
    site.come_together()
    assert claimed(a, order_id)
    assert not claimed(b, order_id)


def test_a_central_that_hears_and_says_nothing_is_given_up(site: Site) -> None:
    a, _ = site.stations
    until(lambda: a.is_connected)
    site.wire.set(Weather(answers_lost=True))
    a.take_in(1, 1)
    until(lambda: a.loop.status.link is Link.AWAY, 60)
    site.wire.set(FAIR)
    site.come_together()
