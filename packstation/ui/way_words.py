"""Why central cannot be used, or an enrolment not: each in one sentence with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.central_fault import EnrolmentFault, WayFault
from packstation.domain.refusal import Fact
from packstation.ui.translation import N_, _

Facts = Mapping[str, Fact]
_NEW_NAME = N_("Enrol it at central anew, under a new name.")

_WAYS: Mapping[WayFault, str] = {
    WayFault.NAME_UNKNOWN: N_(
        "Nobody here knows {host}. Check the network cable, then ask who keeps central."
    ),
    WayFault.TURNED_AWAY: N_("{host} is there, but nothing listens at port {port}. Is central switched off?"),
    WayFault.NO_ANSWER: N_("{host} does not answer. Check the network cable; a firewall may be in between."),
    WayFault.NO_TLS: N_("{host} does not answer encrypted. Whoever keeps central has to switch TLS on."),
    WayFault.CERTIFICATE_TIME: N_(
        "The certificate of {host} is not valid today. Check date and time of this PC, then central's."
    ),
    WayFault.CERTIFICATE_NAME: N_(
        "Stop: what answers shows another machine's certificate than {host}. Ask whoever keeps central."
    ),
    WayFault.CERTIFICATE_UNKNOWN: N_(
        "Stop: {host} shows a certificate that this bench was not told of. Ask whoever keeps central."
    ),
    WayFault.OWN_CERTIFICATE: N_("Central does not take the certificate of {station}."),
    WayFault.PASSWORD: N_("Central does not take the password of {station}."),
    WayFault.NO_DATABASE: N_("{host} has no such database. Ask whoever keeps central for another file."),
    WayFault.NO_CENTRAL: N_(
        "{host} has no central for this bench. Whoever keeps it runs: packstation central init."
    ),
    WayFault.OTHER_SITE: N_("That is another site's central. Load the file that this site's has written."),
    WayFault.BENCH_TOO_OLD: N_("This Packstation is too old for central. Install the newer one on this PC."),
    WayFault.CENTRAL_TOO_OLD: N_(
        "Central is too old for this Packstation. Whoever keeps it runs: packstation central init."
    ),
    WayFault.CLOSED: N_("Central has closed the name {station}."),
    WayFault.NAME_IN_USE: N_("Another bench works as {station} already."),
    WayFault.SECRET_GONE: N_("This PC has lost the secret of {station}."),
    WayFault.OTHER: N_("Central says: {said}. Show this to whoever keeps central."),
}
_ENROLLED_ANEW = frozenset(
    {
        WayFault.OWN_CERTIFICATE,
        WayFault.PASSWORD,
        WayFault.CLOSED,
        WayFault.NAME_IN_USE,
        WayFault.SECRET_GONE,
    }
)
_ENROLMENTS: Mapping[EnrolmentFault, str] = {
    EnrolmentFault.UNREADABLE: N_("The file cannot be read any more. Is its stick still in?"),
    EnrolmentFault.NOT_ONE: N_("This is no enrolment file. Bring the one that central wrote for this bench."),
    EnrolmentFault.NEWER: N_("A newer Packstation wrote this file. Install that one on this PC first."),
    EnrolmentFault.OPEN_TO_OTHERS: N_(
        "Others on this PC can read this file, and it holds a secret. Make it yours alone (chmod 600)."
    ),
    EnrolmentFault.UNSAFE: N_(
        "This file leads to another machine, and not encrypted. Ask for one with TLS: central enrol."
    ),
    EnrolmentFault.HALF: N_("In this file a certificate lacks its key. Ask for a new one: central enrol."),
    EnrolmentFault.NAME_USED: N_("This bench goes by that name already, or did."),
    EnrolmentFault.SECRET_GONE: N_("This PC has lost the secret of this bench."),
    EnrolmentFault.NO_KEYRING: N_("This PC has no keyring. Load the file again, and allow a file for it."),
    EnrolmentFault.STORE: N_("The store cannot be changed: does another Packstation run on it? See the log."),
}
_FILES_ANEW = frozenset({EnrolmentFault.NAME_USED, EnrolmentFault.SECRET_GONE})


def no_way(facts: Facts) -> str:
    """Where the way to central ends."""
    fault = WayFault(str(facts["why"]))
    known = {name: facts.get(name) or "?" for name in ("host", "port", "station", "said")}
    words = _(_WAYS[fault]).format(**known)
    return f"{words} {_(_NEW_NAME)}" if fault in _ENROLLED_ANEW else words


def enrolment_unfit(facts: Facts) -> str:
    """Why nothing is done with an enrolment."""
    fault = EnrolmentFault(str(facts["why"]))
    words = _(_ENROLMENTS[fault])
    return f"{words} {_(_NEW_NAME)}" if fault in _FILES_ANEW else words
