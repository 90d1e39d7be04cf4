"""The way to central: to that very machine, encrypted, as that very station, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from psycopg import sql

from packstation.application.central_ports import CentralRefuses, CentralUnreachable
from packstation.domain.central import Hello, Standing, Told
from packstation.domain.central_fault import WayFault
from packstation.domain.journal import GENESIS
from packstation.domain.refusal import Refused
from packstation.persistence.central.certificate import AuthorityUnfit, authority
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.enrolment import Enrolment, EnrolmentUnfit, Tls
from packstation.persistence.central.link import connect, parameters
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.office import enrol
from packstation.persistence.central.schema import install
from packstation.persistence.central.secret_place import SecretPlace
from packstation.persistence.central.trial import try_way
from tests.postgres.certificates import NOW, TestAuthority
from tests.postgres.cluster import Cluster, running
from tests.postgres.fixtures import or_skip

HELLO = Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOW, 0, None, 0))
DAY = timedelta(days=1)


class Pocket:
    """A keyring that is there."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def drop(self, name: str) -> None:
        self.kept.pop(name, None)


class Guarded:
    """A central that lets nobody in but by TLS and with a certificate for the role."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.ca, self.foreign = TestAuthority("Site"), TestAuthority("Somebody")
        self.serve(*self.ca.server("localhost"))
        self.write("ca.crt", self.ca.pem)
        self.write("data/pg_hba.conf", "host all postgres all scram-sha-256\nhostssl all all all cert\n")
        cluster.stop()
        cluster.options = (
            *("ssl=on", f"ssl_ca_file={cluster.folder}/ca.crt", f"ssl_cert_file={cluster.folder}/server.crt"),
            f"ssl_key_file={cluster.folder}/server.key",
        )
        cluster.start()
        with cluster.admin() as admin:
            admin.execute("CREATE DATABASE guarded")
        with cluster.admin("guarded") as admin:
            self.site_id = install(admin, "main")
            self.enrolled = {name: self._enrol(name) for name in ("A", "B")}

    def _enrol(self, name: str) -> Enrolment:
        with self.cluster.admin("guarded") as admin:
            station = enrol(admin, self.site_id, name, by_certificate=True)
        signer = authority(self.ca.pem.encode("ascii"), self.ca.key_pem.encode("ascii"))
        certificate, key = signer.sign(station.role, NOW)
        return Enrolment(
            site_id=self.site_id,
            station_id=name,
            host="localhost",
            port=self.cluster.port,
            database="guarded",
            role=station.role,
            tls=Tls.VERIFY_FULL,
            root=self.ca.pem,
            certificate=certificate,
            key=key,
        )

    def write(self, name: str, text: str) -> None:
        path = self.cluster.folder / name
        path.write_text(text, "ascii")
        path.chmod(0o600)
        self.cluster.give(path)

    def serve(self, certificate: str, key: str) -> None:
        """Show this certificate from the next start or reload on."""
        self.write("server.crt", certificate)
        self.write("server.key", key)

    def serve_now(self, certificate: str, key: str) -> None:
        self.serve(certificate, key)
        with self.cluster.admin() as admin:
            admin.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    with or_skip(), running() as cluster:
        yield Guarded(cluster)


Call = Callable[[Enrolment], Standing]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Join as this station and say hello, as a bench does."""

    def joined(enrolment: Enrolment) -> Standing:
        membership = Membership(tmp_path, Pocket())
        membership.join(enrolment)
        road = membership.road()
        assert road is not None
        central = PostgresCentral(lambda: connect(road()), ())
        try:
            return central.hello(HELLO).standing
        finally:
            central.close()

    return joined


def test_with_its_own_certificate_a_station_gets_in(guarded: Guarded, call: Call) -> None:
    assert call(guarded.enrolled["A"]) is Standing.GO


def test_by_another_name_the_machine_is_not_trusted(guarded: Guarded, call: Call) -> None:
    with pytest.raises(CentralRefuses, match="does not match host name"):
        call(replace(guarded.enrolled["A"], host="127.0.0.1"))


def test_a_machine_of_another_authority_is_not_trusted(guarded: Guarded, call: Call) -> None:
    with pytest.raises(CentralRefuses, match="certificate verify failed"):
        call(replace(guarded.enrolled["A"], root=guarded.foreign.pem))


def test_without_a_certificate_a_station_is_not_let_in(guarded: Guarded, call: Call) -> None:
    with pytest.raises(CentralRefuses, match="valid client certificate"):
        call(replace(guarded.enrolled["A"], certificate=None, key=None, password="guessed"))


def test_a_certificate_of_another_authority_is_none(guarded: Guarded, call: Call) -> None:
    own = guarded.enrolled["A"]
    forger = authority(guarded.foreign.pem.encode("ascii"), guarded.foreign.key_pem.encode("ascii"))
    certificate, key = forger.sign(own.role, NOW)
    with pytest.raises(CentralRefuses, match="unknown ca"):
        call(replace(own, certificate=certificate, key=key))


def test_with_its_own_certificate_a_station_is_no_other(guarded: Guarded, call: Call) -> None:
    own = guarded.enrolled["A"]
    with pytest.raises(CentralRefuses, match="certificate authentication failed"):
        call(replace(own, role=guarded.enrolled["B"].role))


