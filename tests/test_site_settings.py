"""How a site packs is said once at its central, and each bench packs by it from its next start."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation.cli import main
from packstation.domain.central import PROTOCOL, PROTOCOL_OLDEST, Hello, Told
from packstation.domain.policy import PackingPolicy
from packstation.domain.weight import Tolerance, WeightRule
from packstation.maintenance.check_devices import check_settings
from packstation.maintenance.finding import Finding, Level
from packstation.maintenance.paper_settings import speaking_settings
from packstation.persistence.leave_site import leave_site
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from packstation.places import SETTINGS_NAME, STORE_NAME
from packstation.settings.station import StationSettings
from packstation.site_door import HomeSiteDoor
from packstation.site_link import enrol_station
from packstation.standing import Told as Standing
from packstation.standing import standing_of_running, standing_of_store
from packstation.storeroom import SystemClock, new_ids, open_store, settings_of

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

OWN = '[station]\nname = "Bench 7"\n[packing]\nweight_check = "off"\ntolerance_grams = 30\n'
ADVISORY = '[packing]\nweight_check = "advisory"\n'


class Bench:
    """A bench of the site that is started, hears of central, and is stopped again."""

    def __init__(self, home: Path, site: RealSite, port: int | None = None) -> None:
        self.home = home
        self._site = site
        self._central = site.central("A")
        (home / SETTINGS_NAME).write_text(OWN, "utf-8")
        enrolment = site.enrolment("A")
        enrolment = replace(enrolment, port=port or enrolment.port)
        enrol_station(home, settings_of(home)[0], enrolment, file_allowed=True)

    def office_says(self, text: str) -> None:
        from packstation.persistence.central.office import say_settings  # noqa: PLC0415  psycopg

        with self._site.admin() as admin:
            say_settings(admin, self._site.site_id, text)

    def hears(self, *, snapshot: bool = False) -> PackingPolicy:
        """It is on, and central is there; by what it packs meanwhile."""
        settings = settings_of(self.home)[0]
        store = open_store(settings, self.home, demo=False)
        try:
            book = SqlStationBook(store, SystemClock(), new_ids())
            if snapshot:
                book.replace_all(self._central.snapshot())
            else:
                self._pull(book)
        finally:
            store.close()
        return settings.policy

    def _pull(self, book: SqlStationBook) -> None:
        at = book.position()
        told = Told("1", datetime(2026, 3, 2, 12, tzinfo=UTC), at.unsent, at.oldest_unsent_at, at.cursor)
        stands = (at.epoch, at.cursor, at.cursor_hash, at.head_seq, at.head_hash)
        epoch = self._central.hello(Hello(PROTOCOL_OLDEST, PROTOCOL, *stands, told)).epoch
        book.apply(epoch, self._central.pull(epoch, at.cursor, 500).rows)

    @property
    def policy(self) -> PackingPolicy:
        """By what it packs after its next start."""
        return settings_of(self.home)[0].policy

    def closed_store(self) -> SqliteStore:
        """Of a bench that ran, and does not any more."""
        store = open_store(settings_of(self.home)[0], self.home, demo=False)
        store.close()
        return store

    def standing(self, running_by: StationSettings | None = None) -> Standing:
        """What `packstation status` tells of it."""
        if running_by is None:
            return standing_of_store(self.home, SystemClock().now())
        return standing_of_running(self.home, None, SystemClock(), running_by)

    def finding(self) -> Finding | None:
        """What its check-up says of the site's settings."""
        _settings, found = check_settings(self.home)
        return next((one for one in found if one.subject == "site settings"), None)


@pytest.fixture
def bench(real_site: RealSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return Bench(tmp_path, real_site)


def test_what_the_office_said_before_counts_from_a_bench_s_first_start(
    real_site: RealSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from packstation.demo.postgres import free_port  # noqa: PLC0415  psycopg
    from packstation.persistence.central.office import say_settings  # noqa: PLC0415  the same

    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with real_site.admin() as admin:
        say_settings(admin, real_site.site_id, ADVISORY)
    homes = tmp_path / "near", tmp_path / "cut off"
    for home in homes:
        home.mkdir()
    near, cut_off = Bench(homes[0], real_site), Bench(homes[1], real_site, free_port())
    assert near.policy.weight_rule is WeightRule.ADVISORY
    assert cut_off.policy.weight_rule is WeightRule.OFF  # enrolled all the same


def test_a_bench_tells_what_its_site_settled_and_what_waits_for_its_next_start(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    own = settings_of(bench.home)[0]
    assert bench.standing()["settled_by_site"] == []
    assert main(["--home", str(bench.home), "status"]) == 0
    assert "settled by the site" not in capsys.readouterr().out
    assert not bench.standing(own)["settings_wait_for_start"]
    bench.office_says(ADVISORY)
    bench.hears()
    assert bench.standing()["settled_by_site"] == ["packing.weight_check"]
    assert main(["--home", str(bench.home), "status"]) == 0
    assert "settled by the site: packing.weight_check" in capsys.readouterr().out
    assert bench.standing(own)["settings_wait_for_start"]
    assert not bench.standing(settings_of(bench.home)[0])["settings_wait_for_start"]
    door = HomeSiteDoor(bench.home, own, bench.closed_store(), new_ids())
    plate = door.plate()
    assert plate is not None
    assert plate.settings_wait
    bench.office_says(f"{ADVISORY}robots = 2\n")
    bench.hears()
    told = bench.standing(own)
    assert (told["settled_by_site"], told["settings_wait_for_start"]) == ([], False)
    assert "packing.robots" in told["site_settings_left_out"]


@pytest.mark.parametrize("snapshot", [False, True])
def test_what_the_office_says_is_how_the_bench_packs_after_its_next_start(
    bench: Bench, *, snapshot: bool
) -> None:
    bench.office_says(ADVISORY)
    assert bench.hears(snapshot=snapshot).weight_rule is WeightRule.OFF
    assert (bench.policy.weight_rule, bench.policy.tolerance) == (WeightRule.ADVISORY, Tolerance(30, 20))
    finding = bench.finding()
    assert finding is not None
    assert (finding.level, finding.told) == (Level.FINE, "count before station.toml: packing.weight_check")
    bench.office_says(ADVISORY.replace("advisory", "required"))
    bench.hears(snapshot=snapshot)
    assert bench.policy == PackingPolicy(tolerance=Tolerance(30, 20))  # a weight is required, usually
    assert speaking_settings(bench.home).policy == bench.policy  # the command card has the site's cartons
    bench.office_says("")
    bench.hears(snapshot=snapshot)
    assert bench.policy == PackingPolicy(weight_rule=WeightRule.OFF, tolerance=Tolerance(30, 20))
    assert bench.finding() is None


def test_what_only_a_later_release_can_read_is_left_out_whole_and_said(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.office_says(f"{ADVISORY}robots = 2\n")
    bench.hears()
    with caplog.at_level(logging.WARNING):
        assert bench.policy.weight_rule is WeightRule.OFF
    assert ["packing.robots" in record.message for record in caplog.records] == [True]
    finding = bench.finding()
    assert finding is not None
    assert (finding.level, "packing.robots" in finding.told) == (Level.TO_DO, True)
    assert "robots" not in (finding.abroad or finding.told)


def test_a_bench_that_left_its_site_packs_by_its_own_file(bench: Bench) -> None:
    bench.office_says(ADVISORY)
    bench.hears()
    leave_site(bench.home / STORE_NAME, whatever_is_unsent=True)
    assert bench.policy.weight_rule is WeightRule.OFF
