"""Weights: what the scale said, what the carton should weigh, and whether the two can tell a mistake.

All weights are integer grams. A reading without a number says why; it is never zero instead.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.rule import ALL_RULES, Rule, Rules
from packstation.domain.value import value


@value
class Reading:
    """One answer of the scale.

    `gross_grams` is None whenever `fault` says why there is no weight. `stable` comes from the scale,
    never from us. `at_ms` is the station's monotonic clock when the last byte arrived; `raw` the bytes,
    for the devices screen.
    """

    gross_grams: int | None
    stable: bool
    at_ms: int
    fault: FaultCode | None = None
    net: bool = False
    raw: bytes = b""


@value
class Tolerance:
    """How far a carton may be off: the larger of an absolute and a relative half-width."""

    grams: int
    permille: int

    def half_width(self, expected_grams: int) -> int:
        """Half the width of the band around the expected weight, in grams."""
        return max(self.grams, expected_grams * self.permille // 1000)


@value
class ExpectedWeight:
    """What a carton should weigh: its units, the carton itself and the fill.

    `blind` means the band is at least as wide as the lightest unit inside: a missing one of those would
    not be seen, and the bench has to say so. `learned`: the weight of a unit inside is what verified
    cartons say, and no lead has confirmed it yet.
    """

    grams: int
    half_width_grams: int
    lightest_unit_grams: int
    learned: bool = False

    @property
    def blind(self) -> bool:
        """Whether one missing unit of the lightest kind would go unseen."""
        return self.half_width_grams >= self.lightest_unit_grams

    def difference(self, gross_grams: int) -> int:
        """Grams beyond the expected weight: negative is too light. Zero whenever within the band."""
        off = gross_grams - self.grams
        return 0 if abs(off) <= self.half_width_grams else off


class WeightRule(StrEnum):
    """What the site does with the weight of a carton."""

    REQUIRED = "required"
    ADVISORY = "advisory"
    OFF = "off"


class WeightResult(StrEnum):
    """What the weight said about a closed carton."""

    WITHIN = "within"
    ADVISED = "advised"  # outside the band, closed all the same because the rule is advisory
    UNCHECKED = "unchecked"  # a unit without a known weight, or no weight read and none required
    OFF = "off"


def expected_weight(
    units: list[tuple[int, int | None]], carton_grams: int, fill_grams: int, tolerance: Tolerance
) -> ExpectedWeight | None:
    """Expected weight of a carton holding `units` of (count, grams each or None when unknown).

    None when it holds nothing, or any unit whose weight nobody knows: then weight cannot check it.
    """
    held = [(count, grams) for count, grams in units if count > 0]
    known = [(count, grams) for count, grams in held if grams is not None]
    if not held or len(known) < len(held):
        return None
    total = sum(count * grams for count, grams in known) + carton_grams + fill_grams
    return ExpectedWeight(total, tolerance.half_width(total), min(grams for _, grams in known))


FLICKER_GRAMS = 2
"""Stable readings this close are one and the same load; goods put on or taken off move the scale first."""


@value
class ScaleWatch:
    """Whether the weight on the scale belongs to the carton in hand.

    The scale must have gone back to zero since the last carton was weighed (`fresh`), and the newest
    reading must be stable, young and without fault. `feed` takes every reading, `used` notes that a
    carton was closed by the present weight.
    """

    zero_band_grams: int
    max_age_ms: int
    fresh: bool = False
    last: Reading | None = None
    stable_since_ms: int | None = None

    def feed(self, reading: Reading) -> ScaleWatch:
        """The watch after one more reading. A net weight is none: what lies there in all is unknown."""
        if reading.net:
            reading = replace(reading, gross_grams=None, fault=FaultCode.SCALE_TARED)
        grams = reading.gross_grams
        if grams is None or not reading.stable:
            return replace(self, last=reading, stable_since_ms=None)
        same = self._rested_at(grams)
        since = self.stable_since_ms if same and self.stable_since_ms is not None else reading.at_ms
        fresh = self.fresh or abs(grams) <= self.zero_band_grams
        return replace(self, last=reading, fresh=fresh, stable_since_ms=since)

    def _rested_at(self, grams: int) -> bool:
        """Whether the reading before was this weight; a scale at rest may flicker between two divisions."""
        if self.last is None or not self.last.stable or self.last.gross_grams is None:
            return False
        return abs(self.last.gross_grams - grams) <= FLICKER_GRAMS

    def lost(self) -> ScaleWatch:
        """The watch after the scale went away: what it said before counts for nothing."""
        return replace(self, last=None, stable_since_ms=None, fresh=False)

    def used(self) -> ScaleWatch:
        """The watch after a carton was weighed: the scale has to see zero before the next."""
        return replace(self, fresh=False)

    def loaded(self) -> bool:
        """Whether something lies on the scale, stable or not; below zero, something was taken off it."""
        grams = self.last.gross_grams if self.last else None
        return grams is not None and grams > self.zero_band_grams

    def settled(self, now_ms: int) -> WeighedCarton:
        """The weight to judge a carton by, or why there is none (`Unsettled` reasons)."""
        if self.last is None or now_ms - self.last.at_ms > self.max_age_ms:
            return WeighedCarton(None, None, FaultCode.SILENT)
        if self.last.fault is not None:
            return WeighedCarton(None, None, self.last.fault)
        if not self.fresh:
            return WeighedCarton(None, Unsettled.NOT_FRESH, None)
        if not self.last.stable or not self.loaded():
            return WeighedCarton(None, Unsettled.NOT_SETTLED, None)
        return WeighedCarton(self.last.gross_grams, None, None)


class Unsettled(StrEnum):
    """Why there is no weight yet, though the scale works."""

    NOT_SETTLED = "not_settled"
    NOT_FRESH = "not_fresh"


@value
class WeighedCarton:
    """A settled, fresh gross weight in grams, or the reason there is none: exactly one is set."""

    gross_grams: int | None
    waiting: Unsettled | None
    fault: FaultCode | None


@value
class WeightJudgement:
    """The gross weight a carton is closed with (None when there was none) and what it proves."""

    gross_grams: int | None
    result: WeightResult


def judge(
    weighed: WeighedCarton, expected: ExpectedWeight | None, rule: WeightRule, rules: Rules = ALL_RULES
) -> WeightJudgement:
    """Decide whether a carton may be closed by what the scale says.

    Raises Refused (light, heavy, not settled, not fresh) or DeviceFault when the site requires a weight
    and there is no good one. A carton whose weight nobody can foresee is never held up by it.
    """
    gross = weighed.gross_grams
    if rule is WeightRule.OFF:
        return WeightJudgement(gross, WeightResult.OFF)
    if expected is None:
        return WeightJudgement(gross, WeightResult.UNCHECKED)
    if gross is None:
        if rule is WeightRule.ADVISORY:
            return WeightJudgement(None, WeightResult.UNCHECKED)
        return _without_weight(weighed, expected, rules)
    off = expected.difference(gross)
    if not off or not rules.hold(Rule.WEIGHT_WITHIN_BAND):
        return WeightJudgement(gross, WeightResult.WITHIN)
    if rule is WeightRule.ADVISORY:
        return WeightJudgement(gross, WeightResult.ADVISED)
    code = RefusalCode.WEIGHT_LIGHT if off < 0 else RefusalCode.WEIGHT_HEAVY
    raise Refused(code, grams=abs(off), gross_grams=gross, expected_grams=expected.grams)


def _without_weight(weighed: WeighedCarton, expected: ExpectedWeight, rules: Rules) -> WeightJudgement:
    if weighed.fault is not None:
        if rules.hold(Rule.FAULT_IS_NO_WEIGHT):
            raise DeviceFault(weighed.fault, "scale")
        return WeightJudgement(expected.grams, WeightResult.WITHIN)
    fresh = weighed.waiting is not Unsettled.NOT_FRESH
    raise Refused(RefusalCode.WEIGHT_NOT_SETTLED if fresh else RefusalCode.WEIGHT_NOT_FRESH)
