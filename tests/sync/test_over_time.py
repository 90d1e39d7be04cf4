"""Any row of acts and troubles, chosen by Hypothesis, with the referee and the evening of the simulation."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.sync.schedule import Schedule
from tests.sync.station import SimStation
from tests.sync.world import Wire

SHARES = st.sampled_from([0.0, 0.1, 0.4])


class SiteOverTime(RuleBasedStateMachine):
    """Two or three stations at one central. What goes wrong, and when, is not left to the seed."""

    @initialize(seed=st.integers(0, 2**16))
    def open_site(self, seed: int) -> None:
        self.day = Schedule(seed)

    def station(self, which: int) -> SimStation:
        return self.day.stations[which % len(self.day.stations)]

    @rule(wait_ms=st.integers(50, 8_000))
    def time_passes(self, wait_ms: int) -> None:
        self.day.world.run(self.day.world.now_ms + wait_ms)

    @rule(which=st.integers(0, 3), acts=st.integers(1, 6))
    def a_packer_works(self, which: int, acts: int) -> None:
        packer = self.day.packers[which % len(self.day.packers)]
        for _ in range(acts):
            if packer.station.works:
                packer.act()

    @rule(lost=SHARES, unheard=SHARES, doubled=SHARES, slow=SHARES)
    def the_network_changes(self, lost: float, unheard: float, doubled: float, slow: float) -> None:
        self.day.world.wire = Wire(lost, unheard, doubled, slow)

    @rule(which=st.integers(0, 3), for_ms=st.integers(1_000, 30_000))
    def a_station_is_cut_off(self, which: int, for_ms: int) -> None:
        self.station(which).cut_until_ms = self.day.world.now_ms + for_ms

    @rule(which=st.integers(0, 3))
    def a_station_is_killed(self, which: int) -> None:
        self.station(which).crash()

    @rule(which=st.integers(0, 3), for_ms=st.integers(1_000, 40_000))
    def a_station_is_stopped(self, which: int, for_ms: int) -> None:
        self.station(which).freeze(for_ms)

    @rule(which=st.integers(0, 3), by_ms=st.integers(-86_400_000, 86_400_000))
    def a_clock_is_turned(self, which: int, by_ms: int) -> None:
        self.station(which).wall_off_ms += by_ms

    @rule(which=st.integers(0, 3))
    def an_old_file_is_put_back_soon(self, which: int) -> None:
        self.day.put_old_file_back(self.station(which))

    @rule(which=st.integers(0, 3))
    def a_file_is_copied(self, which: int) -> None:
        self.day.copy_file(self.station(which))

    @rule(which=st.integers(0, 3))
    def a_station_is_of_another_release_for_a_while(self, which: int) -> None:
        station = self.station(which)
        station.protocol = 3 - station.protocol

    @rule()
    def central_is_killed(self) -> None:
        self.day.world.kill_central(2_000)

    @rule()
    def central_is_restored_soon(self) -> None:
        self.day.restore_central(self.day.stations[0])

    @rule()
    def the_feed_is_pruned(self) -> None:
        self.day.prune(self.day.stations[0])

    @invariant()
    def nothing_that_must_never_be(self) -> None:
        if hasattr(self, "day"):
            self.day.referee.watch()

    def teardown(self) -> None:
        if hasattr(self, "day"):
            self.day.evening()


TestSiteOverTime = SiteOverTime.TestCase
TestSiteOverTime.settings = settings(max_examples=40, stateful_step_count=25)
