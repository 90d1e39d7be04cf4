"""A packer opens an order that a restored central does not know, while her bench waits for its snapshot."""

from __future__ import annotations

import pytest

from packstation.domain.central import Document, DocumentKind, OrderEnd, Outcome
from tests.sync.packer import asked_for, order_of
from tests.sync.station import SimStation
from tests.sync.world import SHORT_DAY, Plants, World

ORDER = order_of(1)
TASK = Document(DocumentKind.TASK, str(ORDER), 0, "a/1/0", end=OrderEnd.READY)


def a_site_put_back(world: World, *, backlog: int) -> SimStation:
    """The bench that has the order claimed; who took it in after the backup is cut off for a while."""
    a, b = SimStation(world, "a", "a"), SimStation(world, "b", "b")
    world.run(5_000)
    backup = world.central.copy()
    b.book.record("order_received", ORDER, asked_for(1, 1, ""), rev=1)
    b.record()
    world.run(10_000, settled=lambda: ORDER in world.central.books.orders)
    b.cut_until_ms = world.now_ms + 20_000
    world.run(20_000, settled=lambda: ORDER in a.pages.claims and a.pages.cursor == world.central.books.head)
    world.kill_central(500)
    world.central.restore(backup)
    for _ in range(backlog):
        a.book.record("refusal")
    return a


@pytest.mark.parametrize("backlog", [0, SHORT_DAY.batch], ids=["sent before", "unsent at"])
def test_an_order_opened_while_a_bench_waits_for_its_snapshot_lies_there_with_its_task(backlog: int) -> None:
    """Seed 3312880: its rows went to a central that did not know the order, and were of no effect."""
    world = World(0, Plants())
    a = a_site_put_back(world, backlog=backlog)
    world.run(25_000, settled=lambda: a.pages.epoch is None)
    claim = a.pages.claims[ORDER]
    a.book.work_on(ORDER)
    a.book.record("order_opened", ORDER, TASK, fence=claim.fence, rev=1)
    a.record()
    world.run(60_000)
    books = world.central.books
    assert (a.book.position().unsent, a.pages.epoch) == (0, books.epoch)
    outcomes = [kept.outcome for kept in books.stations["a"].rows if kept.event.order_id == ORDER]
    assert outcomes == [Outcome.ACCEPTED]
    shown = a.book.shown((DocumentKind.TASK, str(ORDER)))
    assert shown is not None
    assert shown.body == TASK.body
