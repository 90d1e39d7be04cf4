"""Where an order of a file is known from: also where one of two files had no ids, and named it by its number.

A shop's table that went through a spreadsheet has lost its ids, or has them rounded; its JSON has them all.
"""

from __future__ import annotations

import json

from packstation.application.intake import OrderSource
from packstation.application.ports import Work
from packstation.domain.draft import Address, OrderDraft


def known_source(work: Work, channel: str, draft: OrderDraft) -> OrderSource | None:
    """By what its channel calls it; else by the same number, of the same channel, to the same person.

    Another shop may have the same number in the same channel: one with an id of its own is another order.
    """
    known = work.sources.of(channel, draft.channel_order_id)
    order = work.orders.by_number(draft.number) if known is None else None
    if order is None:
        return known
    nameless = draft.channel_order_id == draft.number
    for told in work.sources.of_order(order.order_id):
        one_nameless = nameless or told.channel_order_id == draft.number
        if told.channel == channel and one_nameless and _goes_to(told.recipient, draft.recipient):
            return told
    return None


def _goes_to(recipient: str, to: Address) -> bool:
    """Whether that is the same person in the same place; nobody can tell once an address was erased."""
    known = json.loads(recipient) if recipient else {}
    before = [str(known.get(name, "")).casefold() for name in ("name", "postcode")]
    return bool(before[0]) and before == [to.name.casefold(), to.postcode.casefold()]
