"""What a document says is what the thing was; nothing a later release wrote is lost, no customer is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packstation.application.intake import OrderSource
from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.central import Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.kind import KINDS
from packstation.domain.label import Label, LabelState, Plate
from packstation.domain.left_behind import NOTHING_LEFT, OF_ANOTHER_ORDER, OF_BOTH, OF_THE_ORDER_ONLY
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Role, User
from packstation.domain.product import Component, CountingPolicy, KitWay, Product, ProductCode, Tracking, Unit
from packstation.domain.product_facts import Hazard, ProductFacts
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightResult
from packstation.persistence.documents.conflict import conflict_in, conflict_text
from packstation.persistence.documents.order import asked_in, order_text, with_asked
from packstation.persistence.documents.person import person_in, person_text
from packstation.persistence.documents.product import goods_in, product_text
from packstation.persistence.documents.task import done_in, task_text

IDS = st.uuids()
WORDS = st.text(max_size=12)
NAMES = st.text(min_size=1, max_size=12)
INSTANTS = st.datetimes(timezones=st.just(UTC))
COUNTS = st.integers(0, 5_000)
HOLDS = st.frozensets(st.sampled_from([hold for hold in HoldReason if hold != "product_unknown"]))
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""An order has so many parts that drawing one takes most of the time."""
SECRET = "Customer-of-ours"


ON_BENCH = {OrderState.CLAIMED, OrderState.PACKING}
"""What stands on a place is in none of these."""


@st.composite
def orders(draw: st.DrawFn) -> Order:
    lines = tuple(
        OrderLine(number, draw(NAMES), draw(COUNTS), short=draw(COUNTS), kit_sku=draw(st.none() | NAMES))
        for number in range(1, draw(st.integers(1, 4)))
    )
    instructions = tuple(
        Instruction(
            draw(IDS),
            draw(st.sampled_from(InstructionKind)),
            draw(st.sampled_from(Per)),
            SECRET,
            draw(st.none() | NAMES),
            draw(st.none() | NAMES),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    state = draw(st.sampled_from(OrderState))
    on_bench = state in ON_BENCH
    return Order(
        draw(IDS),
        draw(NAMES),
        lines,
        state,
        draw(st.none() | INSTANTS),
        draw(st.none() | NAMES),
        draw(HOLDS) - ({HoldReason.PARKED} if on_bench else set()),
        (SECRET, draw(WORDS)),
        draw(WORDS),
        "A" if on_bench else None,
        draw(COUNTS),
        draw(COUNTS),
        draw(st.none() | WORDS),
        draw(st.none() | INSTANTS),
        tuple(draw(st.lists(NAMES, max_size=2))),
        draw(st.none() | NAMES),
        draw(st.none() | INSTANTS),
        draw(st.none() | NAMES),
        draw(st.booleans()),
        instructions,
    )


@st.composite
def cartons(draw: st.DrawFn, number: int) -> Carton:
    traces = {
        trace.key: trace
        for trace in (
            Trace(
                draw(st.integers(1, 3)),
                draw(COUNTS),
                draw(st.none() | NAMES),
                draw(st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))),
                draw(st.none() | NAMES),
            )
            for _ in range(draw(st.integers(0, 3)))
        )
    }
    return Carton(
        draw(IDS),
        number,
        CartonType(draw(NAMES), draw(COUNTS), draw(COUNTS), draw(WORDS)),
        draw(st.sampled_from(CartonState)),
        tuple(sorted(draw(st.dictionaries(st.integers(1, 3), COUNTS, max_size=3)).items())),
        draw(st.none() | st.builds(Plate, NAMES, st.booleans())),
        draw(st.none() | COUNTS),
        draw(st.none() | st.sampled_from(WeightResult)),
        tuple(traces[key] for key in sorted(traces)),
        draw(st.booleans()),
    )


@st.composite
def tasks(draw: st.DrawFn) -> tuple[PackTask, tuple[Label, ...]]:
    order = draw(orders())
    made = tuple(draw(cartons(number)) for number in range(1, draw(st.integers(1, 3)) + 1))
    marks = frozenset(Mark(one.instruction_id, draw(WORDS)) for one in order.instructions)
    labels = tuple(
        Label(
            draw(IDS),
            carton.carton_id,
            Plate(draw(NAMES), draw(st.booleans())),
            SECRET.encode() + draw(st.binary(max_size=9)),
            draw(st.sampled_from(LabelState)),
            draw(COUNTS),
        )
        for carton in made
    )
    return PackTask(order, made, marks), tuple(sorted(labels, key=lambda label: label.label_id.bytes))


SOURCES = st.lists(
    st.builds(
        OrderSource, NAMES, NAMES, st.just(UUID(int=1)), st.just(""), NAMES,
        st.binary(min_size=32, max_size=32), WORDS, st.just(SECRET), WORDS, INSTANTS,
    ),
    max_size=2,
)  # fmt: skip


@FEW
@given(tasks(), SOURCES)
def test_both_documents_of_an_order_say_all_of_it_and_their_bodies_name_no_customer(
    made: tuple[PackTask, tuple[Label, ...]], sources: list[OrderSource]
) -> None:
    task, labels = made
    known = [replace(one, order_id=task.order.order_id, number=task.order.number) for one in sources]
    asked = order_text(task.order, known)
    done = task_text(task, labels)
    read = asked_in(task.order.order_id, asked.body, asked.personal)
    whole = done_in(read.order, done.body, done.personal, task.order.holder)
    again = whole.task
    assert read.sources == tuple(known)
    assert replace(again, order=replace(again.order, fence=task.order.fence)) == task
    assert whole.labels == labels
    assert (order_text(again.order, read.sources), task_text(again, whole.labels)) == (asked, done)
    assert SECRET not in asked.body + done.body


