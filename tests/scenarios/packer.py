"""A packer who does what a script says, on a real store, with a scale and a printer that obey the script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from packstation.application.bench import OnBench
from packstation.application.counting import Answer
from packstation.application.note import NoteLamp
from packstation.application.open_order import LookAt
from packstation.application.ports import NewId
from packstation.domain.act import Act, Refusal
from packstation.domain.device import Lamp
from packstation.domain.double_read import DoubleReadWatch
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading, ScaleWatch, WeighedCarton
from packstation.persistence.read_journal import read_journal
from packstation.persistence.store import SqliteStore
from tests.application.site import BLOCK, Opened
from tests.application.warehouse import Warehouse
from tests.fakes.clock import FakeClock
from tests.fakes.printer import PowerCut
from tests.scenarios import words

COUNTED_ON_NO = frozenset({RefusalCode.PIN_WRONG, RefusalCode.BADGE_UNKNOWN, RefusalCode.SIGN_IN_DELAYED})
"""The nos that change something: a wrong secret is counted, and a clock set back begins the wait anew."""


Do = Callable[..., list[str]]


class Acts:
    """Acts by the words a script uses for them; the groups of the words are the act's arguments."""

    def __init__(self) -> None:
        self._known: list[tuple[re.Pattern[str], Do]] = []

    def __call__(self, pattern: str) -> Callable[[Do], Do]:
        """Name the words for the act below."""

        def known(do: Do) -> Do:
            self._known.append((re.compile(pattern), do))
            return do

        return known

    def find(self, packer: Packer, written: str) -> Callable[[], list[str]] | None:
        """The act a script asks this packer for, or None when nobody knows it."""
        for pattern, do in self._known:
            match = pattern.fullmatch(written)
            if match is not None:
                return partial(do, packer, *match.groups())
        return None


class Packer:
    """Somebody at the bench, and everything around that the script may turn."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.block = BLOCK
        self.warehouse = Warehouse(self._open_store)
        self.people: dict[str, tuple[Actor, str]] = {}
        self.grams: int | None = 0
        self.still = True
        self.asked: tuple[Scan, tuple[Answer, ...]] | None = None
        self.start_over()

    def _open_store(self, clock: FakeClock, new_id: NewId) -> Opened:
        store = SqliteStore.open(self.path, clock=clock, new_id=new_id, app_version="1", block=self.block)
        return Opened(store, lambda: list(read_journal(self.path)), store._closing.close)

    def start_over(self) -> None:
        """The bench after a start: nobody there, nothing read; what lies on the scale lies there still."""
        policy = self.warehouse.policy
        self.actor: Actor | None = None
        self.on_bench: OnBench | None = None
        self.door = DoubleReadWatch(policy.double_read_ms)
        self.scale = ScaleWatch(policy.zero_band_grams, policy.weight_max_age_ms)
        self.weigh()

    def restart(self) -> None:
        """The power goes and comes back."""
        self.warehouse.restart()
        self.start_over()

    def tried(self, do: Callable[[], list[str]]) -> list[str]:
        """What the bench says to an act, a no and a fault included."""
        seen, acts = self.warehouse.seen(), self.warehouse.acts()
        try:
            return do()
        except Refused as no:
            self._changed_nothing(no, seen, acts)
            if no.code is RefusalCode.ORDER_CHANGED:
                # As the screen does: show what it asks for now.
                self.on_bench = LookAt(self.warehouse.bench)(self.task.order.order_id)
            return [words.no(no)]
        except DeviceFault as trouble:
            return [words.fault(trouble)]
        except PowerCut:
            return ["dark"]

    def _changed_nothing(self, no: Refused, seen: tuple[object, ...], acts: list[Act]) -> None:
        if no.code is not RefusalCode.PIN_NEEDED:  # a question, not a no
            *before, newest = self.warehouse.acts()
            assert before == acts
            assert isinstance(newest, Refusal)
            assert (newest.code, newest.data) == (no.code.value, no.recorded)
        assert no.code in COUNTED_ON_NO or self.warehouse.seen() == seen

    @property
    def somebody(self) -> Actor:
        """Who stands at the bench; a script without anybody is a mistake in the script."""
        assert self.actor is not None, "nobody is signed in"
        return self.actor

    @property
    def task(self) -> PackTask:
        """What lies open; a script that works on nothing is a mistake in the script."""
        assert self.on_bench is not None, "no order lies open"
        return self.on_bench.task

    def shows(self, on_bench: OnBench | None) -> list[str]:
        """Keep what lies open now; in words."""
        packed = on_bench is not None and on_bench.task.order.packed_at is not None
        self.on_bench = None if packed else on_bench
        if on_bench is None:
            return ["bench is empty"]
        return [*words.task(on_bench.task), *words.label(on_bench)]

    def weigh(self) -> WeighedCarton:
        """What the scale says now; it answers all the time, as long as it is plugged in."""
        self.warehouse.clock.advance(1)
        now_ms = self.warehouse.clock.mono_ms()
        if self.grams is not None:
            self.scale = self.scale.feed(Reading(self.grams, stable=self.still, at_ms=now_ms))
        return self.scale.settled(now_ms)

    def put_on_scale(self, grams: int, *, still: bool) -> None:
        """Something lies on the scale from now on."""
        self.grams, self.still = grams, still
        self.weigh()

    def plug_scale(self, *, in_place: bool) -> None:
        """The cable of the scale comes out, or goes in again."""
        self.grams = 0 if in_place else None
        self.scale = self.scale.lost()
        fault = None if in_place else FaultCode.GONE
        NoteLamp(self.warehouse.bench)(Lamp("scale", fault))

    def set_policy(self, **settings: object) -> None:
        """The site decides something else."""
        self.warehouse.policy = replace(self.warehouse.policy, **settings)  # type: ignore[arg-type]