def test_without_tls_there_is_no_way_at_either_end(guarded: Guarded, cluster: Cluster, call: Call) -> None:
    with pytest.raises(CentralRefuses, match="no pg_hba"):
        call(replace(guarded.enrolled["A"], tls=Tls.OFF))
    with pytest.raises(CentralRefuses, match="does not support SSL"):
        call(replace(guarded.enrolled["A"], port=cluster.port))
    with pytest.raises(EnrolmentUnfit, match="must be encrypted"):
        call(replace(guarded.enrolled["A"], tls=Tls.OFF, host="central.example"))


def test_who_tries_the_way_is_told_what_is_wrong_with_the_certificates(
    guarded: Guarded, cluster: Cluster, tmp_path: Path
) -> None:
    """The same wrong set-ups, as the bench's test of the connection tells them."""
    own = guarded.enrolled["A"]
    forger = authority(guarded.foreign.pem.encode("ascii"), guarded.foreign.key_pem.encode("ascii"))
    certificate, key = forger.sign(own.role, NOW)
    wrong = {
        WayFault.CERTIFICATE_NAME: [replace(own, host="127.0.0.1")],
        WayFault.CERTIFICATE_UNKNOWN: [replace(own, root=guarded.foreign.pem)],
        WayFault.OWN_CERTIFICATE: [
            replace(own, certificate=None, key=None, password="guessed"),
            replace(own, certificate=certificate, key=key),
            replace(own, role=guarded.enrolled["B"].role),
        ],
        WayFault.NO_TLS: [replace(own, port=cluster.port)],
    }
    assert tried(own, tmp_path / "own") is None
    for fault, enrolments in wrong.items():
        for number, enrolment in enumerate(enrolments):
            assert tried(enrolment, tmp_path / f"{fault.value}-{number}") is fault


def tried(enrolment: Enrolment, folder: Path) -> WayFault | None:
    """What the bench's test of the connection says; None where the way is free."""
    membership = Membership(folder, Pocket())
    membership.join(enrolment)
    road = membership.road()
    assert road is not None
    try:
        try_way(road(), enrolment, HELLO)
    except Refused as no:
        return WayFault(str(no.data["why"]))
    return None


@pytest.mark.parametrize(("begins", "ends"), [(-2 * DAY, -DAY), (DAY, 2 * DAY)], ids=["over", "not yet"])
def test_a_certificate_out_of_its_time_says_that_a_clock_is_wrong(
    guarded: Guarded, call: Call, tmp_path: Path, begins: timedelta, ends: timedelta
) -> None:
    guarded.serve_now(*guarded.ca.server("localhost", begins, ends))
    try:
        with pytest.raises(CentralUnreachable) as away:
            _call_until_it_is_shown(call, guarded.enrolled["A"])
        assert tried(guarded.enrolled["A"], tmp_path / "tried") is WayFault.CERTIFICATE_TIME
    finally:
        guarded.serve_now(*guarded.ca.server("localhost"))
    assert away.value.clock_suspect


def _call_until_it_is_shown(call: Call, enrolment: Enrolment) -> None:
    for _ in range(100):  # until the reload has reached whoever answers
        call(enrolment)


def test_nothing_older_than_tls_1_2_is_spoken_and_nothing_falls_back(
    guarded: Guarded, tmp_path: Path
) -> None:
    told = parameters(guarded.enrolled["A"], tmp_path)
    assert (told["sslmode"], told["ssl_min_protocol_version"]) == ("verify-full", "TLSv1.2")
    assert told["gssencmode"] == "disable"
    # Without these libpq looks for its own in the user's home.
    assert {"passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl"} <= told.keys()
    whole = parameters(replace(guarded.enrolled["A"], root=None), tmp_path)
    assert whole["sslrootcert"] == "system"


def test_the_key_on_the_disk_opens_with_the_keyring_alone(guarded: Guarded, tmp_path: Path) -> None:
    enrolment, pocket = guarded.enrolled["A"], Pocket()
    Membership(tmp_path, pocket).join(enrolment)
    kept = {path.name: path.read_text("ascii") for path in (tmp_path / "central").iterdir()}
    assert kept["station.key"].startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert enrolment.key is not None
    secret_line = enrolment.key.splitlines()[1]
    assert not any(secret_line in text for text in kept.values())
    assert list(pocket.kept) == [enrolment.role]
    place: SecretPlace = pocket
    place.drop(enrolment.role)
    road = Membership(tmp_path, pocket).road()
    assert road is not None
    with pytest.raises(EnrolmentUnfit, match="enrol it anew"):
        road()


def test_an_authority_that_is_none_is_told_so() -> None:
    site, other = TestAuthority("Site"), TestAuthority("Other")
    for certificate, key in ((b"", b""), (site.pem.encode("ascii"), other.key_pem.encode("ascii"))):
        with pytest.raises(AuthorityUnfit):
            authority(certificate, key)


def test_the_roles_of_a_guarded_central_have_no_password(guarded: Guarded) -> None:
    with guarded.cluster.admin() as admin:
        words = sql.SQL(
            "SELECT count(*) FROM pg_authid WHERE rolname LIKE 'ps-%' AND rolpassword IS NOT NULL"
        )
        assert admin.execute(words).fetchone() == (0,)
