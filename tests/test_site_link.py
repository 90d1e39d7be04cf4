"""A bench of a site with a central: what it starts besides, what it says, and what it does without."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from threading import enumerate as threads
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.bootstrap import Station, build
from packstation.cli import main
from packstation.domain.badge import Badge
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import SsccBlock
from packstation.persistence.central.enrolment import enrolment_text, write_private
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.office import close_station
from packstation.persistence.join_site import NameTaken
from packstation.persistence.leave_site import leave_site
from packstation.places import STORE_NAME
from packstation.settings.station import StationSettings
from packstation.site_link import enrol_station, join_if_enrolled
from packstation.storeroom import open_store, rested
from packstation.ui.central.view import CentralLine
from tests.application.site import CODES, ORDERS, PRODUCTS

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

pytestmark = pytest.mark.gui

BADGE, LEAD = Badge(17, "1" * 40), Badge(18, "2" * 40)
SETTINGS = StationSettings(policy=PackingPolicy(settle_ms=60), block=SsccBlock(0, "9521234", "P", 1, 99_999))
LOADED = ("psycopg", "keyring", "packstation.sync", "packstation.site_link", "packstation.ui.central")


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a test goes into the keyring of whoever runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@contextmanager
def bench(home: Path) -> Iterator[Station]:
    """A running station without devices."""
    station = build(SETTINGS, home)
    try:
        station.window.show()
        station.start()
        yield station
    finally:
        station.window.close()
        station.stop()


def enrolled(home: Path, site: RealSite, name: str, *, port: int | None = None) -> None:
    """Enrol the bench under `home`; `port`: another one than central's, where nobody answers."""
    enrolment = site.enrolment(name)
    if port is not None:
        enrolment = replace(enrolment, port=port)
    enrol_station(home, SETTINGS, enrolment, file_allowed=True)


def fill(station: Station) -> None:
    """Products, orders and people, as a site brings them."""
    with station.store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    ReceiveOrders(station.verbs.bench)(ORDERS)
    lead = station.verbs.enrol(None, "Lea", Role.LEAD, "123456", LEAD)
    station.verbs.enrol(lead, "Ida", Role.PACKER, "1234", BADGE)


def line(station: Station) -> CentralLine:
    found = station.window.findChild(CentralLine)
    assert found is not None
    return found


def says(qtbot: QtBot, station: Station, *words: str) -> None:
    """Wait until the line about central says all of this."""

    def said() -> None:
        assert [word for word in words if word not in line(station).words] == [], line(station).words

    qtbot.waitUntil(said, timeout=15_000)


def test_an_enrolled_bench_says_that_it_is_connected_and_sends_what_it_has(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite
) -> None:
    enrolled(tmp_path, real_database, "A")
    rested()
    usual = sys.getswitchinterval()
    with bench(tmp_path) as station:
        fill(station)
        says(qtbot, station, "Central: connected", "all sent", " orders ")
        qtbot.waitUntil(lambda: sys.getswitchinterval() == usual)
        assert [thread.name for thread in threads()].count("sync") == 1
        sent = real_database.row("SELECT count(*) FROM packstation.event WHERE station_id = 'A'")[0]
        assert isinstance(sent, int)
        assert sent > len(ORDERS)
    assert "sync" not in {thread.name for thread in threads()}


def test_a_bench_that_is_cut_off_says_so_and_counts_what_is_unsent(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite
) -> None:
    from packstation.demo.postgres import free_port  # noqa: PLC0415  psycopg

    enrolled(tmp_path, real_database, "A", port=free_port())
    with bench(tmp_path) as station:
        fill(station)
        says(qtbot, station, "Central: away 0 min", "unsent ", "no orders")


def test_a_bench_whose_acts_are_all_sent_leaves_though_nobody_heard_that_it_was_switched_off(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(tmp_path, real_database, "A")
    with bench(tmp_path) as station:
        says(qtbot, station, "Central: connected", "all sent")
    assert main(["--home", str(tmp_path), "leave"]) == 0
    assert "this bench is alone now" in capsys.readouterr().out


def test_an_enrolment_that_cannot_be_taken_leaves_the_one_before(tmp_path: Path, real_site: RealSite) -> None:
    enrolled(tmp_path, real_site, "A")
    before = {path.name: path.read_text("utf-8") for path in (tmp_path / "central").iterdir()}
    other = replace(real_site.enrolment("A"), site_id=uuid4())
    with pytest.raises(NameTaken):
        enrol_station(tmp_path, SETTINGS, other, file_allowed=True, whatever_is_unsent=True)
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "central").iterdir()} == before


