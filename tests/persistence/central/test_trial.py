"""Who tries the way to central is told at which step it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from psycopg import OperationalError

from packstation.application.central_ports import CentralRefuses
from packstation.demo.postgres import free_port
from packstation.domain.central import PROTOCOL, PROTOCOL_OLDEST, Hello, Told, Welcome
from packstation.domain.central_fault import WayFault
from packstation.domain.journal import GENESIS
from packstation.domain.refusal import RefusalCode, Refused
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.enrolment import Enrolment
from packstation.persistence.central.link import connect, parameters
from packstation.persistence.central.trial import clock_offset_ms, try_way
from tests.postgres.site import RealSite

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELLO = Hello(PROTOCOL_OLDEST, PROTOCOL, None, 0, None, 0, GENESIS, Told("0.1.0", NOON, 0, None, 0))


def enrolment(site: RealSite) -> Enrolment:
    """A's; the site was given to its stations after they were enrolled."""
    return replace(site.enrolment("A"), site_id=site.site_id)


def attempt(used: Enrolment, hello: Hello = HELLO) -> Welcome:
    return try_way(parameters(used, Path("nowhere")), used, hello)


@contextmanager
def ends_at(fault: WayFault) -> Iterator[None]:
    with pytest.raises(Refused) as no:
        yield
    assert (no.value.code, no.value.data["why"]) == (RefusalCode.NO_WAY_TO_CENTRAL, fault.value)
    assert "host" not in no.value.recorded


def test_a_way_that_is_free_leads_to_central(real_site: RealSite) -> None:
    welcome = attempt(enrolment(real_site))
    assert welcome.station_id == "A"
    assert clock_offset_ms(welcome, welcome.now) == 0


def test_nobody_knows_the_machine(real_site: RealSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    with ends_at(WayFault.NAME_UNKNOWN):
        attempt(enrolment(real_site))


def test_nothing_listens_there(real_site: RealSite) -> None:
    with ends_at(WayFault.TURNED_AWAY):
        attempt(replace(enrolment(real_site), port=free_port()))


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"password": "x"}, WayFault.PASSWORD),
        ({"database": "no_such_database"}, WayFault.NO_DATABASE),
        ({"station_id": "B"}, WayFault.OTHER_SITE),
        ({"site_id": uuid4()}, WayFault.OTHER_SITE),
    ],
)
def test_what_is_wrong_with_the_enrolment_is_told(
    real_site: RealSite, wrong: dict[str, object], fault: WayFault
) -> None:
    with ends_at(fault):
        attempt(replace(enrolment(real_site), **wrong))  # type: ignore[arg-type]


def test_a_database_without_a_central_is_told(real_site: RealSite) -> None:
    with ends_at(WayFault.NO_CENTRAL):
        attempt(replace(enrolment(real_site), database="postgres"))


def test_a_bench_that_speaks_nothing_central_knows_is_told(real_site: RealSite) -> None:
    with ends_at(WayFault.BENCH_TOO_OLD):
        attempt(enrolment(real_site), replace(HELLO, oldest_protocol=0, newest_protocol=0))


@pytest.mark.parametrize(
    ("made", "fault"),
    [("closed_at = now()", WayFault.CLOSED), ("acked_seq = 50", WayFault.NAME_IN_USE)],
)
def test_how_central_sees_the_bench_is_told(real_site: RealSite, made: str, fault: WayFault) -> None:
    with real_site.admin() as admin:
        words = f"UPDATE packstation.station SET {made} WHERE station_id = 'A' AND site_id = %s"  # noqa: S608  ours
        admin.execute(words.encode(), (real_site.site_id,))
    with ends_at(fault):
        attempt(enrolment(real_site))


def test_a_try_at_another_pc_leaves_nothing_at_central(real_site: RealSite) -> None:
    with real_site.admin() as admin:
        words = b"UPDATE packstation.station SET acked_seq = 50 WHERE station_id = 'A' AND site_id = %s"
        admin.execute(words, (real_site.site_id,))
    known = "SELECT s::text FROM packstation.station s WHERE station_id = 'A' AND site_id = %s"
    before = real_site.row(known, real_site.site_id)
    with ends_at(WayFault.NAME_IN_USE):
        attempt(enrolment(real_site))
    assert real_site.row(known, real_site.site_id) == before


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Passwort-Authentifizierung für Benutzer »ps-a« fehlgeschlagen", WayFault.PASSWORD),
        ("authentification par mot de passe échouée pour l'utilisateur  « ps-a »", WayFault.PASSWORD),
        ("la autentificación password falló para el usuario «ps-a»", WayFault.PASSWORD),
        ('autoryzacja hasłem nie powiodła się dla użytkownika "ps-a"', WayFault.PASSWORD),
        ("Rolle »ps-a« hat keine Berechtigung zum Einloggen", WayFault.CLOSED),
        ("la base de données « site » n'existe pas", WayFault.NO_DATABASE),
        ("la conexión requiere un certificado de cliente válido", WayFault.OWN_CERTIFICATE),
    ],
)
def test_a_central_that_speaks_another_language_is_understood(
    real_site: RealSite, monkeypatch: pytest.MonkeyPatch, said: str, fault: WayFault
) -> None:
    """By the words of its catalogues; the servers of the tests speak English alone."""

    def refused(*_: object, **__: object) -> None:
        raise OperationalError(f'connection to server at "127.0.0.1" failed: FATAL:  {said}')

    monkeypatch.setattr("psycopg.Connection.connect", refused)
    used = enrolment(real_site)
    with ends_at(fault):
        attempt(used)
    with pytest.raises(CentralRefuses):
        PostgresCentral(lambda: connect(parameters(used, Path("nowhere"))), ()).hello(HELLO)
