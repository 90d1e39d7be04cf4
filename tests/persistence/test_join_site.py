"""A station that was alone joins a site with all it has, or stays as it was."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from uuid import UUID

import pytest

from packstation.domain.act import LabelRequested
from packstation.domain.central import DocumentKind, OrderEnd
from packstation.domain.label import Label, Plate
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Role, User
from packstation.domain.site_act import SiteJoined, StationLeft
from packstation.domain.sscc import LAST_SERIAL, SsccBlock
from packstation.persistence.engine import connect
from packstation.persistence.fault import StoreLocked
from packstation.persistence.join_site import Member, NameTaken, OrderOpen, join_site
from packstation.persistence.leave_site import leave_site
from packstation.persistence.read_journal import read_journal, verify_journal
from packstation.persistence.read_story import read_story
from packstation.persistence.restore import restore
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.bench_acts import alike, take_in, task_at
from tests.persistence.shelf import CODES, IDA, NEW_ID, PRODUCTS, make_order, open_order, open_store, scan
from tests.persistence.site import SITE, PlainSite, Station, joined

PACKED, PARKED, READY = (make_order(number, ("MUG", 2), hours=number) for number in (1, 2, 3))
MEMBER = Member(SITE, "A")


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A store that was in use for a while: an order packed, one parked, one that waits, one of long ago."""
    path = tmp_path / "store.db"
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.users.put(User("ida", "Ida", Role.PACKER, 17, "badge", "pin"))
        for number, order in enumerate((PACKED, PARKED), 1):
            task = open_order(work, store.station_id, order, UUID(int=70 + number))
            scan(work, order.order_id)
        label = Label(UUID(int=90), UUID(int=71), Plate("00395212340000000018", is_sscc=True), b"^XA^XZ")
        work.labels.add(label)
        task = work.orders.task(PACKED.order_id)
        done = replace(task, order=task.order.packed("Ida", NOON))
        work.orders.save_task(task, done)
        work.record(LabelRequested(str(label.label_id), 1), IDA, task=done, carton_id=UUID(int=71))
        task = work.orders.task(PARKED.order_id)
        held = replace(task.order.released(), place="P 1", holds=frozenset({HoldReason.PARKED}))
        work.orders.save_task(task, replace(task, order=held))
        work.orders.add(READY)
        old = replace(make_order(4, ("MUG", 1)), state=OrderState.SHIPPED, packed_at=NOON)
        work.orders.add(old)
        block = work.plates.block()
        work.plates.save(replace(block, next_serial=41))
    store.close()
    return path


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    raw = connect(path, read_only=True)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    raw.close()
    return found


def test_every_row_becomes_the_site_s_and_the_old_chain_is_closed(alone: Path) -> None:
    before = contents(alone)
    kept = join_site(alone, MEMBER, FakeClock(), NEW_ID)
    assert contents(kept) == before
    after = contents(alone)
    for name, rows in before.items():
        if name not in {"meta", "alembic_version", "journal", "changed_things"}:
            assert len(after[name]) == len(rows), name
            assert all(row[0] == SITE.bytes for row in after[name] if isinstance(row[0], bytes)), name
    raw = connect(alone, read_only=True)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert raw.execute("SELECT DISTINCT station_id FROM sscc_blocks").fetchall() == [("A",)]
    raw.close()
    assert verify_journal(alone).sound
    acts = [entry.act for entry in read_journal(alone)]
    assert any(isinstance(act, StationLeft) for act in acts)
    joining = next(entry for entry in read_journal(alone) if isinstance(entry.act, SiteJoined))
    assert (joining.seq, joining.station_id, joining.site_id) == (1, "A", str(SITE))


def test_what_it_has_is_handed_over_once_and_is_the_same_elsewhere(alone: Path, tmp_path: Path) -> None:
    join_site(alone, MEMBER, FakeClock(), NEW_ID)
    station, site, there = Station("A", alone), PlainSite(), joined(tmp_path, "B")
    assert station.store.site_id == str(SITE)
    with station.works() as work:
        assert work.plates.block().next_serial == 1  # the fixture's station has another plate prefix
    site.meet(station, there)
    kinds = [kind for kind, _ in site.things]
    assert kinds.count(DocumentKind.PRODUCT) == len(PRODUCTS)
    assert kinds.count(DocumentKind.PERSON) == 1
    assert kinds.count(DocumentKind.ORDER) == kinds.count(DocumentKind.TASK) == 3
    assert site.things[DocumentKind.TASK, str(PACKED.order_id)].end is OrderEnd.PACKED
    for order in (PACKED, PARKED, READY):
        assert alike(station, there, order.order_id)
    assert task_at(there, PARKED.order_id).packed(1) == 1
    told = len(site.feed)
    station.restart()
    site.meet(station, there)
    assert len(site.feed) == told
    station.store.close()
    there.store.close()


def test_a_plate_is_issued_by_one_station_only_also_after_it_joined(alone: Path) -> None:
    join_site(alone, Member(SITE, "BENCH"), FakeClock(), NEW_ID)
    station = Station("BENCH", alone)
    with station.works() as work:
        assert work.plates.block().next_serial == 41
    station.store.close()


