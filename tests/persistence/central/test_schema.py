"""The schema: ready for many sites, upgraded in place, closed to everybody but the six calls."""

from __future__ import annotations

import psycopg
import pytest

from packstation.persistence.central import schema
from packstation.persistence.central.enrolment import Enrolment
from packstation.persistence.central.office import StationUnfit, close_station, enrol
from packstation.persistence.central.schema import PostgresUnfit, SchemaTooNew, install
from tests.postgres.cluster import Cluster
from tests.postgres.site import OTHER_STATION, RealSite

CALLS = {"hello", "push", "pull", "claim", "heartbeat", "snapshot"}
TABLES = (
    *("site", "site_head", "station", "orders", "document", "personal", "event", "feed_pending", "feed"),
    *("conflict", "form", "kind_rule"),
)


def keys(site: RealSite) -> list[tuple[object, ...]]:
    """Every unique index of the schema: table, index, first column."""
    return site.rows(
        "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE n.nspname = 'packstation' AND i.indisunique"
    )


def test_every_key_begins_with_the_site(real_site: RealSite) -> None:
    found = keys(real_site)
    assert len(found) >= 10
    assert [key for key in found if key[2] != "site_id"] == []


def test_a_key_without_the_site_is_found(real_database: RealSite) -> None:
    with real_database.admin() as admin:
        admin.execute("CREATE UNIQUE INDEX planted ON packstation.event (event_id)")
    assert [key[1] for key in keys(real_database) if key[2] != "site_id"] == ["packstation.planted"]


def test_every_table_of_the_site_is_guarded(real_site: RealSite) -> None:
    open_to_owner = real_site.rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'packstation' AND c.relkind = 'r' "
        "AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    assert {name for (name,) in open_to_owner} == {"form", "kind_rule"}  # the same for every site


def test_every_procedure_has_its_search_path(real_site: RealSite) -> None:
    loose = real_site.rows(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'packstation' AND p.prosecdef "
        "AND NOT p.proconfig @> ARRAY['search_path=packstation, pg_temp']"
    )
    assert loose == []


