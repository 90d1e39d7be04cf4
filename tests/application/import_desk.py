"""A bench in memory into which made-up files are brought."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from packstation.application.bench import Bench
from packstation.application.find_reader import FindReader
from packstation.application.import_orders import ImportOrders, Intake
from packstation.application.import_progress import ImportProgress
from packstation.application.intake import Group
from packstation.application.settle_quarantine import DropRows, MendRow, QuarantineList, ReplayRows
from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import Piece, Unreadable
from packstation.domain.import_report import ImportReport
from packstation.domain.order import Order
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Product
from packstation.domain.quarantine import QuarantineEntry
from tests.fakes.clock import FakeClock
from tests.fakes.intake import FakeReader
from tests.fakes.store import FakeStore
from tests.persistence.shelf import BLOCK, counting_ids


class FakeStaging:
    """Pieces in memory."""

    def __init__(self) -> None:
        self._groups: dict[str, list[Piece | Unreadable]] = {}

    def add(self, rows: Sequence[tuple[str, Piece | Unreadable]]) -> None:
        """More pieces."""
        for key, piece in rows:
            self._groups.setdefault(key, []).append(piece)

    def groups(self) -> Iterator[Group]:
        """All pieces by key."""
        return (Group(key, tuple(rows)) for key, rows in self._groups.items())


@contextmanager
def fake_staging() -> Iterator[FakeStaging]:
    yield FakeStaging()


def file_of(*rows: str) -> io.BytesIO:
    return io.BytesIO("".join(f"{row}\n" for row in rows).encode())


class ImportDesk:
    """Everything about orders on their way in, over a store in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        new_id = counting_ids()
        self.store = FakeStore(self.clock, new_id, BLOCK)
        self.bench = Bench(self.store, self.clock, new_id, PackingPolicy())
        self.reader = FakeReader()
        self.intake = Intake(self.bench, fake_staging, CutoffTable())
        find = FindReader(lambda: (self.reader,))
        self.import_orders = ImportOrders(self.intake)
        self.quarantine = QuarantineList(self.intake)
        self.mend = MendRow(self.intake)
        self.replay = ReplayRows(self.intake, find)
        self.drop = DropRows(self.intake)
        self.told: list[ImportProgress] = []
        with self.store.transaction() as work:
            work.catalogue.put([Product("MUG", "Mug"), Product("LID", "Lid")], [])

    def bring(
        self, *rows: str, name: str = "day.rows", cancelled: Callable[[], bool] = lambda: False
    ) -> ImportReport:
        """Bring a file with these rows in."""
        return self.import_orders(
            self.reader, file_of(*rows), name, progress=self.told.append, cancelled=cancelled
        )

    def order(self, number: str) -> Order | None:
        """The order as the store has it."""
        with self.store.transaction() as work:
            return work.orders.by_number(number)

    def waiting(self) -> tuple[QuarantineEntry, ...]:
        """What waits for a person."""
        return self.quarantine()

    def acts(self) -> list[str]:
        """The kinds of acts in the journal, oldest first."""
        return [entry.act.kind for entry in self.store.journal]
