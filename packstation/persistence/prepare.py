"""Make a file into a store this release can work on: create it, prove it, upgrade it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from packstation.application.ports import Clock, NewId
from packstation.domain.value import value
from packstation.persistence.backup import backup, stamp
from packstation.persistence.disk import flush_folder
from packstation.persistence.engine import begun, configure, refuse_damaged
from packstation.persistence.identity import Identity, read_identity, refuse_mark, write_identity
from packstation.persistence.journal import stopped_clean
from packstation.persistence.schema import Schema, create, found_version, refuse_newer


@value
class Preparation:
    """Makes the store behind one connection ready; nothing is written to a file that is refused."""

    path: Path
    raw: sqlite3.Connection
    schema: Schema

    def __call__(self, clock: Clock, new_id: NewId, *, demo: bool) -> tuple[Identity, bool]:
        """Whose store it is, and whether it was stopped in good order before."""
        version = found_version(self.raw)
        configure(self.raw)
        if version is None:
            self._create(new_id, demo=demo)
            return read_identity(self.raw), True
        refuse_newer(version, self.schema)
        identity = read_identity(self.raw)
        refuse_mark(identity, demo=demo)
        clean = stopped_clean(self.raw)
        if not clean:
            refuse_damaged(self.raw)
        if version != self.schema.head:
            kept = f"{self.path.stem}-{version}-{stamp(clock.now())}{self.path.suffix}"
            backup(self.path, self.path.with_name(kept))
            from packstation.persistence.upgrade import upgrade  # noqa: PLC0415 - loads SQLAlchemy

            upgrade(self.raw, self.schema)
        return identity, clean

    def _create(self, new_id: NewId, *, demo: bool) -> None:
        self.raw.execute("PRAGMA journal_mode = WAL")
        with begun(self.raw):
            create(self.raw)
            write_identity(self.raw, new_id, demo=demo)
        # Who the station is must not hang on the write-ahead log, whatever becomes of that.
        self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        flush_folder(self.path.parent)
