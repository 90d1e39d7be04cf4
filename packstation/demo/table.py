"""The packing table: totes and loose goods, the box in the hand, the shelf of boxes that are ready to leave.

Nothing here knows what the bench thinks; it holds what is really there.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from packstation.demo.goods import Box, Good, Tote
from packstation.demo.happenings import Happenings
from packstation.demo.mishap import Mishap
from packstation.devices.simulated.process import SimulatorProcess
from packstation.domain.carton import CartonType

UNEVEN_GRAMS = 3
"""No two cartons and no two fills weigh exactly the same."""


class PackingTable:
    """Moves things about. `tote` and `box` are what the packer has before her; both may be none.

    `parked` stands on a place beside the bench, half packed.
    """

    def __init__(
        self,
        rack: Sequence[Tote],
        carton_type: CartonType,
        devices: SimulatorProcess,
        happenings: Happenings,
        chance: Random,
    ) -> None:
        self.rack = list(rack)
        self.tote: Tote | None = None
        self.box: Box | None = None
        self.aside: list[Good] = []
        self.beside: list[Good] = []
        self.shelf: list[Box] = []
        self.parked: tuple[Tote, Box] | None = None
        self.on_scale = False
        self._empty_box_grams = carton_type.tare_grams + carton_type.fill_grams
        self._uneven_grams = 0
        self._devices = devices
        self._happenings = happenings
        self._chance = chance

    def take_tote(self, number: str = "") -> Tote | None:
        """Take the next tote off the rack (or that order's), and fold an empty box for it."""
        found = next((tote for tote in self.rack if number in {"", tote.order.number}), None)
        if found is not None:
            self.rack.remove(found)
            self.tote = found
            self.box = Box(found.order.number)
            self._uneven_grams = self._chance.randint(-UNEVEN_GRAMS, UNEVEN_GRAMS)
        return found

    def put_tote_back(self) -> None:
        """Carry the tote in hand away again; the empty box is nobody's."""
        self.tote = self.box = None

    def take_good(self) -> Good | None:
        """The next thing in the tote."""
        return self.tote.goods.pop(0) if self.tote and self.tote.goods else None

    def put_in(self, good: Good) -> None:
        """Put it into the box; or so it seems."""
        if good.mishap is Mishap.MISSING_UNIT:
            self.beside.append(Good(good.product, good.code))
            self._happenings.add(Mishap.MISSING_UNIT, self._box.order_number, good.product.sku)
            return
        self._box.goods.append(good)
        self._load()

    def take_out(self, good: Good) -> None:
        """Take it out of the box."""
        self._box.goods.remove(good)
        self._load()

    def put_aside(self, good: Good) -> None:
        """It does not belong here; of what was read wrong the right code is read now."""
        if good.misread and self.tote is not None:
            self.tote.goods.insert(0, Good(good.product, good.code))
        else:
            self.aside.append(good)

    def look_beside(self) -> Good | None:
        """Something that lies beside the box, if anything does."""
        return self.beside.pop() if self.beside else None

    def put_on_scale(self, alone: Good | None = None) -> None:
        """Put the box on the scale, or one thing alone, without its box."""
        if alone is not None:
            self._devices.put(alone.grams)
            return
        self.on_scale = True
        self._load()

    def take_off_scale(self) -> None:
        """Take whatever is on the scale off it."""
        self.on_scale = False
        self._devices.clear()

    def shelve(self, *, another: bool = False) -> None:
        """The box is ready to leave; what is left in the tote may go into another one."""
        self.take_off_scale()
        self.shelf.append(self._box)
        self.box = Box(self._box.order_number) if another else None
        self.tote = self.tote if another else None

    def set_aside(self) -> None:
        """Put the box and the rest of its goods on a place of their own."""
        if self.tote is not None:
            self.parked = (self.tote, self._box)
        self.tote = self.box = None

    def fetch(self) -> None:
        """Fetch what was set aside."""
        if self.parked is not None:
            self.tote, self.box = self.parked
        self.parked = None

    @property
    def _box(self) -> Box:
        if self.box is None:
            raise RuntimeError("there is no box on the table")
        return self.box

    def _load(self) -> None:
        if self.on_scale:
            goods_grams = sum(good.grams for good in self._box.goods)
            self._devices.put(self._empty_box_grams + self._uneven_grams + goods_grams)
