"""Rows that wait are mended and read again, or dropped; nothing half of an order comes in."""

from __future__ import annotations

import pytest

from packstation.domain.draft import LeftOut, QuarantineReason
from packstation.domain.person import Actor, Role
from packstation.domain.quarantine import QuarantineState
from packstation.domain.refusal import RefusalCode, Refused
from tests.application.import_desk import ImportDesk

LEA, IDA = Actor("lea", "Lea", Role.LEAD), Actor("ida", "Ida", Role.PACKER)


@pytest.fixture
def desk() -> ImportDesk:
    desk = ImportDesk()
    desk.bring("A MUG 2", "A LID bad", "?")
    return desk


def entry_no(desk: ImportDesk, line: int) -> int:
    return next(entry.entry_no for entry in desk.waiting() if entry.line == line)


def test_a_mended_row_brings_its_whole_order_in(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    assert desk.order("A") is None
    settled = desk.replay(LEA, entry_no(desk, 1))
    assert (settled.used, settled.quarantined) == (2, 0)
    order = desk.order("A")
    assert order is not None
    assert [(line.sku, line.quantity) for line in order.lines] == [("MUG", 2), ("LID", 3)]
    assert [entry.line for entry in desk.waiting()] == [3]


def test_what_stood_in_a_row_is_not_kept_once_it_is_in(desk: ImportDesk) -> None:
    first = entry_no(desk, 1)
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    desk.replay(LEA, first)
    with desk.store.transaction() as work:
        entry = work.quarantine.entry(first)
    assert entry is not None
    assert (entry.state, entry.text) == (QuarantineState.REPLAYED, "")


def test_the_old_file_once_more_does_not_undo_what_was_mended(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    desk.replay(LEA, entry_no(desk, 1))
    report = desk.bring("A MUG 2", "A LID bad", "?")
    assert (report.unchanged, report.quarantined, report.used) == (2, 1, 0)


def test_a_row_that_is_still_wrong_waits_on_under_its_number(desk: ImportDesk) -> None:
    before = desk.waiting()
    settled = desk.replay(LEA, entry_no(desk, 2))
    assert (settled.used, settled.quarantined) == (0, 2)
    assert desk.waiting() == before


def test_a_row_that_got_a_number_becomes_that_order(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 3), {"row": "C MUG 1"})
    assert desk.replay(LEA, entry_no(desk, 3)).used == 1
    assert desk.order("C") is not None


def test_a_row_that_got_the_number_of_an_order_taken_in_does_not_replace_it(desk: ImportDesk) -> None:
    desk.bring("C MUG 5")
    desk.mend(LEA, entry_no(desk, 3), {"row": "C LID 1"})
    assert desk.replay(LEA, entry_no(desk, 3)).quarantined == 1
    order = desk.order("C")
    assert order is not None
    assert [(line.sku, line.quantity) for line in order.lines] == [("MUG", 5)]
    assert desk.waiting()[-1].reason is QuarantineReason.ORDER_INCOMPLETE


def test_a_row_that_got_the_number_of_one_that_waits_comes_in_with_it(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    desk.mend(LEA, entry_no(desk, 3), {"row": "A VASE 1"})
    assert desk.replay(LEA, entry_no(desk, 3)).used == 3
    order = desk.order("A")
    assert order is not None
    assert {line.sku for line in order.lines} == {"MUG", "LID", "VASE"}
    assert desk.waiting() == ()


def test_all_that_can_be_read_now_comes_in_at_once(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    settled = desk.replay.all(LEA)
    assert sum(one.used for one in settled) == 2
    assert [entry.line for entry in desk.waiting()] == [3]


def test_what_a_lead_dropped_is_not_asked_again(desk: ImportDesk) -> None:
    assert desk.drop(LEA, entry_no(desk, 2)) == 2
    assert [entry.line for entry in desk.waiting()] == [3]
    report = desk.bring("A MUG 2", "A LID bad", "?")
    assert report.not_for_packing == {LeftOut.DROPPED: 2}
    assert report.quarantined == 1
    assert desk.order("A") is None


def test_a_drop_that_was_a_mistake_can_be_mended_and_read_again(desk: ImportDesk) -> None:
    wrong = entry_no(desk, 2)
    desk.drop(LEA, wrong)
    desk.mend(LEA, wrong, {"row": "A LID 3"})
    assert desk.replay(LEA, wrong).used == 2


def test_a_packer_settles_nothing(desk: ImportDesk) -> None:
    number = entry_no(desk, 2)
    for act in (
        lambda: desk.mend(IDA, number, {"row": "A LID 3"}),
        lambda: desk.replay(IDA, number),
        lambda: desk.drop(IDA, number),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code is RefusalCode.ROLE_FORBIDS


def test_a_number_nothing_has_is_refused(desk: ImportDesk) -> None:
    with pytest.raises(Refused) as refused:
        desk.replay(LEA, 99)
    assert refused.value.code is RefusalCode.NOT_QUARANTINED


def test_the_journal_says_what_was_done_and_not_what_stood_there(desk: ImportDesk) -> None:
    desk.mend(LEA, entry_no(desk, 2), {"row": "A LID 3"})
    desk.replay(LEA, entry_no(desk, 1))
    desk.drop(LEA, entry_no(desk, 3))
    kinds = ["quarantine_mended", "quarantine_replayed", "quarantine_dropped"]
    assert [kind for kind in desk.acts() if kind.startswith("quarantine")] == kinds
    assert "A LID 3" not in "".join(repr(entry.act) for entry in desk.store.journal)
