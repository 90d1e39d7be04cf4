"""Claims as rows: the orders that are this station's to pack, each under its fence until its lease ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from uuid import UUID

from packstation.application.ports import Clock
from packstation.domain.pack_task import PackTask
from packstation.persistence.prepared import Prepared

_PUT = Prepared("claim.put")
_ONE = Prepared("claim.one")
_READY = (Prepared("order.next"), Prepared("order.next_undated"))
_READY_WITH_SKU = (Prepared("order.next_with_sku"), Prepared("order.next_with_sku_undated"))
_THING = Prepared("shared.thing")
_LOST = Prepared("claim.lost")
_DROP = Prepared("claim.drop")
_RENEW = Prepared("claim.renew")
_LOSE = Prepared("claim.lose")


class SqlClaims:
    """The claims of one station. One that is alone asks nobody: `needed` is false, and nothing is read."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        site: UUID,
        station_id: str,
        boot_id: str,
        clock: Clock,
        keep: Callable[[PackTask], None],
        *,
        needed: bool,
    ) -> None:
        self._raw = raw
        self._site = site.bytes
        self._station_id = station_id
        self._clock = clock
        self._keep = keep
        self.boot_id = boot_id
        self._needed = needed

    @property
    def needed(self) -> bool:
        """Whether other stations pack orders of this site."""
        return self._needed

    def asked(self) -> dict[str, object]:
        """What a question for claimed orders has to be given besides its own."""
        return {"boot": self.boot_id, "now": self._clock.mono_ms()} if self.needed else {}

    def fence(self, order_id: UUID) -> int | None:
        """Under which fence the order may be begun here now; None: it may not, as far as is known here."""
        found = _ONE(self._raw, self._key(order_id)).fetchone() if self.needed else None
        if found is None:
            return None
        fence, lease_ends_ms, boot_id, lost, told = found
        held = boot_id == self.boot_id and lease_ends_ms > self._clock.mono_ms() and not lost
        # The feed has no gaps: whoever has heard of the claim knows all that was done under those before it.
        heard = fence <= 1 or (told is not None and told >= fence)
        return int(fence) if held and heard else None

    def candidate(self, sku: str | None, but: frozenset[UUID]) -> UUID | None:
        """A ready order that nobody is known to have, the earliest cut-off first."""
        asked = {"site": self._site, "sku": sku} if sku is not None else {"site": self._site}
        for question in (_READY if sku is None else _READY_WITH_SKU) if self._needed else ():
            for row in question(self._raw, asked):
                order_id = UUID(bytes=row[1])
                if order_id not in but and self._holder(order_id) in {None, self._station_id}:
                    return order_id
        return None

    def _holder(self, order_id: UUID) -> str | None:
        """Whose the order is, as far as central has told."""
        key = {"site": self._site, "kind": "order", "key": str(order_id)}
        found = _THING(self._raw, key).fetchone()
        return found[1] if found else None

    def kept_fence(self, order_id: UUID) -> int | None:
        """The fence of the claim kept here, however its lease stands."""
        found = _ONE(self._raw, self._key(order_id)).fetchone() if self.needed else None
        return found[0] if found else None

    def lost(self, order_id: UUID) -> bool:
        """Whether central gave the order to somebody else since it was claimed here."""
        if not self.needed:
            return False
        found = _LOST(self._raw, self._key(order_id)).fetchone()
        return found is not None and bool(found[0])

    def began(self, before: PackTask) -> None:
        """The order is taken up here; `before` is how it was."""
        if self.needed:
            self._keep(before)

    def give_back(self, order_id: UUID) -> None:
        """Nothing more is done with it here; central learns of it by the journal."""
        if self.needed:
            _DROP(self._raw, self._key(order_id))

    def hold(self, order_id: UUID, fence: int, lease_ends_ms: int) -> None:
        """The order is this station's until that moment of its steady clock."""
        row = {
            "site_id": self._site,
            "order_id": order_id.bytes,
            "fence": fence,
            "lease_ends_ms": lease_ends_ms,
            "boot_id": self.boot_id,
            "lost": False,
        }
        _PUT(self._raw, row)

    def renew(self, order_id: UUID, fence: int, lease_ends_ms: int) -> None:
        """The lease runs until then at least, if the claim still stands under that fence."""
        asked = {**self._key(order_id), "held_under": fence, "boot": self.boot_id, "ends": lease_ends_ms}
        _RENEW(self._raw, asked)

    def lose(self, order_id: UUID, *, open_here: bool) -> None:
        """Somebody else has it: gone, but for the mark that tells whoever has it open."""
        (_LOSE if open_here else _DROP)(self._raw, self._key(order_id))

    def _key(self, order_id: UUID) -> dict[str, bytes]:
        return {"site": self._site, "order": order_id.bytes}
