"""The enrolment of the bench in this home, as its own window looks at it and changes it."""

from __future__ import annotations

import string
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import packstation
from packstation.application.ports import NewId
from packstation.application.site_door import Doorplate, Errand, WayTried
from packstation.domain.central import PROTOCOL, PROTOCOL_OLDEST, Hello, Told
from packstation.domain.central_fault import EnrolmentFault, WayFault
from packstation.domain.journal import GENESIS
from packstation.domain.refusal import RefusalCode, Refused
from packstation.persistence.central.enrolment import Enrolment, EnrolmentUnfit, Tls, read_enrolment
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import Keyring, NoKeyring
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.join_site import NameTaken, OrderOpen, member_in
from packstation.persistence.leave_site import leave_site
from packstation.persistence.read_standing import read_standing
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from packstation.persistence.unsent import Unsent
from packstation.places import STORE_NAME
from packstation.rules_here import rules_here
from packstation.settings.station import StationSettings
from packstation.site_link import enrol_station, refuse_loss_at
from packstation.storeroom import SystemClock
from packstation.sync.errand import hello_of

ENDING = ".enrolment"
"""Of the files that `packstation central enrol` writes."""
REMOVABLE = 2
"""Of GetDriveTypeW: a stick."""
MOST_FOUND = 7
"""As many as have a digit, beside the one for any other file."""


