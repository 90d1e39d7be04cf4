"""Many writers at once, and a reader that follows: what shows whether a cursor can miss something."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg

from packstation.domain.central import Document, DocumentKind, Push
from packstation.persistence.central import wire
from packstation.persistence.central.link import parameters
from tests.postgres.journal import StationJournal
from tests.postgres.site import RealSite

Line = psycopg.AsyncConnection[tuple[object, ...]]


async def dial(site: RealSite, station: str) -> Line:
    """A connection as the station makes it, for a loop with many."""
    told = parameters(site.enrolment(station), Path("nowhere"))
    return await psycopg.AsyncConnection.connect(
        **told,  # type: ignore[arg-type]
        autocommit=True,
        prepare_threshold=None,
    )


async def ask(line: Line, words: bytes, text: str) -> dict[str, object]:
    """One call."""
    row = await (await line.execute(words, (text,))).fetchone()
    assert row is not None
    answer = row[0]
    assert isinstance(answer, dict)
    return answer


def pushes_of(site: RealSite, station: str, epoch: UUID, pushes: int) -> list[str]:
    """Pushes of one station, each with one new thing of the site."""
    journal = StationJournal(site.site_id, station)
    texts = []
    for number in range(pushes):
        event = journal.row("products_taken")
        thing = Document(DocumentKind.PRODUCT, f"{station}-{number}", event.seq, "{}")
        texts.append(wire.push_text(Push(epoch, (event,), (thing,))))
    return texts


@dataclass
class Followed:
    """What a reader saw: the places of the feed, and the things."""

    seqs: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


async def write(site: RealSite, station: str, texts: Sequence[str]) -> None:
    """All pushes of one station, one after the other."""
    line = await dial(site, station)
    for text in texts:
        answer = await ask(line, b"SELECT packstation.push(%s)", text)
        assert answer["standing"] == "go", answer
    await line.close()


async def follow(site: RealSite, station: str, epoch: UUID, until: asyncio.Event) -> Followed:
    """Pull until the writers are through and nothing more comes."""
    line, seen, cursor = await dial(site, station), Followed(), 0
    while True:
        last_look = until.is_set()
        answer = await ask(line, b"SELECT packstation.pull(%s)", wire.pull_text(epoch, cursor, 500))
        rows = answer["rows"]
        assert isinstance(rows, list)
        for row in rows:
            seen.seqs.append(row[0])
            seen.keys.append(row[2])
            cursor = max(cursor, row[0])
        if last_look and not rows:
            await line.close()
            return seen


async def race(site: RealSite, writers: Sequence[str], pushes: int) -> tuple[Followed, set[str]]:
    """The writers against one reader; what it saw, and what there was to see."""
    (epoch,) = site.row("SELECT epoch FROM packstation.site_head WHERE site_id = %s", site.site_id)
    assert isinstance(epoch, UUID)
    texts = {station: pushes_of(site, station, epoch, pushes) for station in writers}
    over = asyncio.Event()
    reader = asyncio.create_task(follow(site, writers[0], epoch, over))
    await asyncio.gather(*(write(site, station, texts[station]) for station in writers))
    over.set()
    return await reader, {f"{station}-{number}" for station in writers for number in range(pushes)}
