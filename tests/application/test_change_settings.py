"""Settings are changed by whoever may, and the journal says which, never to what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.change_settings import ChangeSettings
from packstation.domain.bench_setup import BenchSetup
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import SettingsChanged
from tests.application.warehouse import Warehouse
from tests.fakes.setup import FakeSetupFile

MINE = BenchSetup(name="Ida Müller's bench")


def test_on_a_new_site_anybody_sets_the_bench_up(empty_warehouse: Warehouse) -> None:
    file = FakeSetupFile()
    assert ChangeSettings(empty_warehouse.bench, file)(None, MINE) == MINE
    assert empty_warehouse.newest() == [SettingsChanged("station.name")]
    assert "Ida" not in str(empty_warehouse.opened.journal()[-1])


def test_once_there_are_people_a_lead_does(warehouse: Warehouse) -> None:
    change = ChangeSettings(warehouse.bench, FakeSetupFile())
    with warehouse.refused(Verb.CHANGE_SETTINGS, RefusalCode.NOT_SIGNED_IN):
        change(None, MINE)
    with warehouse.refused(
        Verb.CHANGE_SETTINGS, RefusalCode.ROLE_FORBIDS, role="packer", verb="change_settings"
    ):
        change(warehouse.ida, MINE)
    assert change(warehouse.lea, MINE) == MINE


def test_what_changes_nothing_is_no_act(warehouse: Warehouse) -> None:
    file = FakeSetupFile()
    before = warehouse.acts()
    ChangeSettings(warehouse.bench, file)(warehouse.lea, file.setup)
    assert warehouse.acts() == before


@pytest.mark.parametrize(("full", "code"), [(True, "setting_not_kept"), (False, "setting_wrong")])
def test_what_is_not_written_is_no_act_but_a_no(warehouse: Warehouse, *, full: bool, code: str) -> None:
    file = FakeSetupFile()
    file.full = full
    with pytest.raises(Refused) as no:
        ChangeSettings(warehouse.bench, file)(warehouse.lea, replace(MINE, name="wrong"))
    assert no.value.code.value == code
    assert not any(isinstance(act, SettingsChanged) for act in warehouse.acts())
