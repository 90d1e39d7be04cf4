"""How identifiers, instants, days and digests lie in a column."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text

RowId = LargeBinary(16)
"""A UUID in sixteen bytes: less than half of its text in every index."""

Digest = LargeBinary(32)
"""A SHA-256."""

Bytes = LargeBinary()
"""Bytes as a printer gets them."""

Instant = Text()
"""An instant as ISO 8601 text in UTC, which sorts as time does (`cell` translates)."""

Day = Text()
"""A day as ISO 8601 text."""
