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
_SOURCES = Prepared("intake.sources")
_BY_KEY = Prepared("intake.source_by_key")
_PUT = Prepared("intake.put_source").placed(
    "site_id, channel, channel_order_id, order_id, order_key, digest, shipping_method, recipient, file_name, "
    "imported_at"
)


class SqlOrderSources:
    """The orders of one site by what their channels call them."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def of(self, channel: str, channel_order_id: str) -> OrderSource | None:
        """Where the order of that channel is known from."""
        asked = {"site": self._site, "channel": channel, "named": channel_order_id}
        return _source(channel, _SOURCE(self._raw, asked).fetchone())

    def of_many(self, channel: str, named: Sequence[str]) -> Mapping[str, OrderSource]:
        """Likewise for many, by what the channel calls them; those that are not known are left out."""
        asked = {"site": self._site, "channel": channel, "named": json.dumps(named)}
        found = (_source(channel, row) for row in _SOURCES(self._raw, asked))
        return {source.channel_order_id: source for source in found if source is not None}

    def by_key(self, channel: str, key: str) -> OrderSource | None:
        """Likewise, by what groups it in files."""
        asked = {"site": self._site, "channel": channel, "key": key}
        return _source(channel, _BY_KEY(self._raw, asked).fetchone())

    def put(self, *sources: OrderSource) -> None:
        """Store where orders came from; of one that is known all but `imported_at` is replaced."""
        _PUT.many(self._raw, (self._row(source) for source in sources))

    def _row(self, source: OrderSource) -> tuple[object, ...]:
        return (
            self._site,
            source.channel,
            source.channel_order_id,
            source.order_id.bytes,
            source.key,
            source.digest,
            source.shipping_method,
            source.recipient,
            source.file_name,
            text_of(source.imported_at),
        )


def _source(channel: str, row: tuple[Any, ...] | None) -> OrderSource | None:
    if row is None:
        return None
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
