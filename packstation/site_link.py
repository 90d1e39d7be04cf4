"""What an enrolled station has besides: the one thread of its sync, and how it gets to its central.

Nothing here is loaded by a station alone; psycopg is loaded on the sync's own thread, with the first call.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import random

import packstation
from packstation.application.central_ports import Central, CentralRefuses, CentralUnreachable
from packstation.application.ports import Clock, NewId
from packstation.domain.central import DocumentKind
from packstation.domain.sync_status import SyncStatus
from packstation.persistence.central.enrolment import Enrolment, EnrolmentUnfit
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import NoKeyring
from packstation.persistence.documents.setting import SITE_SETTINGS, setting_in
from packstation.persistence.join_site import Member, is_member, join_site, refuse_loss
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from packstation.settings.station import StationSettings
from packstation.storeroom import (
    COURTESY,
    SYNC_REST_NS,
    SYNC_REST_TIMES,
    SystemClock,
    new_ids,
    open_store,
    rested,
)
from packstation.sync.loop import SyncLoop, SyncParts
from packstation.sync.pace import Pace

log = logging.getLogger(__name__)


def sync_of(
    home: Path,
    store: SqliteStore,
    clock: Clock,
    new_id: NewId,
    on_status: Callable[[SyncStatus], None],
    pace: Pace | None = None,
) -> SyncLoop:
    """The sync of the station that runs on this store, not started; `on_status` is told on its thread."""
    _raw, work = store.lent()

    def breathe() -> bool:
        # Whoever waits for central's answer packs, too.
        return not sync.is_awaited and COURTESY.breathe(SYNC_REST_TIMES, SYNC_REST_NS)

    parts = SyncParts(
        connect=lambda: _central(home),
        book=SqlStationBook(store, clock, new_id, breathe),
        clock=clock,
        boot_id=work.claims.boot_id,
        disk_free_bytes=lambda: shutil.disk_usage(home).free,
        chance=random,
        app_version=packstation.__version__,
        on_status=on_status,
        on_bug=lambda bug: log.error("the sync stumbled", exc_info=bug),
        pace=pace or Pace(),
        rested=rested,
    )
    sync = SyncLoop(parts)
    return sync


def _central(home: Path) -> Central:
    """Central as this station speaks to it; the secret is asked for anew with each connection."""
    from packstation.persistence.central.client import PostgresCentral  # noqa: PLC0415  psycopg
    from packstation.persistence.central.link import connect  # noqa: PLC0415  the same

    try:
        road = Membership(home).road()
        told = road() if road is not None else None
    except (EnrolmentUnfit, NoKeyring, OSError) as trouble:
        raise CentralRefuses(str(trouble)) from trouble
    if told is None:
        raise CentralRefuses("this station was enrolled, and its enrolment is gone")
    return PostgresCentral(lambda: connect(told))


def join_if_enrolled(home: Path, settings: StationSettings, *, demo: bool = False) -> Path | None:
    """Make the store under `home` the one its enrolment speaks of, where it is not yet.

    Where the copy of how it was before lies; None when there was nothing to do. EnrolmentUnfit,
    StoreUnusable, DeviceFault: then the store is as it was.
    """
    enrolment = Membership(home).enrolment()
    if enrolment is None:
        return None
    # Whoever had it loaded was asked about what is unsent: a death in the middle must not ask again.
    return _join(home, settings, enrolment, demo=demo, whatever_is_unsent=True)


def refuse_loss_at(home: Path, enrolment: Enrolment) -> None:
    """Raise Unsent where the bench under `home` would never send what it has done by its name of now."""
    if (home / STORE_NAME).exists():
        refuse_loss(home / STORE_NAME, _member(enrolment))


def enrol_station(
    home: Path,
    settings: StationSettings,
    enrolment: Enrolment,
    *,
    file_allowed: bool,
    demo: bool = False,
    whatever_is_unsent: bool = False,
) -> Path | None:
    """Keep the enrolment and make the store the site's; likewise.

    NoKeyring, Unsent and OSError: all is as before.
    """
    if not whatever_is_unsent:
        refuse_loss_at(home, enrolment)
    membership = Membership(home)
    before = membership.kept()
    try:
        membership.join(enrolment, file_allowed=file_allowed)
        kept = _join(home, settings, enrolment, demo=demo, whatever_is_unsent=whatever_is_unsent)
    except BaseException:
        membership.put_back(before, enrolment)
        raise
    membership.forget(before)
    return kept


def _member(enrolment: Enrolment) -> Member:
    return Member(enrolment.site_id, enrolment.station_id, enrolment.number)


def _join(
    home: Path, settings: StationSettings, enrolment: Enrolment, *, demo: bool, whatever_is_unsent: bool
) -> Path | None:
    path, member = home / STORE_NAME, _member(enrolment)
    if not path.exists():
        open_store(settings, home, demo=demo).close()
    if is_member(path, member):
        return None
    member = replace(member, rules=_rules_of_site(home))
    return join_site(path, member, SystemClock(), new_ids(), whatever_is_unsent=whatever_is_unsent)


def _rules_of_site(home: Path) -> str:
    """What central says of packing now; without central the station hears of it once it runs."""
    try:
        central = _central(home)
    except CentralRefuses:
        return ""
    try:
        return next(
            (
                setting_in(row.body)
                for part in islice(central.snapshot(), 1)  # settings stand first in it
                for row in part.rows
                if (row.kind, row.key) == (DocumentKind.SETTING, SITE_SETTINGS) and row.body is not None
            ),
            "",
        )
    except (CentralRefuses, CentralUnreachable) as trouble:
        log.warning("what the site says of packing counts only from a later start: %s", trouble)
        return ""
    finally:
        central.close()
