"""Goes the way to central step by step, and says at which one it ends: libpq alone would say *refused*."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from datetime import datetime

import psycopg
from psycopg import errors

from packstation.domain.central import PROTOCOL_OLDEST, Hello, Standing, Welcome
from packstation.domain.central_fault import WayFault
from packstation.domain.refusal import RefusalCode, Refused
from packstation.persistence.central import wire
from packstation.persistence.central.certificate_time import (
    ANOTHER_MACHINES,
    OUT_OF_TIME,
    refused_certificate,
)
from packstation.persistence.central.enrolment import Enrolment
from packstation.persistence.central.link import OUT_OF_ITS_TIME, connect
from packstation.persistence.central.sign_in_words import NO_DATABASE, NO_LOGIN, OWN_CERTIFICATE, PASSWORD

_TIMEOUT_S = 5
_WORDS: tuple[tuple[tuple[str, ...], WayFault], ...] = (
    ((OUT_OF_ITS_TIME,), WayFault.CERTIFICATE_TIME),
    (PASSWORD, WayFault.PASSWORD),
    (NO_LOGIN, WayFault.CLOSED),
    (("does not support SSL",), WayFault.NO_TLS),
    (("does not match host name",), WayFault.CERTIFICATE_NAME),
    (("certificate verify failed",), WayFault.CERTIFICATE_UNKNOWN),
    (OWN_CERTIFICATE, WayFault.OWN_CERTIFICATE),
    (
        ("alert certificate expired", "alert unknown ca", "alert bad certificate"),
        WayFault.OWN_CERTIFICATE,
    ),
    (NO_DATABASE, WayFault.NO_DATABASE),
    (("could not connect", "did not answer", "timeout"), WayFault.NO_ANSWER),
)
"""What libpq and PostgreSQL say of a connection that failed: there is no code for it."""
_NO_CENTRAL = (errors.UndefinedFunction, errors.InvalidSchemaName, errors.InsufficientPrivilege)
_STANDINGS = {Standing.CLOSED: WayFault.CLOSED, Standing.FORK: WayFault.NAME_IN_USE}


def try_way(told: Mapping[str, str], enrolment: Enrolment, hello: Hello) -> Welcome:
    """Connect as this bench, say hello, hang up. Refused(no_way_to_central) tells how far it came.

    Central keeps nothing of it: another PC may try, while the bench of that name packs. `told` is how libpq
    gets there. Blocks for seconds; on no thread that something else waits for.
    """
    _knock(enrolment)
    try:
        with connect(told) as line:
            text = wire.hello_text(hello, trying=True)
            row = line.execute("SELECT packstation.hello(%s)", (text,)).fetchone()
    except psycopg.Error as trouble:
        raise _no_way(enrolment, _fault_of(trouble, told), str(trouble)) from trouble
    welcome = wire.welcome(row[0] if row else {})
    fault = _unfit(welcome, enrolment)
    if fault is not None:
        raise _no_way(enrolment, fault)
    return welcome


def clock_offset_ms(welcome: Welcome, now: datetime) -> int:
    """Central's clock less this PC's."""
    return round((welcome.now - now).total_seconds() * 1000)


def _knock(enrolment: Enrolment) -> None:
    """Whether the machine is there at all, and listens."""
    if enrolment.host.startswith("/"):
        return
    try:
        found = socket.getaddrinfo(enrolment.host, enrolment.port, type=socket.SOCK_STREAM)
    except OSError as trouble:
        raise _no_way(enrolment, WayFault.NAME_UNKNOWN, str(trouble)) from trouble
    fault = WayFault.NO_ANSWER
    for *_kind, address in found:
        try:
            socket.create_connection((str(address[0]), enrolment.port), timeout=_TIMEOUT_S).close()
        except ConnectionRefusedError:
            fault = WayFault.TURNED_AWAY
        except OSError:
            continue
        else:
            return
    raise _no_way(enrolment, fault)


def _fault_of(trouble: psycopg.Error, told: Mapping[str, str]) -> WayFault:
    if isinstance(trouble, _NO_CENTRAL):
        return WayFault.NO_CENTRAL
    said = str(trouble)
    fault = next(
        (fault for words, fault in _WORDS if any(one in said for one in words)),
        WayFault.OTHER,
    )
    if fault in {WayFault.CERTIFICATE_UNKNOWN, WayFault.CERTIFICATE_NAME}:
        code = refused_certificate(told)
        if code in OUT_OF_TIME:
            return WayFault.CERTIFICATE_TIME
        return WayFault.CERTIFICATE_NAME if code in ANOTHER_MACHINES else fault
    return fault


def _unfit(welcome: Welcome, enrolment: Enrolment) -> WayFault | None:
    """Why central, which can be called, does not want this bench."""
    if (welcome.site_id, welcome.station_id) != (enrolment.site_id, enrolment.station_id):
        return WayFault.OTHER_SITE
    if welcome.standing is Standing.TOO_OLD:
        older = welcome.protocol < PROTOCOL_OLDEST
        return WayFault.CENTRAL_TOO_OLD if older else WayFault.BENCH_TOO_OLD
    return _STANDINGS.get(welcome.standing)


def _no_way(enrolment: Enrolment, fault: WayFault, said: str = "") -> Refused:
    first = said.strip().partition("\n")[0]
    return Refused(
        RefusalCode.NO_WAY_TO_CENTRAL,
        why=fault.value,
        host=enrolment.host,
        port=enrolment.port,
        station=enrolment.station_id,
        said=first,
    ).off_record("host", "said")
