"""The simulated packer: reads the screen as a person would, and does what it says with her hands.

She knows English, the things in her hands and nothing else: neither the rules of the bench nor its code.
What she reads is the next act in large letters; each sentence has a habit that goes with it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from packstation.demo.goods import Good, Tote
from packstation.demo.hands import Hands
from packstation.demo.screen_reader import Glance, ScreenReader
from packstation.demo.unusual import PATIENCE_S, GaveUp, Habit, Unusual
from packstation.demo.world import World
from packstation.domain.command_code import Command
from packstation.labels.read_plate import read_plate

PUZZLED_S = 3.0
"""She gives up when the answer has been about another thing for so long."""

MOST_TRIES = 8
"""She gives up when so many acts in a row led nowhere."""

DONE = "Done"

EMPTY_BENCH = "Scan a tote, an order or a product"

ONE_OF_SEVERAL = "The right label is on the carton"
"""So the bench begins when an order goes on in another carton."""

GOOD_WORDS = frozenset({"YES", "LINE COMPLETE"})


class Packer:
    """Packs what stands on the rack until it is empty, or until she gives up.

    `looked` is told of every look at the screen; `deadline_s` is when she goes home, on the monotonic clock.
    """

    def __init__(
        self,
        screen: ScreenReader,
        hands: Hands,
        world: World,
        looked: Callable[[Glance], None],
        deadline_s: float,
    ) -> None:
        self._screen = screen
        self._hands = hands
        self._world = world
        self._looked = looked
        self._deadline_s = deadline_s
        self._unusual = Unusual(screen, hands, world)
        self._started = 0
        self._habits: dict[str, Habit] = {
            "Scan your badge": self._sign_in,
            EMPTY_BENCH: self._start_order,
            "Scan the goods": self._scan_goods,
            "Clear the scale": self._clear_scale,
            "Put the carton on the scale": self._weigh,
            "Hands off": self._watch,
            "Scale: ": self._mend_scale,
            "Too light": self._look_beside,
            "Shut the carton": self._next,
            "Take the carton off": self._watch,
            "Label …": self._watch,
            "Printer: ": self._mend_printer,
            "Did label …": self._answer,
            "Stick label …": self._stick,
            **self._unusual.habits,
        }

    def work(self) -> None:
        """Do what the screen says. Raises GaveUp."""
        self._screen.wait_until(lambda: "scanner" in self._screen.glance().lamps, PATIENCE_S)
        tries, seen = 0, self._look()
        while not self._work_is_over(seen):
            self._habit(seen)(seen)
            after = self._look()
            if after == seen and not self._changes(seen, PATIENCE_S):
                raise GaveUp(f"nothing happens any more at: {seen.act}")
            after = self._look()
            tries = tries + 1 if _place(after) == _place(seen) else 0
            if tries > MOST_TRIES:
                raise GaveUp(f"this leads nowhere: {after.act}")
            seen = after

    def _work_is_over(self, seen: Glance) -> bool:
        nothing_left = self._started > 0 and not self._world.table.rack and not self._unusual.waits
        return nothing_left and seen.act.startswith("Scan your badge")

    def _habit(self, seen: Glance) -> Habit:
        if time.monotonic() > self._deadline_s:
            raise GaveUp(f"the day is over at: {seen.act}")
        for beginning, habit in self._habits.items():
            if seen.act.startswith(beginning):
                return habit
        if self._screen.wait_until(lambda: self._screen.glance().answer(DONE) > 0, PUZZLED_S):
            # Whatever an order asks for besides its goods, she does it.
            return self._unusual.picks(DONE)
        raise GaveUp(f"nobody told her what to do at: {seen.act}")

    def _look(self) -> Glance:
        glance = self._screen.glance()
        self._looked(glance)
        return glance

    def _changes(self, seen: Glance, within_s: float) -> bool:
        return self._screen.wait_until(lambda: self._screen.glance() != seen, within_s)

    def _sign_in(self, seen: Glance) -> None:
        person = self._unusual.whose_turn()
        self._hands.sign_in(person)
        asked = (seen.act, f"{person.name}: type your PIN")
        self._screen.wait_until(lambda: self._screen.glance().act not in asked, PATIENCE_S)

    def _start_order(self, seen: Glance) -> None:
        """Scan a tote; now and then let the bench name the order, or begin with the goods in hand."""
        table = self._world.table
        if self._unusual.starts(seen):
            return
        if not table.rack:
            self._hands.command(Command.LOCK)
            self._changes_act(seen)
            return
        self._started += 1
        tote = table.take_tote()
        if tote is None:
            return
        if self._started % 5 == 4 and tote.order.tote:
            self._hands.command(Command.NEXT)
        elif self._started % 7 == 6 and tote.order.tote:
            self._world.trigger.show_good(tote.goods[0])
        elif not tote.smudged:
            self._world.scan_tote(tote)
        elif not self._hands.spell(tote.code):
            self._hands.command(Command.NEXT)
        self._wait_for_flash(seen)
        self._fetch_named(tote)

    def _fetch_named(self, tote: Tote) -> None:
        """The goods must be those of the order on the screen; a tote nobody wants is carried away."""
        table, glance = self._world.table, self._look()
        order = glance.order
        # A question may stand in the place of the order already: then it was named right before.
        asked = not order and not glance.act.startswith(EMPTY_BENCH) and tote.order.number in glance.saying
        if order.endswith(tote.order.number) or asked:
            return
        table.put_tote_back()
        if order:
            table.rack.insert(0, tote)
            if table.take_tote(order.removeprefix("Order ")) is None:
                raise GaveUp(f"there is no tote for {order}")

    def _scan_goods(self, seen: Glance) -> None:
        if self._unusual.meets(seen):
            return
        good = self._world.table.take_good()
        if good is None:
            raise GaveUp(f"the tote is empty at: {seen.act}")
        self._scan_good(good)

    def _scan_good(self, good: Good) -> None:
        """Scan it; what the bench takes goes into the box, everything else aside."""
        # Before she looks: what a scanner that bounces makes the bench say is no answer to the next code.
        self._hands.draw_breath(good.code)
        seen = self._look()
        self._world.scan_good(good)
        self._unusual.tells(seen, good)
        # What was read wrong is no product the bench could name.
        named = () if good.misread else (good.product.sku, good.product.name)
        self._wait_for_flash(seen, named)
        if self._look().word in GOOD_WORDS:
            self._world.table.put_in(good)
        else:
            self._world.table.put_aside(good)

    def _weigh(self, seen: Glance) -> None:
        """A packer empties the tote before she lifts the box, unless the box is full."""
        box = self._world.table.box
        left_over = None if box and box.full else self._world.table.take_good()
        if left_over is not None:
            self._scan_good(left_over)
            return
        self._world.weigh_box()
        self._changes_act(seen)

    def _clear_scale(self, seen: Glance) -> None:
        self._world.table.take_off_scale()
        self._changes_act(seen)

    def _watch(self, seen: Glance) -> None:
        self._changes_act(seen)

    def _next(self, seen: Glance) -> None:
        self._hands.command(Command.NEXT)
        self._changes_act(seen)

    def _mend_scale(self, seen: Glance) -> None:
        """In a hurry she tries NEXT all the same; only then she looks under the table."""
        if Command.NEXT.value in seen.buttons:
            self._hands.command(Command.NEXT)
            self._wait_for_flash(seen)
        if self._look().act == seen.act:
            self._world.machines.plug_in("scale")
            self._changes_act(seen)

    def _look_beside(self, seen: Glance) -> None:
        found = self._world.table.look_beside()
        if found is None:
            raise GaveUp(f"nothing lies beside the carton at: {seen.act}")
        self._world.table.put_in(found)
        self._changes_act(seen)

    def _mend_printer(self, seen: Glance) -> None:
        self._world.machines.mend_printer()
        self._next(seen)

    def _answer(self, seen: Glance) -> None:
        """Look at the printer before saying whether the label came out."""
        machines = self._world.machines
        if machines.printer_blinks():
            machines.mend_printer()
        self._screen.wait_until(lambda: not machines.is_printing(), PATIENCE_S)
        came_out = _last_four(machines.look_in_tray()) == _digits(seen.act)
        self._hands.command(Command.YES if came_out else Command.NO)
        self._changes_act(seen)

    def _stick(self, seen: Glance) -> None:
        """Stick what lies in the tray on the box, without reading it, and scan it."""
        if self._world.look_for_label() is None:
            self._miss_label(seen)
            return
        self._world.stick_and_scan()
        self._wait_for_flash(seen)
        if self._look().word == "ORDER COMPLETE":
            self._world.table.shelve()
        elif self._look().saying.startswith(ONE_OF_SEVERAL):
            self._world.table.shelve(another=True)

    def _miss_label(self, seen: Glance) -> None:
        if self._world.machines.printer_blinks():
            self._world.machines.mend_printer()
            tray = self._world.machines.look_in_tray
            self._screen.wait_until(lambda: tray() is not None, PATIENCE_S)
        else:
            self._hands.command(Command.NO)
            self._changes_act(seen)

    def _wait_for_flash(self, seen: Glance, names: tuple[str, ...] = ()) -> None:
        """Wait for the answer to what was just done, and see that it is about the thing in hand."""

        def named() -> bool:
            return not names or any(name in self._screen.glance().saying for name in names)

        def flashed() -> bool:
            return self._screen.glance().flashes > seen.flashes

        if not self._screen.wait_until(flashed, PATIENCE_S):
            raise GaveUp(f"no answer at: {seen.act}")
        if not self._screen.wait_until(lambda: flashed() and named(), PUZZLED_S):
            raise GaveUp(f"she scanned {names[0]}, and reads: {self._screen.glance().saying}")
        self._look()

    def _changes_act(self, seen: Glance) -> None:
        self._screen.wait_until(lambda: self._screen.glance().act != seen.act, PATIENCE_S)


def _place(glance: Glance) -> tuple[object, ...]:
    """Where she is in her work: the same place again and again means that nothing she does helps."""
    return glance.act, glance.order, glance.rows


def _digits(act: str) -> str:
    found = re.search(r"\d{4}", act)
    return found.group() if found else ""


def _last_four(label: bytes | None) -> str:
    return read_plate(label).text[-4:] if label else ""