@FEW
@given(tasks(), orders())
def test_a_changed_order_keeps_what_was_done_for_it(
    made: tuple[PackTask, tuple[Label, ...]], other: Order
) -> None:
    task, labels = made
    before = task_text(task, labels)
    asked = order_text(other, ())
    changed = with_asked(task.order, asked_in(task.order.order_id, asked.body, asked.personal).order)
    assert order_text(changed, ()).personal == asked.personal
    if other.state is not OrderState.CANCELLED and task.order.state in {
        OrderState.PACKING,
        OrderState.PACKED,
    }:
        assert changed.state is task.order.state
        after = json.loads(task_text(replace(task, order=changed), labels).body)
        assert {**after, "short": None} == {**json.loads(before.body), "short": None}


@FEW
@given(tasks())
def test_what_a_later_release_added_is_sent_on(made: tuple[PackTask, tuple[Label, ...]]) -> None:
    task, labels = made
    asked, done = order_text(task.order, ()), task_text(task, labels)
    later = [
        json.dumps({**json.loads(text), "from_later": [1, {"a": 2}]}) for text in (asked.body, asked.personal)
    ]
    read = asked_in(task.order.order_id, *later)
    again = order_text(read.order, (), read.unknown, read.unknown_personal)
    assert json.loads(again.body)["from_later"] == json.loads(again.personal)["from_later"] == [1, {"a": 2}]
    whole = done_in(
        task.order, json.dumps({**json.loads(done.body), "robot": "R2"}), done.personal, task.order.holder
    )
    assert json.loads(task_text(whole.task, whole.labels, whole.unknown).body)["robot"] == "R2"


def test_an_order_whose_personal_part_was_erased_is_still_one() -> None:
    order = Order(
        UUID(int=1),
        "100234",
        (OrderLine(1, "MUG", 1),),
        ship_to=(SECRET,),
        instructions=(Instruction(UUID(int=2), InstructionKind.GIFT_MESSAGE, text=SECRET),),
    )
    read = asked_in(order.order_id, order_text(order, ()).body, None)
    assert (read.order.ship_to, read.order.instructions[0].text) == ((), "")


def test_a_reason_that_only_a_later_release_knows_keeps_the_order_back() -> None:
    body = order_text(Order(UUID(int=1), "1", (), holds=frozenset({HoldReason.FRAUD})), ()).body
    read = asked_in(UUID(int=1), body.replace("fraud", "customs"), None)
    assert read.order.holds == {HoldReason.MANUAL}


def test_an_order_that_nobody_holds_any_more_waits_as_it_was_left() -> None:
    order = Order(UUID(int=1), "1", (OrderLine(1, "MUG", 2),), OrderState.PACKING, holder="A")
    carton = Carton(UUID(int=2), 1, CartonType("BOX", 1), contents=((1, 1),))
    text = task_text(PackTask(order, (carton,)), ())
    told = done_in(replace(order, state=OrderState.READY, holder=None), text.body, text.personal, None).task
    assert (told.order.state, told.order.holder, told.packed(1)) == (OrderState.READY, None, 1)


@given(
    st.builds(
        Product,
        NAMES,
        WORDS,
        st.none() | COUNTS,
        st.builds(
            CountingPolicy, st.frozensets(st.sampled_from(Tracking)), st.none() | COUNTS, st.booleans()
        ),
        st.none(),
        st.lists(st.builds(Component, NAMES, COUNTS), max_size=2).map(tuple),
        st.sampled_from(KitWay),
    ),
    st.builds(
        ProductFacts,
        st.none() | st.tuples(COUNTS, COUNTS, COUNTS),
        st.none() | st.builds(Hazard, WORDS, WORDS, st.booleans()),
        WORDS,
        WORDS,
        WORDS,
    ),
)
def test_a_product_is_read_as_it_was_told(product: Product, facts: ProductFacts) -> None:
    codes = (ProductCode("A", product.sku), ProductCode("B", product.sku, Unit.CASE, 12))
    text = product_text(product, codes[::-1], facts)
    goods = goods_in(product.sku, text)
    assert (goods.product, goods.codes, goods.facts, goods.unknown) == (product, codes, facts, {})
    later = json.dumps({**json.loads(text), "shelf": "9"})
    assert (
        json.loads(product_text(product, codes, facts, goods_in(product.sku, later).unknown))["shelf"] == "9"
    )


@given(
    st.builds(
        User,
        NAMES,
        NAMES,
        st.sampled_from(Role),
        st.none() | COUNTS,
        st.none() | WORDS,
        st.none() | WORDS,
        st.booleans(),
    )
)
def test_a_person_is_read_as_they_were_told(user: User) -> None:
    assert person_in(user.user_id, person_text(user)) == (user, {})


@pytest.mark.parametrize("ended", [None, ConflictEnding.UNPACKED])
def test_a_task_for_a_person_is_read_as_it_was_told(ended: ConflictEnding | None) -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    state = ConflictState.ENDED if ended else ConflictState.OPEN
    for order_id in (None, UUID(int=4)):
        conflict = Conflict("A", 7, "order_packed", Outcome.PACKED_TWICE, order_id, "B", at, state, ended)
        assert conflict_in(conflict_text(conflict)) == conflict


def test_what_a_row_leaves_behind_is_told_of_kinds_that_there_are() -> None:
    kinds = {kind for kind, _ in KINDS}
    assert kinds >= OF_THE_ORDER_ONLY | OF_BOTH | OF_ANOTHER_ORDER | NOTHING_LEFT
    assert not OF_THE_ORDER_ONLY & (OF_BOTH | NOTHING_LEFT)
    assert not OF_BOTH & NOTHING_LEFT
