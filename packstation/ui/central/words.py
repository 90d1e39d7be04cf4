"""How the bench and its central stand, in words: what is most urgent first, for the end may be cut off."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.central import Standing
from packstation.domain.sync_status import Link, SyncAlarm
from packstation.ui.central.presenter import CentralShown
from packstation.ui.translation import N_, _

PART = " \N{MIDDLE DOT} "
"""Between what is said of different things."""
_HOUR_MIN = 60
_IN_HOURS_FROM_MIN = 120

_LINKS: Mapping[Link, str] = {
    Link.CONNECTED: N_("Central: connected"),
    Link.AWAY: N_("Central: away {time}"),
    Link.BARRED: N_("Finish this carton, fetch the lead: central says no"),
    Link.FORKED: N_("STOP: this bench was copied, leave the carton, fetch the lead"),
}
_BARRED: Mapping[Standing, str] = {
    Standing.TOO_OLD: N_("Finish this carton, fetch the lead: this Packstation is too old"),
    # What it had claimed is free for the others: what lies on it may be packed elsewhere by now.
    Standing.CLOSED: N_("Leave the carton, fetch the lead: central closed this bench"),
}
_AWAY_PACK_ON = N_("Central: away {time}, pack on")
_ALARMS: Mapping[SyncAlarm, str] = {
    SyncAlarm.DISK_FULL: N_("DISK FULL"),
    SyncAlarm.DISK_LOW: N_("Disk nearly full"),
    SyncAlarm.CLAIMS_END_SOON: N_("Orders end soon"),
    SyncAlarm.BUNDLE_NEARLY_USED: N_("Few orders left"),
    SyncAlarm.UNSENT_MANY: N_("Too much unsent"),
    SyncAlarm.CLOCK_WRONG: N_("This PC's clock is wrong"),
}
"""The others are told by how long central has not been reached."""
_ABOUT_ORDERS = frozenset({SyncAlarm.CLAIMS_END_SOON, SyncAlarm.BUNDLE_NEARLY_USED})


def central_words(shown: CentralShown) -> str:
    """One line."""
    if shown.link is Link.FORKED:
        return _(_LINKS[shown.link])
    alarm = _ALARMS.get(shown.alarm) if shown.alarm else None
    parts = [_link(shown), _unsent(shown), _orders(shown)]
    if shown.alarm in _ABOUT_ORDERS:
        parts = [parts[2], *parts[:2]]
    return PART.join([_(alarm), *parts] if alarm else parts)


def barred_words(shown: CentralShown) -> str:
    """Why central has nothing to do with this bench."""
    return _link(shown)


def _link(shown: CentralShown) -> str:
    known = _BARRED.get(shown.standing) if shown.standing and shown.link is Link.BARRED else None
    if shown.link is Link.AWAY and shown.orders and shown.alarm is not SyncAlarm.DISK_FULL:
        known = _AWAY_PACK_ON
    return _(known or _LINKS[shown.link]).format(time=minutes_words(shown.since_min))


def _unsent(shown: CentralShown) -> str:
    if shown.oldest_min is None or not shown.unsent:
        return _("all sent")
    return _("unsent {count}, {time}").format(count=shown.unsent, time=minutes_words(shown.oldest_min))


def _orders(shown: CentralShown) -> str:
    if shown.orders_for_min is None:
        return _("no orders")
    time = minutes_words(shown.orders_for_min)
    return _("orders {count}, {time}").format(count=shown.orders, time=time)


def minutes_words(minutes: int) -> str:
    """Minutes, and hours from two of them on."""
    if minutes < _IN_HOURS_FROM_MIN:
        return _("{count} min").format(count=minutes)
    return _("{count} h").format(count=minutes // _HOUR_MIN)
