"""Readers of orders: those that come with the program, and those that others have installed beside it.

A plug-in is an entry point of the group `packstation.channels`: something that, called without arguments,
gives one reader (`application.intake.OrderReader`). One that cannot be loaded is left out, and named.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from packstation.application.intake import OrderReader
from packstation.domain.value import value

GROUP = "packstation.channels"
OWN = (
    "packstation.channels.shopify_csv:ShopifyCsv",
    "packstation.channels.shopify_json:ShopifyJson",
    "packstation.channels.woocommerce_json:WoocommerceJson",
    "packstation.channels.mapped_table:MappedTable",
)
"""The readers that come with the program, the most particular first: the first that knows a file reads it."""

log = logging.getLogger(__name__)


@value
class BrokenPlugIn:
    """A plug-in that cannot be used: its name, and the kind of error; its text may hold anything."""

    name: str
    why: str


@value
class PlugIns:
    """What was found: readers in the order in which they are asked, and what could not be loaded."""

    readers: tuple[OrderReader, ...]
    broken: tuple[BrokenPlugIn, ...]


def channel_plug_ins(installed: Iterable[EntryPoint] | None = None) -> PlugIns:
    """All readers of orders; those of others are asked before our own, which know more than one shop's files.

    A form that is there already is not given twice.
    """
    readers: dict[str, OrderReader] = {}
    broken: list[BrokenPlugIn] = []
    for entry in entry_points(group=GROUP) if installed is None else installed:
        try:
            reader: OrderReader = entry.load()()
            readers.setdefault(str(reader.form), reader)
        except Exception as error:  # noqa: BLE001  whatever a stranger's code does, the bench goes on without it
            # No traceback: it is not our code, and its words may hold anything.
            log.error("the plug-in %s cannot be used: %s", entry.name, type(error).__name__)
            broken.append(BrokenPlugIn(entry.name, type(error).__name__))
    for reader in _own():
        readers.setdefault(reader.form, reader)
    return PlugIns(tuple(readers.values()), tuple(broken))


def _own() -> Iterator[OrderReader]:
    for name in OWN:
        module, _, made_by = name.partition(":")
        reader: OrderReader = getattr(import_module(module), made_by)()
        yield reader
