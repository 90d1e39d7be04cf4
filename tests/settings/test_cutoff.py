"""[cutoff]: the site's trucks, or a word about the line that is wrong."""

from __future__ import annotations

import tomllib
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from packstation.domain.cutoff import CutoffTable, MethodTruck, Truck
from packstation.settings.section import SettingsError
from packstation.settings.station import parse


def read(text: str) -> CutoffTable:
    return parse(tomllib.loads(text), text).cutoffs


def test_without_a_table_it_is_the_end_of_the_day() -> None:
    assert read("") == CutoffTable()


def test_methods_have_the_usual_trucks_days_unless_they_say_otherwise() -> None:
    table = read(
        '[cutoff]\nzone = "Europe/Berlin"\ntime = "16:30"\ndays = ["mon", "sat"]\n'
        '[[cutoff.method]]\nname = "*express*"\ntime = "14:00"\n'
        '[[cutoff.method]]\nname = "market"\ndays = ["sunday"]\n'
    )
    assert table == CutoffTable(
        ZoneInfo("Europe/Berlin"),
        Truck(time(16, 30), frozenset({0, 5})),
        (
            MethodTruck("*express*", Truck(time(14, 0), frozenset({0, 5}))),
            MethodTruck("market", Truck(time(16, 30), frozenset({6}))),
        ),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[cutoff]\nzone = "Mars/Base"', "cutoff.zone"),
        ('[cutoff]\nzone = "../etc/passwd"', "cutoff.zone"),
        ('[cutoff]\ntime = "25:00"', "cutoff.time"),
        ("[cutoff]\ndays = []", "cutoff.days"),
        ('[cutoff]\ndays = ["someday"]', "cutoff.days"),
        ('[[cutoff.method]]\ntime = "10:00"', "cutoff.method.name"),
        ('[cutoff]\nhour = "10"', "cutoff.hour"),
    ],
)
def test_what_cannot_be_meant_is_named(text: str, key: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        read(text)
    assert wrong.value.key == key