def test_two_benches_that_nobody_gave_numbers_never_issue_one_plate(tmp_path: Path) -> None:
    plates = []
    for number, name in enumerate(("A", "B", "C"), 1):
        path = tmp_path / f"{name}.db"
        usual = SsccBlock(0, "", "P", 1, LAST_SERIAL)

        def opened(path: Path = path, usual: SsccBlock = usual) -> SqliteStore:
            return SqliteStore.open(path, clock=FakeClock(), new_id=NEW_ID, app_version="1.0", block=usual)

        opened().close()
        join_site(path, Member(SITE, name, number), FakeClock(), NEW_ID)
        store = opened()
        with store.transaction() as work:
            plates += [work.plates.block().allot()[0].code]
        store.close()
    assert plates == ["P-00000001", "P-00100001", "P-00200001"]


def test_a_bench_that_left_goes_on_with_the_numbers_that_were_its_own(tmp_path: Path) -> None:
    path, usual = tmp_path / "store.db", SsccBlock(0, "", "P", 1, LAST_SERIAL)
    plates = []
    for move in (
        lambda: join_site(path, Member(SITE, "B", 2), FakeClock(), NEW_ID),
        lambda: leave_site(path, whatever_is_unsent=True),
        lambda: join_site(path, Member(SITE, "B2", 3), FakeClock(), NEW_ID),
    ):
        store = SqliteStore.open(path, clock=FakeClock(), new_id=NEW_ID, app_version="1.0", block=usual)
        with store.transaction() as work:
            plate, block = work.plates.block().allot()
            work.plates.save(block)
        plates.append(plate.code)
        store.close()
        move()
    store = SqliteStore.open(path, clock=FakeClock(), new_id=NEW_ID, app_version="1.0", block=usual)
    with store.transaction() as work:
        plates.append(work.plates.block().allot()[0].code)
    store.close()
    assert plates == ["P-00000001", "P-00100001", "P-00100002", "P-00200001"]


def test_the_story_of_an_order_goes_back_to_before_the_station_joined(alone: Path) -> None:
    before = [row.kind for row in read_story(alone, "1").rows]
    join_site(alone, MEMBER, FakeClock(), NEW_ID)
    assert [row.kind for row in read_story(alone, "1").rows] == [*before, "order_handed_over"]


def test_a_station_with_an_order_on_its_bench_does_not_join(alone: Path) -> None:
    store = open_store(alone)
    with store.transaction() as work:
        work.orders.save(work.orders.task(READY.order_id).order.claimed_by(store.station_id))
    with pytest.raises(StoreLocked):
        join_site(alone, MEMBER, FakeClock(), NEW_ID)
    store.close()
    before = contents(alone)
    with pytest.raises(OrderOpen, match="order 3 is open"):
        join_site(alone, MEMBER, FakeClock(), NEW_ID)
    assert contents(alone) == before


def test_a_name_is_never_used_twice(alone: Path) -> None:
    join_site(alone, MEMBER, FakeClock(), NEW_ID)
    with pytest.raises(NameTaken):
        join_site(alone, MEMBER, FakeClock(), NEW_ID)
    join_site(alone, Member(SITE, "A2"), FakeClock(), NEW_ID, whatever_is_unsent=True)
    with pytest.raises(NameTaken):
        join_site(alone, MEMBER, FakeClock(), NEW_ID)


def test_a_forked_station_goes_on_under_a_new_name(alone: Path) -> None:
    join_site(alone, MEMBER, FakeClock(), NEW_ID)
    station = Station("A", alone)
    station.book.fork()
    station.store.close()
    join_site(alone, Member(SITE, "A2"), FakeClock(), NEW_ID, whatever_is_unsent=True)
    again = Station("A2", alone)
    take_in(again, make_order(9, ("MUG", 1)))
    site = PlainSite()
    site.push(again)
    assert (DocumentKind.ORDER, str(PACKED.order_id)) in site.things
    again.store.close()


@pytest.mark.parametrize("step", ["_put_meta", "_hand_over"])
def test_a_power_cut_in_the_middle_leaves_the_station_alone_and_whole(alone: Path, step: str) -> None:
    before = contents(alone)
    script = f"""
        import os
        from pathlib import Path
        from packstation.persistence import join_site
        from tests.fakes.clock import FakeClock
        from tests.persistence.shelf import NEW_ID
        from tests.persistence.site import SITE
        join_site._Joining.{step} = lambda self: os._exit(9)
        join_site.join_site(Path({str(alone)!r}), join_site.Member(SITE, "A"), FakeClock(), NEW_ID)
    """
    ended = subprocess.run([sys.executable, "-c", dedent(script)], check=False, timeout=60)
    assert ended.returncode == 9
    assert contents(alone) == before
    open_store(alone).close()
    join_site(alone, MEMBER, FakeClock(), NEW_ID)
    assert verify_journal(alone).sound


def test_the_copy_made_before_is_the_way_back(alone: Path, tmp_path: Path) -> None:
    kept = join_site(alone, MEMBER, FakeClock(), NEW_ID)
    restore(kept, tmp_path / "again" / "store.db", NOON)
    store = open_store(tmp_path / "again" / "store.db")
    assert store.shared_site is None
    store.close()
