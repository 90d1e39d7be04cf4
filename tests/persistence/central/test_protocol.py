"""Protocol 1, word for word as its first release speaks it: later stations and centrals understand it.

`golden_protocol_1.json` is one conversation. It is never written anew: a later release adds names to messages
and takes none away, or it speaks protocol 2 and keeps this file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from packstation.domain.central import (
    Claim,
    Document,
    DocumentKind,
    Grant,
    Heartbeat,
    Hello,
    OrderEnd,
    Outcome,
    Push,
    Standing,
    Told,
)
from packstation.domain.journal import GENESIS
from packstation.persistence.central import wire
from tests.postgres.journal import StationJournal, order_document, task_document
from tests.postgres.site import RealSite

Json = Mapping[str, Any]
GOLDEN = json.loads(Path(__file__).with_name("golden_protocol_1.json").read_text("utf-8"))
SITE, EPOCH = UUID("01900000-0000-7000-8000-00000000001d"), UUID("01900000-0000-7000-8000-0000000000ee")
ORDER, OTHER, CARTON = (UUID(int=0x0190 << 112 | number) for number in (1, 2, 3))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = Told("0.1.0", NOON, 3, NOON - timedelta(hours=1), 0)
OF_THE_MOMENT = {"now", "cursor_hash", "hash", "retry_after_ms"}
"""Of an answer: they differ each time."""
CELLS = 11
"""Of a row of the feed; the last one is its hash."""


def _journal() -> StationJournal:
    journal = StationJournal(SITE, "G")
    for number, (kind, order_id, fence) in enumerate(
        (
            ("order_received", ORDER, 0),
            ("order_received", OTHER, 0),
            ("products_taken", None, None),
            ("unit_counted", ORDER, 1),
            ("order_packed", ORDER, 1),
        ),
        1,
    ):
        carton = CARTON if kind == "unit_counted" else None
        event_id = UUID(int=0xE << 112 | number)
        journal.row(kind, order_id, fence, event_id=event_id, carton_id=carton, second_actor="léa")
    return journal


def _beat(journal: StationJournal) -> Heartbeat:
    known = journal.events[2]
    return Heartbeat(EPOCH, ((ORDER, 1),), ((OTHER, 7),), 600, TOLD, known.seq, known.hash)


def said_today() -> list[tuple[str, str]]:
    """The conversation as today's station leads it: each call, and its words."""
    journal = _journal()
    product = Document(DocumentKind.PRODUCT, "MUG", 3, '{"name":"Mug, blue"}')
    first = Push(
        EPOCH,
        tuple(journal.events[:3]),
        (
            order_document(ORDER, 1, "100", cutoff_at=NOON + timedelta(hours=3)),
            order_document(OTHER, 2, "101", end=OrderEnd.WAITING, personal=None),
            product,
        ),
    )
    task = task_document(ORDER, 5, '{"cartons":1}', end=OrderEnd.PACKED)
    hello = Hello(1, 1, None, 0, None, 0, GENESIS, TOLD)
    head = journal.events[-1]
    return [
        ("hello", wire.hello_text(hello)),
        ("push", wire.push_text(first)),
        ("push", wire.push_text(first)),
        ("claim", wire.claim_text(Claim(EPOCH, (ORDER,), 1, 600))),
        ("heartbeat", wire.heartbeat_text(_beat(journal))),
        ("push", wire.push_text(Push(EPOCH, tuple(journal.events[3:]), (task,)))),
        ("pull", wire.pull_text(EPOCH, 0, 500)),
        ("hello", wire.hello_text(Hello(1, 1, EPOCH, 0, None, 5, head.hash, TOLD))),
        ("snapshot", wire.page_text("", "", 500)),
    ]


