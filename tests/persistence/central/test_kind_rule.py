"""Central knows every kind of journal row that the bench can write."""

from __future__ import annotations

import pytest

from packstation.domain.kind import KINDS
from packstation.persistence.central.kind_rule import EFFECTS, FREE, HELD, Effect, kind_rules


def test_every_kind_has_its_place() -> None:
    rules = {rule.kind: rule for rule in kind_rules()}
    assert rules.keys() == {kind for kind, _ in KINDS} == HELD | FREE
    assert rules["unit_counted"].newest == max(version for kind, version in KINDS if kind == "unit_counted")
    assert rules["order_packed"].effect is Effect.PACK
    assert not rules["order_received"].held


def test_a_kind_that_nobody_has_placed_is_found() -> None:
    with pytest.raises(KeyError, match="sneezed"):
        list(kind_rules({**KINDS, ("sneezed", 1): object}))


def test_what_moves_an_order_needs_its_claim() -> None:
    # All but a lead's word on a carton that stands there.
    assert EFFECTS.keys() - HELD == {"order_left_anyway"}
    assert not HELD & FREE
