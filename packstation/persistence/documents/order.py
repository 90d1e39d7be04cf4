"""ORDER: what is asked for. Address, typed texts and recipients stand in the personal part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from packstation.application.intake import OrderSource
from packstation.domain.central import OrderEnd
from packstation.domain.instruction import Instruction, InstructionKind, Per
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState
from packstation.domain.value import value
from packstation.persistence.documents.text import Fields, at, instant, read, unknown_in, written

OF_THE_TASK = frozenset({HoldReason.PARKED})
"""A hold that tells where the goods are: part of what was done."""
FOUND_OUT_HERE = frozenset({HoldReason.PRODUCT_UNKNOWN})
"""A hold that each station finds out for itself, by the products it knows."""
_STATES = frozenset({OrderState.RECEIVED, OrderState.QUARANTINED, OrderState.CANCELLED})
KNOWN = frozenset(
    {
        *("number", "rest_of", "carrier", "slip", "cutoff_at", "rev", "state", "holds", "totes", "lines"),
        *("instructions", "sources"),
    }
)
LIFTED = "lifted"
"""What somebody has lifted from the order, at any station: no old file brings it back. Carried with what else
stands in the document, because a station keeps nothing of another's journal."""
KNOWN_PERSONAL = frozenset({"ship_to", "texts", "recipients"})


@value
class OrderText:
    """The two texts of an order."""

    body: str
    personal: str


@value
class Asked:
    """An order as it is asked for, where it came from, and what this release does not know of it."""

    order: Order
    sources: tuple[OrderSource, ...]
    unknown: Fields
    unknown_personal: Fields


def order_text(
    order: Order, sources: Sequence[OrderSource], unknown: Fields | None = None, beside: Fields | None = None
) -> OrderText:
    """The document of an order; `unknown` and `beside` are what was read with it and not known."""
    asked = {
        "number": order.number,
        "rest_of": order.rest_of,
        "carrier": order.carrier,
        "slip": order.slip,
        "cutoff_at": instant(order.cutoff_at),
        "rev": order.rev,
        "state": (order.state if order.state in _STATES else OrderState.READY).value,
        "holds": sorted(hold.value for hold in order.holds - OF_THE_TASK - FOUND_OUT_HERE),
        "totes": [order.tote, *order.more_totes],
        "lines": [[line.line_no, line.sku, line.quantity, line.kit_sku] for line in order.lines],
        "instructions": [
            [str(one.instruction_id), one.kind.value, one.per.value, one.sku, one.document]
            for one in order.instructions
        ],
        "sources": [_source_row(source) for source in sources],
    }
    personal = {
        "ship_to": list(order.ship_to),
        "texts": [one.text for one in order.instructions],
        "recipients": [source.recipient for source in sources],
    }
    return OrderText(written(asked, unknown), written(personal, beside))


def carton_terms(order: Order) -> str:
    """What a carton of this order is packed by, as a digest: goods by SKU, address, carrier.

    By what a carton holds and not by line, since two benches may number lines differently. With the order's
    id, so that equal addresses do not look alike; it stands at central as long as the order does.
    """
    goods: Counter[tuple[str, str]] = Counter()
    for line in order.lines:
        goods[line.sku, line.kit_sku or ""] += line.quantity
    terms = written({"goods": sorted(goods.items()), "ship_to": order.ship_to, "carrier": order.carrier})
    return sha256(order.order_id.bytes + terms.encode()).hexdigest()[:16]


def with_lifted(unknown: Fields | None, lifted: frozenset[HoldReason]) -> Fields | None:
    """What goes with an order from which this was lifted here."""
    codes = {reason.value for reason in lifted - OF_THE_TASK - FOUND_OUT_HERE}
    if unknown is not None:
        codes.update(unknown.get(LIFTED, ()))
    return {**(unknown or {}), LIFTED: sorted(codes)} if codes else unknown


def lifted_in(unknown: Fields | None) -> frozenset[HoldReason]:
    """What was lifted from it anywhere, as far as this release knows the reasons."""
    codes = (unknown or {}).get(LIFTED, ())
    return frozenset(reason for reason in HoldReason if reason.value in codes)


