"""The scale as the pack screen sees it: when a carton may be judged, and what to show meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import FaultCode
from packstation.domain.weight import (
    ExpectedWeight,
    Reading,
    ScaleWatch,
    Unsettled,
    WeighedCarton,
    WeightRule,
)
from packstation.ui.verdict import ActCode, NextAct


@dataclass(frozen=True, slots=True)
class WeightShown:
    """The weight panel: the live weight or what is wrong, and the band the carton should fall in.

    `expected` None with `checked` True means a unit inside has no known weight.
    """

    gross_grams: int | None
    stable: bool
    fault: FaultCode | None
    expected: ExpectedWeight | None
    checked: bool

    @property
    def difference_grams(self) -> int | None:
        """Grams beyond the band's middle when outside the band, 0 within, None when nobody can say."""
        if self.expected is None or self.gross_grams is None:
            return None
        return self.expected.difference(self.gross_grams)


class Weighing:
    """Keeps the watch over the scale and says, once per settled weight, that it is time to judge."""

    def __init__(self, policy: PackingPolicy) -> None:
        self._policy = policy
        self._watch = ScaleWatch(policy.zero_band_grams, policy.weight_max_age_ms)
        self._complete_at_ms: int | None = None
        self._judged_since_ms: int | None = None

    def feed(self, reading: Reading) -> None:
        """Take one reading."""
        lost = reading.fault in {FaultCode.GONE, FaultCode.SILENT}
        watch = self._watch.lost() if lost else self._watch
        self._watch = watch.feed(reading)

    def carton_complete(self, now_ms: int) -> None:
        """All goods are counted: from now on a settled weight is meant for judging."""
        if self._complete_at_ms is None:
            self._complete_at_ms = now_ms
            self._judged_since_ms = None

    def carton_open(self) -> None:
        """Goods are still missing (again)."""
        self._complete_at_ms = None

    def carton_weighed(self) -> None:
        """The carton was closed by this weight; the next one needs the scale to see zero first."""
        self._watch = self._watch.used()
        self._complete_at_ms = None

    def weighed(self, now_ms: int) -> WeighedCarton:
        """What the scale says about the carton now."""
        return self._watch.settled(now_ms)

    def time_to_judge(self, now_ms: int, expected: ExpectedWeight | None) -> WeighedCarton | None:
        """The weight to close the carton by, once it stood long enough; each settled weight only once."""
        since = self._watch.stable_since_ms
        if self._policy.weight_rule is WeightRule.OFF or self._complete_at_ms is None or since is None:
            return None
        weighed = self._watch.settled(now_ms)
        if weighed.gross_grams is None or self._judged_since_ms == since:
            return None
        good = expected is not None and expected.difference(weighed.gross_grams) == 0
        wait_ms = self._policy.settle_ms if good else self._policy.patience_ms
        if now_ms - max(since, self._complete_at_ms) < wait_ms:
            return None
        self._judged_since_ms = since
        return weighed

    def shown(self, expected: ExpectedWeight | None) -> WeightShown:
        """What the weight panel shows."""
        last = self._watch.last
        checked = self._policy.weight_rule is not WeightRule.OFF
        if last is None:
            return WeightShown(None, False, FaultCode.SILENT, expected, checked)
        return WeightShown(last.gross_grams, last.stable, last.fault, expected, checked)

    def next_act(self, now_ms: int, expected: ExpectedWeight | None) -> NextAct:
        """What to do with a complete carton."""
        rule = self._policy.weight_rule
        if rule is WeightRule.OFF:
            return NextAct(ActCode.CLOSE_CARTON)
        weighed = self._watch.settled(now_ms)
        if weighed.fault is not None:
            optional = expected is None or rule is WeightRule.ADVISORY
            return NextAct(ActCode.CLOSE_CARTON if optional else ActCode.MEND_SCALE)
        if weighed.waiting is Unsettled.NOT_FRESH:
            return NextAct(ActCode.CLEAR_SCALE)
        if not self._watch.loaded():
            return NextAct(ActCode.WEIGH_CARTON)
        return self._judged_act(weighed, expected)

    def _judged_act(self, weighed: WeighedCarton, expected: ExpectedWeight | None) -> NextAct:
        since = self._watch.stable_since_ms
        judged = since is not None and self._judged_since_ms == since
        off = expected.difference(weighed.gross_grams) if expected and weighed.gross_grams is not None else 0
        if not judged or not off:
            return NextAct(ActCode.WAIT_FOR_WEIGHT)
        return NextAct(ActCode.LIGHT_CARTON if off < 0 else ActCode.HEAVY_CARTON, {"grams": abs(off)})
