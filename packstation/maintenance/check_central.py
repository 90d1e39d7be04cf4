"""The way to central in a check-up: whether the bench of this home has one, and whether it is free."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.refusal import DeviceFault, Refused
from packstation.maintenance.finding import Finding, Level
from packstation.maintenance.speech import TO_DO_COPIED
from packstation.persistence.central.enrolment import Enrolment, EnrolmentUnfit
from packstation.persistence.central.membership import Membership
from packstation.persistence.read_standing import read_standing
from packstation.places import STORE_NAME
from packstation.site_door import knows_this_bench
from packstation.ui.refusal_words import refusal_sentence


def check_central(home: Path) -> Finding:
    """Say hello, as whoever this bench is; waits for some seconds where nobody answers."""
    membership = Membership(home)
    try:
        enrolment = membership.enrolment()
        if enrolment is None:
            return Finding("central", Level.FINE, "none: this bench packs alone")
        return _way(home, membership, enrolment)
    except (EnrolmentUnfit, OSError) as trouble:
        to_do = "load its enrolment again: packstation enrol FILE"
        told = f"the enrolment cannot be read: {trouble}"
        return Finding("central", Level.TO_DO, told, to_do, "the enrolment cannot be read")


def _way(home: Path, membership: Membership, enrolment: Enrolment) -> Finding:
    who = f"enrolled as {enrolment.station_id} at {enrolment.host}, port {enrolment.port}"
    if _is_copied(home):
        return Finding("central", Level.CANNOT_WORK, f"{who}: copied", TO_DO_COPIED, "enrolled: copied")
    try:
        knows_this_bench(membership, enrolment)
    except Refused as no:
        told, to_do = f"{who}: no way there", refusal_sentence(no.code, no.data)
        return Finding("central", Level.TO_DO, told, to_do, f"enrolled: no way there ({no.data['why']})")
    return Finding("central", Level.FINE, f"{who}; the way is free", abroad="enrolled; the way is free")


def _is_copied(home: Path) -> bool:
    try:
        return read_standing(home / STORE_NAME).forked
    except (FileNotFoundError, DeviceFault):
        # Another line of the check-up says so.
        return False