def answered_now(site: RealSite) -> list[Json]:
    """What this central answers to the words of the golden station."""
    with site.admin() as admin:
        admin.execute("INSERT INTO packstation.site (site_id, name) VALUES (%s, 'golden')", (SITE,))
        admin.execute("INSERT INTO packstation.site_head (site_id, epoch) VALUES (%s, %s)", (SITE, EPOCH))
        admin.execute(
            "UPDATE packstation.station SET site_id = %s, station_id = 'G' WHERE db_role = %s",
            (SITE, site.stations["A"].role),
        )
    answers: list[Json] = []
    with site.line("A") as line:
        for one in GOLDEN:
            with line.transaction():
                if one["call"] == "snapshot":
                    line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                row = line.execute(
                    f"SELECT packstation.{one['call']}(%s)".encode(), (one["said"],)
                ).fetchone()
            assert row is not None
            answers.append(row[0])
    return answers


def has_all_of(now: object, golden: object) -> bool:
    """Whether every name of the golden object is there with its value; rows of the feed end with a hash."""
    if isinstance(golden, dict):
        return isinstance(now, dict) and all(
            name in now and (name in OF_THE_MOMENT or has_all_of(now[name], value))
            for name, value in golden.items()
        )
    if isinstance(golden, list):
        if not isinstance(now, list) or len(now) != len(golden):
            return False
        short = len(golden) - (len(golden) == CELLS)
        return all(has_all_of(*pair) for pair in list(zip(now, golden, strict=True))[:short])
    return now == golden


def test_a_central_of_today_answers_a_station_of_the_first_release_as_then(real_database: RealSite) -> None:
    for one, now in zip(GOLDEN, answered_now(real_database), strict=True):
        assert has_all_of(json.loads(json.dumps(now)), json.loads(one["answered"])), one["call"]


def test_a_station_of_today_says_to_a_central_of_the_first_release_all_that_it_asks_for() -> None:
    for one, (call, said) in zip(GOLDEN, said_today(), strict=True):
        assert call == one["call"]
        now, golden = json.loads(said), json.loads(one["said"])
        assert now.keys() >= golden.keys()
        for name, value in golden.items():
            # Its own hashes are no chance: nothing of a row is left out.
            pairs = zip(now[name], value, strict=True) if isinstance(value, list) else [(now[name], value)]
            for mine, theirs in pairs:
                assert mine == (mine | theirs if isinstance(theirs, dict) else theirs), (call, name)


def test_a_station_of_today_understands_a_central_of_the_first_release() -> None:
    read: dict[str, Callable[[Json], object]] = {
        "hello": wire.welcome,
        "push": wire.pushed,
        "claim": wire.granted,
        "heartbeat": wire.heard,
        "pull": wire.pulled,
        "snapshot": wire.snapshot_part,
    }
    said: list[Any] = [read[one["call"]](json.loads(one["answered"])) for one in GOLDEN]
    welcome, first, again, granted, heard, second, pulled, back, part = said
    assert (welcome.standing, welcome.site_id, welcome.station_id) == (Standing.GO, SITE, "G")
    assert (welcome.epoch, welcome.acked_seq, welcome.protocol, welcome.max_batch) == (EPOCH, 0, 1, 200)
    assert first.outcomes == again.outcomes == tuple((seq, Outcome.ACCEPTED) for seq in (1, 2, 3))
    assert granted.grants == (Grant(ORDER, 1, 600_000),)
    assert (heard.standing, heard.lost) == (Standing.GO, ())
    assert second.outcomes == ((4, Outcome.ACCEPTED), (5, Outcome.ACCEPTED))
    packed = [row for row in pulled.rows if row.key == str(ORDER)][-1]
    assert (packed.kind, packed.end, packed.fence) == (DocumentKind.TASK, OrderEnd.PACKED, 1)
    assert [row.seq for row in pulled.rows] == list(range(1, pulled.head + 1))
    assert (back.standing, back.acked_seq) == (Standing.GO, 5)
    assert (part.epoch, part.seq, part.last) == (EPOCH, pulled.head, False)


@pytest.mark.parametrize(
    ("now", "golden"),
    [({"a": 1}, {"a": 1, "b": 2}), ({"a": [1, 2]}, {"a": [1]}), ({"a": None}, {"a": 0}), ([1], {"a": 1})],
)
def test_what_is_taken_away_or_differs_is_found(now: object, golden: object) -> None:
    assert not has_all_of(now, golden)
