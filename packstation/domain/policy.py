"""What a site decided about packing: read from settings once, handed to the verbs."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from packstation.domain.carton import CartonType
from packstation.domain.person import SignInWay
from packstation.domain.value import value
from packstation.domain.weight import Tolerance, WeightRule


class ShortEnding(StrEnum):
    """What a site does with an order of which pieces are missing."""

    SHIP = "ship"
    """Ship what is there; the rest stays an order."""
    PARK = "park"
    LEAD = "lead"
    """A lead decides."""


@value
class PackingPolicy:
    """The site's rules of packing.

    `double_read_ms`: the same code from the same scanner sooner than this is one read. `settle_ms`: how
    long a good weight must stand still before a carton closes by itself, `patience_ms` how long a bad one
    before the bench says no (goods packed on the scale arrive one by one). `weight_max_age_ms`: an older
    reading is no reading. `idle_lock_s`: the bench locks itself after so long without an act.
    `carton_types` are the site's, besides `carton_type`, which is put up first. `places` are where orders
    are parked; none: any name will do. `typed_label_verifies`: whether a label's number typed by hand
    proves the carton. `fewest_weighings`: so many verified cartons make a learned weight.
    """

    carton_type: CartonType = field(default_factory=lambda: CartonType("BOX", 180, 20))
    tolerance: Tolerance = field(default_factory=lambda: Tolerance(15, 20))
    weight_rule: WeightRule = WeightRule.REQUIRED
    sign_in_way: SignInWay = SignInWay.BADGE_OR_PIN
    double_read_ms: int = 250
    settle_ms: int = 600
    patience_ms: int = 2500
    zero_band_grams: int = 5
    weight_max_age_ms: int = 1500
    idle_lock_s: int = 300
    ship_from: tuple[str, ...] = ()
    carton_types: tuple[CartonType, ...] = ()
    short_ending: ShortEnding = ShortEnding.LEAD
    places: tuple[str, ...] = ()
    typed_label_verifies: bool = True
    fewest_weighings: int = 3
