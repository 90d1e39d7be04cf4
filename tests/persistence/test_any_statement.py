"""Killed at any statement of a scan, a push or a pull, a station goes on where it was, and nothing is twice.

What a kill leaves is what the system has of the store's files at that moment: so the files are copied before
every statement that runs, and from each copy that differs the station is started again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from packstation.domain.act import OrderPacked
from packstation.domain.central import Document, DocumentKind, Event, OrderEnd
from packstation.persistence.documents.setting import SITE_SECRET, setting_text
from packstation.persistence.read_journal import verify_journal
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, OTHER, alike, begin, count, take_in, task_at
from tests.persistence.shelf import CODES, IDA, PRODUCTS, make_order
from tests.persistence.site import PlainSite, Station, joined

SCANS = 3
UNSENT = "SELECT count(*) FROM journal WHERE station_id = 'A' AND acked_at IS NULL"
LAST = make_order(9, ("MUG", 1))


@dataclass
class WatchedSite(PlainSite):
    """Keeps each row it was sent; one that comes again must be the very same."""

    rows: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def hear(self, station: Station, events: tuple[Event, ...]) -> None:
        for event in events:
            known = self.rows.setdefault((station.name, event.seq), event.hash)
            assert known == event.hash, f"two rows {event.seq} of {station.name}"

    def copy(self) -> WatchedSite:
        return WatchedSite(
            dict(self.things), list(self.feed), dict(self.outcomes), dict(self.holders), dict(self.rows)
        )


@dataclass
class Image:
    """The files after a kill, what central has then, and how many scans the screen had said were counted."""

    files: dict[str, bytes]
    site: WatchedSite
    said: int


class Day:
    """Scans, pushes and pulls at bench A; B has been and gone."""

    def __init__(self, folder: Path) -> None:
        self.site = WatchedSite()
        self.a = joined(folder, "A")
        self.images: dict[int, Image] = {}
        self.statements = self.said = 0
        b = joined(folder, "B")
        with b.works() as work:
            work.catalogue.put(PRODUCTS, CODES)
        take_in(b, ORDER, OTHER)
        self.site.tell(Document(DocumentKind.SETTING, SITE_SECRET, 1, setting_text("5e" * 32)))
        self.site.push(b)
        b.store.close()

    def run(self) -> None:
        """Every kind of entry that a scan or the sync makes in the store."""
        with self._watched():
            self.a.book.replace_all(self.site.snapshot())
            self.site.pull(self.a)
            self.site.claim(self.a, ORDER.order_id)
            self.site.pull(self.a)
            begin(self.a)
            for _ in range(SCANS):
                count(self.a)
                self.said += 1
            # The same file again, and central hears of a cancellation from elsewhere.
            take_in(self.a, LAST)
            self.site.push(self.a, most=3)
            old = self.site.things[DocumentKind.ORDER, str(OTHER.order_id)]
            self.site.put(replace(old, end=OrderEnd.CANCELLED, rev=2, body=_cancelled(old.body or "")))
            self.site.pull(self.a)
            _pack(self.a)
            self.site.push(self.a)
            self.site.pull(self.a)
            self.a.book.renew((), 0)
            self.a.book.lose((ORDER.order_id,))
        self.a.store.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        raw = self.a.store._raw
        raw.set_trace_callback(self._statement)
        yield
        raw.set_trace_callback(None)
        self._keep()

    def _statement(self, _words: str) -> None:
        self.statements += 1
        self._keep()

    def _keep(self) -> None:
        """A process that is killed now leaves these files; SQLite makes its index of the log anew."""
        path = self.a.path
        files = {name: _bytes(path.with_name(name)) for name in (path.name, f"{path.name}-wal")}
        self.images.setdefault(hash(tuple(files.values())), Image(files, self.site.copy(), self.said))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _cancelled(body: str) -> str:
    return body.replace('"state":"received"', '"state":"cancelled"').replace(
        '"state":"ready"', '"state":"cancelled"'
    )


def _pack(station: Station) -> None:
    with station.works() as work:
        before = work.orders.task(ORDER.order_id)
        packed = replace(before, order=before.order.packed("Ida", NOON))
        work.orders.save_task(before, packed)
        work.record(OrderPacked(1, SCANS), IDA, task=packed)
        work.claims.give_back(ORDER.order_id)


def _counted(station: Station) -> int:
    return task_at(station).packed(1)


def _goes_on(image: Image, folder: Path) -> None:
    """Start from these files, and come together with the others: all that must be true is."""
    path = folder / "A.db"
    for name, found in image.files.items():
        if found:
            (folder / name).write_bytes(found)
    site, a, b = image.site, Station("A", path), joined(folder, "B2")
    try:
        position = a.book.position()
        # Nothing acknowledged is missing at central, nothing said on the screen is missing here.
        assert {("A", seq) for seq in range(1, position.head_seq - position.unsent + 1)} <= site.rows.keys()
        assert position.cursor <= len(site.feed)
        assert a.store.lent()[0].execute(UNSENT).fetchone() == (position.unsent,)
        if image.said:
            assert _counted(a) >= image.said
        if position.epoch is None:
            a.book.replace_all(site.snapshot())
        site.meet(a, b)
        assert a.store.site_secret == bytes.fromhex("5e" * 32)
        for order_id in (ORDER.order_id, OTHER.order_id):
            assert alike(a, b, order_id)
            with a.works() as work:
                assert work.shared.passed() == []
    finally:
        a.store.close()
        b.store.close()
    assert verify_journal(path).sound


def test_killed_at_any_statement_a_station_goes_on_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    day = Day(tmp_path / "day")
    day.run()
    assert day.statements > 300
    assert len(day.images) > 15
    for number, image in enumerate(day.images.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        _goes_on(image, folder)
