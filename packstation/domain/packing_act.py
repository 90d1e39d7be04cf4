"""What the journal can say about an order on a bench, beyond the straight road: frozen dataclasses."""

from __future__ import annotations
