"""The world around the bench: everything the packer can hold, and what goes wrong with it on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from packstation.demo.event import Event
from packstation.demo.goods import Good, Tote, picked
from packstation.demo.happenings import Happenings
from packstation.demo.machines import Machines
from packstation.demo.mishap import Mishap, Plan
from packstation.demo.table import PackingTable
from packstation.demo.trigger import Gun, Reads, Trigger
from packstation.demo.warehouse import DemoOrder, DemoPerson, Warehouse
from packstation.devices.simulated.process import SimulatorProcess
from packstation.domain.order import OrderState
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy

SEED = 952
SPOILT_PRINTS = (Mishap.JAMMED_PRINTER, Mishap.DOUBTFUL_LABEL, Mishap.LOST_LABEL)


class World:
    """Table, scanner and machines of one bench. The plan's mishaps happen as their moment comes.

    `rack` is what waits beside the bench, in that order. `packer` is whoever's badge hangs there, `reads`
    how codes come to the bench, by the scanner unless told otherwise.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        rack: Sequence[DemoOrder],
        plan: Plan,
        policy: PackingPolicy,
        devices: SimulatorProcess,
        reads: Reads | None = None,
    ) -> None:
        self.packer: DemoPerson = warehouse.person(Role.PACKER)
        self.lead: DemoPerson = warehouse.person(Role.LEAD)
        self.machines = Machines(devices)
        self._plan = plan
        self._devices = devices
        self._happenings = Happenings()
        self.trigger = Trigger(reads or Gun(devices), self._happenings)
        self.table = PackingTable(
            _totes(warehouse, rack, plan, policy),
            policy.carton_type,
            devices,
            self._happenings,
            Random(SEED),
        )

    def scan_tote(self, tote: Tote) -> None:
        """Read the code of a tote, or of a sheet; some should not have been brought."""
        if tote.order.holds or tote.order.state is not OrderState.READY:
            self._happenings.add(Mishap.UNPACKABLE_ORDER, tote.order.number)
        self.trigger.scan_tote(tote)

    def scan_good(self, good: Good) -> None:
        """Read the code on a thing out of the tote in hand."""
        self.trigger.scan_good(good, self._order_number)

    def weigh_box(self) -> None:
        """Put the box on the scale. This is when cables are tripped over, and when rolls end."""
        mishaps = self._mishaps
        if Mishap.UNPLUGGED_SCALE in mishaps:
            self.machines.pull_cable("scale")
            self._happen(Mishap.UNPLUGGED_SCALE)
        for mishap in SPOILT_PRINTS:
            if mishap in mishaps:
                self.machines.spoil_print(mishap)
                self._happen(mishap)
        self.table.put_on_scale()

    def look_for_label(self) -> bytes | None:
        """Take the box off the scale and see what lies in the printer's tray."""
        self.table.take_off_scale()
        self.spoil_tray()
        return self.machines.look_in_tray()

    def spoil_tray(self) -> None:
        """Once the label is out, one of the carton before may turn out to lie on top of it."""
        before = self.table.shelf[-1].label if self.table.shelf else None
        if Mishap.WRONG_LABEL in self._mishaps and before is not None and self.machines.look_in_tray():
            self.machines.leave_label(before)
            self._happen(Mishap.WRONG_LABEL)

    def stick_and_scan(self) -> bytes | None:
        """Take the topmost label, stick it on the box in place of any other, and scan it there."""
        label = self.machines.take_label()
        if label is not None and self.table.box is not None:
            self.table.box.label = label
            self.trigger.scan_label(label)
        return label

    def meet(self) -> Event | None:
        """What is out of the ordinary with the order in hand, told once, the moment it shows."""
        event = self.table.tote.order.event if self.table.tote else None
        if event is None or self._order_number in self._happenings.met:
            return None
        self._happenings.met[self._order_number] = event
        return event

    def missed(self) -> list[tuple[str, Mishap]]:
        """What was planned and never came about: then the run proves nothing about it."""
        happened = {(happening.order, happening.kind) for happening in self._happenings.list}
        planned = {(number, mishap) for number, mishaps in self._plan.items() for mishap in mishaps}
        return sorted(planned - happened)

    def write(self, path: Path) -> None:
        """Write down what really happened and what stands on the shelf."""
        self._happenings.write(path, self.table.shelf)

    @property
    def _order_number(self) -> str:
        return self.table.tote.order.number if self.table.tote else ""

    @property
    def _mishaps(self) -> frozenset[Mishap]:
        """What is still to go wrong with the order in hand."""
        over = {
            happening.kind for happening in self._happenings.list if happening.order == self._order_number
        }
        return self._plan.get(self._order_number, frozenset()) - over

    def _happen(self, mishap: Mishap) -> None:
        self._happenings.add(mishap, self._order_number)


def _totes(warehouse: Warehouse, rack: Sequence[DemoOrder], plan: Plan, policy: PackingPolicy) -> list[Tote]:
    """Every order's goods; the second sheet of paper got wet."""
    totes = [
        Tote(order, picked(warehouse, order, plan.get(order.number, frozenset()), policy)) for order in rack
    ]
    sheets = [tote for tote in totes if tote.order.tote is None and tote.order in warehouse.orders]
    for tote in sheets[1:]:
        tote.smudged = True
    return totes
