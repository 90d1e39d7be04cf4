"""What a store says about itself."""

from __future__ import annotations

from sqlalchemy import insert

from packstation.persistence.tables import meta

INSERT = insert(meta)
