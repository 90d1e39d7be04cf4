"""The office's own road to central: who may make the schema and enrol stations, and how that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from packstation.persistence.central import office
from packstation.persistence.central.enrolment import (
    Enrolment,
    EnrolmentUnfit,
    Tls,
    is_this_pc,
    replace_private,
)
from packstation.persistence.central.membership import FOLDER
from packstation.persistence.central.office import Closed, NewStation, NoSuchSite, StationLine, StationUnfit
from packstation.persistence.central.proof import prove_site
from packstation.persistence.central.schema import PostgresUnfit, SchemaTooNew, install
from packstation.persistence.read_journal import ChainReport

_TOLD = "office.json"
_ADVICE = (
    ("password authentication failed", "set PGPASSWORD to the right password, or mend ~/.pgpass"),
    ("Connection refused", "nothing listens there: is PostgreSQL running, and are host and port right?"),
    ("failed to resolve", "this PC knows no machine of that name: is it written right?"),
    ("timeout", "nothing answers there: are host, port and network right?"),
    ("permission denied for database", "sign in as the role that ran central init"),
    ("does not support SSL", "switch TLS on there (ssl = on): to another machine there is no other way"),
    ("root certificate file", "name the authority's certificate with --root"),
    ("certificate verify failed", "name the authority of central's certificate with --root"),
    ("does not match host name", "name the machine as its certificate does"),
    ('database "', "make it first, with its owner: CREATE DATABASE ... OWNER ..."),
)
"""What to do about what PostgreSQL says of a connection; in another language than English it stands alone."""
AskPassword = Callable[[str], str | None]


class CentralTrouble(Exception):
    """What was asked for could not be done; says why, in words for the office."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site's central is, and by which role the office signs in. `root`: as of an Enrolment."""

    host: str
    port: int
    database: str
    role: str
    tls: Tls
    root: str | None = None

    def reached_by(self, root: str | None, *, tls: bool) -> Address:
        """The same, with another root to trust, and encrypted where it was not; None and False: as it is."""
        return replace(self, root=root or self.root, tls=Tls.VERIFY_FULL if tls else self.tls)


def address_of(url: str, root: str | None, *, tls: bool) -> Address:
    """What a URL says. `tls`: encrypted even on this very PC. CentralTrouble for any that is not safe."""
    try:
        told = conninfo_to_dict(url)
    except psycopg.ProgrammingError as trouble:
        raise CentralTrouble("that is no address like postgresql://name@host/database") from trouble
    if "password" in told:
        raise CentralTrouble("a password in the address can be read by others: leave it out, it is asked for")
    host = str(told.get("host") or "localhost")
    if str(told.get("sslmode", "verify-full")) not in {"verify-full", "disable"}:
        raise CentralTrouble("there is no half encrypted: leave sslmode out of the address")
    mode = Tls.VERIFY_FULL if tls or not is_this_pc(host) else Tls.OFF
    port = str(told.get("port") or 5432)
    if "," in host or not (port.isascii() and port.isdecimal()):
        raise CentralTrouble("one machine and one port, a number: after a failover the same name leads to it")
    return Address(
        host,
        int(port),
        str(told.get("dbname") or "packstation"),
        str(told.get("user") or "postgres"),
        mode,
        root,
    )


def keep_address(home: Path, address: Address) -> None:
    """So that the next command need not be told again."""
    path = home / FOLDER / _TOLD
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {name: getattr(address, name) for name in Address.__dataclass_fields__}
    replace_private(path, json.dumps(told, indent=1) + "\n")


def refuse_unkept(home: Path) -> None:
    """Raise CentralTrouble where an address could not be kept; nothing is left of the look. OSError."""
    folder = home / FOLDER
    there = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        with TemporaryDirectory(prefix=".packstation-", dir=there):
            pass
    except OSError as trouble:
        raise CentralTrouble(
            f"{there}: {trouble.strerror}. Where central is, is kept in {home}: let this user write there, "
            "or name another folder: packstation --home FOLDER central init URL. Nothing changed at central"
        ) from trouble


def kept_address(home: Path) -> Address:
    """Where `central init` was last run to from here. CentralTrouble."""
    try:
        told: Mapping[str, str] = json.loads((home / FOLDER / _TOLD).read_text("utf-8"))
        return Address(**{**told, "port": int(told["port"]), "tls": Tls(told["tls"])})  # type: ignore[arg-type]
    except (OSError, KeyError, TypeError, ValueError) as trouble:
        raise CentralTrouble(
            "no central is known here yet: packstation central init URL, or --url URL"
        ) from trouble


@contextmanager
def office_of(
    address: Address, folder: Path, ask_password: AskPassword, password: str | None = None
) -> Iterator[Office]:
    """Signed in as the office. CentralTrouble for whatever PostgreSQL says no to.

    Without a `password` the environment and ~/.pgpass are asked for one before anybody is.
    """
    try:
        with _signed_in(address, folder, ask_password, password) as line:
            yield Office(line, address)
    except (NoSuchSite, StationUnfit, SchemaTooNew, PostgresUnfit, EnrolmentUnfit) as trouble:
        raise CentralTrouble(str(trouble)) from trouble
    except psycopg.errors.UndefinedTable as trouble:
        raise CentralTrouble("central is not made yet there: packstation central init URL") from trouble
    except psycopg.errors.InsufficientPrivilege as trouble:
        raise CentralTrouble(
            f"{address.role} may not: it needs CREATEROLE, and to own the database ({_first_line(trouble)})"
        ) from trouble
    except psycopg.Error as trouble:
        raise CentralTrouble(_advised(_first_line(trouble))) from trouble


