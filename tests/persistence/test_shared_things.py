"""Products, codes and people are the site's: what one bench learns of them all benches know."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.act import OrderPacked
from packstation.domain.carton_act import ToteBound
from packstation.domain.central import Document, DocumentKind, OrderEnd, Outcome
from packstation.domain.label import Label, Plate
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Role, User
from packstation.domain.product import Product, ProductCode
from packstation.domain.site_act import (
    CodeMapped,
    HoldLifted,
    PersonChanged,
    WeightConfirmed,
    WeightForgotten,
    WeightLearned,
)
from packstation.persistence.documents.setting import SITE_SECRET, setting_text
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, OTHER, alike, begin, count, take_in, task_at
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


def test_a_code_that_a_lead_maps_at_one_bench_waits_at_no_other_any_more(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    with here.works() as work:
        work.unknown_codes.note("NEW-CODE", NOON, None)
        work.unknown_codes.note("OTHER-CODE", NOON, None)
    site.meet(here, there)
    with there.works() as work:
        work.catalogue.put([], [ProductCode("NEW-CODE", "MUG")])
        work.record(CodeMapped("NEW-CODE", "MUG", "each", 1), IDA)
    site.meet(here, there)
    with here.works() as work:
        assert [unknown.code for unknown in work.unknown_codes.all()] == ["OTHER-CODE"]


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


def grams_at(station: Station, sku: str = "POSTER") -> tuple[int | None, int | None]:
    """What a piece weighs: as somebody said, and as cartons said."""
    with station.works() as work:
        product = work.catalogue.product(sku)
    assert product is not None
    return product.unit_grams, product.learned_grams


def test_a_weight_learned_at_one_bench_is_known_at_all_and_a_lead_s_word_on_it_too(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    with here.works() as work:
        work.weighings.learned("POSTER", 71)
        work.record(WeightLearned("POSTER", 71, 3), IDA)
    site.meet(here, there)
    assert grams_at(there) == (None, 71)
    told = len(site.feed)
    with there.works() as work:
        work.weighings.add("POSTER", UUID(int=1), 90)
        assert [product.sku for product in work.weighings.unconfirmed()] == ["POSTER"]
        work.weighings.learned("POSTER", None)
        work.record(WeightForgotten("POSTER", 71), IDA)
    with here.works() as work:
        work.weighings.add("POSTER", UUID(int=2), 90)
    site.meet(here, there)
    assert len(site.feed) == told + 1
    assert grams_at(here) == (None, None)
    with here.works() as work:
        assert work.weighings.of("POSTER") == ()
        work.catalogue.put([Product("POSTER", "Poster", 80)], [])
        work.record(WeightConfirmed("POSTER", 80), IDA)
    site.meet(here, there)
    assert grams_at(there) == (80, None)


def test_a_hold_that_a_lead_lifted_at_one_bench_is_not_brought_back_by_the_old_file_at_another(
    site: PlainSite, here: Station, there: Station
) -> None:
    held = replace(ORDER, holds=frozenset({HoldReason.ADDRESS}))
    take_in(here, held)
    site.meet(here, there)
    assert task_at(there).order.holds == {HoldReason.ADDRESS}
    with here.works() as work:
        task = work.orders.task(ORDER.order_id)
        free = replace(task, order=replace(task.order, holds=frozenset()))
        work.orders.save(free.order)
        work.record(HoldLifted("address"), IDA, task=free)
    site.meet(here, there)
    assert task_at(there).order.holds == frozenset()
    take_in(there, held)
    site.meet(here, there)
    for station in (here, there):
        assert task_at(station).order.holds == frozenset()
        with station.works() as work:
            assert work.holds_lifted(ORDER.order_id) == {HoldReason.ADDRESS}
    # An order that asks for something else is looked at again, by a lead of any bench.
    take_in(there, replace(held, ship_to=("B. Other", "Elsewhere 9")))
    site.meet(here, there)
    assert task_at(here).order.holds == {HoldReason.ADDRESS}


def test_a_running_bench_takes_the_secret_behind_the_command_barcodes_from_its_site(
    site: PlainSite, here: Station, there: Station
) -> None:
    own = here.store.site_secret
    site.tell(Document(DocumentKind.SETTING, SITE_SECRET, 1, setting_text("5e" * 32)))
    here.book.replace_all(site.snapshot())
    site.pull(there)
    assert own != here.store.site_secret == there.store.site_secret == bytes.fromhex("5e" * 32)
    here.restart()
    assert here.store.site_secret == bytes.fromhex("5e" * 32)


def test_one_plate_on_two_cartons_keeps_nobody_from_hearing_that_both_are_packed(
    site: PlainSite, here: Station, there: Station
) -> None:
    """Benches that numbered their cartons alike before they shared a site."""
    take_in(here, ORDER, OTHER)
    site.meet(here, there)
    plate = Plate("P-00000001", is_sscc=False)
    for number, (station, order) in enumerate(((here, ORDER), (there, OTHER)), 1):
        site.claim(station, order.order_id)
        site.pull(station)
        begin(station, order.order_id, carton=700 + number)
        count(station, order.order_id)
        with station.works() as work:
            before = work.orders.task(order.order_id)
            label = Label(UUID(int=90 + number), UUID(int=700 + number), plate, b"^XA^XZ")
            work.labels.add(label)
            packed = replace(before, order=before.order.packed("Ida", NOON))
            work.orders.save_task(before, packed)
            work.record(OrderPacked(1, 1), IDA, task=packed)
    site.meet(here, there)
    for station in (here, there):
        assert {task_at(station, order.order_id).order.state for order in (ORDER, OTHER)} == {
            OrderState.PACKED
        }
        with station.works() as work:
            assert work.shared.passed() == []