def test_an_enrolment_that_the_disk_does_not_take_leaves_the_one_before(
    tmp_path: Path, real_site: RealSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        if "enrolment.json" in path.name:
            raise OSError(ENOSPC, "no space left on device")
        write_private(path, text)

    enrolled(tmp_path, real_site, "A")
    before = {path.name: path.read_text("utf-8") for path in (tmp_path / "central").iterdir()}
    monkeypatch.setattr("packstation.persistence.central.enrolment.write_private", full)
    bench_b = real_site.enrolment("B")
    with pytest.raises(OSError, match="no space"):
        enrol_station(tmp_path, SETTINGS, bench_b, file_allowed=True, whatever_is_unsent=True)
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "central").iterdir()} == before


def test_a_store_joins_the_site_once_and_keeps_a_copy_of_what_it_was(
    tmp_path: Path, real_site: RealSite
) -> None:
    kept = enrol_station(tmp_path, SETTINGS, real_site.enrolment("A"), file_allowed=True)
    assert kept is not None
    assert kept.exists()
    assert join_if_enrolled(tmp_path, SETTINGS) is None


def test_a_bench_alone_has_no_thread_and_no_line(qtbot: QtBot, tmp_path: Path) -> None:
    with bench(tmp_path) as station:
        assert station.sync is None
        assert station.window.findChild(CentralLine) is None
        assert "sync" not in {thread.name for thread in threads()}


