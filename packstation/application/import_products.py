"""Bring a file of products in: row by row, in short transactions, while packing goes on.

A row says something of one product, and may add one code; what it does not say stays. A code means one
product only: the row that claims another's is refused, and so is one that says otherwise than an earlier row
of its file.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO
from uuid import UUID

from packstation.application.bench import Bench
from packstation.application.import_progress import ImportStage, Listener, ProgressMeter, part_read
from packstation.application.lane_pace import LANE_MS
from packstation.application.let_order_go import let_order_go
from packstation.application.ports import Work
from packstation.application.product_intake import FoundPicture, PictureFolder, PictureShelf, ProductReader
from packstation.domain.gtin import as_printed, canonical_code
from packstation.domain.intake_act import ProductsImported, ProductsTaken
from packstation.domain.order import HoldReason
from packstation.domain.product import Product
from packstation.domain.product_draft import NotTaken, ProductDraft, ProductField, RowNotTaken
from packstation.domain.told_before import ToldBefore
from packstation.domain.value import value

AHEAD = 64
"""So many rows are read before the lane is asked for."""
_HELD_AT_ONCE = 64


@value
class ProductReport:
    """What became of a file: rows_read = used + unchanged + refused.

    `products` and `codes` are new or changed ones; `pictures_missing` counts rows whose picture was not to be
    had (the rest of the row is in), `released` the orders that waited for a product of the file. `complete`:
    read to its end.
    """

    form: str
    used: int = 0
    unchanged: int = 0
    refused: int = 0
    products: int = 0
    codes: int = 0
    pictures_missing: int = 0
    released: int = 0
    complete: bool = True

    @property
    def rows_read(self) -> int:
        """All rows below the header that say anything."""
        return self.used + self.unchanged + self.refused


@value
class ImportProducts:
    """Every row of the file is used, unchanged, or refused with its reason; products held for are let go."""

    bench: Bench
    shelf: PictureShelf | None = None
    breathe: Callable[[], object] = lambda: None
    rested: Callable[[], None] = lambda: None

    def __call__(
        self,
        reader: ProductReader,
        source: BinaryIO,
        pictures: PictureFolder,
        refused: Callable[[RowNotTaken], None],
        progress: Listener = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ProductReport:
        """What became of it; `refused` is told each row that stays out, `progress` how far it is.

        Refused (file_unusable), DeviceFault: what was taken in until then stays; the same file again goes on.
        """
        run = _Run(self.bench, reader, pictures, self.shelf, refused)
        meter = ProgressMeter(self.bench.clock, progress, first=ImportStage.TAKING_IN)
        size, complete = source.seek(0, io.SEEK_END), True
        source.seek(0)
        rows = reader.rows(source)

        def tell(stage: ImportStage) -> None:
            read = run.report.rows_read
            meter.tell(stage, part_read(source, size), read, read, 0)

        try:
            while complete and run.take_some(rows):
                tell(ImportStage.TAKING_IN)
                self.breathe()
                complete = not cancelled()
            while run.let_some_go():
                self.breathe()
            report = run.over(complete=complete)
            tell(ImportStage.OVER)
            return report
        finally:
            self.rested()


@value
class _Row:
    """A row and its picture: the one found, or that one was named and none found."""

    draft: ProductDraft
    found: FoundPicture | None = None
    missing: bool = False


@value
class _Change:
    """What a row changed: nothing, its product, its code."""

    product: bool = False
    code: bool = False


class _Run:
    """One import."""

    def __init__(
        self,
        bench: Bench,
        reader: ProductReader,
        pictures: PictureFolder,
        shelf: PictureShelf | None,
        refused: Callable[[RowNotTaken], None],
    ) -> None:
        self.report = ProductReport(reader.form)
        self._bench = bench
        self._pictures = pictures
        self._shelf = shelf
        self._refused = refused
        self._told = ToldBefore()
        self._changed: set[str] = set()
        self._ready: deque[_Row] = deque()
        self._held: deque[UUID] = deque()
        self._held_after: UUID | None = None

    def take_some(self, rows: Iterator[ProductDraft | RowNotTaken | None]) -> bool:
        """One short transaction with as many rows as fit into it; False once there are no more."""
        fresh: list[_Row] = []
        while len(self._ready) + len(fresh) < AHEAD and (row := next(rows, self)) is not self:
            if isinstance(row, ProductDraft):
                row = self._told.against(row) or row
            if isinstance(row, RowNotTaken):
                self._refuse(row)
            elif isinstance(row, ProductDraft):
                fresh.append(self._with_picture(row))
            else:
                self.report = replace(self.report, unchanged=self.report.unchanged + 1)
        self._keep_pictures(fresh)
        self._ready.extend(fresh)
        if not self._ready:
            return False
        self._take_ready()
        return True

    def let_some_go(self) -> bool:
        """One short transaction with orders that waited for a product; False once all were looked at."""
        clock, released = self._bench.clock, 0
        with self._bench.store.repeatable() as work:
            begun_ms = clock.mono_ms()
            if not self._held:
                self._held.extend(
                    work.queue.held(HoldReason.PRODUCT_UNKNOWN, self._held_after, _HELD_AT_ONCE)
                )
            if not self._held:
                return False
            first = True
            while self._held and (first or clock.mono_ms() - begun_ms < LANE_MS):
                first, self._held_after = False, self._held.popleft()
                released += let_order_go(work, work.orders.task(self._held_after).order)
        self.report = replace(self.report, released=self.report.released + released)
        return True

    def over(self, *, complete: bool) -> ProductReport:
        """The report, written down."""
        self.report = report = replace(self.report, complete=complete)
        rows = {name: getattr(report, name) for name in ("used", "unchanged", "refused", "pictures_missing")}
        act = ProductsImported(report.form, complete, rows, report.products, report.codes, report.released)
        # With this row all those before it are on the disk for good.
        with self._bench.store.transaction() as work:
            work.record(act, None)
        return report

    def _with_picture(self, draft: ProductDraft) -> _Row:
        name = draft.facts.picture
        if ProductField.PICTURE not in draft.said or not name:
            return _Row(draft)
        found = self._pictures.find(name)
        return _Row(draft, found, missing=found is None)

    def _keep_pictures(self, rows: list[_Row]) -> None:
        """Put new pictures onto the shelf before their rows say so: after a power cut they are not missed."""
        with_picture = [row for row in rows if row.found]
        if not with_picture:
            return
        with self._bench.store.transaction() as work:
            known = {
                row.draft.line: work.catalogue.facts(row.draft.product.sku).picture for row in with_picture
            }
        for place, row in enumerate(rows):
            if row.found is None or row.found.digest == known[row.draft.line]:
                continue
            image = self._pictures.scaled(row.found) if self._shelf else None
            if self._shelf is None or image is None:
                rows[place] = _Row(row.draft, missing=True)
            else:
                self._shelf.keep(row.draft.product.sku, image)

    def _take_ready(self) -> None:
        clock, taken = self._bench.clock, list[tuple[_Row, _Change | RowNotTaken]]()
        with self._bench.store.repeatable() as work:
            begun_ms = clock.mono_ms()
            while self._ready and (not taken or clock.mono_ms() - begun_ms < LANE_MS):
                row = self._ready.popleft()
                taken.append((row, _take(work, row)))
            changes = [(row, made) for row, made in taken if isinstance(made, _Change)]
            products = sum(made.product for _, made in changes)
            codes = sum(made.code for _, made in changes)
            if products or codes:
                work.record(ProductsTaken(products, codes, changes[-1][0].draft.product.sku), None)
        for row, made in taken:
            self._count(row, made)

    def _count(self, row: _Row, made: _Change | RowNotTaken) -> None:
        if isinstance(made, RowNotTaken):
            self._refuse(made)
            return
        sku, used = row.draft.product.sku, made.product or made.code
        new = made.product and sku not in self._changed
        if new:
            self._changed.add(sku)
        self.report = replace(
            self.report,
            used=self.report.used + used,
            unchanged=self.report.unchanged + (not used),
            products=self.report.products + new,
            codes=self.report.codes + made.code,
            pictures_missing=self.report.pictures_missing + row.missing,
        )

    def _refuse(self, row: RowNotTaken) -> None:
        self.report = replace(self.report, refused=self.report.refused + 1)
        self._refused(row)


def _take(work: Work, row: _Row) -> _Change | RowNotTaken:
    """Take one row in, or say why not."""
    draft, sku = row.draft, row.draft.product.sku
    known = work.catalogue.product(sku)
    claimed = _claimed(work, draft, known)
    if claimed is not None:
        return claimed
    product, facts = draft.product_after(known), work.catalogue.facts(sku)
    after = draft.facts_after(facts)
    after = replace(
        after, picture=facts.picture if row.missing else row.found.digest if row.found else after.picture
    )
    code = draft.code if draft.code and work.catalogue.meaning(draft.code.code) != draft.code else None
    told_anew = known is None or _unnamed(product) != _unnamed(known)
    if told_anew or code:
        work.catalogue.put([product] if told_anew else [], [code] if code else [])
    if after != facts:
        work.catalogue.put_facts(sku, after)
    if code:
        work.unknown_codes.drop(code.code)
    return _Change(told_anew or after != facts, code is not None)


def _claimed(work: Work, draft: ProductDraft, known: Product | None) -> RowNotTaken | None:
    """The no to a row whose code, or whose SKU when scanned, means another product."""
    sku = draft.product.sku
    for code in (sku, canonical_code(sku)) if known is None else ():
        meaning = work.catalogue.meaning(code)
        if meaning is not None and meaning.sku != sku:
            return RowNotTaken(draft.line, NotTaken.SKU_TAKEN, {"sku": sku, "other": meaning.sku})
    meaning = work.catalogue.meaning(draft.code.code) if draft.code else None
    if draft.code is None or meaning is None or meaning.sku == sku:
        return None
    facts = {"code": as_printed(draft.code.code), "sku": sku, "other": meaning.sku}
    return RowNotTaken(draft.line, NotTaken.CODE_TAKEN, facts)


def _unnamed(product: Product) -> Product:
    """The product without what its components are called: that is theirs to say."""
    return replace(product, components=tuple(replace(part, name="") for part in product.components))
