"""How often a station calls when nothing presses."""

from __future__ import annotations

from packstation.domain.central import Pulled, Standing
from packstation.sync.outgoing import AskRows, Beat, Output, WaitUntil
from packstation.sync.pace import around_ms
from tests.sync.at_step import EPOCH, AtStep, heard, row
from tests.sync.test_step import QUIET, beaten


def test_the_calls_of_many_stations_drift_apart() -> None:
    assert [around_ms(1_000, chance) for chance in (0.0, 0.5, 1.0)] == [800, 1_000, 1_200]


def test_a_quiet_station_calls_once_a_second_and_names_its_claims_every_ten() -> None:
    at = AtStep(QUIET)
    call = beaten(at, at.connect())
    called: list[tuple[int, type[Output]]] = []
    while at.mono_ms < 31_000:
        assert isinstance(call, WaitUntil)
        assert call.mono_ms is not None
        call = at.wait(call.mono_ms - at.mono_ms)
        called.append((at.mono_ms, type(call)))
        call = at.answer(call, heard() if isinstance(call, Beat) else Pulled(Standing.GO, (), 0))
    assert len(called) == 30
    assert [at_ms for at_ms, kind in called if kind is Beat] == list(range(11_000, 31_001, 10_000))
    assert {kind for _, kind in called} == {Beat, AskRows}


def test_what_is_new_is_asked_for_every_second_also_where_nobody_said_there_is_something() -> None:
    at = AtStep(QUIET)
    wait = beaten(at, at.connect())
    assert wait == WaitUntil(2_000)
    assert at.wait(1_000) == AskRows(EPOCH, 0, 500)
    assert isinstance(at.answer(AskRows(EPOCH, 0, 500), Pulled(Standing.GO, (row(1),), 1)), AskRows)