def test_a_station_may_do_six_things_and_nothing_else(real_site: RealSite) -> None:
    role = real_site.stations["A"].role
    may = real_site.rows(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'packstation' AND has_function_privilege(%s, p.oid, 'EXECUTE')",
        role,
    )
    assert {name for (name,) in may} == CALLS
    with real_site.line("A") as line:
        for table in TABLES:
            for words in ("SELECT * FROM {}", "DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    line.execute(words.format(f"packstation.{table}").encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("UPDATE packstation.orders SET holder = 'A'")
        for words in ("CREATE TEMP TABLE t ()", "CREATE TABLE public.t ()", "SET ROLE packstation_owner"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(words.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("SELECT packstation.sequence(%s)", (real_site.site_id,))


def test_no_table_view_or_column_is_open_to_a_station(real_site: RealSite) -> None:
    """Whatever it is called and however it was granted: to the role, to its group, to all."""
    words = (
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'packstation' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND (has_table_privilege(%s, c.oid, 'DELETE, TRUNCATE, TRIGGER') "
        "OR has_any_column_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))"
    )
    role = real_site.stations["A"].role
    assert real_site.rows(words, role, role) == []
    office = "packstation_office"
    assert {name for (name,) in real_site.rows(words, office, office)} >= set(TABLES)


def test_whatever_a_station_says_it_is_it_sees_its_own_site(real_site: RealSite) -> None:
    with real_site.line("A") as line:
        line.execute(
            "SELECT set_config('packstation.site', %s, false)", (str(real_site.stations["X"].site_id),)
        )
        assert real_site.central("A").hello is not None
        (answer,) = line.execute(
            "SELECT packstation.pull(jsonb_build_object('cursor', 0, 'limit', 10, 'epoch', NULL))"
        ).fetchone() or (None,)
        assert answer["head"] == 0


def test_beneath_the_procedures_even_their_owner_sees_one_site(real_database: RealSite) -> None:
    other = real_database.stations[OTHER_STATION].site_id
    with real_database.admin() as admin, admin.transaction():
        admin.execute("SET LOCAL ROLE packstation_owner")
        admin.execute("SELECT set_config('packstation.site', %s, true)", (str(other),))
        assert admin.execute("SELECT site_id FROM packstation.site").fetchall() == [(other,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            admin.execute(
                "INSERT INTO packstation.orders (site_id, order_id, number, ending, rev) "
                "VALUES (%s, gen_random_uuid(), '1', 'ready', 1)",
                (real_database.site_id,),
            )


def test_a_role_that_was_enrolled_nowhere_is_answered_by_nothing(real_site: RealSite) -> None:
    with real_site.admin() as admin:
        admin.execute("GRANT packstation_station TO CURRENT_USER")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no station of this central"):
            admin.execute("SELECT packstation.pull('{}')")


def test_the_settings_of_a_station_come_with_its_role(real_site: RealSite) -> None:
    with real_site.line("A") as line:
        shown = {
            name: line.execute(b"SHOW " + name.encode()).fetchone()
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "jit")
        }
    assert shown == {
        "statement_timeout": ("10s",),
        "lock_timeout": ("5s",),
        "idle_in_transaction_session_timeout": ("15s",),
        "jit": ("off",),
    }


def test_a_station_has_only_so_many_connections(real_site: RealSite) -> None:
    lines = [real_site.line("B") for _ in range(3)]
    with pytest.raises(psycopg.OperationalError, match="too many connections"):
        real_site.line("B")
    for line in lines:
        line.close()


def test_init_again_changes_nothing_and_a_second_site_is_added(real_database: RealSite) -> None:
    with real_database.admin() as admin:
        assert install(admin, "main") == real_database.site_id
        other = install(admin, "third")
    assert other not in {real_database.site_id, real_database.stations[OTHER_STATION].site_id}
    assert real_database.row("SELECT count(*), max(version) FROM packstation.form") == (1, schema.FORM)


def test_a_schema_of_a_later_release_is_left_alone(real_database: RealSite) -> None:
    with real_database.admin() as admin:
        admin.execute("INSERT INTO packstation.form (version) VALUES (%s)", (schema.FORM + 1,))
        admin.execute("DROP FUNCTION packstation.hello(jsonb)")
        with pytest.raises(SchemaTooNew, match="install the newer Packstation first"):
            install(admin, "main")
        assert admin.execute("SELECT to_regprocedure('packstation.hello(jsonb)')").fetchone() == (None,)


def test_a_database_that_is_not_in_utf_8_is_refused(cluster: Cluster) -> None:
    with cluster.admin() as admin:
        admin.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with cluster.admin("latin") as admin, pytest.raises(PostgresUnfit, match="UTF-8"):
        install(admin, "main")


def test_a_name_is_given_once_and_a_closed_one_goes_on_under_another(real_database: RealSite) -> None:
    with real_database.admin() as admin:
        with pytest.raises(StationUnfit, match="close it first"):
            enrol(admin, real_database.site_id, "A", by_certificate=False)
        with pytest.raises(StationUnfit, match="letters"):
            enrol(admin, real_database.site_id, "a b'; DROP", by_certificate=False)
        close_station(admin, real_database.site_id, "A")
        again = enrol(admin, real_database.site_id, "A", by_certificate=False)
        assert again.station_id == "A.2"
        with pytest.raises(StationUnfit):
            close_station(admin, real_database.site_id, "A")


def test_every_station_has_a_number_of_its_own_at_its_site(real_database: RealSite) -> None:
    numbers = [real_database.stations[name].number for name in ("A", "B", "C", OTHER_STATION)]
    with real_database.admin() as admin:
        close_station(admin, real_database.site_id, "B")
        again = enrol(admin, real_database.site_id, "B", by_certificate=False)
    assert [*numbers, again.number] == [1, 2, 3, 1, 4]


def test_a_site_has_one_secret_that_init_never_changes(real_database: RealSite) -> None:
    words = "SELECT body FROM packstation.document WHERE kind = 'setting' AND site_id = %s"
    (kept,) = real_database.rows(words, real_database.site_id)
    with real_database.admin() as admin:
        assert install(admin, "main") == real_database.site_id
        assert real_database.rows(words, real_database.site_id) == [kept]
        assert real_database.rows(words, real_database.stations[OTHER_STATION].site_id) != [kept]
        # One that was made before there was any hears of it by the feed.
        admin.execute("DELETE FROM packstation.document WHERE kind = 'setting'")
        install(admin, "main")
    assert real_database.rows("SELECT key FROM packstation.feed_pending") == [("site_secret",)]


def test_no_password_is_shown_or_kept_in_the_clear(real_site: RealSite) -> None:
    station, enrolment = real_site.stations["A"], real_site.enrolment("A")
    assert isinstance(enrolment, Enrolment)
    assert station.password is not None
    assert station.password not in repr(station)
    assert station.password not in repr(enrolment)
    (kept,) = real_site.row("SELECT rolpassword FROM pg_authid WHERE rolname = %s", station.role)
    assert str(kept).startswith("SCRAM-SHA-256$")
