"""The bench proves that it knows its password, and tells it to nobody; whoever asks for it is no central."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from uuid import UUID

import psycopg
import pytest

from packstation.application.central_ports import CentralRefuses
from packstation.domain.central import Hello, Told
from packstation.domain.journal import GENESIS
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.enrolment import Enrolment, Tls
from packstation.persistence.central.link import connect, parameters
from tests.postgres.journal import NOON

SECRET = "the-password-of-a-bench"
NOTHING, PLAIN, HASHED = 0, 3, 5
"""Of PostgreSQL's manual, "Message Formats": AuthenticationOk, -CleartextPassword, -MD5Password."""


@contextmanager
def asks_for(what: int) -> Iterator[tuple[int, list[bytes]]]:
    """A server that wants no proof, or the password itself: its port, and all that it hears."""
    heard: list[bytes] = []
    salt = b"salt" if what == HASHED else b""
    with socket.create_server(("127.0.0.1", 0)) as listens:
        listens.settimeout(60)

        def serve() -> None:
            line, _who = listens.accept()
            with line:
                line.settimeout(60)
                heard.append(line.recv(4096))
                line.sendall(b"R" + struct.pack("!ii", 8 + len(salt), what) + salt)
                # A session that is ready for anything, should the other side believe it.
                line.sendall((b"Z" + struct.pack("!i", 5) + b"I") if what == NOTHING else b"")
                heard.append(line.recv(4096))

        serves = Thread(target=serve)
        serves.start()
        yield listens.getsockname()[1], heard
        serves.join(60)


def told(port: int) -> dict[str, str]:
    """What libpq is told of it."""
    site = UUID(int=1)
    enrolment = Enrolment(site, "A", "127.0.0.1", port, "packstation", "ps-a", Tls.OFF, password=SECRET)
    return parameters(enrolment, Path("nowhere"))


@pytest.mark.parametrize(
    ("what", "said"),
    [(NOTHING, "did not complete"), (PLAIN, "cleartext password"), (HASHED, "hashed password")],
)
def test_a_server_that_asks_for_less_than_proof_hears_no_password(what: int, said: str) -> None:
    with (
        asks_for(what) as (port, heard),
        pytest.raises(psycopg.OperationalError, match=said),
    ):
        connect(told(port))
    assert heard
    assert not any(SECRET.encode() in part for part in heard)
    assert not heard[1:] or heard[1] in {b"", b"X\0\0\0\4"}


def test_a_central_that_lets_anybody_in_is_no_cable_that_is_out() -> None:
    """Somebody has to mend it there: its pg_hba.conf says trust."""
    hello = Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))
    with asks_for(NOTHING) as (port, _heard), pytest.raises(CentralRefuses, match="did not complete"):
        PostgresCentral(lambda: connect(told(port)), ()).hello(hello)
