"""A packer at one of several benches: she packs what NEXT says, for others pack the same orders."""

from __future__ import annotations

import time
from collections.abc import Callable

from packstation.demo.packer import EMPTY_BENCH, Packer
from packstation.demo.screen_reader import Glance
from packstation.demo.unusual import GaveUp
from packstation.domain.command_code import Command

AGAIN_S = 1.0
"""She asks for the next order again after so long, where there was none."""


class SitePacker(Packer):
    """Packs until `over` says that nothing is left at the whole site."""

    over: Callable[[], bool] = staticmethod(lambda: False)

    def _work_is_over(self, seen: Glance) -> bool:
        return self._started > 0 and self.over() and seen.act.startswith((EMPTY_BENCH, "Scan your badge"))

    def _start_order(self, seen: Glance) -> None:
        while True:
            if time.monotonic() > self._deadline_s:
                raise GaveUp(f"the day is over at: {seen.act}")
            before = self._screen.glance().flashes
            self._hands.command(Command.NEXT)
            self._screen.wait_until(lambda since=before: self._answered(since), AGAIN_S)  # type: ignore[misc]
            # Whoever came too late for any order has had a day's work all the same.
            self._started += 1
            order = self._screen.text("order")
            if order:
                number = order.removeprefix("Order ")
                if self._world.table.take_tote(number) is None:
                    raise GaveUp(f"there is no tote for {order}")
                return
            if self.over():
                return
            self._screen.wait_until(self.over, AGAIN_S)

    def _answered(self, flashes: int) -> bool:
        return self._screen.glance().flashes > flashes
