"""Labels a test can read."""

from __future__ import annotations

from packstation.domain.label import LabelContent

COPY_MARK = b"COPY "


class FakeLabelWriter:
    """Writes plate, order and units as one line, and keeps what it was asked to write."""

    def __init__(self) -> None:
        self.contents: list[LabelContent] = []

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label."""
        self.contents.append(content)
        return f"LABEL {content.plate.code} {content.order_number} {content.units}".encode()

    def as_copy(self, data: bytes) -> bytes:
        """The same label, marked COPY."""
        return COPY_MARK + data
