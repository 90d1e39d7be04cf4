"""The feed: without gaps, the same for all, and no trap for a station when central was restored."""

from __future__ import annotations

from packstation.domain.central import DocumentKind, OrderEnd, Outcome, Standing
from tests.contract.central.shared_site import Bench, SharedSite
from tests.postgres.journal import order_document, task_document


def test_it_has_no_gaps_and_is_read_in_any_steps(a: Bench, b: Bench) -> None:
    for number in range(7):
        a.brings(str(number))
    whole = b.central.pull(b.known_epoch, 0, 500)
    steps = [row for _ in range(4) for row in a.pull(limit=2)]
    assert [(row.seq, row.key, row.hash) for row in steps] == [
        (row.seq, row.key, row.hash) for row in whole.rows
    ]
    assert whole.head == 7
    assert len({row.hash for row in whole.rows}) == 7


def test_a_pull_says_which_row_stands_at_the_cursor(a: Bench, b: Bench) -> None:
    a.brings("100")
    a.brings("101")
    rows = b.pull(limit=1)
    told = [b.central.pull(b.known_epoch, cursor, 500).cursor_hash for cursor in (0, 1)]
    assert told == [None, rows[0].hash]


def test_a_heartbeat_says_that_there_is_something_new(a: Bench, b: Bench) -> None:
    assert a.hello().head == 0
    b.brings("100")
    assert a.hello().head == 1


def test_versions_of_a_thing_only_grow(a: Bench) -> None:
    order_id = a.brings("100")
    versions = [a.sees(DocumentKind.ORDER, order_id).version]
    fence = a.claimed(order_id)
    versions.append(a.sees(DocumentKind.ORDER, order_id).version)
    a.does("order_packed", order_id, fence)
    a.outcomes()
    versions.append(a.sees(DocumentKind.ORDER, order_id).version)
    assert versions == sorted(versions)


def test_a_snapshot_is_all_that_the_feed_has_told(a: Bench, b: Bench) -> None:
    orders = [a.brings(str(number)) for number in range(3)]
    fence = a.claimed(orders[0])
    last = a.does("unit_counted", orders[0], fence)
    a.leaves(task_document(orders[0], last.seq, '{"cartons":1}'))
    a.outcomes()
    rows = b.pull()
    by_feed = {(row.kind, row.key): (row.version, row.body, row.personal, row.end) for row in rows}
    parts = list(a.central.snapshot())
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert {part.seq for part in parts} == {rows[-1].seq}
    assert {part.hash for part in parts} == {rows[-1].hash}
    by_snapshot = {
        (row.kind, row.key): (row.version, row.body, row.personal, row.end)
        for part in parts
        for row in part.rows
        # The secret of the site was there before its feed was.
        if row.kind is not DocumentKind.SETTING
    }
    assert by_snapshot == by_feed


def test_a_cursor_of_another_history_is_found_before_anything_is_pulled(
    restorable: SharedSite,
) -> None:
    a, b = Bench(restorable, "A"), Bench(restorable, "B")
    a.brings("100")
    restorable.backup()
    a.brings("101")
    a.pull()
    b.pull()
    restorable.restore()
    assert a.central.hello(a.greeting()).standing is Standing.RESTORED
    # Others are told, too, whatever they have seen, once one station has noticed.
    assert b.central.pull(b.known_epoch, 0, 10).standing is Standing.RESTORED


def test_after_a_restore_nothing_that_was_acknowledged_is_missing(
    restorable: SharedSite,
) -> None:
    a, b = Bench(restorable, "A"), Bench(restorable, "B")
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    restorable.backup()
    later = a.brings("101")
    a.does("order_opened", order_id, fence)
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED] * 2
    a.pull()
    restorable.restore()
    welcome = a.hello()
    assert welcome.standing is Standing.RESTORED
    assert welcome.acked_seq < len(a.journal.events)
    # The rows that central has lost are sent again, with the things as they are here.
    from_here = a.journal.events[welcome.acked_seq :]
    assert [event.kind for event in from_here] == ["order_received", "order_opened", "order_packed"]
    a.leaves(order_document(later, from_here[0].seq, "101"))
    assert a.outcomes() == [Outcome.ACCEPTED] * 3
    assert b.hello().head > 0
    assert b.end_of(order_id) is OrderEnd.PACKED
    assert b.end_of(later) is OrderEnd.READY


def test_a_claim_given_before_the_backup_was_older_still_counts(restorable: SharedSite) -> None:
    a = Bench(restorable, "A")
    order_id = a.brings("100")
    restorable.backup()
    fence = a.claimed(order_id)
    a.pull()
    restorable.restore()
    a.hello()
    a.does("order_opened", order_id, fence)
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED] * 2


def test_a_cursor_whose_place_has_another_row_now_is_found(restorable: SharedSite) -> None:
    """Central was restored and has grown beyond the cursor again: only the hash there tells."""
    a, b = Bench(restorable, "A"), Bench(restorable, "B")
    a.brings("100")
    restorable.backup()
    a.brings("101")
    a.pull()
    restorable.restore()
    for number in range(3):
        b.brings(f"after {number}")
    assert b.hello().head > a.cursor
    assert a.central.hello(a.greeting()).standing is Standing.RESTORED


def test_a_station_that_was_answered_more_than_central_has_tells_all_that_it_was_restored(
    restorable: SharedSite,
) -> None:
    """Schedule 3014580: its cursor fitted; a copy of its files of before the restore never heard of it."""
    a = Bench(restorable, "A")
    a.brings("100")
    a.pull()
    restorable.backup()
    a.does("signed_in")
    a.push()
    restorable.restore()
    before = a.known_epoch
    assert a.central.hello(a.greeting(acked_seq=1)).standing is Standing.GO
    welcome = a.central.hello(a.greeting(acked_seq=2))
    assert (welcome.standing, welcome.acked_seq) == (Standing.RESTORED, 1)
    assert welcome.epoch != before
    assert a.central.hello(a.greeting()).standing is Standing.RESTORED
