"""The connection to central: how psycopg is told to make it, and what it must never do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from packstation.persistence.central.certificate_time import out_of_its_time
from packstation.persistence.central.enrolment import Enrolment, Tls
from packstation.persistence.central.patient_line import PatientLine

OUT_OF_ITS_TIME = "central's certificate is over, or not valid yet: is a clock wrong?"
CONNECT_TIMEOUT_S = 5
UNANSWERED_MS = 15_000
"""After so long without an acknowledgement a connection is given up: a pulled cable says nothing."""


def parameters(enrolment: Enrolment, folder: Path, key_secret: str | None = None) -> dict[str, str]:
    """What libpq is told. Certificates are files in `folder`; the key's is encrypted with `key_secret`."""
    enrolment.refuse_unsafe()
    told = {
        "host": enrolment.host,
        "port": str(enrolment.port),
        "dbname": enrolment.database,
        "user": enrolment.role,
        "application_name": f"packstation {enrolment.station_id}",
        "connect_timeout": str(CONNECT_TIMEOUT_S),
        "tcp_user_timeout": str(UNANSWERED_MS),
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "2",
        # After a failover the old primary may answer first, and takes no writes.
        "target_session_attrs": "read-write",
        # Nothing of this PC's own is used by the way: no password file, list of revoked certificates or
        # Kerberos ticket here; libpq's variables the command line has forgotten (cli).
        "passfile": str(folder / "none"),
        "sslcrl": str(folder / "none"),
        "gssencmode": "disable",
        **_tls(enrolment, folder, key_secret),
    }
    if enrolment.password is not None:
        told["password"] = enrolment.password
        told["require_auth"] = "scram-sha-256"
    return told


def _tls(enrolment: Enrolment, folder: Path, key_secret: str | None) -> Mapping[str, str]:
    if enrolment.tls is Tls.OFF:
        return {"sslmode": "disable"}
    told = {
        "sslmode": "verify-full",
        "ssl_min_protocol_version": "TLSv1.2",
        "sslrootcert": str(folder / "root.crt") if enrolment.root else "system",
        # Never one that lies in the user's home by chance.
        "sslcert": str(folder / "none"),
        "sslkey": str(folder / "none"),
    }
    if enrolment.certificate:
        told |= {"sslcert": str(folder / "station.crt"), "sslkey": str(folder / "station.key")}
        told |= {"sslpassword": key_secret} if key_secret else {}
    return told


def connect(told: Mapping[str, str]) -> psycopg.Connection:
    """A connection on which each statement is its own transaction, and nothing is prepared or kept.

    Behind a pooler the next statement may reach another session of the same role.
    """
    try:
        return PatientLine.connect(make_conninfo(**told), autocommit=True, prepare_threshold=None)
    except psycopg.OperationalError as trouble:
        if "certificate verify failed" in str(trouble) and out_of_its_time(told):
            raise psycopg.OperationalError(OUT_OF_ITS_TIME) from trouble
        raise
