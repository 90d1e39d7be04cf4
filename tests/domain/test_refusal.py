"""A no and a fault: what a person reads, what the journal keeps, what a log says."""

from __future__ import annotations

import pytest

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused


def test_a_no_carries_its_code_and_its_facts() -> None:
    no = Refused(RefusalCode.TOO_MANY, sku="MUG", left=2)
    assert (no.code, dict(no.data)) == (RefusalCode.TOO_MANY, {"sku": "MUG", "left": 2})
    assert str(no) == "too_many(sku=MUG, left=2)"


@pytest.mark.parametrize(
    ("no", "recorded"),
    [
        (Refused(RefusalCode.USER_DISABLED, name="Ida"), {}),
        (
            Refused(RefusalCode.ORDER_PACKED, order="100234", by="Ida", at=None),
            {"order": "100234", "at": None},
        ),
        (Refused(RefusalCode.TOO_MANY, sku="MUG", left=2), {"sku": "MUG", "left": 2}),
    ],
)
def test_the_journal_keeps_the_facts_but_no_name_of_a_person(
    no: Refused, recorded: dict[str, object]
) -> None:
    assert no.recorded == recorded


def test_what_is_off_the_record_is_for_the_screen_only() -> None:
    no = Refused(RefusalCode.UNKNOWN_CODE, read="4711").off_record("read")
    assert (dict(no.data), no.recorded) == ({"read": "4711"}, {})
    assert "4711" not in str(no)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (DeviceFault(FaultCode.GONE, "scale"), "scale: gone"),
        (DeviceFault(FaultCode.UNSURE, "printer", "paper_out"), "printer: unsure paper_out"),
    ],
)
def test_a_fault_names_its_device(fault: DeviceFault, text: str) -> None:
    assert str(fault) == text
