"""Labels with their bytes, people with their misses, plates never twice."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.label import Label, Plate
from packstation.domain.person import Role, User
from packstation.domain.sscc import SsccBlock
from tests.contract.store.opened import CARTON, MUGS, Opened
from tests.fakes.clock import NOON
from tests.persistence.shelf import open_order


def test_a_label_keeps_its_very_bytes_and_is_found_by_carton_and_by_plate(opened: Opened) -> None:
    plate = Plate("00395212340000000018", is_sscc=True)
    label = Label(UUID(int=9), CARTON, plate, bytes(range(256)))
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        work.labels.add(label)
        work.labels.save(label.requested().requested())
    with opened.again().transaction() as work:
        assert work.labels.by_plate(plate.code) == label.requested().requested()
        assert work.labels.of_carton(CARTON) == label.requested().requested()
        assert work.labels.by_plate("00395212340000000025") is None
        assert work.labels.of_carton(UUID(int=1)) is None


def test_a_void_label_is_no_longer_its_cartons(opened: Opened) -> None:
    label = Label(UUID(int=9), CARTON, Plate("BENCH-1", is_sscc=False), b"^XA^XZ")
    fresh = Label(UUID(int=10), CARTON, Plate("BENCH-2", is_sscc=False), b"^XA^XZ")
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        work.labels.add(label)
        work.labels.save(label.voided())
        assert work.labels.of_carton(CARTON) is None
        work.labels.add(fresh)
        assert work.labels.of_carton(CARTON) == fresh
        assert work.labels.by_plate("BENCH-1") == label.voided()


def test_a_label_nobody_stored_cannot_be_saved(opened: Opened) -> None:
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.labels.save(Label(UUID(int=9), CARTON, Plate("BENCH-1", is_sscc=False), b""))


def test_people_come_by_name_and_a_wrong_pin_is_remembered(opened: Opened) -> None:
    ida = User("2", "Ida", Role.PACKER, 17, "badge hash", "pin hash")
    lea = User("1", "Lea", Role.LEAD, disabled=True)
    with opened.store.transaction() as work:
        work.users.put(lea)
        work.users.put(ida)
        work.users.put(ida.missed(NOON))
    with opened.again().transaction() as work:
        assert work.users.all() == (ida.missed(NOON), lea)
        assert work.users.user("2") == ida.missed(NOON)
        assert work.users.user("3") is None
        assert work.users.by_badge(17) == ida.missed(NOON)
        assert work.users.by_badge(18) is None


def test_plates_go_on_where_they_stopped(opened: Opened) -> None:
    plates = []
    for _ in range(3):
        with opened.store.transaction() as work:
            plate, block = work.plates.block().allot()
            work.plates.save(block)
        plates.append(plate.code)
        opened.again()
    assert len(set(plates)) == 3
    with opened.store.transaction() as work:
        assert work.plates.block() == SsccBlock(0, "9521234", "BENCH", 4, 1_000)


def test_a_label_leads_to_its_order(opened: Opened) -> None:
    label = Label(UUID(int=9), CARTON, Plate("BENCH-1", is_sscc=False), b"^XA^XZ")
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        work.labels.add(label)
        assert work.labels.order_of(label.voided()) == MUGS.order_id
        with pytest.raises(KeyError):
            work.labels.order_of(replace(label, label_id=UUID(int=10)))
