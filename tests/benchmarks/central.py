"""Central under load, against what its PostgreSQL does at best on the same PC in the same run.

The stations' own work, encoding and hashing, is done beforehand: in a warehouse each has a PC for it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from uuid import UUID

from packstation.domain.central import Claim, Event, Heartbeat, OrderEnd, Push
from packstation.persistence.central import wire
from packstation.sync.pace import Pace
from tests.benchmarks.central_load import (
    POSTGRES,
    STATIONS,
    calls_ceiling,
    claim_ceiling,
    copy_rate,
    cpu_seconds,
    epoch_of,
    fill_events,
    fill_orders,
)
from tests.benchmarks.report import Figure, p50, p99
from tests.persistence.central.writers import Line, ask, dial
from tests.postgres.cluster import running
from tests.postgres.journal import StationJournal, task_document, told
from tests.postgres.site import RealSite, Template

ORDERS_A_PUSH = 5
BACKLOG_ORDERS = 10
"""As many as make the rows of one push where more wait: 102, for `Pace.batch`."""
TURNS = 110
COPIES = 3
ROWS_A_STATION_S = 1_000 / 3_600
"""A hundred orders an hour, ten rows each."""
BEAT_EVERY = Pace().beat_ms // Pace().poll_ms
CARTON = (
    '{"cartons":[["01900000-0000-7000-8000-00000000c001",1,"closed",["M",100,50,"Medium"],'
    '["00095201234567890",true],1234,"good",null,[[1,7]],[]]],"labels":[],"marks":[],'
    '"packed_at":"2026-03-02T12:00:00.000000Z"}'
)
COUNTED = (
    '{"carton_id":"01900000-0000-7000-8000-00000000c001","line_no":1,"scanned":true,"sku":"MUG-0001",'
    '"units":1}'
)
PUSH, CLAIM, PULL, HEARTBEAT = (
    f"SELECT packstation.{name}(%s)".encode() for name in ("push", "claim", "pull", "heartbeat")
)


@dataclass
class Work:
    """What one station has to say: pushes, ready to send, and the rows in them."""

    texts: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def measure(folder: Path, *, quick: bool) -> Iterator[list[Figure]]:
    """One group after the other, each in a database of its own of one cluster that keeps what it commits."""
    with central_of_stations() as template:
        yield _pushes(template, 2 if quick else 20)
        yield _claims(template, folder, 2_000 if quick else 20_000)
        yield _drain(template, 4_800 if quick else 48_000)
        yield _normal_load(template, 5 if quick else 20)
        yield _most_calls(template, folder, 3 if quick else 15)
        yield sizes(template, 50_000 if quick else 1_000_000)


@contextmanager
def central_of_stations() -> Iterator[Template]:
    """A database to copy, with 64 stations."""
    with running(durable=True, options=POSTGRES) as cluster:
        yield Template(cluster, STATIONS)


def _work(site: RealSite, station: str, orders: list[UUID], pushes: int, each: int = ORDERS_A_PUSH) -> Work:
    """Orders that this station holds under fence 1, so many packed in a push: ten rows each, and two."""
    journal, epoch, work = StationJournal(site.site_id, station), epoch_of(site), Work()
    for number in range(pushes):
        first, documents = len(journal.events), []
        for order_id in orders[number * each : (number + 1) * each]:
            journal.row("order_opened", order_id, 1)
            for _ in range(7):
                journal.row("unit_counted", order_id, 1, payload=COUNTED)
            journal.row("carton_closed", order_id, 1)
            last = journal.row("order_packed", order_id, 1)
            documents.append(task_document(order_id, last.seq, CARTON, end=OrderEnd.PACKED))
        journal.row("signed_out")
        journal.row("signed_in")
        events = tuple(journal.events[first:])
        work.texts.append(wire.push_text(Push(epoch, events, tuple(documents))))
    work.events = journal.events
    return work


def _pushes(template: Template, pushes: int) -> list[Figure]:
    """64 stations push as fast as they can, and one of them reads the feed meanwhile."""
    with template.copied() as site:
        each = BACKLOG_ORDERS
        held = fill_orders(site, (pushes + 1) * each * len(STATIONS), holders=STATIONS)
        work = {name: _work(site, name, held[name], pushes + 1, each) for name in STATIONS}
        # A COPY takes half a second, and the PC is not always as quick: three before, three after.
        rows_of = {name: one.events for name, one in work.items()}
        before = [copy_rate(site, rows_of) for _ in range(COPIES)]
        samples, seconds = asyncio.run(_push_all(site, work))
        raw = median([*before, *(copy_rate(site, rows_of) for _ in range(COPIES))])
    rows = len(samples) * (10 * each + 2)
    ratio = round(rows / seconds / raw, 3)
    ok = ratio >= 0.16 and p99(samples) < 500
    name = f"64 stations push {rows:,} rows, {rows / seconds:,.0f} a second"
    target = ">= 0.16 x (aim 0.25), p99 < 500"
    against = f"raw COPY {raw:,.0f} rows a second"
    return [Figure(name, p50(samples), p99(samples), len(samples), ratio, against, target, ok)]


async def _push_all(site: RealSite, work: dict[str, Work]) -> tuple[list[float], float]:
    lines = {name: await dial(site, name) for name in work}
    reader, samples, over = await dial(site, STATIONS[0]), list[float](), asyncio.Event()

    async def station(name: str) -> None:
        for text in work[name].texts[1:]:
            began = time.perf_counter()
            answer = await ask(lines[name], PUSH, text)
            samples.append((time.perf_counter() - began) * 1_000)
            assert answer["standing"] == "go"

    async def read() -> None:
        cursor, epoch = 0, epoch_of(site)
        while not over.is_set():
            rows = (await ask(reader, PULL, wire.pull_text(epoch, cursor, 500)))["rows"]
            assert isinstance(rows, list)
            cursor += len(rows)
            await asyncio.sleep(0.2)

    # A station's session lasts all day: what it plans at its first push is no part of it.
    await asyncio.gather(*(ask(lines[name], PUSH, one.texts[0]) for name, one in work.items()))
    began, reading = time.perf_counter(), asyncio.create_task(read())
    await asyncio.gather(*(station(name) for name in work))
    seconds = time.perf_counter() - began
    over.set()
    await reading
    for line in (*lines.values(), reader):
        await line.close()
    return samples, seconds


def _claims(template: Template, folder: Path, orders: int) -> list[Figure]:
    """64 claimers, one order a call, against pgbench with the bare statement and nothing around it."""
    with template.copied() as site:
        fill_orders(site, orders + len(STATIONS))
        samples, seconds = asyncio.run(_claim_all(site))
        ceiling = claim_ceiling(site, folder, orders)
    rate = orders / seconds
    name = f"64 claimers take {orders:,} orders one by one, {rate:,.0f} a second"
    ratio = round(rate / ceiling, 2)
    against = f"pgbench, the bare statement: {ceiling:,.0f} a second"
    return [Figure(name, p50(samples), p99(samples), len(samples), ratio, against, ">= 0.4 x", ratio >= 0.4)]


async def _claim_all(site: RealSite) -> tuple[list[float], float]:
    text = wire.claim_text(Claim(epoch_of(site), (), 1, 600))
    samples = list[float]()
    lines = [await dial(site, name) for name in STATIONS]

    async def claimer(number: int) -> None:
        while True:
            began = time.perf_counter()
            answer = await ask(lines[number], CLAIM, text)
            if not answer["ahead"]:
                return
            samples.append((time.perf_counter() - began) * 1_000)

    await asyncio.gather(*(ask(line, CLAIM, text) for line in lines))
    began = time.perf_counter()
    await asyncio.gather(*map(claimer, range(len(lines))))
    seconds = time.perf_counter() - began
    for line in lines:
        await line.close()
    return samples, seconds


def _drain(template: Template, rows: int) -> list[Figure]:
    """A station that was cut off for three days sends what it has, with the real port."""
    with template.copied() as site:
        name = STATIONS[0]
        pushes = rows // 52
        held = fill_orders(site, pushes * ORDERS_A_PUSH, holders=(name,))
        events = _work(site, name, held[name], pushes).events
        tasks = {event.seq: event for event in events if event.kind == "order_packed"}
        central, epoch, samples = site.central(name), epoch_of(site), list[float]()
        for first in range(0, len(events), Pace().batch):
            part = tuple(events[first : first + Pace().batch])
            documents = tuple(
                task_document(event.order_id, event.seq, CARTON, end=OrderEnd.PACKED)
                for event in part
                if event.seq in tasks and event.order_id
            )
            began = time.perf_counter()
            central.push(Push(epoch, part, documents))
            samples.append((time.perf_counter() - began) * 1_000)
    total_s = sum(samples) / 1_000
    name = f"{len(events):,} unsent rows drain in {total_s:.1f} s, {len(events) / total_s:,.0f} a second"
    limit = 60 * len(events) / 48_000
    return [
        Figure(name, p50(samples), p99(samples), len(samples), None, "", "< 60 s (aim 20)", total_s < limit)
    ]


def _normal_load(template: Template, seconds: int) -> list[Figure]:
    """300 stations call once a second: nine times for what is new, then with the heartbeat of 20 claims."""
    figures = []
    for acts in (False, True):
        with template.copied() as site:
            held = fill_orders(site, 20 * len(STATIONS), holders=STATIONS)
            load = Load(site, held, acts_s=300 * ROWS_A_STATION_S * seconds if acts else 0)
            samples, share = asyncio.run(load.run(seconds))
        what = "that pack, 0.28 rows a second each" if acts else "with nothing new"
        name = f"300 stations {what}, a call a second, every tenth with 20 claims: {share:.1%} of two cores"
        figures.append(Figure(name, p50(samples), p99(samples), len(samples), None, "", "", None))
    return figures


def _most_calls(template: Template, folder: Path, seconds: int) -> list[Figure]:
    """What 300 stations with nothing new ask a second, of what central answers at most."""
    with template.copied() as site:
        held = fill_orders(site, 20 * len(STATIONS), holders=STATIONS)
        name, head, epoch = STATIONS[0], 20 * len(STATIONS), epoch_of(site)
        calls = {
            f"SELECT packstation.pull('{wire.pull_text(epoch, head, 500)}')": BEAT_EVERY - 1,
            f"SELECT packstation.heartbeat('{_beat(epoch, held[name])}')": 1,
        }
        calls_ceiling(site, folder, calls, 2)
        most = calls_ceiling(site, folder, calls, seconds)
    name = (
        f"300 stations with nothing new ask 300 times a second: {300 / most:.1%} of the most central answers"
    )
    against = f"the same calls by pgbench without a pause: {most:,.0f} a second"
    each_ms = round(2_000 / most, 3)
    return [Figure(name, each_ms, each_ms, 1, round(300 / most, 3), against, "< 6 %", 300 / most < 0.06)]


def _beat(epoch: UUID, held: list[UUID]) -> str:
    return wire.heartbeat_text(Heartbeat(epoch, tuple((order, 1) for order in held), (), 600, told()))


@dataclass
class Load:
    """Each connection calls for as many stations as there are more stations than connections."""

    site: RealSite
    held: dict[str, list[UUID]]
    acts_s: float
    """Rows of all stations together, each pushed as soon as it is there."""
    samples: list[float] = field(default_factory=list)

    async def run(self, seconds: int) -> tuple[list[float], float]:
        """How long each call took, and central's share of the processors."""
        lines = [await dial(self.site, name) for name in STATIONS]
        head, pause_s = sum(map(len, self.held.values())), len(lines) / 300
        callers = [
            Caller(
                line,
                epoch_of(self.site),
                _beat(epoch_of(self.site), self.held[name]),
                self._rows(name),
                [head] * (300 // len(lines)),
            )
            for line, name in zip(lines, STATIONS, strict=True)
        ]
        for caller in callers:  # what a session plans at its first call is no part of a day
            await caller.beat()
            await caller.poll(0)
            await caller.push()
        used, began = cpu_seconds(self.site.cluster), time.perf_counter()

        async def go_on(number: int) -> None:
            await asyncio.sleep(pause_s * number / len(lines))
            for turn in count(number):
                start = time.perf_counter()
                if start >= began + seconds:
                    return
                # Rows are made evenly, and gone before what is new is asked for.
                if (turn * ROWS_A_STATION_S) % 1 < ROWS_A_STATION_S:
                    await callers[number].push()
                await (callers[number].beat() if turn % BEAT_EVERY == 0 else callers[number].poll(turn))
                self.samples.append((time.perf_counter() - start) * 1_000)
                await asyncio.sleep(max(0.0, pause_s - (time.perf_counter() - start)))

        await asyncio.gather(*(go_on(number) for number in range(len(lines))))
        share = (cpu_seconds(self.site.cluster) - used) / (time.perf_counter() - began) / 2
        for line in lines:
            await line.close()
        return self.samples, share

    def _rows(self, name: str) -> Iterator[str]:
        """One row a push, with the task as it is then: ten for an order."""
        journal, epoch = StationJournal(self.site.site_id, name), epoch_of(self.site)
        rows = int(self.acts_s / len(STATIONS)) + 2 if self.acts_s else 0
        for number in range(rows):
            order_id, step = self.held[name][number // 10], number % 10
            kind = {0: "order_opened", 8: "carton_closed", 9: "order_packed"}.get(step, "unit_counted")
            row = journal.row(kind, order_id, 1, payload=COUNTED if kind == "unit_counted" else "{}")
            end = OrderEnd.PACKED if step == 9 else OrderEnd.READY
            body = CARTON.replace("1234", str(number))
            yield wire.push_text(Push(epoch, (row,), (task_document(order_id, row.seq, body, end=end),)))


@dataclass
class Caller:
    """One connection, with what it says; a cursor for each station it stands for."""

    line: Line
    epoch: UUID
    held: str
    rows: Iterator[str]
    cursors: list[int]

    async def beat(self) -> None:
        """The heartbeat."""
        assert (await ask(self.line, HEARTBEAT, self.held))["lost"] == []

    async def poll(self, turn: int) -> None:
        """What is new for the station whose turn it is."""
        place = turn % len(self.cursors)
        answer = await ask(self.line, PULL, wire.pull_text(self.epoch, self.cursors[place], 500))
        assert answer["standing"] == "go"
        rows = answer["rows"]
        assert isinstance(rows, list)
        self.cursors[place] += len(rows)

    async def push(self) -> None:
        """The next row, where there is any."""
        if text := next(self.rows, None):
            assert (await ask(self.line, PUSH, text))["standing"] == "go"


def sizes(template: Template, many: int, events: int = 0) -> list[Figure]:
    """The same calls in turn at 10,000 orders and at many more, with so many rows of other stations."""
    with template.copied() as small, template.copied() as large:
        took, usual = asyncio.run(_in_turn(_calls(large, many, events), _calls(small, 10_000, 0)))
    figures = []
    for call, samples in took.items():
        ratio = round(p50(samples) / p50(usual[call]), 2)
        against = f"at 10,000 orders: {p50(usual[call]):.2f} ms"
        name = f"{call} at {many:,} orders" + (f" and {events:,} journal rows" if events else "")
        ok = ratio <= 1.25
        figures.append(
            Figure(name, p50(samples), p99(samples), len(samples), ratio, against, "<= 1.25 x", ok)
        )
    return figures


@dataclass
class Calls:
    """The calls of one station, each with what makes its next text."""

    site: RealSite
    texts: dict[str, tuple[bytes, Callable[[], str]]]


def _calls(site: RealSite, orders: int, events: int) -> Calls:
    name = STATIONS[0]
    held = fill_orders(site, orders, holders=(None,) * 9 + (name,))[name]
    fill_events(site, events, STATIONS[1:])
    epoch, rows = epoch_of(site), iter(_work(site, name, held, TURNS).texts)
    return Calls(
        site,
        {
            "claim": (CLAIM, lambda: wire.claim_text(Claim(epoch, (), 1, 600))),
            "push of 52 rows": (PUSH, lambda: next(rows)),
            "pull of 100 rows": (PULL, lambda: wire.pull_text(epoch, 0, 100)),
        },
    )


async def _in_turn(*sites: Calls) -> list[dict[str, list[float]]]:
    """How long each call takes a station when nobody else calls."""
    lines = [await dial(calls.site, STATIONS[0]) for calls in sites]
    samples = [{call: list[float]() for call in calls.texts} for calls in sites]
    for _ in range(TURNS):
        for calls, line, took in zip(sites, lines, samples, strict=True):
            for call, (words, make) in calls.texts.items():
                text = make()
                began = time.perf_counter()
                await ask(line, words, text)
                took[call].append((time.perf_counter() - began) * 1_000)
    for line in lines:
        await line.close()
    return [{call: measured[10:] for call, measured in took.items()} for took in samples]
