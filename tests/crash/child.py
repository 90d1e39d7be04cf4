"""The bench's own process, with one witness more: what its screen says goes out on standard output.

`python -m tests.crash.child HOME` imports everything and waits; one JSON line on standard input says which
faults to plant and when to die, and starts the station that `packstation run` would start. From then on
every painted verdict, every new next act and every lamp is one JSON line, written by the window's thread
after the fact and without a buffer: what was read from the pipe was on the screen.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from packstation import outside
from packstation.bootstrap import Station, build
from packstation.domain.device import Lamp
from packstation.run import SETTINGS_NAME, show
from packstation.settings.station import load
from packstation.storeroom import open_store
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import NextAct, Verdict
from tests.crash.goods import quick_secrets
from tests.crash.planted import Plan, at_the_printer, at_the_window, in_the_store, obey, tell


class Witness:
    """Says what the window shows, as soon as it shows it."""

    def __init__(self, window: StationWindow) -> None:
        self._window = window
        self._show_act = window.show_act
        self._show_lamp = window.show_lamp
        window.on_painted = self._painted
        window.show_act = self._acted  # type: ignore[method-assign]
        window.show_lamp = self._lit  # type: ignore[method-assign]

    def _painted(self, verdict: Verdict) -> None:
        tell(verdict=verdict.code.value, kind=verdict.kind.value, data=dict(verdict.data), **self._screen())

    def _acted(self, act: NextAct) -> None:
        self._show_act(act)
        tell(act=act.code.value, data=dict(act.data), says=self._window.act.text(), **self._screen())

    def _lit(self, lamp: Lamp) -> None:
        self._show_lamp(lamp)
        tell(lamp=lamp.device, fault=lamp.fault.value if lamp.fault else None)

    def _screen(self) -> dict[str, object]:
        """The order in hand as a person reads it: number, counts by row, and the last sentence."""
        pack, rows = self._window.pack, []
        for row in range(pack.model.rowCount()):
            count, sku = (
                str(pack.model.data(pack.model.index(row, column)))
                for column in (pack.model.COUNT, pack.model.SKU)
            )
            rows.append([sku, *(int(word) for word in count.split() if word.isdigit())])
        return {
            "order": pack.order.text(),
            "rows": rows,
            "saying": self._window.verdict.saying,
        }


def watched_station(home: Path, plan: Plan) -> Station:
    """The station as `packstation run` builds it, with the witness, and the faults of the plan."""
    # The badge is checked as ever, in a hundredth of the time: a hundred lives begin with it.
    outside.Argon2Secrets = quick_secrets  # type: ignore[assignment,attr-defined]
    settings = load(home / SETTINGS_NAME)
    store = open_store(settings, home, demo=False)
    in_the_store(store, plan)
    station = build(settings, home, store=store)
    at_the_printer(station, plan)
    Witness(station.window)
    at_the_window(station.window, plan)
    threading.Thread(target=obey, args=(store, sys.stdin), name="planted faults", daemon=True).start()
    return station


def main(home: Path) -> int:
    """Wait for the word, then run until the window is closed or the process is killed."""
    tell(ready=os.getpid())
    word = sys.stdin.readline()
    return show(lambda: watched_station(home, Plan(**json.loads(word)))) if word else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
