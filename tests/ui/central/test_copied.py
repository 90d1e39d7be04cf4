"""A bench was copied with a carton on it: what the screen says, and how the carton comes to be packed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from packstation.bootstrap import Station, build
from packstation.cli import main
from packstation.persistence.central.enrolment import enrolment_text, write_private
from packstation.persistence.central.office import close_station
from tests.application.site import MUG
from tests.ui.central.test_stop import IDA, ORDER, SETTINGS, SiteBench, bench, fill

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@contextmanager
def started(qtbot: QtBot, home: Path) -> Iterator[SiteBench]:
    """The bench, started again as what it is now."""
    station = build(SETTINGS, home)
    try:
        station.window.resize(1366, 768)
        station.window.show()
        station.start()
        yield SiteBench(qtbot, station, home)
    finally:
        station.window.close()
        station.stop()


def test_a_copied_bench_with_a_carton_on_it_is_enrolled_anew_and_packs_it_once_central_gives_it(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    home, file = tmp_path / "home", tmp_path / "C.enrolment"
    with bench(qtbot, home, real_database, "A") as a:
        fill(a.station)
        a.wait("all sent")
        a.sign_in(IDA)
        a.scan(ORDER.number)
        a.wait("Scan the goods")
        a.scan(MUG)
        a.wait("Scan the goods: 15 left")
        a.wait("all sent")
        # Another PC with the same files has gone on from here.
        real_database.row(
            "UPDATE packstation.station SET acked_seq = acked_seq + 50 WHERE station_id = 'A' RETURNING 1"
        )
        a.wait("STOP: this bench was copied", 30)
        a.wait("Leave the carton as it is, and fetch whoever keeps the benches.")
    write_private(file, enrolment_text(real_database.enrolment("C")))
    assert main(["--home", str(home), "enrol", str(file), "--secret-file", "--unsent"]) == 0
    assert "the other one goes on as A" in capsys.readouterr().out
    with started(qtbot, home) as c:
        c.wait("Central: connected")
        c.wait("all sent")
        c.sign_in(IDA)
        c.scan(ORDER.number)
        c.wait(f"Order {ORDER.number} is being packed at A.")
        with real_database.admin() as admin:
            close_station(admin, real_database.site_id, "A")
        qtbot.waitUntil(lambda: _holder(c.station) is None, timeout=15_000)
        c.scan(ORDER.number)
        c.wait(f"Order {ORDER.number} stands on C. Fetch it and go on.")
        c.wait("Scan the goods: 15 left")
        c.scan(MUG)
        c.wait("Scan the goods: 14 left")


def _holder(station: Station) -> str | None:
    with station.store.transaction() as work:
        order = work.orders.by_number(ORDER.number)
    assert order is not None
    return order.holder
