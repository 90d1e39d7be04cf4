"""From an order as its channel tells of it to an order as the bench packs it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from json.encoder import encode_basestring
from uuid import UUID, uuid5

from packstation.domain import badge, command_code
from packstation.domain.draft import Address, OrderDraft
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.journal import at_text
from packstation.domain.order import HoldReason, Order, OrderLine, OrderState

NewId = Callable[[], UUID]
CutoffOf = Callable[[str], datetime]
"""When goods leave that go by a shipping method."""

_RESERVED = (badge.PREFIX.casefold(), command_code.PREFIX.casefold())
_PROVINCE_FIRST = frozenset({"AU", "CA", "US"})
_POSTCODE_LAST = frozenset({"GB", "IE"})
_WITHOUT_PROVINCE = frozenset({"AT", "BE", "CH", "CZ", "DE", "DK", "FI", "FR", "LU", "NL", "NO", "PL", "SE"})
_KEPT = ("name", "company", "street", "postcode", "city", "province", "country", "phone", "email")
_FIELDS = tuple(f'"{name}":' for name in _KEPT)
_TOLD = {False: "false", True: "true"}


def number_reserved(number: str) -> bool:
    """Whether a scan of that number would be taken for a badge or a command."""
    return number.casefold().startswith(_RESERVED)


def order_of(draft: OrderDraft, cutoff_of: CutoffOf, new_id: NewId, shared_site: UUID | None = None) -> Order:
    """The order a draft asks for, as it is when it arrives.

    Its cut-off is the channel's own, else the site's for its shipping method. A gift goes out with a slip:
    no slip here bears a price, and whoever unpacks it wants to know what it is. `shared_site`: stations of
    one site that take the same order in make the same one of it.
    """
    order_id = new_id() if shared_site is None else shared_order_id(shared_site, draft.number)
    return Order(
        order_id=order_id,
        number=draft.number,
        lines=tuple(OrderLine(number, line.sku, line.quantity) for number, line in enumerate(draft.lines, 1)),
        state=OrderState.CANCELLED if draft.cancelled else OrderState.READY,
        cutoff_at=draft.ship_by or cutoff_of(draft.shipping_method),
        holds=draft.holds | ({HoldReason.ADDRESS} if not deliverable(draft.recipient) else frozenset()),
        ship_to=tuple(address_lines(draft.recipient)),
        carrier=draft.shipping_method,
        slip=draft.gift,
        instructions=tuple(_instructions(draft, new_id, order_id if shared_site else None)),
    )


def shared_order_id(site: UUID, number: str) -> UUID:
    """The identifier of an order where several stations take orders in: the same at each of them."""
    return uuid5(site, number)


def deliverable(to: Address) -> bool:
    """Whether there is enough of an address for a truck: somebody, a street, a town."""
    return bool((to.name or to.company) and any(to.street) and (to.city or to.postcode))


def address_lines(to: Address) -> tuple[str, ...]:
    """The address as its country writes it, one line after the other, none empty."""
    if to.country in _PROVINCE_FIRST:
        town = [_joined(to.city, to.province, to.postcode)]
    elif to.country in _POSTCODE_LAST:
        town = [to.city, to.postcode]
    else:
        province = "" if to.country in _WITHOUT_PROVINCE else to.province
        town = [_joined(to.postcode, to.city), province]
    lines = (to.company, to.name, *to.street, *town, to.country)
    return tuple([" ".join(words) for line in lines if (words := line.split())])


def digest_of(draft: OrderDraft) -> bytes:
    """What tells two tellings of one order apart: the same draft always has the same."""
    # JSON, put together here: a large file has a hundred thousand drafts, an encoder costs more.
    to, text = draft.recipient, encode_basestring
    lines = ",".join(
        [f"[{text(line.sku)},{line.quantity},{text(line.channel_line_id)}]" for line in draft.lines]
    )
    beside = _texts((to.postcode, to.city, to.province, to.country, to.phone, to.email))
    content = (
        f"[[{text(draft.number)},{_TOLD[draft.cancelled]},[{_texts(sorted(draft.holds))}],"
        f"{text(draft.shipping_method)}],[{lines}],"
        f"[{text(to.name)},{text(to.company)},[{_texts(to.street)}],{beside}],"
        f"{text(at_text(draft.ship_by)) if draft.ship_by else 'null'},"
        f"[{text(draft.customer_note)},{_TOLD[draft.gift]},{text(draft.gift_message)}]]"
    )
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()


def recipient_json(to: Address) -> str:
    """The whole address as it is kept beside the order, where it can be erased; empty fields left out."""
    street = f"[{_texts(to.street)}]" if to.street else ""
    beside = (to.postcode, to.city, to.province, to.country, to.phone, to.email)
    texts = [encode_basestring(text) if text else "" for text in (to.name, to.company, *beside)]
    texts.insert(2, street)
    return f"{{{','.join([name + text for name, text in zip(_FIELDS, texts, strict=True) if text])}}}"


def _texts(texts: Iterable[str]) -> str:
    return ",".join(map(encode_basestring, texts))


def _instructions(draft: OrderDraft, new_id: NewId, shared: UUID | None) -> Iterator[Instruction]:
    """What is asked for besides goods; of an order that others may take in too, under names of its own."""
    for kind, text in (
        (InstructionKind.CUSTOMER_NOTE, draft.customer_note),
        (InstructionKind.GIFT_MESSAGE, draft.gift_message),
    ):
        if text.strip():
            key = new_id() if shared is None else uuid5(shared, kind.value)
            yield Instruction(key, kind, text=text.strip())


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
