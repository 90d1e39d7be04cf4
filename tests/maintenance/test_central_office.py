"""The office's commands: a central is made, benches come and go, and somebody looks at them."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from packstation import cli
from packstation.domain.central import Claim, DocumentKind, Hello, Standing, Told
from packstation.domain.journal import GENESIS
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.enrolment import read_enrolment
from packstation.persistence.central.link import connect, parameters
from tests.postgres.cluster import ADMIN_PASSWORD, running
from tests.postgres.fixtures import or_skip
from tests.postgres.journal import NOON, StationJournal, new_id, order_document

if TYPE_CHECKING:
    from tests.postgres.cluster import Cluster

NAME = "office_test"


class Office:
    """A PC of the office, and an empty PostgreSQL."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self.folder = folder
        self.url = cluster.url(NAME)

    def runs(self, *words: object) -> int:
        return cli.main(["--home", str(self.folder / "home"), "central", *map(str, words)])

    def enrols(self, name: str, *words: object) -> PostgresCentral:
        """Enrol a bench; the port as that bench."""
        file = self.folder / f"{name}.enrolment"
        assert self.runs("enrol", name, "--out", file, *words) == 0
        told = parameters(read_enrolment(file), self.folder)
        return PostgresCentral(lambda: connect(told), ())


@pytest.fixture
def office(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("PGPASSWORD", ADMIN_PASSWORD)
    with cluster.admin() as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    yield Office(cluster, tmp_path)
    with cluster.admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


def hello(central: PostgresCentral, **said: object) -> Standing:
    told = Told("0.1.0", NOON, 3, NOON, 0)
    greeting = replace(Hello(1, 1, None, 0, None, 0, GENESIS, told), **said)  # type: ignore[arg-type]
    return central.hello(greeting).standing


def test_from_an_empty_postgresql_to_a_bench_that_is_seen(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.runs("init", office.url) == 0
    assert "central is ready; site main" in capsys.readouterr().out
    bench = office.enrols("bench-4")
    file = office.folder / "bench-4.enrolment"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "bench-4 is enrolled" in capsys.readouterr().out
    assert office.runs("status") == 0
    assert "never" in capsys.readouterr().out
    assert hello(bench) is Standing.GO
    assert office.runs("status", "--json") == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["station_id"], line["unsent"], line["app_version"]) == ("bench-4", 3, "0.1.0")
    assert line["oldest_unsent_at"].startswith("2026-03-02T12:00:00")
    assert abs(line["clock_offset_ms"]) > 3_600_000  # the bench says that it is noon of a day in March
    bench.close()


def test_a_bench_that_is_closed_gives_back_what_it_had(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.runs("init", office.url)
    bench, other = office.enrols("bench-4"), office.enrols("bench-5")
    enrolment = read_enrolment(office.folder / "bench-4.enrolment")
    epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
    journal, order_id = StationJournal(enrolment.site_id, "bench-4"), new_id()
    event = journal.row("order_received", order_id, 0)
    bench.push(journal.push(epoch, order_document(order_id, event.seq, "100")))
    assert len(bench.claim(Claim(epoch, (order_id,), 0, 600)).grants) == 1
    assert other.claim(Claim(epoch, (order_id,), 0, 600)).grants == ()
    capsys.readouterr()
    assert office.runs("close", "bench-4") == 0
    assert "1 orders it had claimed are free" in capsys.readouterr().out
    assert hello(bench) is Standing.CLOSED
    assert len(other.claim(Claim(epoch, (order_id,), 0, 600)).grants) == 1
    assert office.runs("close", "bench-4") == 2
    assert "bench-4 is closed already" in capsys.readouterr().err
    bench.close()
    other.close()


class Kept:
    """Six rows of each of two benches at central, which somebody has a way to change."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.runs("init", office.url)
        for name in ("bench-4", "bench-5"):
            bench = office.enrols(name)
            enrolment = read_enrolment(office.folder / f"{name}.enrolment")
            epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
            journal = StationJournal(enrolment.site_id, name)
            for number in range(6):
                journal.row("unit_counted", new_id(), number, carton_id=new_id(), second_actor="lea")
            bench.push(journal.push(epoch))
            bench.close()

    def change(self, words: str) -> None:
        with self.office.cluster.admin(NAME) as admin:
            admin.execute(words.encode())


@pytest.fixture
def kept(office: Office) -> Kept:
    return Kept(office)


HASHED = {
    "event_id": "gen_random_uuid()", "at": "replace(at, '2', '3')", "mono_ms": "mono_ms + 1",
    "boot_id": "'other'", "actor": "'eve'", "second_actor": "NULL", "kind": "'unit_uncounted'",
    "version": "version + 1", "order_id": "gen_random_uuid()", "carton_id": "NULL", "fence": "fence + 1",
    "rev": "rev + 1", "payload": "replace(payload, '1', '2')",
    "hash": "set_byte(hash, 31, get_byte(hash, 31) # 1)",
}  # fmt: skip


TAKEN = {
    "DELETE FROM {event} WHERE {row} = 1": 1,
    "DELETE FROM {event} WHERE {row} = 4": 4,
    "DELETE FROM {event} WHERE {row} = 6": 6,
    "DELETE FROM {event} WHERE {row} > 0": 1,
    # Two rows that changed places.
    "UPDATE {event} SET seq = 99 WHERE {row} = 2; UPDATE {event} SET seq = 2 WHERE {row} = 5;"
    "UPDATE {event} SET seq = 5 WHERE {row} = 99": 2,
}


def test_any_row_at_central_that_was_changed_or_taken_away_is_found_and_named(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert kept.office.runs("verify") == 0
    assert capsys.readouterr().out == (
        "bench-4: 6 rows, every link holds\nbench-5: 6 rows, every link holds\n"
    )
    kept.change("CREATE TABLE kept AS SELECT * FROM packstation.event")
    changed = "UPDATE {event} SET NAME = VALUE WHERE {row} = 3"
    changes = {changed.replace("NAME", name).replace("VALUE", told): 3 for name, told in HASHED.items()}
    for words, first_bad in (changes | TAKEN).items():
        kept.change(words.format(event="packstation.event", row="station_id = 'bench-4' AND seq"))
        assert kept.office.runs("verify") == 1, words
        said = capsys.readouterr().out.splitlines()
        bad = f"row {first_bad} of bench-4 is not what was written"
        assert sorted(said) == ["bench-5: 6 rows, every link holds", bad], words
        kept.change("DELETE FROM packstation.event; INSERT INTO packstation.event SELECT * FROM kept")
    assert kept.office.runs("verify") == 0


def test_a_newest_row_that_was_sealed_anew_is_not_the_one_central_was_given(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever can compute hashes can write a row that fits; what central said it has tells of it."""
    with kept.office.cluster.admin(NAME) as admin:
        (site_id,) = admin.execute("SELECT site_id FROM packstation.site").fetchone() or (None,)
        journal = StationJournal(site_id, "bench-4")
        rows = admin.execute(
            "SELECT event_id, order_id, carton_id, fence FROM packstation.event "
            "WHERE station_id = 'bench-4' ORDER BY seq"
        ).fetchall()
        for event_id, order_id, carton_id, fence in rows:
            told = {"event_id": event_id, "carton_id": carton_id, "second_actor": "lea"}
            journal.row("unit_counted", order_id, fence, **told, actor="eve" if fence == 5 else "ida")
        admin.execute(
            "UPDATE packstation.event SET actor = 'eve', hash = %s WHERE station_id = 'bench-4' AND seq = 6",
            (journal.events[-1].hash,),
        )
    capsys.readouterr()
    assert kept.office.runs("verify") == 1
    assert "row 6 of bench-4 is not what was written" in capsys.readouterr().out


def test_after_a_restore_a_bench_is_told(office: Office) -> None:
    office.runs("init", office.url)
    bench = office.enrols("bench-4")
    epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
    assert office.runs("restored") == 0
    assert hello(bench, epoch=epoch) is Standing.RESTORED
    bench.close()


def test_the_office_says_how_the_site_packs_shows_it_and_takes_it_back(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.runs("init", office.url)
    file, rules = office.folder / "site.toml", '[packing]\nweight_check = "advisory"\n'
    capsys.readouterr()

    def shown() -> str:
        assert office.runs("settings") == 0
        return capsys.readouterr().out.strip()

    says_nothing = shown()
    assert "the site says nothing" in says_nothing
    file.write_text(rules, "utf-8")
    assert office.runs("settings", file) == 0
    assert "from its next start" in capsys.readouterr().out
    assert shown() == rules.strip()
    wrong = {
        '[scale]\nport = "COM3"\n': "line 1: scale: is not a site's to say, only packing, carton, cutoff",
        '[packing]\nwieght_check = "off"\n': "line 2: packing.wieght_check: is not a setting of Packstation",
        "[packing\n": "site.toml: ",
    }
    for text, said in wrong.items():
        file.write_text(text, "utf-8")
        assert office.runs("settings", file) == 2
        assert said in capsys.readouterr().err
    assert office.runs("settings", office.folder / "nowhere.toml") == 2
    capsys.readouterr()
    assert shown() == rules.strip()
    file.write_text("", "utf-8")
    assert office.runs("settings", file) == 0
    assert "taken back" in capsys.readouterr().out
    assert shown() == says_nothing


def test_a_bench_that_was_away_for_longer_than_the_feed_reaches_takes_a_snapshot(office: Office) -> None:
    office.runs("init", office.url)
    bench = office.enrols("bench-4")
    enrolment = read_enrolment(office.folder / "bench-4.enrolment")
    epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
    journal = StationJournal(enrolment.site_id, "bench-4")
    rows = [journal.row("order_received") for _ in range(5)]
    bench.push(journal.push(epoch, *(order_document(new_id(), row.seq, str(row.seq)) for row in rows)))
    first = bench.pull(epoch, 0, 2).rows[-1]
    with office.cluster.admin(NAME) as admin:
        admin.execute("UPDATE packstation.feed SET at = at - interval '70 days' WHERE seq <= 4")
    assert office.runs("trim", "--days", 60) == 0
    head = {"head_seq": 5, "head_hash": rows[-1].hash, "epoch": epoch}
    assert hello(bench, cursor=first.seq, cursor_hash=first.hash, **head) is Standing.SNAPSHOT
    assert bench.pull(epoch, 2, 10).standing is Standing.SNAPSHOT
    assert [row.seq for row in bench.pull(epoch, 4, 10).rows] == [5]
    kinds = [row.kind for part in bench.snapshot() for row in part.rows]
    assert kinds == [DocumentKind.SETTING, *[DocumentKind.ORDER] * 5]
    bench.close()


def test_what_is_wrong_is_said_in_words(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    nos: list[tuple[tuple[str, ...], str]] = [
        (("status",), "no central is known here yet"),
        (("status", "--url", office.url), "central is not made yet there"),
        (("init", "postgresql://me:secret@host/x"), "leave it out, it is asked for"),
        (("init", "no address"), "that is no address"),
        (("init", "postgresql://me@host/x?sslmode=prefer"), "no half encrypted"),
        (("init", "postgresql://me@host:many/x"), "one port, a number"),
        (("init", "postgresql://me@one,other:1,2/x"), "one machine"),
        (("init", f"{office.url}x"), "make it first"),
        (("init", "postgresql://me@127.0.0.1:1/x"), "is PostgreSQL running"),
        (("init", f"{office.url}?sslmode=verify-full", "--tls"), "ssl = on"),
    ]
    for words, said in nos:
        assert office.runs(*words) == 2
        told = capsys.readouterr().err
        assert said in told
        assert "secret" not in told
    office.runs("init", office.url)
    nos = [
        (("enrol", "no name"), "letters, digits"),
        (("enrol", "bench-4", "--site", "moon"), "has no site 'moon'"),
        (("close", "nobody"), "no station nobody"),
    ]
    for words, said in nos:
        assert office.runs(*words) == 2
        assert said in capsys.readouterr().err
    there = office.folder / "there"
    there.write_text("mine", "utf-8")
    assert office.runs("enrol", "bench-4", "--out", there) == 2
    assert there.read_text("utf-8") == "mine"
    nowhere = office.folder / "no such folder" / "file"
    assert office.runs("enrol", "bench-4", "--out", nowhere) == 2
    assert str(nowhere) in capsys.readouterr().err
    assert office.runs("status", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1] or "[]") == []  # nothing half enrolled


def test_a_wrong_password_is_a_no_and_is_not_repeated(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong-secret")
    assert office.runs("init", office.url) == 2
    said = capsys.readouterr().err
    assert "set PGPASSWORD to the right password" in said
    assert "wrong-secret" not in said
    monkeypatch.delenv("PGPASSWORD")
    assert office.runs("init", office.url) == 2
    assert "a password is needed" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "code"), [(KeyboardInterrupt, 130), (EOFError, 2)])
def test_who_gives_no_password_ends_the_command(
    office: Office, monkeypatch: pytest.MonkeyPatch, key: type[BaseException], code: int
) -> None:
    def pressed(_prompt: str) -> str:
        raise key

    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", pressed)
    assert office.runs("init", office.url) == code


def test_an_office_that_can_keep_nothing_is_told_before_central_is_made(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.folder.joinpath("home").write_text("no folder", "utf-8")
    assert office.runs("init", office.url) == 2
    said = capsys.readouterr()
    assert "name another folder: packstation --home FOLDER central init" in said.err
    with office.cluster.admin(NAME) as admin:
        assert admin.execute("SELECT to_regnamespace('packstation')").fetchone() == (None,)
    other = office.folder / "not" / "there"
    assert cli.main(["--home", str(other), "central", "init", f"{office.url}x"]) == 2
    assert not other.parent.exists()  # nothing is left of a look


@pytest.mark.parametrize("days", ["0", "-3", "few"])
def test_of_today_nothing_is_trimmed(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["central", "trim", f"--days={days}"])
    assert "no number of days" in capsys.readouterr().err


def test_the_office_sees_which_bench_has_heard_how_the_site_packs(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def seen() -> object:
        capsys.readouterr()
        assert office.runs("status", "--json") == 0
        return json.loads(capsys.readouterr().out)[0]["knows_settings"]

    rules = office.folder / "rules.toml"
    rules.write_text('[packing]\nweight_check = "advisory"\n', "utf-8")
    office.runs("init", office.url)
    bench = office.enrols("bench-4")
    epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
    assert seen() is None  # nothing is said yet
    assert office.runs("settings", rules) == 0
    assert seen() is False  # it has no place in the feed yet
    cursor = bench.pull(epoch, 0, 500).rows[-1].seq
    assert seen() is False
    stands = Told("0", NOON, 0, None, cursor)
    assert bench.hello(Hello(1, 1, epoch, cursor, None, 0, GENESIS, stands)).standing is Standing.GO
    assert seen() is True
    assert office.runs("settings", rules) == 0
    assert seen() is False
    bench.close()


def test_who_may_make_roles_and_owns_the_database_needs_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PostgreSQL that nobody has made a central in, and an office that is not its superuser."""
    with or_skip(), running() as cluster:
        with cluster.admin() as admin:
            admin.execute("CREATE ROLE boss LOGIN CREATEROLE PASSWORD 'boss'")
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER boss").format(sql.Identifier(NAME)))
        monkeypatch.setenv("PGPASSWORD", "boss")
        office = Office(cluster, tmp_path)
        office.url = cluster.url(NAME, "boss")
        assert office.runs("init", office.url) == 0
        bench = office.enrols("bench-4")
        assert hello(bench) is Standing.GO
        bench.close()
        for words in (("init", office.url), ("status",), ("close", "bench-4"), ("restored",), ("trim",)):
            assert office.runs(*words) == 0
        # What may not be looked at is not spoken of.
        assert "pg_hba.conf" not in capsys.readouterr().out
