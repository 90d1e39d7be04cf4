"""Where orders came from, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from packstation.application.intake import OrderSource
from packstation.persistence.cell import text_of
from packstation.persistence.prepared import Prepared

_SOURCE = Prepared("intake.source")
_DIGESTS = Prepared("intake.digests")
_BY_KEY = Prepared("intake.source_by_key")
_OF_ORDER = Prepared("intake.of_order")
_PUT = Prepared("intake.put_source").placed(
    "site_id, channel, channel_order_id, order_id, order_key, digest, shipping_method, recipient, file_name, "
    "imported_at"
)


class SqlOrderSources:
    """The orders of one site by what their channels call them."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes
        # The driver stores a bytearray as it is, bytes only after a search for how to.
        self._site_bound = bytearray(self._site)

    def of(self, channel: str, channel_order_id: str) -> OrderSource | None:
        """Where the order of that channel is known from."""
        asked = {"site": self._site, "channel": channel, "named": channel_order_id}
        return _source(channel, _SOURCE(self._raw, asked).fetchone())

    def digests(self, channel: str, named: Sequence[str]) -> Mapping[str, bytes]:
        """The digests of those that are known of many orders, by what the channel calls them."""
        asked = {"site": self._site, "channel": channel, "named": json.dumps(named)}
        return dict(_DIGESTS(self._raw, asked))

    def by_key(self, channel: str, key: str) -> OrderSource | None:
        """Likewise, by what groups it in files."""
        asked = {"site": self._site, "channel": channel, "key": key}
        return _source(channel, _BY_KEY(self._raw, asked).fetchone())

    def of_order(self, order_id: UUID) -> tuple[OrderSource, ...]:
        """Every channel that tells of an order."""
        found = _OF_ORDER(self._raw, {"site": self._site, "order": order_id.bytes})
        return tuple(_source_in(channel, row) for *row, channel in found)

    def put(self, *sources: OrderSource) -> None:
        """Store where orders came from; of one that is known all but `imported_at` is replaced."""
        _PUT.many(self._raw, (self._row(source) for source in sources))

    def _row(self, source: OrderSource) -> tuple[object, ...]:
        return (
            self._site_bound,
            source.channel,
            source.channel_order_id,
            bytearray(source.order_id.bytes),
            source.key,
            bytearray(source.digest),
            source.shipping_method,
            source.recipient,
            source.file_name,
            text_of(source.imported_at),
        )


def _source(channel: str, row: tuple[Any, ...] | None) -> OrderSource | None:
    return None if row is None else _source_in(channel, row)


def _source_in(channel: str, row: Sequence[Any]) -> OrderSource:
    named, order_id, number, key, digest, shipping_method, recipient, file_name, imported_at = row
    return OrderSource(
        channel=channel,
        channel_order_id=named,
        order_id=UUID(bytes=order_id),
        number=number,
        key=key,
        digest=digest,
        shipping_method=shipping_method,
        recipient=recipient,
        file_name=file_name,
        imported_at=datetime.fromisoformat(imported_at),
    )
