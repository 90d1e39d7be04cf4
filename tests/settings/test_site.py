"""What a site says of packing: rules alone, before the bench's own, key by key, or not heard at all."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from packstation.domain.carton import CartonType
from packstation.domain.policy import ShortEnding
from packstation.domain.weight import Tolerance, WeightRule
from packstation.settings.section import SettingsError
from packstation.settings.site import BenchSettings, load_under_site, site_rules

OWN = """
[station]
name = "Bench 7"
[scale]
port = "COM4"
[packing]
weight_check = "off"
tolerance_grams = 30
settle_ms = 900
[packing.carton]
code = "OWN"
tare_grams = 300
[[carton]]
code = "BIG"
[cutoff]
time = "15:00"
days = ["sat"]
"""


def under(folder: Path, text: str, own: str = OWN) -> BenchSettings:
    """What a bench of this file works by under a site that says this."""
    path = folder / "station.toml"
    path.write_text(own, "utf-8")
    return load_under_site(path, text)


def test_the_site_counts_before_the_bench_key_by_key(tmp_path: Path) -> None:
    found = under(
        tmp_path,
        '[packing]\nweight_check = "required"\nshort = "ship"\nplaces = ["P 1"]\n[cutoff]\ntime = "14:30"\n',
    )
    settings, policy = found.settings, found.settings.policy
    assert (policy.weight_rule, policy.short_ending, policy.places) == (
        WeightRule.REQUIRED,
        ShortEnding.SHIP,
        ("P 1",),
    )
    assert (policy.tolerance, policy.settle_ms) == (Tolerance(30, 20), 900)
    assert policy.carton_type.code == "OWN"
    assert (settings.cutoffs.usual.at, settings.cutoffs.usual.days) == (time(14, 30), frozenset({5}))
    assert (settings.name, settings.scale is not None) == ("Bench 7", True)
    assert found.site_keys == ("packing.weight_check", "packing.short", "packing.places", "cutoff.time")
    assert found.ignored is None


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ('[packing.carton]\ncode = "BIG"\n', CartonType("BIG", 180, 20), ()),
        ('[[carton]]\ncode = "OWN"\n', CartonType("BOX", 180, 20), (CartonType("OWN", 0),)),
    ],
)
def test_a_site_that_names_a_carton_names_all(
    tmp_path: Path, text: str, first: CartonType, others: tuple[CartonType, ...]
) -> None:
    found = under(tmp_path, text)
    policy = found.settings.policy
    assert found.ignored is None
    assert (policy.carton_type, policy.carton_types) == (first, others)
    assert policy.tolerance == Tolerance(30, 20)


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n"])
def test_a_site_that_says_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    alone = under(tmp_path, "").settings
    assert under(tmp_path, text) == BenchSettings(alone)


REFUSED = [
    ('[station]\nname = "x"', "station"),
    ('[[scanner]]\nport = "COM3"', "scanner"),
    ('[scale]\nport = "COM3"', "scale"),
    ('[printer]\nhost = "x"', "printer"),
    ("[screen]\ntext_percent = 120", "screen"),
    ("[backup]\nkept = 3", "backup"),
    ('[paper]\nway = "system"', "paper"),
    ('[documents]\nfolder = "x"', "documents"),
    ('[camera]\nsource = "camera"', "camera"),
    ('[sscc]\ncompany_prefix = "9521234"', "sscc"),
    ("[robots]\narms = 2", "robots"),
    ("[packing]\nsettle_ms = 100", "packing.settle_ms"),
    ("[packing]\nrobots = 2", "packing.robots"),
    ('[packing]\nweight_check = "sometimes"', "packing.weight_check"),
    ("packing = 5", "packing"),
    ("carton = 5", "carton"),
    ("[packing", "settings of the site"),
]


@pytest.mark.parametrize(("text", "key"), REFUSED)
def test_what_no_site_may_say_is_named_and_a_bench_that_hears_it_leaves_out_the_whole(
    tmp_path: Path, text: str, key: str
) -> None:
    with pytest.raises(SettingsError) as wrong:
        site_rules(text)
    assert wrong.value.key == key
    heard = under(tmp_path, f'{text}\n[cutoff]\ntime = "09:00"\n')
    assert heard.settings == under(tmp_path, "").settings
    assert heard.ignored is not None
    assert heard.site_keys == ()


def test_a_mistake_in_the_benchs_own_file_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as wrong:
        under(tmp_path, '[packing]\nweight_check = "off"', "[packing]\nweight_check = 1")
    assert (wrong.value.key, wrong.value.line) == ("packing.weight_check", 2)
