"""What central must know of a kind of journal row, as the model knows it."""

from __future__ import annotations

from typing import NamedTuple

from packstation.domain.kind import KINDS


class Rule(NamedTuple):
    """`held`: done with an order in hand, so only under the fence of its claim."""

    held: bool


HANDED_OVER = frozenset({"packing_handed_over", "work_handed_over"})
"""Done under a name that the station had before."""
PACKED_KINDS = frozenset({"order_packed", "packing_handed_over"})
LEFT_KINDS = frozenset({"order_left_anyway"})
"""A carton leaves as it was packed, whoever has the order."""
RETURNING = PACKED_KINDS | LEFT_KINDS | {"order_parked", "order_released", "work_handed_over"}
"""With these the station gives its claim back."""
NOT_HELD = frozenset(
    {"station_started", "station_stopped", "person_enrolled", "signed_in", "signed_out", "order_received"}
    | {"order_cancelled", "order_changed", "rest_ordered", "hold_lifted", "refusal", "orders_imported"}
    | {"device_lost", "device_back", "backup_made", "quarantine_mended", "quarantine_replayed"}
    | {"quarantine_dropped", "products_taken", "products_imported", "photos_deleted", "person_changed"}
    | {"badge_issued", "badge_sent", "settings_changed", "leave_given", "code_mapped", "code_dropped"}
    | {"weight_learned", "weight_confirmed", "weight_forgotten"}
    | {"order_handed_over", "things_handed_over", "station_left", "site_joined", "conflict_ended"}
    | LEFT_KINDS
)
LONGEST_LEASE_S = 12 * 3600
"""Whoever is gone for longer must not keep orders from the others."""
_RULES = {key: Rule(key[0] not in NOT_HELD) for key in KINDS}


def rule_of(kind: str, version: int) -> Rule | None:
    """The rule, or None where the site's release does not know the kind or this form of it."""
    return _RULES.get((kind, version))


def lease_ms_of(asked_s: int) -> int:
    """How long a claim lasts whose station asks for so much."""
    return min(asked_s, LONGEST_LEASE_S) * 1_000
