"""One schedule: a seed, a few stations, a day of work with every trouble, and an evening without."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from packstation.sync.incoming import Leaving
from tests.sync.packer import SimPacker
from tests.sync.referee import Referee, Violation
from tests.sync.station import SimStation
from tests.sync.world import Plants, Wire, World

DAY_MS = 45_000
EVENING_MS = 60_000
WATCH_MS = 1_000
NONE = Plants()
SHARES: list[float] = [0, 0.03, 0.15]
"""Of the messages that a wire loses, doubles or holds up."""


class Schedule:
    """A day at a site, played by `play`. The same seed and plants are the same day."""

    def __init__(self, seed: int, plants: Plants = NONE) -> None:
        self.world = World(seed, plants)
        self.rng = self.world.rng
        self.numbers = count(1)
        self.known: list[int] = []
        names = [f"s{number}" for number in range(1, self.rng.choice([2, 2, 3]) + 1)]
        self.stations = [SimStation(self.world, name, name) for name in names]
        self.packers = [SimPacker(station, self.numbers, self.known) for station in self.stations]
        self.referee = Referee(self.world, self.stations)
        self.troubles = 0
        self.is_evening = False

    def play(self) -> None:
        """The day and its evening. Violation for what must never happen, or when they stay apart."""
        world = self.world
        world.wire = Wire(*self.rng.choices(SHARES, k=4))
        for station in self.stations:
            station.crash_share = self.rng.choice([0.0, 0.0, 0.01])
        for _ in range(self.rng.randint(1, 6)):
            world.at(self.rng.randint(2_000, DAY_MS), self._trouble)
        for at_ms in range(WATCH_MS, DAY_MS + 1, WATCH_MS):
            world.run(at_ms)
            self.referee.watch()
        self.evening()

    def evening(self) -> None:
        """All trouble ends, and everybody comes together; Violation if not."""
        self._calm()
        world = self.world
        for _ in range(WATCH_MS, EVENING_MS, WATCH_MS):
            world.run(world.now_ms + WATCH_MS)
            self.referee.watch()
            if not any(self.referee.unsettled(station) for station in self.stations):
                break
        apart = [why for station in self.stations if (why := self.referee.unsettled(station))]
        if apart:
            raise Violation(f"they did not come together: {apart}")
        self.referee.settle()

    def _calm(self) -> None:
        """All trouble ends, and the packers go home."""
        self.is_evening = True
        self.world.wire = Wire()
        self.world.dies_at_push = False
        for packer in self.packers:
            packer.working = False
        for station in self.stations:
            station.crash_share, station.protocol, station.cut_until_ms = 0.0, 1, 0
            station.stops_in_claim_ms = 0
            station.frozen_until_ms = min(station.frozen_until_ms, self.world.now_ms)
            station.record()

    def _trouble(self) -> None:
        self.troubles += 1
        station = self.rng.choice(self.stations)
        trouble: Callable[[SimStation], None] = self.rng.choice(
            [
                self._cut,
                self._cut,
                self._crash,
                self._freeze,
                self._freeze_in_claim,
                self._freeze_in_claim,
                self._turn_clock,
                self._kill_central,
                self._kill_in_push,
                self._kill_in_push,
                self.restore_central,
                self.copy_file,
                self.put_old_file_back,
                self._dead_disk,
                self.prune,
                self._upgrade,
                self._leave,
            ]
        )
        trouble(station)

    def _cut(self, station: SimStation) -> None:
        station.cut_until_ms = self.world.now_ms + self.rng.randint(3_000, 40_000)

    def _crash(self, station: SimStation) -> None:
        station.crash()

    def _freeze(self, station: SimStation) -> None:
        station.freeze(self.rng.randint(5_000, 50_000))

    def _freeze_in_claim(self, station: SimStation) -> None:
        station.stops_in_claim_ms = self.rng.randint(5_000, 50_000)

    def _turn_clock(self, station: SimStation) -> None:
        station.wall_off_ms += self.rng.choice([-86_400_000, -3_600_000, 3_600_000, 86_400_000])

    def _kill_central(self, _station: SimStation) -> None:
        self.world.kill_central(self.rng.randint(500, 8_000))

    def _kill_in_push(self, _station: SimStation) -> None:
        self.world.dies_at_push = True

    def restore_central(self, _station: SimStation) -> None:
        """A backup is made now, and is all that is left of central a while later."""
        backup = self.world.central.copy()

        def put_back() -> None:
            if self.is_evening:
                return
            self.world.kill_central(self.rng.randint(500, 4_000))
            self.world.central.restore(backup)
            self.referee.restored()

        self.world.after(self.rng.randint(1_000, 15_000), put_back)

    def copy_file(self, station: SimStation) -> None:
        """Somebody takes the station's disk to another PC, and both go on."""
        if station.station_id not in self.referee.twins:
            self.referee.twins.add(station.station_id)
            twin = SimStation(self.world, f"{station.name}'", station.station_id, station.pages.copy())
            self.stations.append(twin)
            self.packers.append(SimPacker(twin, self.numbers, self.known))

    def put_old_file_back(self, station: SimStation) -> None:
        """A station's file is put back as it was a while ago."""
        self.referee.twins.add(station.station_id)
        copy = station.pages.copy()

        def put_back() -> None:
            if self.is_evening:
                return
            station.pages = copy
            station.crash()

        self.world.after(self.rng.randint(1_000, 12_000), put_back)

    def _dead_disk(self, station: SimStation) -> None:
        """The disk is gone with all that was unsent; a lead closes the name, and the PC gets a new one."""
        if station.station_id in self.referee.twins:
            return
        self.world.central.close(station.station_id)
        station.crash(down_ms=10**9)
        name = f"{station.name}+"
        fresh = SimStation(self.world, name, name)
        self.stations[self.stations.index(station)] = fresh
        self.packers.append(SimPacker(fresh, self.numbers, self.known))

    def prune(self, _station: SimStation) -> None:
        self.world.central.sequence()
        self.world.central.books.prune(self.world.central.books.head + 1)

    def _upgrade(self, station: SimStation) -> None:
        """A release that central does not speak with yet."""
        station.protocol = 2

    def _leave(self, station: SimStation) -> None:
        """Closed in good order, and started again."""
        if station.alive:
            station.tell(Leaving())
            self.world.after(2_000, station.crash, 500)


def play(seed: int, plants: Plants = NONE) -> None:
    """Play a schedule; a Violation carries the seed that replays it."""
    try:
        Schedule(seed, plants).play()
    except AssertionError as violation:
        raise Violation(f"{violation} (python -m tests.sync.replay {seed})") from violation
