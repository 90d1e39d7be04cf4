"""What the journal can say about the site: its people, its codes, its products. Never a name."""

from __future__ import annotations
