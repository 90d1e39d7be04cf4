"""`packstation demo-site`: central, four benches, cables that are pulled; and what came of it.

Without `--headless` the last bench has a window, and whoever sits at the terminal pulls cables, too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from packstation.application.bench import Bench
from packstation.demo.assembly import COMPANY_PREFIX
from packstation.demo.postgres import ADMIN, NoPostgres, PrivatePostgres, private_postgres
from packstation.demo.seed import seed
from packstation.demo.site_check import bench_truth, central_truth, differences, packed_so_far, told_of
from packstation.demo.site_work import site_orders
from packstation.demo.warehouse import load_warehouse
from packstation.demo.wire import CUT, FAIR, Wire
from packstation.domain.sscc import LAST_SERIAL, SsccBlock
from packstation.domain.value import value
from packstation.persistence.central.desk import Address, office_of
from packstation.persistence.central.enrolment import Enrolment, Tls
from packstation.persistence.central.link import connect
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import NoKeyring
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import STORE_NAME, resources
from packstation.settings.station import StationSettings
from packstation.site_link import join_if_enrolled
from packstation.storeroom import SystemClock, new_ids, open_store

DATABASE = "packstation"
STATIONS = ("bench-1", "bench-2", "bench-3", "bench-4")
SETTINGS = StationSettings(block=SsccBlock(0, COMPANY_PREFIX, "P", 1, LAST_SERIAL))
LONGEST_DAY_S = 420.0
STEP_S = 0.25
Cut = tuple[float, bool, tuple[int, ...]]
"""So many seconds after the first goods were scanned these cables are pulled (True) or plugged in."""
SCRIPT: tuple[Cut, ...] = (
    (2.0, True, (1,)),
    (6.0, True, (2,)),
    (9.0, False, (1,)),
    (12.0, False, (2,)),
    (14.0, True, (0, 1, 2, 3)),
    (20.0, False, (0, 1, 2, 3)),
)
CLOSED = "closed"
"""Says a bench whose window somebody has shut."""
EVERY_S = 24.0
"""Then it begins anew, as long as somebody packs."""


@value
class Plan:
    """So many orders at so many benches, and when their cables are pulled."""

    orders: int
    benches: int = len(STATIONS)
    cuts: tuple[Cut, ...] = SCRIPT

    @property
    def stations(self) -> tuple[str, ...]:
        """What the benches are called."""
        return STATIONS[: self.benches]


class _NoSecrets:
    """A keyring that takes nothing: what a demonstration makes must not stay on the PC."""

    def put(self, _name: str, _secret: str, /) -> None:
        """Refuse."""
        raise NoKeyring

    def get(self, _name: str, /) -> str | None:
        """Nothing."""
        raise NoKeyring

    def drop(self, _name: str, /) -> None:
        """Nothing to do."""


class BenchProcess:
    """One bench in a process of its own; `said` is what it has told so far.

    One that is not hidden has keys for the cables of all: `heard` is told which is pressed.
    """

    def __init__(
        self, home: Path, number: int, count: int, *, hidden: bool, heard: Callable[[str], None]
    ) -> None:
        place = {"QT_QPA_PLATFORM": "offscreen"} if hidden else {}
        self.name = STATIONS[number - 1]
        self.store = home / STORE_NAME
        self.said: set[str] = set()
        self._heard = heard
        shown = [] if hidden else [str(len(STATIONS))]
        self._process = subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
            [sys.executable, "-m", "packstation.demo.site_bench", str(home), str(number), str(count), *shown],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **place},  # noqa: TID251  what a child is started with
        )
        self._ears = threading.Thread(target=self._hear, daemon=True)
        self._ears.start()

    @property
    def exit_code(self) -> int | None:
        """How it ended; None as long as it runs."""
        return self._process.poll()

    def tell(self, word: str) -> None:
        """Say something to it."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(f"{word}\n")
                self._process.stdin.flush()

    def stop(self) -> None:
        """End it, however it is."""
        if self.exit_code is None:
            self._process.kill()
        self._process.wait()
        self._ears.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _hear(self) -> None:
        for line in self._process.stdout or ():
            with suppress(ValueError, KeyError, TypeError):
                word = str(json.loads(line)["is"])
                self.said.add(word)
                self._heard(word)


