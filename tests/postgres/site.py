"""A central in a database of its own, with stations that can call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from packstation.application.central_ports import Central
from packstation.persistence.central.client import Connect, PostgresCentral
from packstation.persistence.central.enrolment import Enrolment, Tls
from packstation.persistence.central.link import connect, parameters
from packstation.persistence.central.office import NewStation, enrol
from packstation.persistence.central.schema import install, install_site
from tests.postgres.cluster import Cluster

STATIONS = ("A", "B", "C")
OTHER_STATION = "X"
"""Of another site in the same database."""


def enrolment_of(cluster: Cluster, database: str, station: NewStation) -> Enrolment:
    """What the station is told of a cluster on this PC."""
    return Enrolment(
        site_id=station.site_id,
        station_id=station.station_id,
        host="127.0.0.1",
        port=cluster.port,
        database=database,
        role=station.role,
        tls=Tls.OFF,
        password=station.password,
    )


@dataclass
class RealSite:
    """One central, in a database of its own."""

    cluster: Cluster
    database: str
    site_id: UUID
    stations: dict[str, NewStation]
    opened: list[Central] = field(default_factory=list, repr=False)

    def hang_up(self) -> None:
        """No station is connected any more."""
        for central in self.opened:
            central.close()

    def admin(self) -> psycopg.Connection:
        """A connection with all rights."""
        return self.cluster.admin(self.database)

    def enrolment(self, station: str) -> Enrolment:
        return enrolment_of(self.cluster, self.database, self.stations[station])

    def line(self, station: str) -> psycopg.Connection:
        """A connection as the station makes it."""
        return connect(parameters(self.enrolment(station), Path("nowhere")))

    def central(self, station: str) -> Central:
        """The port, as this station."""
        return self.joined(lambda: self.line(station))

    def joined(self, connect: Connect) -> PostgresCentral:
        """The port by this road; without pauses, for nothing here heals by waiting."""
        central = PostgresCentral(connect, (0.0, 0.0, 0.0))
        self.opened.append(central)
        return central

    def row(self, words: str, *values: object) -> tuple[object, ...]:
        """One row of central's tables."""
        with self.admin() as admin:
            found = admin.execute(words.encode(), values).fetchone()
        assert found is not None
        return found

    def rows(self, words: str, *values: object) -> list[tuple[object, ...]]:
        with self.admin() as admin:
            return admin.execute(words.encode(), values).fetchall()


class Template:
    """A database to copy: the schema and the stations of two sites, whose roles serve all copies."""

    def __init__(self, cluster: Cluster, stations: tuple[str, ...] = STATIONS) -> None:
        self.cluster = cluster
        self._numbers = count(1)
        self.name = f"central_{id(self):x}"
        with cluster.admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
        with cluster.admin(self.name) as admin:
            self.site_id = install(admin, "main")
            self.stations = {
                name: enrol(admin, self.site_id, name, by_certificate=False) for name in stations
            }
            other = install(admin, "other")
            self.stations[OTHER_STATION] = enrol(admin, other, OTHER_STATION, by_certificate=False)

    @contextmanager
    def shared(self) -> Iterator[Callable[[], RealSite]]:
        """One database for many tests, each of which gets a site of its own, with the same roles."""
        with self.copied() as first:
            yield lambda: self._moved_in(first)

    def _moved_in(self, first: RealSite) -> RealSite:
        with first.admin() as admin:
            site_id = install_site(admin, str(uuid4()))
            for name in self.stations.keys() - {OTHER_STATION}:
                admin.execute(
                    "WITH gone AS (DELETE FROM packstation.station WHERE station_id = %(name)s "
                    "RETURNING db_role) "
                    "INSERT INTO packstation.station (site_id, station_id, db_role) "
                    "SELECT %(site)s, %(name)s, db_role FROM gone",
                    {"name": name, "site": site_id},
                )
        return RealSite(first.cluster, first.database, site_id, dict(self.stations))

    @contextmanager
    def copied(self) -> Iterator[RealSite]:
        """A copy that is dropped again."""
        name = f"{self.name}_{next(self._numbers)}"
        with self.cluster.admin() as admin:
            words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            admin.execute(words.format(sql.Identifier(name), sql.Identifier(self.name)))
            # What is granted on a database is no part of a copy.
            for words in (
                sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC"),
                sql.SQL("GRANT CONNECT ON DATABASE {} TO packstation_station"),
            ):
                admin.execute(words.format(sql.Identifier(name)))
        try:
            site = RealSite(self.cluster, name, self.site_id, dict(self.stations))
            yield site
            site.hang_up()
        finally:
            with self.cluster.admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
