"""What a station does with files of orders when a command asks, in its own process or in the bench's.

A request and its answers are JSON: whoever asks may be another process (`door`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from packstation.application.bench import Bench
from packstation.application.import_progress import Listener
from packstation.channels.picture_beside import PicturesBeside
from packstation.channels.product_table import ProductTable
from packstation.domain.import_report import ImportReport, Settled
from packstation.domain.product_draft import RowNotTaken
from packstation.door import UnknownErrand
from packstation.joint import join_intake_verbs, kept_under
from packstation.storeroom import SystemClock, new_ids, open_store, settings_of
from packstation.ui.verbs import IntakeVerbs

Told = Mapping[str, Any]
Tell = Callable[[Told], None]


class Errand(StrEnum):
    """What a command asks for."""

    IMPORT = "import"
    IMPORT_PRODUCTS = "import_products"
    MEND = "mend"
    REPLAY = "replay"
    REPLAY_ALL = "replay_all"
    DROP = "drop"


@contextmanager
def own_verbs(home: Path) -> Iterator[tuple[IntakeVerbs, bool]]:
    """The verbs over the store under `home`, taken for this process; whether its settings were made just now.

    A store is made where there is none. StoreUnusable while the station runs, SettingsError, DeviceFault.
    """
    settings, made = settings_of(home)
    store = open_store(settings, home, demo=False)
    try:
        bench = Bench(store, SystemClock(), new_ids(), settings.policy)
        yield join_intake_verbs(bench, settings.cutoffs, kept=kept_under(home)), made
    finally:
        store.close()


def run_errand(
    verbs: IntakeVerbs, asked: Told, tell: Tell, cancelled: Callable[[], bool] = lambda: False
) -> Told:
    """Do what was asked; what came of it. `tell` hears of progress.

    Refused, DeviceFault, OSError (the file); UnknownErrand for what no command of this release asks.
    """
    try:
        errand = Errand(asked["errand"])
    except (KeyError, ValueError) as unknown:
        raise UnknownErrand from unknown
    if errand is Errand.IMPORT:
        return _import(verbs, asked, tell, cancelled)
    if errand is Errand.IMPORT_PRODUCTS:
        return _import_products(verbs, asked, tell, cancelled)
    if errand is Errand.MEND:
        cells = {str(name): str(cell) for name, cell in asked["cells"].items()}
        entry = verbs.mend_row(None, int(asked["entry"]), cells)
        return {"entry": entry.entry_no}
    if errand is Errand.REPLAY:
        return told_of_settled([verbs.replay_rows(None, int(asked["entry"]))])
    if errand is Errand.REPLAY_ALL:
        return told_of_settled(verbs.replay_rows.all(None))
    return {"rows": verbs.drop_rows(None, int(asked["entry"]))}


def _import(verbs: IntakeVerbs, asked: Told, tell: Tell, cancelled: Callable[[], bool]) -> Told:
    path = Path(str(asked["path"]))
    with path.open("rb") as source:
        reader = verbs.find_reader(source, path.name, asked.get("form"), asked.get("channel"))
        name = PurePath(path.name).name
        report = verbs.import_orders(reader, source, name, None, _telling(tell), cancelled)
    return told_of_report(report)


def _import_products(verbs: IntakeVerbs, asked: Told, tell: Tell, cancelled: Callable[[], bool]) -> Told:
    """Progress tells of each row that stays out, too."""
    path = Path(str(asked["path"]))

    def refused(row: RowNotTaken) -> None:
        tell({"line": row.line, "not_taken": row.why.value, "facts": dict(row.facts)})

    with path.open("rb") as source:
        report = verbs.import_products(
            ProductTable(), source, PicturesBeside(path), refused, _telling(tell), cancelled
        )
    return {**asdict(report), "rows_read": report.rows_read}


def _telling(tell: Tell) -> Listener:
    """Tells how far an import is."""
    return lambda now: tell({**asdict(now), "stage": now.stage.value})


def told_of_report(report: ImportReport) -> Told:
    """A report as JSON; what is not for packing and what became of orders, also by their codes."""
    return {
        "rows_read": report.rows_read,
        "used": report.used,
        "unchanged": report.unchanged,
        "not_for_packing": report.left_out,
        "quarantined": report.quarantined,
        "orders": report.orders_used,
        "left_out": {why.value: rows for why, rows in report.not_for_packing.items()},
        "fates": {fate.value: count for fate, count in report.orders.items()},
        "complete": report.complete,
        "unknown_product": report.unknown_product,
        "form": report.form,
    }


def told_of_settled(settled: list[Settled] | tuple[Settled, ...]) -> Told:
    """What became of rows that were read again."""
    return {
        "rows": sum(one.rows for one in settled),
        "used": sum(one.used for one in settled),
        "quarantined": sum(one.quarantined for one in settled),
    }
