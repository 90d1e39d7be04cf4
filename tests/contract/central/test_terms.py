"""An order that is changed while a carton of it is packed: goods and address are the carton's, else nothing.

Central compares what stations say a carton is packed by; it reads no order.
"""

from __future__ import annotations

import json
from uuid import UUID

from packstation.domain.central import DocumentKind, OrderEnd, Outcome
from tests.contract.central.shared_site import Bench
from tests.postgres.journal import order_document

TERMS, OTHERS = "three mugs", "five mugs"


def changes(
    bench: Bench, order_id: UUID, rev: int, terms: str | None, end: OrderEnd = OrderEnd.READY
) -> list[Outcome]:
    """The order asks for something else; what became of it."""
    event = bench.does("order_cancelled" if end is OrderEnd.CANCELLED else "order_changed", order_id, 0, rev)
    body = f'{{"by":"{bench.name}","rev":{rev}}}'
    bench.leaves(order_document(order_id, event.seq, "100", rev=rev, body=body, carton_terms=terms, end=end))
    return bench.outcomes()


def packs(bench: Bench, order_id: UUID, rev: int = 1) -> list[Outcome]:
    bench.does("order_packed", order_id, bench.claimed(order_id), rev)
    return bench.outcomes()


def tasks(bench: Bench) -> list[tuple[str, str]]:
    """What waits for somebody, and where."""
    told = [json.loads(row.body or "") for row in bench.conflicts()]
    return [(one["whose"], one["outcome"]) for one in told]


def test_a_change_of_a_packed_order_is_not_taken_and_is_the_packers_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    assert packs(b, order_id) == [Outcome.ACCEPTED]
    a.pull()
    assert changes(a, order_id, 2, OTHERS) == [Outcome.CHANGED_TOO_LATE]
    assert tasks(a) == [("B", "changed_too_late")]
    # A took it for its own word: it hears once more what holds.
    (row,) = [row for row in a.pull() if row.kind is DocumentKind.ORDER]
    assert (row.body, row.rev, row.end) == ('{"lines":1}', 1, OrderEnd.PACKED)


def test_the_next_change_that_is_late_is_a_task_of_its_own(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    packs(b, order_id)
    for terms in (OTHERS, "no mug"):
        assert changes(a, order_id, 2, terms) == [Outcome.CHANGED_TOO_LATE]
    assert tasks(a) == [("B", "changed_too_late")] * 2


def test_a_change_of_which_nobody_says_what_it_changes_is_one_of_the_carton(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    packs(b, order_id)
    assert changes(a, order_id, 2, None) == [Outcome.CHANGED_TOO_LATE]


def test_a_change_that_leaves_the_carton_as_it_is_is_taken_after_the_packing(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    packs(b, order_id)
    assert changes(a, order_id, 2, TERMS) == [Outcome.ACCEPTED]
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.body, row.rev, row.end) == ('{"by":"A","rev":2}', 2, OrderEnd.PACKED)
    assert tasks(a) == []


def test_it_lets_a_carton_stand_that_is_told_after_it(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    assert changes(a, order_id, 2, TERMS) == [Outcome.ACCEPTED]
    assert packs(b, order_id, rev=1) == [Outcome.ACCEPTED]
    assert a.end_of(order_id) is OrderEnd.PACKED


def test_packed_before_the_last_change_of_the_carton_it_is_a_task_whatever_changed_since(
    a: Bench, b: Bench
) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    changes(a, order_id, 2, OTHERS)
    changes(a, order_id, 3, OTHERS)
    assert packs(b, order_id, rev=1) == [Outcome.CHANGED_MEANWHILE]
    assert tasks(a) == [("B", "changed_meanwhile")]
    assert packs(b, order_id, rev=2) == [Outcome.ACCEPTED]


def test_packed_by_a_change_that_central_hears_of_later_it_stands(a: Bench, b: Bench) -> None:
    """Central was put back to a backup, or both benches read the shop's file."""
    order_id = a.brings("100", carton_terms=TERMS)
    assert packs(b, order_id, rev=2) == [Outcome.ACCEPTED]
    assert changes(a, order_id, 2, OTHERS) == [Outcome.ACCEPTED]
    assert a.sees(DocumentKind.ORDER, order_id).rev == 2
    assert changes(a, order_id, 3, TERMS) == [Outcome.CHANGED_TOO_LATE]


def test_of_two_changes_with_one_number_the_one_that_comes_after_the_packing_is_late(
    a: Bench, b: Bench
) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    assert changes(b, order_id, 2, TERMS) == [Outcome.ACCEPTED]
    assert packs(b, order_id, rev=2) == [Outcome.ACCEPTED]
    assert changes(a, order_id, 2, OTHERS) == [Outcome.CHANGED_TOO_LATE]
    assert a.sees(DocumentKind.ORDER, order_id).body == '{"by":"B","rev":2}'


def test_what_was_packed_before_somebody_cancelled_it_is_the_packers_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", carton_terms=TERMS)
    packs(b, order_id)
    assert changes(a, order_id, 2, TERMS, OrderEnd.CANCELLED) == [Outcome.PACKED_AFTER_CANCEL]
    assert tasks(a) == [("B", "packed_after_cancel")]
    assert a.end_of(order_id) is OrderEnd.PACKED


def test_a_change_that_comes_late_with_a_row_of_before_changes_no_packed_order(a: Bench, b: Bench) -> None:
    """Its row was told without it: A's files were put back to a copy (see `test_late_documents`)."""
    order_id = a.brings("100", carton_terms=TERMS)
    changed = a.does("order_changed", order_id, 0, 2).seq
    assert a.outcomes() == [Outcome.ACCEPTED]
    packs(b, order_id)
    late = order_document(order_id, changed, "100", rev=2, body="late", carton_terms=OTHERS)
    a.central.push(a.journal.push(a.known_epoch, late))
    assert a.sees(DocumentKind.ORDER, order_id).body == '{"lines":1}'
