"""Once a night, and after every start that finds none of today, the store is copied beside itself."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from pathlib import Path

from packstation.application.ports import Clock
from packstation.domain.act import BackupMade
from packstation.domain.packing_act import PhotosDeleted
from packstation.domain.refusal import DeviceFault
from packstation.domain.value import value
from packstation.persistence.backup import backup, backup_name, due, newest, rotate
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.photos import PhotoFolder
from packstation.persistence.store import SqliteStore

FIRST_LOOK_S = 60.0
LOOK_EVERY_S = 600.0

log = logging.getLogger(__name__)


@value
class OldPhotos:
    """The pictures that go when they are so many days old."""

    folder: PhotoFolder
    keep_days: int

    def delete(self, clock: Clock) -> int:
        """Delete them; how many there were."""
        return self.folder.delete_before(clock.now() - timedelta(days=self.keep_days))


class NightlyBackup:
    """A quiet thread that checks the store after a start and keeps the last copies in a folder."""

    def __init__(
        self,
        store: SqliteStore,
        folder: Path,
        keep: int,
        clock: Clock,
        photos: OldPhotos | None = None,
        reserve_bytes: int = 0,
    ) -> None:
        self._store = store
        self._folder = folder
        self._keep = keep
        self._clock = clock
        self._photos = photos
        self._reserve_bytes = reserve_bytes
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="nightly backup", daemon=True)

    def start(self) -> None:
        """Begin to look from time to time, the first time when the start is over."""
        self._thread.start()

    def stop(self) -> None:
        """End; a copy under way is finished."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def look(self) -> Path | None:
        """Make a copy when one is due; where it is, or None."""
        now = self._clock.now()
        if not due(now.astimezone(), newest(self._folder)):
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder / backup_name(now)
        written = backup(self._store.path, target)
        rotate(self._folder, self._keep)
        with self._store.transaction() as work:
            work.record(BackupMade(written), None)
        return target

    def tidy(self) -> None:
        """Delete the pictures of cartons that are older than the site keeps them."""
        deleted = self._photos.delete(self._clock) if self._photos else 0
        if deleted:
            with self._store.transaction() as work:
                work.record(PhotosDeleted(deleted), None)

    def prune(self) -> None:
        """Let go of what is long over and central has; a station alone keeps everything."""
        if self._store.shared_site is not None:
            from packstation.persistence.prune import Pruning  # noqa: PLC0415  no bench alone needs it

            Pruning(self._store, self._clock)()

    def _run(self) -> None:
        wait_s = FIRST_LOOK_S
        while not self._stop.wait(wait_s):
            try:
                if wait_s == FIRST_LOOK_S:
                    self._store.check()
                if self.look() is not None:
                    self.prune()
            except (DeviceFault, StoreUnusable, OSError) as trouble:
                log.warning("no backup was made: %s", trouble)
            try:
                if self._reserve_bytes:
                    self._store.keep_reserve(self._reserve_bytes)
                self.tidy()
            except (DeviceFault, OSError) as trouble:
                log.warning("the disk was not tidied: %s", trouble)
            wait_s = LOOK_EVERY_S
