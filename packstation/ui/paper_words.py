"""The words on sheets that are laid into cartons, in the language that is spoken now."""

from __future__ import annotations

from packstation.ui.translation import _


def slip_words() -> dict[str, str]:
    """Those of a packing slip, by the name of their place."""
    return {
        "title": _("Packing slip"),
        "order": _("Order {order}"),
        "carton": _("Carton {number} of {cartons}"),
        "rest": _("The rest of order {order}"),
        "sku": _("SKU"),
        "name": _("Product"),
        "missing": _("not in it: {missing}"),
        "lot": _("lot {lot}"),
        "expiry": _("use by {expiry}"),
        "serial": _("serial number {serial}"),
        "not_inside": _("Pieces of this order that are not in this delivery: {missing}"),
        "page": _("Page {page} of {pages}"),
        "no_code": _("No barcode can carry this number: type it at the bench."),
    }


def card_foot(order_number: str) -> str:
    """What stands below a gift card, outside its frame."""
    return _("Order {order}").format(order=order_number)
