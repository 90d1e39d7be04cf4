"""Products, codes and people are the site's: what one bench learns of them all benches know."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.carton_act import ToteBound
from packstation.domain.central import DocumentKind, OrderEnd, Outcome
from packstation.domain.order import HoldReason
from packstation.domain.person import Role, User
from packstation.domain.product import Product, ProductCode
from packstation.domain.site_act import HoldLifted, PersonChanged
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, OTHER, alike, take_in, task_at
from tests.persistence.shelf import CODES, IDA, MUG_CODE, PRODUCTS, make_order
from tests.persistence.site import PlainSite, Station
from tests.persistence.two_benches import here, site, there

__all__ = ["here", "site", "there"]


def test_products_and_their_codes_are_known_everywhere(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    with there.works() as work:
        assert work.catalogue.product("MUG") == PRODUCTS[0]
        assert work.catalogue.meaning(MUG_CODE) == CODES[0]
        work.catalogue.put([], [ProductCode("NEW-CODE", "MUG", factor=6)])
        work.record(HoldLifted("manual"), IDA)
    site.meet(here, there)
    with here.works() as work:
        meant = work.catalogue.meaning("NEW-CODE")
    assert meant == ProductCode("NEW-CODE", "MUG", factor=6)


def test_a_product_changed_between_sending_and_the_answer_is_sent_again(
    site: PlainSite, here: Station
) -> None:
    take_in(here, ORDER)
    events = here.book.events_after(0, 100)
    sent = {d.key for d in here.book.documents_for(events) if d.kind is DocumentKind.PRODUCT}
    assert "MUG" in sent
    with here.works() as work:
        work.catalogue.put([Product("MUG", "Mug, red", 300)], [])
    outcomes = tuple((event.seq, Outcome.ACCEPTED) for event in events)
    here.book.acknowledge(events[-1].seq, outcomes, NOON)
    take_in(here, OTHER)
    later = here.book.documents_for(here.book.events_after(events[-1].seq, 100))
    products = [d for d in later if d.kind is DocumentKind.PRODUCT]
    assert [d.key for d in products] == ["MUG"]
    assert "Mug, red" in products[0].body


def test_people_come_down_and_wrong_pins_stay_where_they_were_typed(
    site: PlainSite, here: Station, there: Station
) -> None:
    ida = User("ida", "Ida", Role.PACKER, 17, "badge-hash", "pin-hash")
    with here.works() as work:
        work.users.put(ida)
        work.record(PersonChanged("ida", "pin", "packer"), IDA)
    site.meet(here, there)
    with there.works() as work:
        assert work.users.by_badge(17) == ida
        work.users.put(ida.missed(NOON))
        work.record(PersonChanged("ida", "pin", "packer"), IDA)
    before = len(site.feed)
    site.meet(here, there)
    assert len(site.feed) == before
    with here.works() as work:
        work.users.put(replace(ida, disabled=True))
        work.record(PersonChanged("ida", "disabled", "packer"), IDA)
    site.meet(here, there)
    with there.works() as work:
        found = work.users.user("ida")
    assert found is not None
    assert (found.disabled, found.misses) == (True, 1)


def test_a_badge_that_went_to_another_person_is_nobody_else_s_any_more(
    site: PlainSite, here: Station, there: Station
) -> None:
    with here.works() as work:
        work.users.put(User("ida", "Ida", Role.PACKER, 17, "one"))
        work.record(PersonChanged("ida", "pin", "packer"), IDA)
    site.meet(here, there)
    with here.works() as work:
        work.users.put(User("ida", "Ida", Role.PACKER))
        work.users.put(User("bo", "Bo", Role.PACKER, 17, "two"))
        work.record(PersonChanged("bo", "pin", "packer"), IDA)
    site.meet(here, there)
    with there.works() as work:
        bearer = work.users.by_badge(17)
    assert bearer is not None
    assert bearer.user_id == "bo"


def test_a_product_that_becomes_known_lets_the_order_go_and_one_bench_writes_it_down(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, make_order(9, ("NEW", 1)))
    site.meet(here, there)
    assert task_at(there, UUID(int=9)).order.holds == {HoldReason.PRODUCT_UNKNOWN}
    with there.works() as work:
        work.catalogue.put([Product("NEW", "New thing")], [])
        work.record(HoldLifted("manual"), IDA)
    site.meet(here, there)
    lifted = [
        event
        for station in (here, there)
        for event in station.book.events_after(0, 1_000)
        if event.kind == "hold_lifted" and event.order_id == UUID(int=9)
    ]
    assert len(lifted) == 1
    assert not task_at(here, UUID(int=9)).order.holds
    assert site.things[DocumentKind.ORDER, str(UUID(int=9))].end is OrderEnd.READY


def test_totes_bound_at_one_bench_name_the_order_at_another(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    with here.works() as work:
        task = work.orders.task(ORDER.order_id)
        after = replace(task, order=replace(task.order, more_totes=("T-9",)))
        work.orders.save_task(task, after)
        work.record(ToteBound("T-9"), IDA, task=after)
    site.meet(here, there)
    with there.works() as work:
        found = work.orders.by_tote("T-9")
    assert found is not None
    assert found.order_id == ORDER.order_id


def test_after_central_was_restored_products_and_people_are_told_again_too(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    with here.works() as work:
        work.users.put(User("ida", "Ida", Role.PACKER))
        work.record(PersonChanged("ida", "pin", "packer"), IDA)
    site.push(here)
    restored = PlainSite()
    here.book.forget_acks_after(0)
    assert here.book.position().epoch is None
    restored.push(here)
    assert restored.things.keys() == site.things.keys()
    restored.pull(there)
    assert alike(here, there)
