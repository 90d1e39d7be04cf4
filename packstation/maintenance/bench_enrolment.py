"""The commands by which a bench joins the site of a central, and leaves it."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.speech import complain, say
from packstation.persistence.central.enrolment import EnrolmentUnfit, read_enrolment
from packstation.persistence.central.membership import Membership
from packstation.persistence.central.secret_place import NoKeyring
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.leave_site import leave_site
from packstation.places import STORE_NAME
from packstation.settings.section import SettingsError
from packstation.site_link import enrol_station
from packstation.storeroom import settings_of

_NO_KEYRING = (
    "{trouble}. With --secret-file the secret goes into a file that only this user can read: "
    "then the disk of this PC should be encrypted"
)


def enrol_bench(home: Path, file: Path, *, secret_file: bool) -> int:
    """Load the file that `packstation central enrol` wrote for this bench."""
    try:
        enrolment = read_enrolment(file)
        settings, _made = settings_of(home)
        kept = enrol_station(home, settings, enrolment, file_allowed=secret_file)
    except NoKeyring as trouble:
        return complain(_NO_KEYRING.format(trouble=trouble))
    except (EnrolmentUnfit, StoreUnusable, SettingsError, DeviceFault) as trouble:
        return complain(trouble)
    except OSError as trouble:
        return complain(f"{trouble.filename or file}: {trouble.strerror}")
    say(f"this bench is {enrolment.station_id} now; what it had goes to central at its next start")
    if kept is not None:
        say(f"how the store was before: {kept}")
    say(f"delete {file}: whoever has it can pretend to be this bench")
    return 0


def leave(home: Path, *, whatever_is_unsent: bool) -> int:
    """Be a bench alone again."""
    try:
        forget = Membership(home).leave
        leave_site(home / STORE_NAME, whatever_is_unsent=whatever_is_unsent, forget=forget)
    except FileNotFoundError:
        return complain(f"there is no store in {home}")
    except (StoreUnusable, DeviceFault, EnrolmentUnfit, NoKeyring) as trouble:
        return complain(trouble)
    except OSError as trouble:
        return complain(f"{trouble.filename or home}: {trouble.strerror}; this bench is what it was")
    say("this bench is alone now; at central close its name: packstation central close NAME")
    return 0
