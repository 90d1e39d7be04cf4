"""What is no verb of a person is written down all the same."""

from __future__ import annotations

from packstation.application.note import NoteLamp, NoteRefusal
from packstation.domain.act import DeviceBack, DeviceLost, Refusal
from packstation.domain.device import Lamp
from packstation.domain.person import Verb
from packstation.domain.refusal import FaultCode, RefusalCode, Refused
from tests.application.site import MUG
from tests.application.warehouse import Warehouse


def test_a_scan_refused_at_the_door_is_in_the_journal_with_its_order(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    no = Refused(RefusalCode.DOUBLE_READ, gap_ms=30)
    NoteRefusal(warehouse.bench)(warehouse.ida, task, Verb.SCAN_UNIT, no, "right")
    entry = warehouse.opened.journal()[-1]
    assert entry.act == Refusal("scan_unit", "double_read", {"gap_ms": 30}, "right")
    assert (entry.actor, entry.order_id) == ("ida", task.order.order_id)


def test_a_scan_while_nobody_is_here_is_in_the_journal_without_a_person(warehouse: Warehouse) -> None:
    NoteRefusal(warehouse.bench)(None, None, Verb.COMMAND, Refused(RefusalCode.COMMAND_FORGED))
    entry = warehouse.opened.journal()[-1]
    assert entry.act == Refusal("command", "command_forged", {})
    assert (entry.actor, entry.order_id) == (None, None)


def test_a_badge_scanned_while_somebody_is_here_names_nobody_in_the_journal(warehouse: Warehouse) -> None:
    no = Refused(RefusalCode.BADGE_NOT_HERE, name="Ida")
    NoteRefusal(warehouse.bench)(warehouse.ida, None, Verb.SIGN_IN, no)
    assert warehouse.newest() == [Refusal("sign_in", "badge_not_here", {})]


def test_a_lamp_that_changes_is_in_the_journal(warehouse: Warehouse) -> None:
    NoteLamp(warehouse.bench)(Lamp("scale", FaultCode.GONE, "port closed"))
    NoteLamp(warehouse.bench)(Lamp("scale", None))
    assert warehouse.newest(2) == [DeviceLost("scale", "gone"), DeviceBack("scale")]
