"""The paper that comes out of the label printer opens the bench, and no other card of that person does."""

from __future__ import annotations

import pytest

from packstation.domain.command_code import Command
from packstation.equipment import LateBadgeWriter
from packstation.labels.read_plate import read_plate
from tests.application.site import IDA_BADGE
from tests.application.warehouse import Warehouse
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import IDA, NEW_BADGE, sign_out, to_people


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_badge_as_it_leaves_the_printer_is_scanned_at_the_bench(warehouse: Warehouse, dpi: int) -> None:
    warehouse.badges = LateBadgeWriter(dpi)
    bench = AtBench(warehouse)
    to_people(bench, NEW_BADGE, IDA)
    bench.press(Command.YES)
    sign_out(bench)
    bench.badge(IDA_BADGE)
    assert bench.view.person is None
    (paper,) = bench.printer.paper
    printed = read_plate(paper)
    bench.scan(printed.text, aim=printed.aim)
    assert bench.view.person == warehouse.ida
