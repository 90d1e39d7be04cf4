"""A bench that is enrolled already loads the file of another one: what it loses, and which name to close."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation.application.bench import Bench
from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkOrder
from packstation.application.receive_orders import ReceiveOrders
from packstation.cli import main
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.persistence.central.enrolment import enrolment_text, write_private
from packstation.persistence.read_standing import read_standing
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from packstation.settings.station import StationSettings
from packstation.site_door import HomeSiteDoor
from packstation.site_link import enrol_station, join_if_enrolled
from packstation.storeroom import SystemClock, new_ids, open_store
from tests.application.site import CODES, ORDERS, PRODUCTS

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

SETTINGS = StationSettings()
IDA = Actor("ida", "Ida", Role.PACKER)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def home(tmp_path: Path, real_site: RealSite) -> Path:
    """A bench that goes by A, of which central has heard everything so far."""
    home = tmp_path / "home"
    enrol_station(
        home, SETTINGS, replace(real_site.enrolment("A"), site_id=real_site.site_id), file_allowed=True
    )
    sent(home)
    return home


def sent(home: Path) -> None:
    """Central answers to all there is."""
    store = opened(home)
    with store.transaction():
        raw, _work = store.lent()
        raw.execute("UPDATE journal SET acked_at = at WHERE acked_at IS NULL")
    store.close()


def opened(home: Path) -> SqliteStore:
    return open_store(SETTINGS, home, demo=False)


def with_order_open(home: Path, *, fork: bool = False, park: bool = False) -> str:
    """An order lies on the bench, or did; its number."""
    store = opened(home)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    bench = Bench(store, SystemClock(), new_ids(), SETTINGS.policy)
    ReceiveOrders(bench)(ORDERS)
    number = ORDERS[0].number
    with store.transaction() as work:
        order = work.orders.by_number(number)
        assert order is not None
        work.claims.hold(order.order_id, 1, SystemClock().mono_ms() + 600_000)
    task = OpenOrder(bench)(IDA, Scan(number, "scanner", bench.clock.mono_ms())).task
    if fork:
        store.fork()
    if park:
        ParkOrder(bench)(IDA, task, "P 1")
    store.close()
    return number


def file_of(tmp_path: Path, site: RealSite, name: str) -> Path:
    file = tmp_path / f"{name}.enrolment"
    write_private(file, enrolment_text(replace(site.enrolment(name), site_id=site.site_id)))
    return file


def enrol(home: Path, file: Path, *more: str) -> int:
    return main(["--home", str(home), "enrol", str(file), "--secret-file", *more])


def test_another_name_is_refused_while_anything_is_unsent_and_says_what_to_do(
    home: Path, tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    with_order_open(home, park=True)
    file = file_of(tmp_path, real_site, "B")
    unsent = read_standing(home / STORE_NAME).unsent_acts
    assert unsent > 0
    assert enrol(home, file) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{unsent} acts of this bench have not been sent to central" in said.err
    assert "packstation enrol --unsent" in said.err
    assert read_standing(home / STORE_NAME).station_id == "A"
    assert enrol(home, file_of(tmp_path, real_site, "A")) == 0
    assert enrol(home, file, "--unsent") == 0
    assert "packstation central close A" in capsys.readouterr().out
    assert read_standing(home / STORE_NAME).station_id == "B"


def test_another_name_is_taken_once_all_is_sent_and_the_name_to_close_is_said(
    home: Path, tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol(home, file_of(tmp_path, real_site, "B")) == 0
    said = capsys.readouterr().out
    assert "this bench is B now" in said
    assert "packstation central close A" in said


def test_the_own_file_once_more_loses_nothing_and_closes_nothing(
    home: Path, tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    with_order_open(home)
    assert enrol(home, file_of(tmp_path, real_site, "A")) == 0
    assert "central close" not in capsys.readouterr().out


def test_a_copied_bench_with_an_order_open_is_enrolled_anew_and_the_other_keeps_its_name(
    home: Path, tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    number = with_order_open(home, fork=True)
    file = file_of(tmp_path, real_site, "C")
    assert enrol(home, file) == 2
    assert "because this bench was copied" in capsys.readouterr().err
    assert enrol(home, file, "--unsent") == 0
    said = capsys.readouterr().out
    assert "this bench was copied: the other one goes on as A" in said
    assert "Only if there is no other one: packstation central close A" in said
    store = opened(home)
    with store.transaction() as work:
        order = work.orders.by_number(number)
        assert order is not None
        assert (order.holder, order.place) == (None, "C")
    store.close()


def test_a_copied_bench_that_leaves_packs_and_is_told_of_its_numbers(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_order_open(home, fork=True)
    assert main(["--home", str(home), "leave", "--unsent"]) == 0
    assert "The other one goes on as A, and with its numbers of cartons" in capsys.readouterr().out
    store = opened(home)
    with store.transaction() as work:
        assert work.orders.open_here() is not None
    store.close()


def test_a_bench_whose_name_is_closed_parks_what_lies_open_and_is_enrolled_anew(
    home: Path, tmp_path: Path, real_site: RealSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Central's no to a name stops no act at the bench: it is no dead end like a copied store."""
    number = with_order_open(home)
    file = file_of(tmp_path, real_site, "C")
    assert enrol(home, file, "--unsent") == 2
    assert f"order {number} is open at this bench: pack it, park it" in capsys.readouterr().err
    store = opened(home)
    bench = Bench(store, SystemClock(), new_ids(), SETTINGS.policy)
    with store.transaction() as work:
        lying = work.orders.open_here()
        assert lying is not None
        task = work.orders.task(lying.order_id)
    ParkOrder(bench)(IDA, task, "P 1")
    store.close()
    assert enrol(home, file, "--unsent") == 0


def test_a_death_between_enrolment_and_store_does_not_ask_again_about_what_is_unsent(
    home: Path, real_site: RealSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with_order_open(home, park=True)
    enrolment = replace(real_site.enrolment("B"), site_id=real_site.site_id)
    with monkeypatch.context() as dying:
        dying.setattr("packstation.site_link.join_site", dies)
        dying.setattr("packstation.site_link.Membership.put_back", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            enrol_station(home, SETTINGS, enrolment, file_allowed=True, whatever_is_unsent=True)
    assert join_if_enrolled(home, SETTINGS) is not None
    assert read_standing(home / STORE_NAME).station_id == "B"


@pytest.mark.parametrize("fork", [False, True])
def test_at_its_window_a_bench_with_something_unsent_joins_only_as_a_copy(
    home: Path, tmp_path: Path, real_site: RealSite, *, fork: bool
) -> None:
    with_order_open(home, park=not fork, fork=fork)
    store = opened(home)
    door = HomeSiteDoor(home, SETTINGS, store, new_ids())
    assert door.name() == "A"
    try:
        if not fork:
            with pytest.raises(Refused) as no:
                door.joining(file_of(tmp_path, real_site, "B"), file_allowed=True)
            assert no.value.code is RefusalCode.ACTS_UNSENT
            door.joining(file_of(tmp_path, real_site, "A"), file_allowed=True)
            return
        errand = door.joining(file_of(tmp_path, real_site, "B"), file_allowed=True)
    finally:
        store.close()
    errand()
    assert read_standing(home / STORE_NAME).station_id == "B"
    assert not read_standing(home / STORE_NAME).forked
