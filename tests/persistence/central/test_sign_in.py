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

from packstation.persistence.central.enrolment import Enrolment, Tls
from packstation.persistence.central.link import connect, parameters

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


@pytest.mark.parametrize(
    ("what", "said"),
    [(NOTHING, "did not complete"), (PLAIN, "cleartext password"), (HASHED, "hashed password")],
)
def test_a_server_that_asks_for_less_than_proof_hears_no_password(what: int, said: str) -> None:
    with asks_for(what) as (port, heard):
        site, station = UUID(int=1), "A"
        enrolment = Enrolment(
            site, station, "127.0.0.1", port, "packstation", "ps-a", Tls.OFF, password=SECRET
        )
        with pytest.raises(psycopg.OperationalError, match=said):
            connect(parameters(enrolment, Path("nowhere")))
    assert heard
    assert not any(SECRET.encode() in part for part in heard)
    assert not heard[1:] or heard[1] in {b"", b"X\0\0\0\4"}
