"""The carton catalogue in station.toml."""

from __future__ import annotations

import tomllib

import pytest

from packstation.domain.carton import CartonType
from packstation.domain.policy import PackingPolicy
from packstation.places import resources
from packstation.settings.section import SettingsError
from packstation.settings.station import parse


def policy(source: str) -> PackingPolicy:
    return parse(tomllib.loads(source), source).policy


def test_a_site_without_a_catalogue_has_one_carton() -> None:
    assert (policy("").carton_type, policy("").carton_types) == (CartonType("BOX", 180, 20), ())


def test_each_type_has_code_name_and_weights() -> None:
    found = policy(
        '[packing.carton]\ncode = "S"\ntare_grams = 90\n'
        '[[carton]]\ncode = "M2"\nname = " Middle  box"\ntare_grams = 200\nfill_grams = 30\n'
        '[[carton]]\ncode = "L"\n'
    )
    assert found.carton_type == CartonType("S", 90, 20)
    assert found.carton_types == (CartonType("M2", 200, 30, "Middle box"), CartonType("L", 0, 0))


@pytest.mark.parametrize("code", ["big", "B-1", "B.1", "B 1", "", "ABCDEFGHIJKLM", "É"])
@pytest.mark.parametrize("table", ["[packing.carton]", "[[carton]]"])
def test_a_code_that_no_command_barcode_can_bear_is_an_error_in_its_line(table: str, code: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        policy(f'[station]\n{table}\ncode = "{code}"\n')
    assert (wrong.value.key.split(".")[-1], wrong.value.line) == ("code", 3)


@pytest.mark.parametrize("first", ['[packing.carton]\ncode = "A"', '[[carton]]\ncode = "A"'])
def test_a_code_stands_for_one_type(first: str) -> None:
    with pytest.raises(SettingsError, match="no other carton"):
        policy(f'{first}\n[[carton]]\ncode = "A"\n')


def test_a_type_without_a_code_is_an_error() -> None:
    with pytest.raises(SettingsError, match="capital letters"):
        policy("[[carton]]\ntare_grams = 100\n")


def test_what_no_carton_has_is_an_error() -> None:
    with pytest.raises(SettingsError, match="not a setting"):
        policy('[[carton]]\ncode = "A"\nweight = 100\n')


def test_a_typed_label_proves_unless_the_site_says_no() -> None:
    assert policy("").typed_label_verifies
    assert not policy("[packing]\ntyped_label_verifies = false\n").typed_label_verifies


def test_the_file_we_ship_shows_a_catalogue_that_can_be_read() -> None:
    lines = (resources() / "station.toml").read_text(encoding="utf-8").splitlines()
    begin = lines.index(next(line for line in lines if line.startswith("# [packing.carton]")))
    end = lines.index(next(line for line in lines if line.startswith("# [sscc]")))
    shown = "\n".join(line.removeprefix("# ") for line in lines[begin:end])
    assert policy(shown).carton_types == (CartonType("BIG", 420, 60, "Big box"),)
