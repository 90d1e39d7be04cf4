"""How identifiers, instants, days and digests lie in a column."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Dialect, LargeBinary, Text, TypeDecorator

from packstation.domain.journal import at_text


class Bytes(LargeBinary):
    """Bytes as they are: SQLite's drivers take and give `bytes`, so nothing is wrapped on the scan's path."""

    def bind_processor(self, dialect: Dialect) -> None:
        """Nothing to translate."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Nothing to translate."""


class RowId(TypeDecorator[UUID]):
    """A UUID in sixteen bytes: less than half of its text in every index."""

    impl = Bytes(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect: Dialect) -> bytes | None:
        """The sixteen bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> UUID | None:
        """The UUID again."""
        return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """An instant as ISO 8601 text in UTC, which sorts as time does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """The text; a time of another zone becomes the same instant in UTC."""
        return None if value is None else at_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """The aware instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A day as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """The text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """The day again."""
        return None if value is None else date.fromisoformat(value)
