"""A transaction happens wholly or not at all, and one after the other."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest

from packstation.application.ports import Store
from packstation.domain.act import SignedOut
from packstation.domain.person import Role, User
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import RefusalCode, Refused
from tests.contract.store.opened import CARTON, MUGS, Opened, put
from tests.persistence.shelf import BLOCK, IDA, make_order, open_order, scan


def refused_after_much_work(store: Store) -> None:
    with store.transaction() as work:
        scan(work, MUGS.order_id)
        work.users.put(User("eve", "Eve", Role.PACKER))
        work.catalogue.put([Product("MUG", "Mug, changed", 1)], [ProductCode("X", "MUG")])
        work.plates.save(work.plates.block().allot()[1])
        raise Refused(RefusalCode.UNKNOWN_CODE)


def test_a_refused_block_leaves_nothing_behind(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        task = scan(work, MUGS.order_id)
    journal = opened.journal()
    with pytest.raises(Refused):
        refused_after_much_work(opened.store)
    with opened.store.transaction() as work:
        assert work.orders.task(MUGS.order_id) == task
        assert work.users.all() == ()
        assert work.catalogue.meaning("X") is None
        assert work.plates.block() == BLOCK
    assert opened.journal() == journal


def test_a_scan_refused_at_the_last_moment_was_never_counted(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        scan(work, MUGS.order_id)
    for _ in range(2):
        with pytest.raises(Refused):
            refused_after_a_scan(opened.store)
    with opened.store.transaction() as work:
        assert work.orders.task(MUGS.order_id).packed(1) == 1


def refused_after_a_scan(store: Store) -> None:
    with store.transaction() as work:
        scan(work, MUGS.order_id)
        raise Refused(RefusalCode.QUESTION_OPEN)


def test_the_journal_has_no_gap_where_a_block_was_refused(opened: Opened) -> None:
    for refused in (False, True, False):
        try:
            with opened.store.transaction() as work:
                work.record(SignedOut(idle=refused), IDA)
                if refused:
                    raise Refused(RefusalCode.UNKNOWN_CODE)
        except Refused:
            continue
    first, second = opened.journal()
    assert second.seq == first.seq + 1
    assert second.prev_hash == first.hash


def test_a_transaction_inside_a_transaction_is_a_bug(opened: Opened) -> None:
    with (
        pytest.raises(RuntimeError, match="inside"),
        opened.store.transaction(),
        opened.store.transaction(),
    ):
        raise AssertionError("a second transaction began")
    put(opened.store, MUGS)


def test_verbs_of_several_threads_take_turns(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.orders.add(make_order(1, ("MUG", 10_000)))
        open_order(work, opened.store.station_id, make_order(2, ("MUG", 10_000)), CARTON)

    def pack() -> None:
        for _ in range(25):
            with opened.store.transaction() as work:
                scan(work, UUID(int=2))

    threads = [threading.Thread(target=pack) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened.store.transaction() as work:
        assert work.orders.task(UUID(int=2)).packed(1) == 100
    seqs = [entry.seq for entry in opened.journal()]
    assert seqs == list(range(seqs[0], seqs[0] + 101))
