"""The commands by which a bench joins the site of a central, and leaves it."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.central_fault import WayFault
from packstation.domain.refusal import DeviceFault, Refused
from packstation.maintenance.paper_settings import store_of
from packstation.maintenance.speech import complain, say
from packstation.persistence.central.enrolment import Enrolment, EnrolmentUnfit, read_enrolment
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import NoKeyring
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.identity import Identity
from packstation.persistence.join_site import Member, is_member, member_in
from packstation.persistence.leave_site import leave_site
from packstation.persistence.read_standing import read_standing
from packstation.persistence.unsent import Unsent
from packstation.places import STORE_NAME
from packstation.settings.section import SettingsError
from packstation.site_door import try_enrolment
from packstation.site_link import enrol_station, refuse_loss_at
from packstation.storeroom import settings_of
from packstation.ui.refusal_words import refusal_sentence

_NO_KEYRING = (
    "{trouble}. With --secret-file the secret goes into a file that only this user can read: "
    "then the disk of this PC should be encrypted"
)

_LEAVE_UNSENT = (
    "Where it never can, as when its name is closed there: packstation leave --unsent; they stay here alone"
)
_ENROL_UNSENT = (
    "Where it never can, because this bench was copied, its name is closed or central is lost: "
    "packstation enrol --unsent; they stay here alone"
)
_CLOSE = "at the central of before close its name: packstation central close {station}"
_COPIED = (
    "this bench was copied: the other one goes on as {station}. "
    "Only if there is no other one: packstation central close {station}"
)
_LEFT_COPIED = (
    "this bench is alone now. The other one goes on as {station}, and with its numbers of cartons: "
    "give this one others before it packs ([sscc] first_serial and last_serial in station.toml)"
)
_NOT_REACHED = frozenset({WayFault.NAME_UNKNOWN, WayFault.TURNED_AWAY, WayFault.NO_ANSWER})
"""A PC may be set up before its cable is in; any other no would stand at the first start, too."""


def enrol_bench(home: Path, file: Path, *, secret_file: bool, whatever_is_unsent: bool = False) -> int:
    """Load the file that `packstation central enrol` wrote for this bench."""
    store = home / STORE_NAME
    try:
        enrolment = read_enrolment(file)
        before = member_in(store) if store.exists() else None
        if not whatever_is_unsent:
            refuse_loss_at(home, enrolment)
        not_reached = _asked_at_central(home, enrolment)
        settings, _made = settings_of(home)
        kept = enrol_station(
            home, settings, enrolment, file_allowed=secret_file, whatever_is_unsent=whatever_is_unsent
        )
    except Unsent as unsent:
        return complain(f"{unsent}. {_ENROL_UNSENT}")
    except Refused as no:
        return complain(refusal_sentence(no.code, no.data))
    except NoKeyring as trouble:
        return complain(_NO_KEYRING.format(trouble=trouble))
    except (EnrolmentUnfit, StoreUnusable, SettingsError, DeviceFault) as trouble:
        return complain(trouble)
    except OSError as trouble:
        return complain(f"{trouble.filename or file}: {trouble.strerror}")
    say(f"this bench is {enrolment.station_id} now; what it had goes to central at its next start")
    if kept is not None:
        say(f"how the store was before: {kept}")
        if before is not None:
            _say_of_name(before)
    say(f"delete {file}: whoever has it can pretend to be this bench")
    if not_reached is not None:
        say(f"central could not be asked whether it knows this bench: {not_reached}")
    return 0


def _say_of_name(before: Identity) -> None:
    """What becomes of the name that the bench no longer has: until it is closed its claims stay."""
    say((_COPIED if before.forked else _CLOSE).format(station=before.station_id))


def _asked_at_central(home: Path, enrolment: Enrolment) -> str | None:
    """Have central say no before anything is changed here; why it could not be asked. Refused.

    Whoever is that bench already is told by its own sync.
    """
    store = home / STORE_NAME
    if store.exists() and is_member(store, Member(enrolment.site_id, enrolment.station_id)):
        return None
    try:
        try_enrolment(enrolment)
    except Refused as no:
        if no.data.get("why") not in _NOT_REACHED:
            raise
        return refusal_sentence(no.code, no.data)
    return None


def leave(home: Path, *, whatever_is_unsent: bool) -> int:
    """Be a bench alone again."""
    membership = Membership(home)
    try:
        store = store_of(home)
        before = read_standing(store)
        if not before.enrolled and membership.enrolment() is None:
            say("this bench is alone already: nothing is changed")
            return 0
        leave_site(store, whatever_is_unsent=whatever_is_unsent, forget=membership.leave)
    except Unsent as unsent:
        return complain(f"{unsent}. {_LEAVE_UNSENT}")
    except FileNotFoundError as trouble:
        return complain(trouble)
    except (StoreUnusable, DeviceFault, EnrolmentUnfit, NoKeyring) as trouble:
        return complain(trouble)
    except OSError as trouble:
        return complain(f"{trouble.filename or home}: {trouble.strerror}; this bench is what it was")
    if before.forked:
        say(_LEFT_COPIED.format(station=before.station_id))
    else:
        station = before.station_id
        say(f"this bench is alone now; at central close its name: packstation central close {station}")
    return 0
