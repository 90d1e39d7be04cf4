"""`packstation picklists`: a sheet of paper for each order that can be picked now."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from uuid import UUID

from packstation.domain.gtin import as_printed
from packstation.domain.order import Order, OrderState
from packstation.domain.refusal import DeviceFault
from packstation.labels.paper.pdf import write_pdf
from packstation.labels.paper.pick_paper import PickLine, PickPaper, PickWords, draw_pick_papers
from packstation.maintenance.paper_settings import sentence_of, speaking_settings, store_of
from packstation.maintenance.speech import complain, say
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_orders import OrderSheets, orders_named, ready_orders
from packstation.places import resources
from packstation.settings.section import SettingsError
from packstation.ui.translation import _

MOST_CODES = 2
"""Codes of one product that are printed: more are no help to whoever compares digits at a shelf."""


class NotReady(Exception):
    """Orders were asked for that nobody can pick now; the text says which and why."""


def print_pick_papers(home: Path, target: Path, numbers: Sequence[str]) -> int:
    """Write the sheets of these orders, or of all that are ready where none is named, by cut-off.

    Works while the station runs. When an order named is unknown or not ready, nothing is written.
    """
    try:
        settings = speaking_settings(home)
        store = store_of(home)
        found = orders_named(store, numbers) if numbers else ready_orders(store)
        _refuse_unless_ready(found)
        sheets = draw_pick_papers(pick_papers(found), pick_words(settings.name), resources() / "fonts")
        pages = write_pdf(target, sheets, _("Pick papers"))
    except (NotReady, SettingsError, StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, target))
    say(f"{target}: orders: {len(found.orders)}, pages: {pages}")
    return 0


def pick_words(bench: str) -> PickWords:
    """The words of a sheet in the language that is spoken now."""
    return PickWords(
        order=_("Order"),
        tote=_("Tote"),
        cutoff=_("Leaves"),
        carrier=_("Carrier"),
        sku=_("SKU"),
        name=_("Product"),
        code=_("Code"),
        no_code=_("No barcode can carry this number: type it at the bench."),
        amounts=_("Lines: {lines}, pieces: {pieces}"),
        page=_("Page {page} of {pages}"),
        footer=bench,
    )


def pick_papers(found: OrderSheets) -> Iterator[PickPaper]:
    """The orders in the order of their trucks, also where they were named in another."""
    return (pick_paper(order, found.codes) for order in sorted(found.orders, key=_by_cutoff))


def pick_paper(order: Order, codes: Mapping[str, tuple[str, ...]], zone: tzinfo | None = None) -> PickPaper:
    """An order as it is picked; the cut-off in the time of `zone`, or of this PC."""
    return PickPaper(
        number=order.number,
        cutoff=order.cutoff_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if order.cutoff_at else "",
        carrier=order.carrier,
        tote=" ".join(order.totes),
        lines=tuple(
            PickLine(
                line.sku,
                line.name,
                line.quantity,
                tuple(map(as_printed, codes.get(line.sku, ())[:MOST_CODES])),
            )
            for line in order.lines
        ),
    )


def _by_cutoff(order: Order) -> tuple[float, UUID]:
    """As NEXT offers them: orders without a cut-off come last."""
    return order.cutoff_at.timestamp() if order.cutoff_at else math.inf, order.order_id


def _refuse_unless_ready(found: OrderSheets) -> None:
    troubles = [f"{number}: no such order" for number in found.unknown]
    for order in found.orders:
        if order.holds:
            reasons = ", ".join(sorted(hold.value for hold in order.holds))
            troubles.append(f"{order.number}: held ({reasons})")
        elif order.state is not OrderState.READY:
            troubles.append(f"{order.number}: not ready but {order.state.value}")
    if troubles:
        raise NotReady("; ".join(troubles))
    if not found.orders:
        raise NotReady("no order is ready, nothing is printed")
