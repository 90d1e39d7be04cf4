"""Stations of one site that take the same file in make the same orders of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from packstation.domain.central import DocumentKind
from packstation.domain.draft import Address, DraftLine, OrderDraft
from packstation.domain.intake import order_of, shared_order_id
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import alike, take_in
from tests.persistence.shelf import NEW_ID
from tests.persistence.site import SITE, PlainSite, joined

DRAFT = OrderDraft(
    "shop",
    "4711",
    "100300",
    (DraftLine("MUG", 2),),
    recipient=Address("A. Customer", street=("Street 1",), city="X"),
    gift_message="For you",
)


def arriving(site: UUID | None, draft: OrderDraft = DRAFT) -> UUID:
    return order_of(draft, lambda _: NOON, NEW_ID, site).order_id


def test_an_order_has_the_same_identifier_at_every_station_of_the_site() -> None:
    assert arriving(SITE) == arriving(SITE) == shared_order_id(SITE, "100300")
    assert arriving(SITE) != arriving(UUID(int=1))
    assert arriving(SITE) != arriving(SITE, replace(DRAFT, number="100301"))
    texts = [order_of(DRAFT, lambda _: NOON, NEW_ID, SITE).instructions for _ in range(2)]
    assert texts[0] == texts[1] != ()


def test_a_station_alone_goes_on_numbering_by_time() -> None:
    assert arriving(None) != arriving(None)


def test_the_same_file_at_two_stations_leaves_one_order(tmp_path: Path) -> None:
    here, there, site = joined(tmp_path, "A"), joined(tmp_path, "B"), PlainSite()
    for station in (here, there):
        take_in(station, order_of(DRAFT, lambda _: NOON, NEW_ID, station.store.shared_site))
    site.meet(here, there)
    assert [key for kind, key in site.things if kind is DocumentKind.ORDER] == [
        str(shared_order_id(SITE, "100300"))
    ]
    assert alike(here, there, shared_order_id(SITE, "100300"))
    here.store.close()
    there.store.close()


def test_an_order_of_before_gives_its_number_to_the_one_of_the_site(tmp_path: Path) -> None:
    here, there, site = joined(tmp_path, "A"), joined(tmp_path, "B"), PlainSite()
    own = order_of(DRAFT, lambda _: NOON, NEW_ID)
    take_in(here, own)
    take_in(there, order_of(DRAFT, lambda _: NOON, NEW_ID, SITE))
    site.push(there)
    site.pull(here)
    with here.works() as work:
        found, before = work.orders.by_number("100300"), work.orders.task(own.order_id).order
    assert found is not None
    assert found.order_id == shared_order_id(SITE, "100300")
    assert (before.number, before.state.value) == ("100300/2", "cancelled")
    here.store.close()
    there.store.close()
