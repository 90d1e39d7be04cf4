"""The port `Central`, by PostgreSQL: six procedures, a statement each, nothing kept between two calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, LiteralString, TypeVar
from uuid import UUID

import psycopg
from psycopg import errors

from packstation.application.central_ports import CentralRefuses, CentralUnreachable
from packstation.domain.central import (
    Claim,
    Granted,
    Heard,
    Heartbeat,
    Hello,
    Pulled,
    Push,
    Pushed,
    SnapshotPart,
    Welcome,
)
from packstation.persistence.central import wire
from packstation.persistence.central.link import OUT_OF_ITS_TIME
from packstation.persistence.central.sign_in_words import NO_DATABASE, NO_LOGIN, OWN_CERTIFICATE, PASSWORD

T = TypeVar("T")
PAUSES_S = (0.02, 0.1, 0.4)
"""Before a call is made again, where central says that it must be, or where the connection broke under it."""
PAGE = 500
"""Things in one part of a snapshot."""
_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected)
_BROKEN = (psycopg.OperationalError, psycopg.InterfaceError)
# Central that is starting, stopping or now only a standby is away, and not unwilling.
_AWAY = (
    errors.AdminShutdown,
    errors.CannotConnectNow,
    errors.CrashShutdown,
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.ReadOnlySqlTransaction,
    errors.TooManyConnections,
)
# The station's own certificate is out of its time by central's clock, or central's by the station's.
_CLOCK = ("certificate expired", OUT_OF_ITS_TIME)
Connect = Callable[[], psycopg.Connection]


class PostgresCentral:
    """Central as one station speaks to it; `connect` gives a new connection each time it is asked.

    All six calls may be made again as they were, so a broken connection costs one more call and no more. To
    be used by one thread at a time.
    """

    def __init__(self, connect: Connect, pauses_s: tuple[float, ...] = PAUSES_S) -> None:
        self._connect = connect
        self._pauses_s = pauses_s
        self._line: psycopg.Connection | None = None
        # Nobody sets the event.
        self._pause = Event().wait

    def hello(self, hello: Hello) -> Welcome:
        """Where do we both stand?"""
        return wire.welcome(self._ask("SELECT packstation.hello(%s)", wire.hello_text(hello)))

    def push(self, push: Push) -> Pushed:
        """Rows and documents; the same again get the same outcomes."""
        return wire.pushed(self._ask("SELECT packstation.push(%s)", wire.push_text(push)))

    def pull(self, epoch: UUID, cursor: int, limit: int) -> Pulled:
        """The feed above the cursor."""
        text = wire.pull_text(epoch, cursor, limit)
        return wire.pulled(self._ask("SELECT packstation.pull(%s)", text))

    def claim(self, claim: Claim) -> Granted:
        """Orders for this station alone."""
        return wire.granted(self._ask("SELECT packstation.claim(%s)", wire.claim_text(claim)))

    def heartbeat(self, heartbeat: Heartbeat) -> Heard:
        """Still here, with these."""
        return wire.heard(self._ask("SELECT packstation.heartbeat(%s)", wire.heartbeat_text(heartbeat)))

    def snapshot(self) -> Iterator[SnapshotPart]:
        """All documents of one moment, page by page in one transaction; begun anew it is another moment."""
        try:
            line = self._connected()
            with line.transaction():
                line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                kind, key, last = "", "", False
                while not last:
                    answer = _answer(line, "SELECT packstation.snapshot(%s)", wire.page_text(kind, key, PAGE))
                    kind, key, last = answer["kind"], answer["key"], answer["last"]
                    yield wire.snapshot_part(answer)
        except psycopg.Error as trouble:
            self._hang_up()
            raise _blamed(trouble) from trouble

    def close(self) -> None:
        """Hang up; the next call connects anew."""
        self._hang_up()

    def _ask(self, words: LiteralString, text: str) -> wire.Json:
        for pause_s in (*self._pauses_s, None):
            try:
                return _answer(self._connected(), words, text)
            except psycopg.Error as trouble:
                if not isinstance(trouble, _AGAIN):
                    self._hang_up()
                if pause_s is None or not _worth_another(trouble):
                    raise _blamed(trouble) from trouble
                self._pause(pause_s)
        raise AssertionError("unreachable")

    def _connected(self) -> psycopg.Connection:
        if self._line is None or self._line.closed:
            self._line = self._connect()
        return self._line

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


def _answer(line: psycopg.Connection, words: LiteralString, text: str) -> wire.Json:
    row = line.execute(words, (text,)).fetchone()
    if row is None:
        raise psycopg.InterfaceError("central gave no answer")
    answer: dict[str, Any] = row[0]
    return answer


def _worth_another(trouble: psycopg.Error) -> bool:
    """Whether the same call may get through in a moment: it lost a race, or its connection broke."""
    return isinstance(trouble, (*_AGAIN, *_BROKEN)) and not _is_refusal(trouble) and not _is_clock(trouble)


def _is_clock(trouble: psycopg.Error) -> bool:
    return any(words in str(trouble) for words in _CLOCK)


def _is_refusal(trouble: psycopg.Error) -> bool:
    """Whether somebody has to act: no way in, no right, no such procedure, a call central cannot read."""
    if isinstance(trouble, (*_AWAY, *_AGAIN)):
        return False
    if isinstance(trouble, _BROKEN) and trouble.sqlstate is None:
        # libpq tells a refused sign-in by words alone, in the language of the server.
        return not isinstance(trouble, psycopg.InterfaceError) and _no_way_in(trouble)
    return not isinstance(trouble, _BROKEN) or (trouble.sqlstate or "").startswith("28")


def _no_way_in(trouble: psycopg.Error) -> bool:
    return any(
        words in str(trouble)
        for words in (
            *PASSWORD,
            *NO_LOGIN,
            *NO_DATABASE,
            *OWN_CERTIFICATE,
            "pg_hba.conf",
            "certificate verify failed",
            "does not match host name",
            "authentication method requirement",
            "does not support SSL",
            "alert unknown ca",
        )
    )


def _blamed(trouble: psycopg.Error) -> CentralUnreachable | CentralRefuses:
    why = str(trouble).strip().partition("\n")[0] or type(trouble).__name__
    if _is_clock(trouble):
        return CentralUnreachable(why, clock_suspect=True)
    return CentralRefuses(why) if _is_refusal(trouble) else CentralUnreachable(why)
