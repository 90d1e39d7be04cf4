"""Does what a step decided: enters it into the book, and puts a call into central's words."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never
from uuid import UUID

from packstation.application.central_ports import Central, Position, StationBook
from packstation.domain.central import (
    PROTOCOL,
    PROTOCOL_OLDEST,
    Claim,
    Heartbeat,
    Hello,
    Push,
    Told,
)
from packstation.domain.value import value
from packstation.sync.incoming import Answer, SnapshotTaken
from packstation.sync.outgoing import (
    Acknowledge,
    Apply,
    AskClaims,
    AskRows,
    Beat,
    BookEntry,
    Call,
    ForgetAcks,
    Fork,
    Hold,
    Lose,
    Renew,
    SayHello,
    SendRows,
    TakeSnapshot,
)


@value
class Pull:
    """What `pull` is asked with; the other calls have their own words in the domain."""

    epoch: UUID
    cursor: int
    limit: int


@value
class WholeSite:
    """`snapshot` is asked with nothing."""


Question = Hello | Push | Pull | Claim | Heartbeat | WholeSite


def enter(book: StationBook, entry: BookEntry) -> None:
    """Enter it into the book, in a transaction of its own."""
    match entry:
        case Acknowledge():
            book.acknowledge(entry.acked_seq, entry.outcomes, entry.at)
        case ForgetAcks():
            book.forget_acks_after(entry.seq)
        case Apply():
            book.apply(entry.epoch, entry.rows)
        case Hold():
            book.hold(entry.grants, entry.asked_mono_ms)
        case Renew():
            book.renew(entry.grants, entry.asked_mono_ms)
        case Lose():
            book.lose(entry.order_ids)
        case Fork():
            book.fork()
        case _:
            assert_never(entry)


def question(book: StationBook, call: Call, app_version: str, now: datetime) -> Question:
    """The call in central's words, with what the book says at this moment."""
    match call:
        case SayHello():
            return hello_of(book.position(), app_version, now)
        case SendRows():
            events = book.events_after(call.after_seq, call.limit)
            return Push(call.epoch, events, book.documents_for(events))
        case AskRows():
            return Pull(call.epoch, call.cursor, call.limit)
        case AskClaims():
            return Claim(
                call.epoch, call.order_ids, call.ahead, call.lease_ms // 1_000, book.position().acked_seq
            )
        case Beat():
            here = book.position()
            told, lease_s = _told(here, app_version, now), call.lease_ms // 1_000
            return Heartbeat(
                call.epoch, call.held, call.released, lease_s, told, here.head_seq, here.head_hash
            )
        case TakeSnapshot():
            return WholeSite()
        case _:
            assert_never(call)


def put(central: Central, asked: Question, book: StationBook) -> Answer:
    """Ask central, and wait for the answer; a snapshot goes into the book as it comes."""
    match asked:
        case Hello():
            return central.hello(asked)
        case Push():
            return central.push(asked)
        case Pull():
            return central.pull(asked.epoch, asked.cursor, asked.limit)
        case Claim():
            return central.claim(asked)
        case Heartbeat():
            return central.heartbeat(asked)
        case WholeSite():
            book.replace_all(central.snapshot())
            return SnapshotTaken()
        case _:
            assert_never(asked)


def hello_of(position: Position, app_version: str, now: datetime) -> Hello:
    """What a station says first."""
    return Hello(
        PROTOCOL_OLDEST,
        PROTOCOL,
        position.epoch,
        position.cursor,
        position.cursor_hash,
        position.head_seq,
        position.head_hash,
        _told(position, app_version, now),
        position.acked_seq,
    )


def _told(position: Position, app_version: str, now: datetime) -> Told:
    return Told(app_version, now, position.unsent, position.oldest_unsent_at, position.cursor)
