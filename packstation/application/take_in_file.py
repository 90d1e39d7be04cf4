"""Take a file in that was looked at, whichever it is: orders or products, with one way of telling how far."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from packstation.application.find_reader import FindReader
from packstation.application.import_orders import ImportOrders
from packstation.application.import_products import ImportProducts, ProductReport
from packstation.application.import_progress import ImportProgress
from packstation.application.look_at_file import FileKind, FileSeen, opened_file
from packstation.application.product_intake import PictureFolder, ProductReader
from packstation.domain.import_report import ImportReport
from packstation.domain.person import Actor, Verb
from packstation.domain.product_draft import RowNotTaken
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

MOST_TOLD = 50
"""So many rows of products that stay out are told one by one; all are counted."""


@value
class FileReport:
    """What became of a file: one of the two reports; `not_taken` the first rows of products that stay out."""

    file_name: str
    orders: ImportReport | None = None
    products: ProductReport | None = None
    not_taken: tuple[RowNotTaken, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it was read to its end."""
        return all(report.complete for report in (self.orders, self.products) if report is not None)


@value
class TakeInFile:
    """`table` reads products, `pictures` finds what lies beside their file."""

    find_reader: FindReader
    import_orders: ImportOrders
    import_products: ImportProducts
    table: Callable[[], ProductReader]
    pictures: Callable[[Path], PictureFolder]

    def __call__(
        self,
        seen: FileSeen,
        actor: Actor,
        progress: Callable[[ImportProgress], None],
        cancelled: Callable[[], bool],
    ) -> FileReport:
        """What became of it; what is in when it is cancelled, or fails, stays: whole orders, whole rows.

        Refused (file_unusable, form_unknown, import_running, role_forbids), DeviceFault.
        """
        if not actor.may(Verb.IMPORT_ORDERS):
            raise Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=Verb.IMPORT_ORDERS.value)
        name = seen.path.name
        if seen.kind is FileKind.PRODUCTS:
            return self._products(seen.path, progress, cancelled)
        reader = self.find_reader.of_form(seen.form, name)
        with opened_file(seen.path) as source:
            return FileReport(name, self.import_orders(reader, source, name, actor, progress, cancelled))

    def _products(
        self, path: Path, progress: Callable[[ImportProgress], None], cancelled: Callable[[], bool]
    ) -> FileReport:
        not_taken: list[RowNotTaken] = []

        def refused(row: RowNotTaken) -> None:
            if len(not_taken) < MOST_TOLD:
                not_taken.append(row)

        with opened_file(path) as source:
            report = self.import_products(
                self.table(), source, self.pictures(path), refused, progress, cancelled
            )
        return FileReport(path.name, products=report, not_taken=tuple(not_taken))
