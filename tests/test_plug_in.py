"""A plug-in that cannot be used is named and left out; all others go on."""

from __future__ import annotations

from importlib.metadata import EntryPoint

from packstation.maintenance.check_plug_ins import check_plug_ins
from packstation.maintenance.finding import Level
from packstation.plug_in import GROUP, channel_plug_ins


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, GROUP)


GOOD = entry("fake", "tests.fakes.intake:FakeReader")
MISSING = entry("gone", "tests.fakes.no_such_module:Reader")
RAISES = entry("raises", "tests.fakes.intake:FakeQuarantine")


def test_a_reader_of_others_is_asked_before_our_own() -> None:
    found = channel_plug_ins([GOOD])
    assert found.readers[0].form == "fake-rows"
    assert found.broken == ()
    own = {reader.form for reader in channel_plug_ins([]).readers}
    assert {"shopify-csv", "mapped-table"} <= own


def test_a_broken_one_is_left_out_and_named_by_the_doctor() -> None:
    found = channel_plug_ins([MISSING, GOOD, RAISES])
    assert [broken.name for broken in found.broken] == ["gone", "raises"]
    assert found.readers[0].form == "fake-rows"
    findings = list(check_plug_ins(found))
    assert [finding.level for finding in findings] == [Level.TO_DO, Level.TO_DO]


def test_with_all_in_order_the_doctor_counts_them() -> None:
    (finding,) = check_plug_ins(channel_plug_ins([]))
    assert finding.level is Level.FINE