def run_site(out: Path, plan: Plan, *, hidden: bool = True, plant_loss: bool = False) -> int:
    """Play it; 0 only if nothing was lost or doubled. `plant_loss` takes an act away from central."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "summary.json").unlink(missing_ok=True)
    try:
        with (
            _ended_in_order(),
            tempfile.TemporaryDirectory(prefix="packstation-site-") as folder,
            private_postgres(DATABASE) as postgres,
        ):
            return _play(Path(folder), postgres, out, plan, hidden=hidden, plant_loss=plant_loss)
    except NoPostgres as trouble:
        sys.stderr.write(f"packstation demo-site: {trouble}\n")
        return 2


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Whoever ends this from outside ends all that it has started, too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _play(
    folder: Path, postgres: PrivatePostgres, out: Path, plan: Plan, *, hidden: bool, plant_loss: bool
) -> int:
    troubles: list[str] = []
    with ExitStack() as ending:
        cables = [Wire("127.0.0.1", postgres.port) for _ in plan.stations]
        for cable in cables:
            cable.start()
            ending.callback(cable.stop)
        homes = _move_in(folder, postgres, [cable.port for cable in cables], plan)
        benches: list[BenchProcess] = []

        def heard(line: str) -> None:
            _obey(line, cables, benches)

        for n, home in enumerate(homes, 1):
            benches.append(BenchProcess(home, n, plan.orders, hidden=hidden or n < len(homes), heard=heard))
            ending.callback(benches[-1].stop)
        if not hidden:
            threading.Thread(target=_by_hand, args=(heard,), daemon=True).start()
        troubles += _day(benches, cables, plan if hidden else replace(plan, cuts=()))
        if any(CLOSED in bench.said for bench in benches):
            sys.stdout.write("The window was closed, and the demonstration with it: nothing was compared.\n")
            return 1
    admin = _admin(postgres)
    if plant_loss:
        _lose_one(admin)
    central = central_truth(admin)
    truths = {bench.name: bench_truth(bench.store, bench.name) for bench in benches}
    troubles += differences(truths, central, plan.orders)
    told = {
        **told_of(truths, central),
        "benches": plan.benches,
        "cuts": sum(cable.cuts for cable in cables),
        "troubles": troubles,
    }
    (out / "summary.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    _report(out, told, troubles)
    return 1 if troubles else 0


def _lose_one(admin: dict[str, str]) -> None:
    """Take the newest piece that was counted away from central."""
    with connect(admin) as line:
        line.execute("SET session_replication_role = replica")
        line.execute(
            "DELETE FROM packstation.event WHERE kind = 'unit_counted' AND seq = "
            "(SELECT max(seq) FROM packstation.event WHERE kind = 'unit_counted')"
        )


def _move_in(folder: Path, postgres: PrivatePostgres, ports: Sequence[int], plan: Plan) -> list[Path]:
    """Make central, enrol the benches, and fill the first of them with all there is to do."""
    address = Address("127.0.0.1", postgres.port, DATABASE, ADMIN, Tls.OFF)
    homes = [folder / name for name in plan.stations]
    with office_of(address, folder, lambda _whose: None, postgres.password) as office:
        office.install("demo")
        enrolments = [office.enrol(name, "demo", None) for name in plan.stations]
    _fill(homes[0], plan.orders)
    for home, enrolment, port in zip(homes, enrolments, ports, strict=True):
        _enrol(home, replace(enrolment, port=port))
    return homes


def _fill(home: Path, count: int) -> None:
    warehouse = load_warehouse(resources())
    store = open_store(SETTINGS, home, demo=True)
    try:
        orders = site_orders(warehouse, count)
        bench = Bench(store, SystemClock(), new_ids(), SETTINGS.policy)
        seed(
            replace(warehouse, orders=orders, unpackable=()),
            bench,
            Argon2Secrets(time_cost=1, memory_kib=1024),
        )
    finally:
        store.close()


def _enrol(home: Path, enrolment: Enrolment) -> None:
    home.mkdir(exist_ok=True)
    Membership(home, _NoSecrets()).join(enrolment, file_allowed=True)
    join_if_enrolled(home, SETTINGS, demo=True)


def _day(benches: Sequence[BenchProcess], cables: Sequence[Wire], plan: Plan) -> list[str]:
    """From the first sign-in until everybody has gone home; what went wrong, in words."""
    deadline_s = time.monotonic() + LONGEST_DAY_S

    def until(condition: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> bool:
        while not condition():
            if time.monotonic() > deadline_s or any(bench.exit_code for bench in benches):
                return False
            meanwhile()
            threading.Event().wait(STEP_S)
        return True

    def all_said(word: str) -> bool:
        return all(word in bench.said for bench in benches)

    def all_packed() -> bool:
        return sum(packed_so_far(bench.store) for bench in benches) >= plan.orders

    if not until(lambda: all_said("packing")):
        return ["not every bench began to pack"]
    with _cutting(cables, plan.cuts) as cut_on:
        # A bench that came late finds little left to pack: what is due at once is not left to chance.
        cut_on()
        packed = until(all_packed, cut_on)
    for bench in benches:
        bench.tell("over")
    settled = packed and until(lambda: all_said("sent"))
    for bench in benches:
        bench.tell("end")
    until(lambda: all(bench.exit_code is not None for bench in benches))
    troubles = [f"{bench.name} ended with {bench.exit_code}" for bench in benches if bench.exit_code != 0]
    return troubles if settled else [*troubles, "the day ended before everything was packed and sent"]


@contextmanager
def _cutting(cables: Sequence[Wire], script: Sequence[Cut]) -> Iterator[Callable[[], None]]:
    """Pulls cables by the script whenever it is called; in the end all are in again."""
    began_s = time.monotonic()
    due = iter([(lap * EVERY_S + at_s, cut, which) for lap in range(100) for at_s, cut, which in script])
    following = [next(due, None)]

    def cut_on() -> None:
        while following[0] is not None and time.monotonic() - began_s >= following[0][0]:
            _at, cut, which = following[0]
            for number in which:
                cables[number].set(CUT if cut else FAIR)
            following[0] = next(due, None)

    try:
        yield cut_on
    finally:
        for cable in cables:
            cable.set(FAIR)


def _by_hand(heard: Callable[[str], None]) -> None:
    """`cut 2` pulls the cable of the second bench, `join 2` plugs it in; without a number all of them."""
    sys.stdout.write("Press the keys below the bench, or type: cut 2, join 2, cut, join\n")
    for line in sys.stdin:
        heard(line.strip())


def _obey(line: str, cables: Sequence[Wire], benches: Sequence[BenchProcess]) -> None:
    """Pull cables, or plug them in, and let the keys follow; anything else means nothing."""
    word, _, number = line.partition(" ")
    if word not in {"cut", "join"} or not (number.isdecimal() or not number):
        return
    numbers = [int(number)] if number else range(1, len(cables) + 1)
    for n in numbers:
        for cable in cables[n - 1 : n]:
            cable.set(CUT if word == "cut" else FAIR)
            for bench in benches:
                bench.tell(f"{word} {n}")


def _admin(postgres: PrivatePostgres) -> dict[str, str]:
    return {
        "host": "127.0.0.1",
        "port": str(postgres.port),
        "dbname": DATABASE,
        "user": ADMIN,
        "password": postgres.password,
    }


def _report(out: Path, told: dict[str, object], troubles: Sequence[str]) -> None:
    sys.stdout.write(
        f"{told['orders_packed_at_central']} orders packed at {told['benches']} benches, "
        f"{told['acts_at_central']} acts at central, cables pulled {told['cuts']} times, "
        f"{told['conflicts']} conflicts.\n"
        f"{'Something was lost or doubled' if troubles else 'Nothing was lost, nothing was doubled'}. "
        f"summary.json is in {out.resolve()}\n"
    )
    for trouble in troubles:
        sys.stderr.write(f"packstation demo-site: {trouble}\n")
