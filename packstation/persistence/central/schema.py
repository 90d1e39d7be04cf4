"""The schema in the site's PostgreSQL: made, brought up to this release, or left alone where it is newer."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from uuid import UUID, uuid4

from psycopg import Connection, sql

from packstation.persistence.central.kind_rule import kind_rules
from packstation.persistence.documents.setting import SITE_SECRET, setting_text
from packstation.persistence.identity import SECRET_BYTES

FORM = 1
"""The newest form of the tables; `sql/form_N.sql` leads from the one before to form N."""
OLDEST_POSTGRES = 150000
_SQL = Path(__file__).parent / "sql"
_FORMS = tuple(_SQL / f"form_{number}.sql" for number in range(1, FORM + 1))
_GUARD = _SQL / "guard.sql"
_GROUPS = ("packstation_owner", "packstation_office", "packstation_station")
"""Owner of everything, who runs commands about the site, and the stations; none of them can sign in."""
_LOCK = 0x7061636B
"""Two `init` at once take turns."""


class SchemaTooNew(Exception):
    """The schema was made by a later release than this one."""


class PostgresUnfit(Exception):
    """A PostgreSQL that central cannot be in; says why."""


def procedures() -> tuple[Path, ...]:
    """The files of the procedures; each is run anew by every `init`."""
    return tuple(path for path in sorted(_SQL.glob("*.sql")) if path not in {*_FORMS, _GUARD})


def install(connection: Connection, site_name: str) -> UUID:
    """Make or upgrade the schema, and the site if it is not there yet; all of it or nothing. The site's id.

    Raises SchemaTooNew, PostgresUnfit, or what psycopg says of missing rights.
    """
    with connection.transaction():
        _refuse_unfit(connection)
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        _make_roles(connection)
        connection.execute("SET LOCAL ROLE packstation_owner")
        connection.execute("SET LOCAL search_path = packstation, pg_temp")
        connection.execute("SET LOCAL check_function_bodies = off")
        connection.execute("SET LOCAL client_min_messages = warning")
        for number in range(_form(connection) + 1, FORM + 1):
            connection.execute(_FORMS[number - 1].read_bytes())
            connection.execute("INSERT INTO form (version) VALUES (%s)", (number,))
        for path in (*procedures(), _GUARD):
            connection.execute(path.read_bytes())
        _write_rules(connection)
        connection.execute("RESET ROLE")
        return install_site(connection, site_name)


def _refuse_unfit(connection: Connection) -> None:
    if connection.info.server_version < OLDEST_POSTGRES:
        raise PostgresUnfit("central needs PostgreSQL 15 or newer")
    told = connection.execute(
        "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if told != ("UTF8",):
        raise PostgresUnfit("the database does not keep text as UTF-8; make one WITH ENCODING 'UTF8'")


def _make_roles(connection: Connection) -> None:
    for role in _GROUPS:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    connection.execute("GRANT packstation_owner, packstation_office TO CURRENT_USER")
    connection.execute("CREATE SCHEMA IF NOT EXISTS packstation AUTHORIZATION packstation_owner")
    name = connection.info.dbname
    for words in (
        # Stations reach this database, and make nothing in it, not even for a moment.
        "REVOKE ALL ON DATABASE {} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {} TO packstation_station, packstation_office",
    ):
        connection.execute(sql.SQL(words).format(sql.Identifier(name)))


def _form(connection: Connection) -> int:
    """The form of the tables that are there; 0 where none are."""
    made = connection.execute("SELECT to_regclass('packstation.form') IS NOT NULL").fetchone()
    if made != (True,):
        return 0
    (form,) = connection.execute("SELECT max(version) FROM form").fetchone() or (0,)
    if form > FORM:
        raise SchemaTooNew(
            f"central is of form {form}, this release knows form {FORM}: install the newer Packstation first"
        )
    return int(form)


def _write_rules(connection: Connection) -> None:
    connection.execute("DELETE FROM kind_rule")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO kind_rule (kind, newest, held, effect) VALUES (%s, %s, %s, %s)",
            [(rule.kind, rule.newest, rule.held, rule.effect) for rule in kind_rules()],
        )


def install_site(connection: Connection, name: str) -> UUID:
    """The site of this name, made if it is not there yet. Its id."""
    with connection.transaction():
        known = connection.execute("SELECT site_id FROM packstation.site WHERE name = %s", (name,)).fetchone()
        is_new = known is None
        if known is None:
            known = (uuid4(),)
            connection.execute("INSERT INTO packstation.site (site_id, name) VALUES (%s, %s)", (*known, name))
            connection.execute("INSERT INTO packstation.site_head (site_id) VALUES (%s)", known)
        site_id: UUID = known[0]
        _make_secret(connection, site_id, told=not is_new)
    return site_id


def _make_secret(connection: Connection, site_id: UUID, *, told: bool) -> None:
    """One for the site: a command barcode printed at one bench is good at all. A snapshot brings it."""
    made = connection.execute(
        "INSERT INTO packstation.document (site_id, kind, key, version, body) "
        "VALUES (%s, 'setting', %s, 1, %s) ON CONFLICT DO NOTHING",
        (site_id, SITE_SECRET, setting_text(token_hex(SECRET_BYTES))),
    )
    if made.rowcount and told:
        connection.execute(
            "INSERT INTO packstation.feed_pending (site_id, kind, key, version) "
            "VALUES (%s, 'setting', %s, 1)",
            (site_id, SITE_SECRET),
        )
