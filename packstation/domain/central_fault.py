"""What stands between a bench and its central: on the way there, and in the file that says who it is."""

from __future__ import annotations

from enum import StrEnum


class WayFault(StrEnum):
    """Why central cannot be used, in the order in which the way there is tried."""

    NAME_UNKNOWN = "name_unknown"
    """Nobody in the network knows a machine of that name."""
    TURNED_AWAY = "turned_away"
    """The machine is there, and nothing listens at that port."""
    NO_ANSWER = "no_answer"
    NO_TLS = "no_tls"
    """Something answers, but not in the encrypted way that the enrolment asks for."""
    CERTIFICATE_TIME = "certificate_time"
    """Central's certificate is over or not valid yet; most often a clock is wrong."""
    CERTIFICATE_NAME = "certificate_name"
    """The certificate is another machine's."""
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    """Nobody whom this bench trusts has signed it."""
    OWN_CERTIFICATE = "own_certificate"
    """Central does not take the bench's own certificate."""
    PASSWORD = "password"  # noqa: S105  a way of being refused
    NO_DATABASE = "no_database"
    NO_CENTRAL = "no_central"
    """The database is there, and no central of Packstation's is in it, or none that this bench may call."""
    OTHER_SITE = "other_site"
    BENCH_TOO_OLD = "bench_too_old"
    CENTRAL_TOO_OLD = "central_too_old"
    CLOSED = "closed"
    """A lead has closed this bench's name at central."""
    NAME_IN_USE = "name_in_use"
    """Central has heard more under this name than this bench ever did."""
    SECRET_GONE = "secret_gone"  # noqa: S105  as above
    """This PC does not find the bench's secret any more."""
    OTHER = "other"
    """Anything else; central's own words tell."""


class EnrolmentFault(StrEnum):
    """Why an enrolment cannot be used."""

    UNREADABLE = "unreadable"
    NOT_ONE = "not_one"
    """The file is something else."""
    NEWER = "newer"
    """A later release wrote it."""
    OPEN_TO_OTHERS = "open_to_others"
    """Others on this PC may read the file, which holds a secret."""
    UNSAFE = "unsafe"
    """Others could read along on the way to central, or pretend to be it."""
    HALF = "half"
    """A certificate without its key, or the other way round."""
    NAME_USED = "name_used"
    """This bench goes by that name already, or did: a name is never used twice."""
    SECRET_GONE = "secret_gone"  # noqa: S105  what is wrong
    NO_KEYRING = "no_keyring"
    STORE = "store"
    """The store of this bench cannot become another one's."""
