"""What the journal can say: every kind goes into a row and comes back the same."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain import act, carton_act, intake_act, packing_act, site_act
from packstation.domain.act import Act, CartonClosed, Plain, Refusal, RefusalV1
from packstation.domain.journal import payload_json
from packstation.domain.kind import KINDS, act_from

FACTS = st.dictionaries(st.text(max_size=10), st.one_of(st.none(), st.integers(), st.text(max_size=20)))


def values_of(hint: object) -> st.SearchStrategy[object]:
    """Any value a payload field of this type may hold."""
    plain: dict[object, st.SearchStrategy[object]] = {
        str: st.text(max_size=20),
        bool: st.booleans(),
        int: st.integers(),
        type(None): st.none(),
    }
    if hint in plain:
        return plain[hint]
    if type(None) in get_args(hint):
        return st.one_of(*(plain[part] for part in get_args(hint)))
    return FACTS


def acts(kind: type[Act]) -> st.SearchStrategy[Act]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("key", sorted(KINDS))
@given(data=st.data())
def test_an_act_read_back_from_its_row_is_the_act_that_was_written(
    key: tuple[str, int], data: st.DataObject
) -> None:
    written = data.draw(acts(KINDS[key]))
    assert act_from(*key, json.loads(payload_json(written))) == written


def test_every_act_the_house_knows_is_in_the_registry_under_its_own_name() -> None:
    modules = (act, carton_act, intake_act, packing_act, site_act)
    named = [thing for module in modules for thing in vars(module).values()]
    defined = {kind for kind in named if isinstance(kind, type) and issubclass(kind, Act)}
    assert defined - {Act} == set(KINDS.values())
    assert all((kind.kind, kind.version) == key for key, kind in KINDS.items())


@pytest.mark.parametrize(("kind", "version"), [("carton_eaten", 1), ("unit_counted", 3), ("unit_counted", 0)])
def test_a_row_of_a_later_release_is_not_guessed_at(kind: str, version: int) -> None:
    with pytest.raises(KeyError):
        act_from(kind, version, {})


def test_the_payload_is_canonical_json() -> None:
    refusal = Refusal("scan_unit", "unknown_code", {"read": "Tücher\x1d", "left": 2, "sku": None}, "left")
    assert payload_json(refusal) == (
        '{"code":"unknown_code","data":{"left":2,"read":"Tücher\\u001d","sku":null},'
        '"device":"left","verb":"scan_unit"}'
    )


def test_a_no_of_before_the_scanner_was_written_down_is_still_read() -> None:
    old: dict[str, Plain] = {"verb": "scan_unit", "code": "unknown_code", "data": {"read": "4012345678901"}}
    assert act_from("refusal", 1, old) == RefusalV1("scan_unit", "unknown_code", {"read": "4012345678901"})


def test_a_carton_closed_without_a_check_says_so_by_nothing_and_not_by_zero() -> None:
    act = CartonClosed("BENCH-00000017", 2, None, None, None, "unchecked")
    assert act.payload() == {
        "plate": "BENCH-00000017",
        "units": 2,
        "gross_grams": None,
        "expected_grams": None,
        "half_width_grams": None,
        "result": "unchecked",
    }
