"""What another bench cancelled is here within two seconds of central's commit."""

from __future__ import annotations

import pytest

from packstation.domain.central import Pulled, Pushed, Standing
from packstation.sync.outgoing import Apply, AskRows, Beat, Output, SendRows
from packstation.sync.pace import Pace
from tests.sync.at_step import EPOCH, AtStep, accepted, heard, held, row

ANSWER_MS = 200
"""So long central takes for each answer: far more than it does."""
SCAN_MS = 100


class BusyBench:
    """A packer scans, and central answers what it is asked. `cancelled_ms`: when it committed the news.

    `backlog`: so many rows have waited since before, far more than one push takes.
    """

    def __init__(self, chance: float, backlog: int = 0) -> None:
        self.at = AtStep(Pace(bundle=0), chance)
        self.at.holds(held(left_ms=9_000_000))
        self.backlog = backlog
        self.at.book(unsent=backlog, head_seq=4 + backlog)
        self.next = self.at.connect(acked_seq=4)
        self.cancelled_ms: int | None = None

    def answer(self) -> Output:
        """Whatever comes next; what was asked before it came is answered without the news."""
        at, call = self.at, self.next
        if isinstance(call, SendRows):
            position = at.seen.position
            sent = min(position.unsent, call.limit)
            at.book(unsent=position.unsent - sent)
            last = call.after_seq + sent
            done = Pushed(Standing.GO, last, accepted(call.after_seq + 1, last))
            return at.answer(call, done, after_ms=ANSWER_MS)
        if isinstance(call, Beat):
            return at.answer(call, heard(head=int(self.cancelled_ms is not None)), after_ms=ANSWER_MS)
        if isinstance(call, AskRows):
            rows = () if self.cancelled_ms is None else (row(1),)
            return at.answer(call, Pulled(Standing.GO, rows, len(rows), None), after_ms=ANSWER_MS)
        at.book(unsent=at.seen.position.unsent + 1, head_seq=at.seen.position.head_seq + 1)
        return at.wait(SCAN_MS)

    def goes_on(self) -> Output:
        """One step further; what was asked."""
        asked, self.next = self.next, self.answer()
        return asked


@pytest.mark.parametrize("backlog", [0, 48_000])
@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_what_another_bench_cancelled_is_here_in_two_seconds_while_a_packer_scans(
    chance: float, backlog: int
) -> None:
    bench = BusyBench(chance, backlog)
    while not isinstance(bench.goes_on(), AskRows if not backlog else SendRows):
        assert bench.at.mono_ms < 60_000
    # The worst moment: an answer without the news has just come.
    bench.cancelled_ms = bench.at.mono_ms
    while not bench.at.all(Apply):
        bench.goes_on()
        assert bench.at.mono_ms - bench.cancelled_ms <= 2_000
    assert bench.at.all(Apply) == [Apply(EPOCH, (row(1),))]
