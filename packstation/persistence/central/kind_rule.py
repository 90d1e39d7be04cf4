"""What central knows of each kind of journal row: whether it is the holder's alone, and what it does.

All that central and the bench share of the rules of packing; everything else stands in `domain` alone. A
kind that nobody has placed here is an error: at central its rows would be kept as not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from packstation.domain.kind import KINDS
from packstation.domain.value import value


class Effect(StrEnum):
    """What an accepted row does to its order at central, besides being kept."""

    TAKE = "take"
    """The order is this station's."""
    GIVE_BACK = "give_back"
    PACK = "pack"
    REOPEN = "reopen"
    LEAVE = "leave"
    """Packed by this station, whoever has it; who does loses it."""


@value
class KindRule:
    """One kind: the newest version this release knows, whether the fence counts, and the effect."""

    kind: str
    newest: int
    held: bool
    effect: Effect | None


EFFECTS: Mapping[str, Effect] = {
    "order_opened": Effect.TAKE,
    "order_resumed": Effect.TAKE,
    "order_released": Effect.GIVE_BACK,
    "order_parked": Effect.GIVE_BACK,
    "order_packed": Effect.PACK,
    "order_reopened": Effect.REOPEN,
    # What was done under a former name, and central may not know.
    "packing_handed_over": Effect.PACK,
    "work_handed_over": Effect.GIVE_BACK,
    "order_left_anyway": Effect.LEAVE,
}
_WHOEVER_HAS_IT = frozenset({"order_left_anyway"})
"""The lead's word on a carton that stands there: no claim is asked for, and whoever has one loses it."""
HELD = frozenset(
    {
        *(EFFECTS.keys() - _WHOEVER_HAS_IT),
        *("carton_opened", "carton_closed", "carton_reopened", "carton_taken_back", "carton_vanished"),
        *("carton_type_changed", "unit_counted", "unit_uncounted", "unit_moved", "unit_moved_back"),
        *("unit_put_back", "unit_taken_again", "short_reported", "short_found", "rest_ordered"),
        *("instruction_confirmed", "label_verified", "photo_taken", "photo_missed"),
    }
)
"""Packing: what is done to goods and cartons of an order, by the station that has it claimed."""
FREE = frozenset(
    {
        *(
            "order_received",
            "order_changed",
            "order_cancelled",
            "orders_imported",
            "hold_lifted",
            "tote_bound",
        ),
        *("quarantine_mended", "quarantine_replayed", "quarantine_dropped"),
        *("products_taken", "products_imported", "code_mapped", "code_dropped"),
        *("weight_learned", "weight_confirmed", "weight_forgotten"),
        *("person_enrolled", "person_changed", "badge_issued", "badge_sent", "signed_in", "signed_out"),
        *("settings_changed", "leave_given", "refusal", "station_started", "station_stopped", "backup_made"),
        *("device_lost", "device_back", "photos_deleted"),
        *("station_left", "site_joined", "order_handed_over", "things_handed_over", "conflict_ended"),
        "claim_overridden",
        *_WHOEVER_HAS_IT,
        # Paper comes out of any printer of the site, whoever has packed the order.
        *("label_requested", "label_printed", "label_unsent", "label_in_doubt", "label_answered"),
        *("label_reprinted", "sheet_printed", "slip_printed"),
    }
)
"""All other acts: whoever did it, it happened."""


def kind_rules(registry: Mapping[tuple[str, int], Any] = KINDS) -> Iterator[KindRule]:
    """The rules of every kind this release knows. KeyError for a kind that nobody has placed."""
    newest: dict[str, int] = {}
    for kind, version in registry:
        newest[kind] = max(version, newest.get(kind, 0))
    for kind, version in sorted(newest.items()):
        if (kind in HELD) == (kind in FREE):
            raise KeyError(kind)
        yield KindRule(kind, version, kind in HELD, EFFECTS.get(kind))
