"""The scale as the pack screen sees it: when a carton may be judged, and what to show meanwhile."""

from __future__ import annotations

from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import FaultCode
from packstation.domain.value import value
from packstation.domain.weight import (
    ExpectedWeight,
    Reading,
    ScaleWatch,
    Unsettled,
    WeighedCarton,
    WeightRule,
)
from packstation.ui.verdict import ActCode, NextAct


@value
class WeightShown:
    """The weight panel: the live weight or what is wrong, and the band the carton should fall in.

    `expected` None with `checked` True means a unit inside has no known weight. `complete`: all goods are
    counted, so being off means something.
    """

    gross_grams: int | None
    stable: bool
    fault: FaultCode | None
    loaded: bool
    expected: ExpectedWeight | None
    checked: bool
    complete: bool

    @property
    def difference_grams(self) -> int | None:
        """Grams off the middle of the band when outside it, 0 within, None when it would mean nothing."""
        if self.expected is None or self.gross_grams is None or not self.loaded or not self.complete:
            return None
        return self.expected.difference(self.gross_grams)


class Weighing:
    """Keeps the watch over the scale and says, once a settled weight, that the carton is due for judging."""

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

    def due(self, now_ms: int, expected: ExpectedWeight | None) -> bool:
        """Whether the carton stood long enough to be judged; each settled weight is judged only once."""
        since = self._watch.stable_since_ms
        if self._policy.weight_rule is WeightRule.OFF or self._complete_at_ms is None or since is None:
            return False
        weighed = self._watch.settled(now_ms)
        if weighed.gross_grams is None or self._judged_since_ms == since:
            return False
        good = expected is not None and expected.difference(weighed.gross_grams) == 0
        wait_ms = self._policy.settle_ms if good else self._policy.patience_ms
        return now_ms - max(since, self._complete_at_ms) >= wait_ms

    def judge(self, now_ms: int) -> WeighedCarton:
        """The weight to close the carton by, from now on judged."""
        self._judged_since_ms = self._watch.stable_since_ms
        return self._watch.settled(now_ms)

    def shown(self, now_ms: int, expected: ExpectedWeight | None) -> WeightShown:
        """What the weight panel shows."""
        last = self._watch.last
        checked = self._policy.weight_rule is not WeightRule.OFF
        complete = self._complete_at_ms is not None
        if last is None or now_ms - last.at_ms > self._policy.weight_max_age_ms:
            return WeightShown(None, False, FaultCode.SILENT, False, expected, checked, complete)
        loaded = self._watch.loaded()
        return WeightShown(last.gross_grams, last.stable, last.fault, loaded, expected, checked, complete)

    def carton_left(self, now_ms: int) -> bool:
        """Whether the carton weighed last still lies on the scale, where the next one has to be weighed."""
        watch = self._watch
        last = watch.last
        if self._policy.weight_rule is WeightRule.OFF or last is None:
            return False
        young = now_ms - last.at_ms <= self._policy.weight_max_age_ms
        return young and last.fault is None and watch.loaded() and not watch.fresh

    def next_act(self, now_ms: int, expected: ExpectedWeight | None) -> NextAct:
        """What to do with a complete carton."""
        rule = self._policy.weight_rule
        if rule is WeightRule.OFF:
            return NextAct(ActCode.CLOSE_CARTON)
        weighed = self._watch.settled(now_ms)
        if weighed.fault is not None:
            if expected is None or rule is WeightRule.ADVISORY:
                return NextAct(ActCode.CLOSE_CARTON)
            return NextAct(ActCode.MEND_SCALE, {"fault": weighed.fault.value})
        if weighed.waiting is Unsettled.NOT_FRESH:
            return NextAct(ActCode.CLEAR_SCALE)
        if not self._watch.loaded():
            return NextAct(ActCode.WEIGH_CARTON)
        return self._judged_act(weighed, expected)

    def _judged_act(self, weighed: WeighedCarton, expected: ExpectedWeight | None) -> NextAct:
        since = self._watch.stable_since_ms
        if since is None or self._judged_since_ms != since or weighed.gross_grams is None:
            return NextAct(ActCode.WAIT_FOR_WEIGHT)
        off = expected.difference(weighed.gross_grams) if expected else 0
        if not off:
            # Judged good and open all the same: something else kept it from closing, as the band says.
            return NextAct(ActCode.CLOSE_CARTON)
        return NextAct(ActCode.LIGHT_CARTON if off < 0 else ActCode.HEAVY_CARTON, {"grams": abs(off)})