def order_end(order: Order) -> OrderEnd:
    """How central is to count it."""
    if order.state is OrderState.CANCELLED:
        return OrderEnd.CANCELLED
    if order.state is OrderState.SHIPPED:
        return OrderEnd.SHIPPED
    if order.state is OrderState.PACKED:
        return OrderEnd.PACKED
    waits = order.holds or order.state in _STATES
    return OrderEnd.WAITING if waits else OrderEnd.READY


def asked_in(order_id: UUID, body: str, personal: str | None) -> Asked:
    """The order of a document, with nothing done for it yet; one whose personal part was erased has none.

    ValueError, KeyError or TypeError for one that cannot be read.
    """
    told, beside = read(body), read(personal) if personal else {}
    texts = beside.get("texts") or [""] * len(told["instructions"])
    recipients = beside.get("recipients") or [""] * len(told["sources"])
    totes = told["totes"]
    order = Order(
        order_id=order_id,
        number=told["number"],
        lines=tuple(OrderLine(no, sku, quantity, kit_sku=kit) for no, sku, quantity, kit in told["lines"]),
        state=OrderState(told["state"]),
        cutoff_at=at(told["cutoff_at"]),
        tote=totes[0],
        more_totes=tuple(totes[1:]),
        # A reason that only a later release knows still keeps the order back.
        holds=frozenset(_hold(code) for code in told["holds"]),
        ship_to=tuple(beside.get("ship_to", ())),
        carrier=told["carrier"],
        rev=told["rev"],
        rest_of=told["rest_of"],
        slip=told["slip"],
        instructions=tuple(
            Instruction(UUID(key), InstructionKind(kind), Per(per), text, sku, document)
            for (key, kind, per, sku, document), text in zip(told["instructions"], texts, strict=True)
        ),
    )
    sources = tuple(
        _source(order, row, recipient) for row, recipient in zip(told["sources"], recipients, strict=True)
    )
    return Asked(order, sources, unknown_in(told, KNOWN), unknown_in(beside, KNOWN_PERSONAL))


def with_asked(known: Order, asked: Order) -> Order:
    """A known order that asks for something else now, with everything that was done for it."""
    short = {line.line_no: line.short for line in known.lines}
    cancelled = asked.state is OrderState.CANCELLED and known.state not in _LEFT
    done = known.state not in {*_STATES, OrderState.READY} and not cancelled
    return replace(
        known,
        number=asked.number,
        lines=tuple(replace(line, short=short.get(line.line_no, 0)) for line in asked.lines),
        state=known.state if done else asked.state,
        cutoff_at=asked.cutoff_at,
        tote=asked.tote,
        more_totes=asked.more_totes,
        holds=asked.holds | (known.holds & OF_THE_TASK),
        ship_to=asked.ship_to,
        carrier=asked.carrier,
        rev=asked.rev,
        rest_of=asked.rest_of,
        slip=asked.slip,
        instructions=asked.instructions,
    )


_LEFT = frozenset({OrderState.PACKED, OrderState.SHIPPED})


def _hold(code: str) -> HoldReason:
    try:
        return HoldReason(code)
    except ValueError:
        return HoldReason.MANUAL


def _source_row(source: OrderSource) -> list[object]:
    return [
        source.channel,
        source.channel_order_id,
        source.key,
        source.digest.hex(),
        source.shipping_method,
        source.file_name,
        instant(source.imported_at),
    ]


def _source(order: Order, row: Sequence[str], recipient: str) -> OrderSource:
    channel, named, key, digest, method, file_name, imported_at = row
    return OrderSource(
        channel=channel,
        channel_order_id=named,
        order_id=order.order_id,
        number=order.number,
        key=key,
        digest=bytes.fromhex(digest),
        shipping_method=method,
        recipient=recipient,
        file_name=file_name,
        imported_at=datetime.fromisoformat(imported_at),
    )
