"""What the simulated packer does about orders that need more than goods, a scale and a label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from packstation.demo.event import Event
from packstation.demo.goods import AIM_CODE_128, Good
from packstation.demo.hands import Hands
from packstation.demo.screen_reader import Glance, ScreenReader
from packstation.demo.warehouse import DemoPerson, PrintedCode
from packstation.demo.world import World
from packstation.domain.command_code import Command

PATIENCE_S = 20.0
"""She gives up when nothing on the screen has changed for so long; a PC that is busy is not broken."""

Habit = Callable[[Glance], None]


class GaveUp(Exception):
    """She would fetch the lead now; the text says why."""


class Unusual:
    """Knows how a short, a parked or a split order goes on, and who stands at the bench for it."""

    def __init__(self, screen: ScreenReader, hands: Hands, world: World) -> None:
        self._screen = screen
        self._hands = hands
        self._world = world
        self._here = world.packer
        self._damaged = False
        self._acts: dict[Event, Habit] = {
            Event.SHORT: self._lacks,
            Event.PARKED: self._leaves,
            Event.TWO_CARTONS: self._is_full,
            Event.TIMES: self._counts,
        }

    @property
    def habits(self) -> Mapping[str, Habit]:
        """What she does at the questions of such orders."""
        lead = self._world.lead.name
        return {
            "What cannot be packed?": self.picks("Everything"),
            "What is wrong?": self._say_why,
            "What becomes of this order?": self.picks("Ship what is here"),
            "A lead scans the badge": self._fetch_lead,
            f"{lead}: the PIN": self._type_pin,
            "Which place does it go to?": self._put_on_place,
            "Which order do you go on with?": self._fetch_parked,
            "Why once more?": self.picks("It did not come out"),
        }

    @property
    def waits(self) -> bool:
        """Whether an order put aside is still to be finished."""
        return self._world.table.parked is not None

    def whose_turn(self) -> DemoPerson:
        """The lead, while an order put aside waits; else the packer."""
        self._here = self._world.lead if self.waits else self._world.packer
        return self._here

    def starts(self, seen: Glance) -> bool:
        """At the empty bench: the lead fetches what was put aside, and lets the packer go on afterwards."""
        lead_here = self._here is self._world.lead
        if self.waits == lead_here and not self.waits:
            return False
        self._hands.command(Command.PARK if self.waits and lead_here else Command.LOCK)
        self._changes_act(seen)
        return True

    def meets(self, seen: Glance) -> bool:
        """Amid the goods: what is out of the ordinary shows now, and something else than a scan is next."""
        table = self._world.table
        if table.tote is None or table.box is None or table.tote.order.event is None:
            return False
        spoilt = all(good.damaged for good in table.tote.goods)
        shows = spoilt if table.tote.order.event is Event.SHORT else bool(table.box.goods)
        event = self._world.meet() if shows else None
        act = self._acts.get(event) if event is not None else None
        if act is not None:
            act(seen)
        return act is not None

    def tells(self, seen: Glance, good: Good) -> None:
        """Read to the bench what it asks about this very piece: lot, date, serial number."""
        if not good.mark:
            return
        day = date.fromisoformat(good.code.expiry).strftime("%d%m%y") if good.code.expiry else ""
        told = {"Serial number": good.serial, "Lot number": good.code.lot, "Expiry date": day}
        glance = seen
        while glance.flashes == seen.flashes:
            before = glance
            self._screen.wait_until(lambda act=before.act: self._moved(act, seen.flashes), PATIENCE_S)  # type: ignore[misc]
            glance = self._screen.glance()
            if glance.act == before.act or glance.flashes > seen.flashes:
                return
            if glance.act.startswith("Which lot"):
                known = self._screen.glance().answer(good.code.lot) > 0
                self.picks(good.code.lot if known else "Another")(glance)
            for beginning, text in told.items():
                if glance.act.startswith(beginning):
                    self._write(text)

    def picks(self, words: str) -> Habit:
        """The habit of taking the answer that begins like this."""

        def pick(seen: Glance) -> None:
            # What is asked is read a moment before the answers are in their places.
            if not self._screen.wait_until(lambda: self._screen.glance().answer(words) > 0, PATIENCE_S):
                raise GaveUp(f"there is no answer “{words}” to: {seen.act}")
            self._hands.pick(self._screen.glance().answer(words))
            self._changes_act(seen)

        return pick

    def _moved(self, act: str, flashes: int) -> bool:
        glance = self._screen.glance()
        return glance.act != act or glance.flashes > flashes

    def _lacks(self, seen: Glance) -> None:
        # What is broken goes nowhere near the carton.
        table = self._world.table
        broken = list(iter(table.take_good, None))
        self._damaged = bool(broken)
        table.aside += broken
        self._hands.command(Command.SHORT)
        self._changes_act(seen)

    def _say_why(self, seen: Glance) -> None:
        self.picks("Damaged" if self._damaged else "Missing")(seen)

    def _leaves(self, seen: Glance) -> None:
        self._hands.command(Command.PARK)
        self._changes_act(seen)

    def _is_full(self, seen: Glance) -> None:
        if self._world.table.box is not None:
            self._world.table.box.full = True
        self._hands.command(Command.NEXT_CARTON)
        self._changes_act(seen)

    def _counts(self, seen: Glance) -> None:
        """One is scanned; the others are the same, and go in together."""
        table = self._world.table
        goods = list(iter(table.take_good, None))
        self._hands.times(len(goods) + 1)
        self._screen.wait_until(lambda: self._screen.glance().flashes > seen.flashes, PATIENCE_S)
        for good in goods:
            table.put_in(good)

    def _fetch_lead(self, seen: Glance) -> None:
        lead = self._world.lead
        self._screen.wait_until(lambda: self._screen.glance().answer(lead.name) > 0, PATIENCE_S)
        self._hands.allow(lead, self._screen.glance().answer(lead.name))
        self._changes_act(seen)

    def _type_pin(self, seen: Glance) -> None:
        self._write(self._world.lead.pin)
        self._changes_act(seen)

    def _put_on_place(self, seen: Glance) -> None:
        self.picks("")(seen)
        self._world.table.set_aside()

    def _fetch_parked(self, seen: Glance) -> None:
        parked = self._world.table.parked
        self.picks(parked[0].order.number if parked else "")(seen)
        self._world.table.fetch()

    def _write(self, text: str) -> None:
        """Answer in the field that is asked for, once it is there."""
        self._screen.wait_until(lambda: self._screen.glance().asks_line, PATIENCE_S)
        self._hands.read(PrintedCode(text, AIM_CODE_128))

    def _changes_act(self, seen: Glance) -> None:
        self._screen.wait_until(lambda: self._screen.glance().act != seen.act, PATIENCE_S)