def test_a_start_without_a_central_loads_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from packstation.bootstrap import build\nfrom packstation.run import application\n"
        "from packstation.settings.station import StationSettings\nimport packstation.run\n"
        "application()\n"
        "station = build(StationSettings(), Path(sys.argv[1]))\nstation.start()\nstation.stop()\n"
        f"print([name for name in {LOADED!r} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_running_bench_tells_how_it_stands(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(tmp_path, real_database, "A")
    with bench(tmp_path) as station:
        assert main(["--home", str(tmp_path), "leave"]) == 2
        assert "is running on this store: close that one first" in capsys.readouterr().err
        station.open_door(tmp_path)
        fill(station)
        says(qtbot, station, "Central: connected", "all sent", " orders ")
        qtbot.waitUntil((tmp_path / "door.json").exists, timeout=5_000)
        assert main(["--home", str(tmp_path), "status", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
    assert (told["running"], told["link"], told["unsent"]) == (True, "connected", 0)
    assert told["orders_ahead"] > 0
    assert told["orders_ahead_for_s"] > 60
    assert abs(told["clock_offset_ms"]) < 60_000
    assert told["disk_free_bytes"] > 0


def test_a_bench_that_does_not_run_tells_what_is_unsent(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    from packstation.demo.postgres import free_port  # noqa: PLC0415  psycopg

    enrolled(tmp_path, real_database, "A", port=free_port())
    with bench(tmp_path) as station:
        fill(station)
    assert main(["--home", str(tmp_path), "status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["running"], told["enrolled"]) == (False, True)
    assert told["unsent"] > len(ORDERS)
    assert told["oldest_unsent_s"] >= 0


def test_a_bench_loads_its_file_and_leaves_once_everything_is_sent(
    tmp_path: Path, real_database: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    file, home = tmp_path / "A.enrolment", tmp_path / "home"
    write_private(file, enrolment_text(real_database.enrolment("A")))
    assert main(["--home", str(home), "enrol", str(file)]) == 2
    assert "--secret-file" in capsys.readouterr().err
    assert main(["--home", str(home), "enrol", str(file), "--secret-file"]) == 0
    assert "this bench is A now" in capsys.readouterr().out
    open_store(SETTINGS, home, demo=False).close()
    assert main(["--home", str(home), "leave"]) == 2
    said = capsys.readouterr().err
    assert "1 act of this bench has not been sent" in said
    assert "packstation leave --unsent" in said
    assert main(["--home", str(home), "status"]) == 0
    assert "this bench does not run: its store says so" in capsys.readouterr().out
    assert main(["--home", str(home), "leave", "--unsent"]) == 0
    assert "packstation central close A" in capsys.readouterr().out
    assert main(["--home", str(home), "leave"]) == 0
    assert capsys.readouterr().out == "this bench is alone already: nothing is changed\n"
    assert main(["--home", str(home), "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["enrolled"] is False
    assert not list((home / "central").glob("*.secret"))


def test_a_file_whose_name_is_closed_at_central_is_refused_before_anything_changes(
    tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    file, home, empty = tmp_path / "A.enrolment", tmp_path / "home", tmp_path / "empty"
    write_private(file, enrolment_text(replace(real_site.enrolment("A"), site_id=real_site.site_id)))
    home.mkdir()
    open_store(SETTINGS, home, demo=False).close()

    def kept() -> dict[Path, bytes]:
        # Whoever reads a store leaves an index of its log, and the log empty.
        files = (path for path in home.rglob("*") if not path.name.endswith("-shm"))
        return {path: path.read_bytes() for path in files if path.stat().st_size}

    before = kept()
    with real_site.admin() as admin:
        close_station(admin, real_site.site_id, "A")
    for bench_home in (home, empty):
        assert main(["--home", str(bench_home), "enrol", str(file), "--secret-file"]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err) == (
            "",
            "packstation: Central has closed the name A. Enrol it at central anew, under a new name.\n",
        )
    assert kept() == before
    assert not empty.exists()


def test_who_never_started_a_bench_here_is_told_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path), "leave"]) == 2
    assert "start the station once, or name its --home" in capsys.readouterr().err


def test_a_bench_that_cannot_ask_central_joins_and_says_so(
    tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    from packstation.demo.postgres import free_port  # noqa: PLC0415  psycopg

    file = tmp_path / "A.enrolment"
    write_private(file, enrolment_text(replace(real_site.enrolment("A"), port=free_port())))
    assert main(["--home", str(tmp_path / "home"), "enrol", str(file), "--secret-file"]) == 0
    said = capsys.readouterr().out
    assert "this bench is A now" in said
    assert "central could not be asked whether it knows this bench: 127.0.0.1 is there, but" in said


def test_nothing_that_libpq_reads_of_this_pc_leads_a_bench(
    tmp_path: Path, real_site: RealSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """PGPASSWORD, PGSERVICE, PGOPTIONS ...: all that this libpq tells of, and what it reads besides."""
    from psycopg.pq import Conninfo  # noqa: PLC0415  for this test alone

    listed = [option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar]
    assert {"PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGHOSTADDR", "PGOPTIONS", "PGSSLMODE"} <= set(listed)
    for name in (*listed, "PGSERVICEFILE", "PGSYSCONFDIR", "PGDATESTYLE", "PGTZ", "PGGEQO", "PGLOCALEDIR"):
        monkeypatch.setenv(name, "nonsense")
    file = tmp_path / "A.enrolment"
    write_private(file, enrolment_text(replace(real_site.enrolment("A"), site_id=real_site.site_id)))
    assert main(["--home", str(tmp_path / "home"), "enrol", str(file), "--secret-file"]) == 0
    assert "could not be asked" not in capsys.readouterr().out


def test_a_bench_loads_its_own_file_once_more(tmp_path: Path, real_site: RealSite) -> None:
    """Its secret is lost, say; central has heard its rows, as of no bench that would be new."""
    file, home = tmp_path / "A.enrolment", tmp_path / "home"
    write_private(file, enrolment_text(replace(real_site.enrolment("A"), site_id=real_site.site_id)))
    again = ["--home", str(home), "enrol", str(file), "--secret-file"]
    assert main(again) == 0
    with real_site.admin() as admin:
        admin.execute(
            "UPDATE packstation.station SET acked_seq = 1 WHERE site_id = %s AND station_id = 'A'",
            (real_site.site_id,),
        )
    assert main(again) == 0
    assert main(["--home", str(tmp_path / "other"), *again[2:]]) == 2


@pytest.mark.parametrize("late", [False, True])
def test_a_bench_whose_power_goes_while_it_leaves_starts_again_and_leaves_then(
    tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str], late: bool
) -> None:
    enrolled(tmp_path, real_site, "A")

    def dies() -> None:
        if late:
            Membership(tmp_path).leave()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave_site(tmp_path / STORE_NAME, whatever_is_unsent=True, forget=dies)
    assert join_if_enrolled(tmp_path, SETTINGS) is None
    open_store(SETTINGS, tmp_path, demo=False).close()
    assert main(["--home", str(tmp_path), "leave", "--unsent"]) == 0
    capsys.readouterr()
    assert main(["--home", str(tmp_path), "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["enrolled"] is False


def test_a_disk_that_takes_nothing_leaves_a_bench_what_it_was_and_is_named(
    tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(tmp_path, real_site, "A")
    lock = tmp_path / f"{STORE_NAME}.lock"
    lock.unlink()
    lock.mkdir()
    assert main(["--home", str(tmp_path), "leave", "--unsent"]) == 2
    assert str(lock) in capsys.readouterr().err
    file = tmp_path / "B.enrolment"
    write_private(file, enrolment_text(replace(real_site.enrolment("B"), site_id=real_site.site_id)))
    assert main(["--home", str(tmp_path), "enrol", str(file), "--secret-file", "--unsent"]) == 2
    assert str(lock) in capsys.readouterr().err
    enrolment = Membership(tmp_path).enrolment()
    assert enrolment is not None
    assert enrolment.station_id == "A"
