"""What a printer says about itself."""

from __future__ import annotations

import pytest

from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import FaultCode


@pytest.mark.parametrize(
    ("status", "idle"),
    [
        (PrinterStatus(None), True),
        (PrinterStatus(None, formats_waiting=1), False),
        (PrinterStatus(None, labels_left=1), False),
        (PrinterStatus(FaultCode.PAPER_OUT), False),
    ],
)
def test_a_printer_is_idle_when_it_can_print_and_has_nothing_left(status: PrinterStatus, idle: bool) -> None:
    assert status.idle is idle