class _Kept:
    """A place for the secret of an enrolment that is only tried."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def put(self, name: str, secret: str) -> None:
        """Keep it as long as this is kept."""
        self._secrets[name] = secret

    def get(self, name: str) -> str | None:
        """The secret, if there is one."""
        return self._secrets.get(name)

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        self._secrets.pop(name, None)


class HomeSiteDoor:
    """The door of a bench that runs on `store`; each call is made on a thread that may wait."""

    def __init__(
        self,
        home: Path,
        settings: StationSettings,
        store: SqliteStore,
        new_id: NewId,
        folders: Callable[[], Iterator[Path]] | None = None,
    ) -> None:
        self._home = home
        self._settings = settings
        self._store = store
        self._new_id = new_id
        self._folders = folders or likely_folders
        self._clock = SystemClock()

    def plate(self) -> Doorplate | None:
        """Who this bench is."""
        with _told():
            membership = Membership(self._home)
            enrolment = membership.enrolment()
            if enrolment is None:
                return None
            plate = _plate(enrolment, in_file=membership.secret_in_file)
            return replace(plate, settings_wait=rules_here(self._home, self._settings).wait)

    def name(self) -> str | None:
        """As it stands in its store."""
        found = member_in(self._home / STORE_NAME)
        return found.station_id if found is not None else None

    def found(self) -> tuple[Path, ...]:
        """What looks like enrolments, the newest first."""
        times: dict[Path, float] = {}
        for folder in self._folders():
            # A stick may be pulled out at any moment.
            with suppress(OSError):
                times |= {path: path.stat().st_mtime for path in folder.glob(f"*{ENDING}")}
        return tuple(sorted(times, key=lambda path: -times[path])[:MOST_FOUND])

    def look_at(self, path: Path) -> Doorplate:
        """Who the bench would be."""
        return _plate(_read(path))

    def has_keyring(self) -> bool:
        """Ask it for anything."""
        try:
            Keyring().get("packstation")
        except NoKeyring:
            return False
        return True

    def try_way(self, path: Path | None) -> WayTried:
        """Say hello to central."""
        if path is None:
            return self._try_own()
        enrolment = _read(path)
        with _told():
            return try_enrolment(enrolment)

    def unsent(self) -> int:
        """What central does not have."""
        return read_standing(self._home / STORE_NAME).unsent_acts

    def joining(self, path: Path, *, file_allowed: bool) -> Errand:
        """Read the file now: the stick may be gone by then."""
        enrolment = _read(path)
        # What a copied bench has not sent it never will, whatever it waits for.
        copied = read_standing(self._home / STORE_NAME).forked
        with _told():
            if not copied:
                refuse_loss_at(self._home, enrolment)

        def join() -> None:
            with _told():
                enrol_station(
                    self._home,
                    self._settings,
                    enrolment,
                    file_allowed=file_allowed,
                    whatever_is_unsent=copied,
                )

        return join

    def leaving(self) -> Errand:
        """Leave, and forget the secret."""

        def leave() -> None:
            with _told():
                leave_site(self._home / STORE_NAME, forget=Membership(self._home).leave)

        return leave

    def _try_own(self) -> WayTried:
        with _told():
            membership = Membership(self._home)
            enrolment = membership.enrolment()
            if enrolment is None:
                raise Refused(RefusalCode.ENROLMENT_UNFIT, why=EnrolmentFault.UNREADABLE.value)
            book = SqlStationBook(self._store, self._clock, self._new_id)
            hello = hello_of(book.position(), packstation.__version__, self._clock.now())
            return _try(membership, enrolment, hello)


def try_enrolment(enrolment: Enrolment) -> WayTried:
    """Say hello to central as the bench that a file would make of this one; nothing of it is kept.

    Refused(no_way_to_central), EnrolmentUnfit, OSError.
    """
    with TemporaryDirectory(prefix="packstation-try-") as folder:
        tried = Membership(Path(folder), _Kept())
        tried.join(enrolment)
        return _try(tried, enrolment, _hello_of_nobody())


def knows_this_bench(membership: Membership, enrolment: Enrolment) -> None:
    """Say hello to central as the bench of this home, which may be running and sending all the while.

    Returns where the way is free. Refused(no_way_to_central), OSError.
    """
    try:
        _try(membership, enrolment, _hello_of_nobody())
    except Refused as no:
        # Without a journal in hand it seems a copy to a central that has rows of it.
        if no.data["why"] != WayFault.NAME_IN_USE.value:
            raise


def _hello_of_nobody() -> Hello:
    told = Told(packstation.__version__, SystemClock().now(), 0, None, 0)
    return Hello(PROTOCOL_OLDEST, PROTOCOL, None, 0, None, 0, GENESIS, told)


def _try(membership: Membership, enrolment: Enrolment, hello: Hello) -> WayTried:
    from packstation.persistence.central.trial import clock_offset_ms, try_way  # noqa: PLC0415  psycopg

    road = membership.road()
    try:
        told = road() if road is not None else {}
    except (EnrolmentUnfit, NoKeyring) as gone:
        raise Refused(
            RefusalCode.NO_WAY_TO_CENTRAL, why=WayFault.SECRET_GONE.value, station=enrolment.station_id
        ) from gone
    return WayTried(clock_offset_ms(try_way(told, enrolment, hello), SystemClock().now()))


def likely_folders() -> Iterator[Path]:
    """Where somebody who carries a file to this PC puts it: a stick, the desktop, what was downloaded."""
    own = Path.home()
    yield from (own / "Downloads", own / "Desktop", own)
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows alone

        kind_of = ctypes.windll.kernel32.GetDriveTypeW
        drives = (f"{letter}:\\" for letter in string.ascii_uppercase[3:])
        # A drive of the network that is away would be waited for.
        yield from (Path(drive) for drive in drives if kind_of(drive) == REMOVABLE)
        return
    for mounts, depth in ((Path("/media"), "*/*"), (Path("/run/media"), "*/*"), (Path("/Volumes"), "*")):
        with suppress(OSError):
            yield from mounts.glob(depth)


def _plate(enrolment: Enrolment, *, in_file: bool = False) -> Doorplate:
    return Doorplate(
        str(enrolment.site_id),
        enrolment.station_id,
        enrolment.host,
        enrolment.port,
        enrolment.tls is Tls.VERIFY_FULL,
        enrolment.certificate is not None,
        in_file,
    )


def _read(path: Path) -> Enrolment:
    with _told():
        return read_enrolment(path)


@contextmanager
def _told() -> Iterator[None]:
    """What stops an enrolment, as a no that the window has words for."""
    try:
        yield
    except EnrolmentUnfit as unfit:
        raise _unfit(unfit.fault) from unfit
    except NoKeyring as none:
        raise _unfit(EnrolmentFault.NO_KEYRING) from none
    except NameTaken as taken:
        raise _unfit(EnrolmentFault.NAME_USED) from taken
    except OrderOpen as lying:
        raise Refused(RefusalCode.ORDER_OPEN_HERE, order=lying.number) from lying
    except Unsent as unsent:
        raise Refused(RefusalCode.ACTS_UNSENT, count=unsent.count) from unsent
    except StoreUnusable as unusable:
        raise _unfit(EnrolmentFault.STORE) from unusable
    except OSError as trouble:
        raise _unfit(EnrolmentFault.UNREADABLE) from trouble


def _unfit(fault: EnrolmentFault) -> Refused:
    return Refused(RefusalCode.ENROLMENT_UNFIT, why=fault.value)
