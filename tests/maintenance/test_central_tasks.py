"""What waits for a lead at the benches of a site, as the office sees it."""

from __future__ import annotations

import json

import pytest

from packstation.domain.central import Claim, Hello, Told
from packstation.domain.journal import GENESIS
from packstation.persistence.central.enrolment import read_enrolment
from tests.maintenance.test_central_office import Office, office
from tests.postgres.journal import NOON, StationJournal, new_id, order_document

__all__ = ["office"]


def test_what_a_closed_bench_had_to_settle_is_another_s_and_both_are_named(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.runs("init", office.url)
    bench, other = office.enrols("bench-4"), office.enrols("bench-5")
    site_id = read_enrolment(office.folder / "bench-4.enrolment").site_id
    epoch = bench.hello(Hello(1, 1, None, 0, None, 0, GENESIS, Told("0", NOON, 0, None, 0))).epoch
    journal, order_id = StationJournal(site_id, "bench-4"), new_id()
    event = journal.row("order_received", order_id, 0)
    bench.push(journal.push(epoch, order_document(order_id, event.seq, "100")))
    (grant,) = bench.claim(Claim(epoch, (order_id,), 0, 600)).grants
    late = StationJournal(site_id, "bench-5")
    late.row("unit_counted", order_id, grant.fence)
    other.push(late.push(epoch))
    capsys.readouterr()
    assert office.runs("status") == 0
    assert "cartons to settle: 1, oldest" in capsys.readouterr().out
    assert office.runs("close", "bench-5") == 0
    assert "cartons that a lead has to settle: 1, now at bench-4" in capsys.readouterr().out
    assert office.runs("status", "--json") == 0
    assert [line["tasks"] for line in json.loads(capsys.readouterr().out)] == [1, 0]
    assert office.runs("close", "bench-4") == 0
    assert (
        "cartons that a lead has to settle: 1, at the next bench that is enrolled" in capsys.readouterr().out
    )
    bench.close()
    other.close()
