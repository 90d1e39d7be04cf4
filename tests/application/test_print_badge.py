"""A badge on paper: sent once its number is written down, repeated when somebody says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.people import ChangePerson, NewBadge
from packstation.application.print_badge import PrintBadge
from packstation.application.sign_in import SignIn
from packstation.domain.act import Refusal
from packstation.domain.badge import Badge, BadgeContent
from packstation.domain.person import Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.site_act import BadgeIssued, BadgeSent
from tests.application.site import IDA_BADGE
from tests.application.warehouse import Warehouse
from tests.fakes.badge_writer import FakeBadgeWriter


@pytest.fixture
def writer() -> FakeBadgeWriter:
    """Keeps what it wrote."""
    return FakeBadgeWriter()


@pytest.fixture
def badge(warehouse: Warehouse) -> Badge:
    """Ida's new badge, not yet on paper."""
    return NewBadge(warehouse.bench, warehouse.secrets)(warehouse.lea, "ida")


def show(warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge, copy: int = 1) -> None:
    verb = PrintBadge(warehouse.bench, writer, "Hall 2")
    verb(warehouse.lea, "ida", badge, "Packer", warehouse.printer, copy=copy)


def test_the_paper_opens_the_bench_for_its_bearer(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    show(warehouse, writer, badge)
    assert writer.contents == [BadgeContent(badge, "Ida", "Packer", "Hall 2")]
    assert warehouse.printer.confirmed == 1
    assert warehouse.newest(2) == [BadgeIssued("ida", badge.number), BadgeSent("ida", badge.number, 1)]
    (paper,) = warehouse.printer.paper
    read = Badge.parse(paper.decode().removeprefix("BADGE "))
    assert read is not None
    assert SignIn(warehouse.bench, warehouse.secrets).by_badge(read) == warehouse.ida


def test_a_second_print_says_so_and_is_written_down_as_one(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    show(warehouse, writer, badge)
    show(warehouse, writer, badge, copy=2)
    assert [content.again for content in writer.contents] == [False, True]
    assert warehouse.newest() == [BadgeSent("ida", badge.number, 2)]


def test_a_printer_without_paper_gets_no_secret(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    warehouse.printer.refuse(FaultCode.PAPER_OUT)
    with warehouse.faulty(Verb.CHANGE_PERSON, FaultCode.PAPER_OUT, "printer"):
        show(warehouse, writer, badge)
    assert (warehouse.printer.paper, writer.contents) == ([], [])


def test_a_printer_that_stops_behind_the_bytes_is_said_and_written_down(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    warehouse.printer.unsure_at_send = True
    with pytest.raises(DeviceFault) as fault:
        show(warehouse, writer, badge)
    assert fault.value.code is FaultCode.UNSURE
    sent = BadgeSent("ida", badge.number, 1)
    assert warehouse.newest(2) == [sent, Refusal("change_person", "unsure", {"device": "printer"})]


@pytest.mark.parametrize("code", [FaultCode.GONE, FaultCode.PAPER_OUT, FaultCode.SILENT])
def test_whatever_stops_it_behind_the_bytes_nobody_knows_what_is_on_paper(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge, code: FaultCode
) -> None:
    warehouse.printer.fault_at_confirm = code
    with pytest.raises(DeviceFault) as fault:
        show(warehouse, writer, badge)
    assert fault.value.code is FaultCode.UNSURE
    assert warehouse.newest() == [Refusal("change_person", "unsure", {"device": "printer"})]


def test_a_printer_that_cannot_be_asked_is_believed(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    warehouse.printer.state = replace(warehouse.printer.state, known=False)
    show(warehouse, writer, badge)
    assert len(warehouse.printer.paper) == 1
    assert warehouse.printer.confirmed == 0


def test_a_badge_that_is_no_longer_the_persons_is_not_printed(
    warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge
) -> None:
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.BADGE_UNKNOWN):
        show(warehouse, writer, IDA_BADGE)
    ChangePerson(warehouse.bench, warehouse.secrets).disable(warehouse.lea, "ida")
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.BADGE_UNKNOWN):
        show(warehouse, writer, badge)
    assert warehouse.printer.paper == []


def test_a_packer_prints_no_badge(warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge) -> None:
    with pytest.raises(Refused) as no:
        PrintBadge(warehouse.bench, writer, "Hall 2")(
            warehouse.ida, "ida", badge, "Packer", warehouse.printer
        )
    assert no.value.code is RefusalCode.ROLE_FORBIDS
    assert warehouse.printer.paper == []


def test_no_secret_is_in_the_journal(warehouse: Warehouse, writer: FakeBadgeWriter, badge: Badge) -> None:
    show(warehouse, writer, badge)
    assert badge.secret not in str(warehouse.opened.journal())