def _advised(said: str) -> str:
    """What was said, and what to do where that is known."""
    advice = next((advice for words, advice in _ADVICE if words in said), None)
    return f"{said} ({advice})" if advice else said


def _signed_in(
    address: Address, folder: Path, ask_password: AskPassword, password: str | None
) -> psycopg.Connection:
    told = {
        "host": address.host,
        "port": str(address.port),
        "dbname": address.database,
        "user": address.role,
        "application_name": "packstation central",
        "connect_timeout": "10",
        "gssencmode": "disable",
        "target_session_attrs": "read-write",
        **_tls(address, folder),
    }
    try:
        return psycopg.connect(make_conninfo(**told, password=password), autocommit=True)
    except psycopg.OperationalError as trouble:
        if "no password supplied" not in str(trouble):
            raise
        password = ask_password(f"{address.role}@{address.host}")
        if password is None:
            raise CentralTrouble(
                "a password is needed: set PGPASSWORD, or write it into ~/.pgpass"
            ) from trouble
        return psycopg.connect(make_conninfo(**told, password=password), autocommit=True)


def _tls(address: Address, folder: Path) -> Mapping[str, str]:
    if address.tls is Tls.OFF:
        return {"sslmode": "disable"}
    root = "system"
    if address.root is not None:
        path = folder / "office-root.crt"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(address.root, "utf-8")
        root = str(path)
    return {"sslmode": "verify-full", "sslrootcert": root, "ssl_min_protocol_version": "TLSv1.2"}


def _first_line(trouble: BaseException) -> str:
    return str(trouble).strip().partition("\n")[0]


class Office:
    """What can be done about central by who may."""

    def __init__(self, line: psycopg.Connection, address: Address) -> None:
        self._line = line
        self._address = address

    @property
    def encrypted(self) -> bool:
        """Whether those who are enrolled here get to central by TLS."""
        return self._address.tls is not Tls.OFF

    def install(self, site_name: str) -> UUID:
        """Make or upgrade the schema, and the site."""
        return install(self._line, site_name)

    def trusting(self) -> tuple[int, ...]:
        """Lines of its pg_hba.conf by which roles of stations need no password; none where nobody may look.

        PostgreSQL shows that file to superusers alone.
        """
        try:
            return office.trusting_lines(self._line)
        except psycopg.errors.InsufficientPrivilege:
            return ()

    def enrol(
        self,
        name: str,
        site: str | None,
        sign: Callable[[str], tuple[str, str]] | None,
        keep: Callable[[Enrolment], None] = lambda _enrolment: None,
    ) -> Enrolment:
        """A new station. `sign` gives certificate and key for its role; without it, it has a password.

        Where `keep` fails, nobody is enrolled: nobody could ever sign in.
        """
        with self._line.transaction():
            site_id = office.the_site(self._line, site)
            station = office.enrol(self._line, site_id, name, by_certificate=sign is not None)
            enrolment = self._enrolment(station, *(sign(station.role) if sign else (None, None)))
            keep(enrolment)
        return enrolment

    def _enrolment(self, station: NewStation, certificate: str | None, key: str | None) -> Enrolment:
        address = self._address
        enrolment = Enrolment(
            site_id=station.site_id,
            station_id=station.station_id,
            host=address.host,
            port=address.port,
            database=address.database,
            role=station.role,
            tls=address.tls,
            number=station.number,
            root=address.root,
            certificate=certificate,
            password=station.password,
            key=key,
        )
        enrolment.refuse_unsafe()
        return enrolment

    def stations(self) -> list[StationLine]:
        """Every station, as central knows it."""
        return office.station_lines(self._line)

    def prove(self, site: str | None) -> Iterator[ChainReport]:
        """Whether every row of every station is the one that the station wrote."""
        yield from prove_site(self._line, office.the_site(self._line, site))

    def close_station(self, station_id: str, site: str | None) -> Closed:
        """A bench is gone; what it leaves to others."""
        return office.close_station(self._line, office.the_site(self._line, site), station_id)

    def settings(self, site: str | None) -> str:
        """What the site says of packing; an empty text where it says nothing."""
        return office.site_settings(self._line, office.the_site(self._line, site))

    def say_settings(self, site: str | None, text: str) -> None:
        """From now on the site says this."""
        office.say_settings(self._line, office.the_site(self._line, site), text)

    def restored(self, site: str | None) -> None:
        """Central was put back to a backup."""
        office.restored(self._line, office.the_site(self._line, site))

    def trim(self, site: str | None, days: int) -> int:
        """Forget the feed's older rows; how many."""
        return office.trim(self._line, office.the_site(self._line, site), days)
