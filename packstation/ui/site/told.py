"""What there is to read about a bench and its central, a line each."""

from __future__ import annotations

from collections.abc import Iterator

import packstation
from packstation.application.site_door import Doorplate, WayTried
from packstation.domain.sync_status import Link
from packstation.ui.central.presenter import CentralShown
from packstation.ui.central.words import barred_words, minutes_words
from packstation.ui.sentences import sentence
from packstation.ui.translation import _
from packstation.ui.verdict import Said, Verdict, VerdictKind, verdict_of

SITE_LETTERS = 8
"""Of a site's identifier: enough to tell two apart by telephone."""
CLOCK_RIGHT_S = 2
"""Nobody reads a difference so small."""
Tried = WayTried | Exception | None
"""How the test of the connection ended; None while it is under way."""


def standing_text(plate: Doorplate, shown: CentralShown | None) -> str:
    """How the bench stands."""
    return "\n".join(_lines(plate, shown))


def _lines(plate: Doorplate, shown: CentralShown | None) -> Iterator[str]:
    if shown is not None:
        yield _link(shown)
        yield _unsent(shown)
        yield _orders(shown)
    if plate.settings_wait:
        yield _("Other settings are here: they count from the next start of this bench.")
    yield address_text(plate)
    if shown is not None and shown.clock_s is not None:
        yield _clock(shown.clock_s)
    place = _("in a file of this user") if plate.secret_in_file else _("in the keyring of this PC")
    facts = {"site": plate.site[:SITE_LETTERS], "version": packstation.__version__, "place": place}
    yield _("Site {site} · Packstation {version} · secret {place}").format(**facts)


def address_text(plate: Doorplate) -> str:
    """Where central is, and how safe the way is."""
    if not plate.encrypted:
        safe = _("not encrypted: central runs on this PC")
    elif plate.own_certificate:
        safe = _("encrypted, with a certificate of its own")
    else:
        safe = _("encrypted")
    return _("Central: {host}, port {port} · {safe}").format(host=plate.host, port=plate.port, safe=safe)


def joining_text(plate: Doorplate, tried: Tried) -> str:
    """Who the bench would be, and whether central takes it."""
    return "\n".join(
        (
            address_text(plate),
            _("Site {site}").format(site=plate.site[:SITE_LETTERS]),
            trial_text(plate, tried),
        )
    )


def copied_text(shown: CentralShown) -> str:
    """What becomes of what a copied bench has done, once it goes by another name."""
    return _(
        "This bench was copied: {count} of its acts never reach central. An open order is parked as it is."
    ).format(count=shown.unsent)


def trial_text(plate: Doorplate, tried: Tried) -> str:
    """How the test of the connection stands."""
    if tried is None:
        return _("Test: central is being asked …")
    return _("Test: {said}").format(said=sentence(trial_verdict(plate, tried)))


def trial_verdict(plate: Doorplate, tried: WayTried | Exception) -> Verdict:
    """The answer to whoever asked for the test."""
    if isinstance(tried, Exception):
        return verdict_of(tried)
    return Verdict(VerdictKind.YES, Said.WAY_FREE, {"station": plate.station_id})


def _link(shown: CentralShown) -> str:
    time = minutes_words(shown.since_min)
    if shown.link is Link.CONNECTED:
        return _("Connected for {time}, and heard from just now.").format(time=time)
    if shown.link is Link.AWAY:
        return _("Not heard from for {time}. Go on packing: nothing is lost.").format(time=time)
    return barred_words(shown)


def _unsent(shown: CentralShown) -> str:
    if not shown.unsent or shown.oldest_min is None:
        return _("Everything that was done here has been sent.")
    time = minutes_words(shown.oldest_min)
    return _("Not sent yet: {count}, the oldest {time} ago.").format(count=shown.unsent, time=time)


def _orders(shown: CentralShown) -> str:
    if shown.orders_for_min is None:
        return _("No orders are kept for this bench.")
    time = minutes_words(shown.orders_for_min)
    return _("Orders kept for this bench: {count}, for {time}.").format(count=shown.orders, time=time)


def _clock(offset_s: int) -> str:
    if abs(offset_s) < CLOCK_RIGHT_S:
        return _("The clock of this PC is right.")
    if offset_s > 0:
        return _("The clock of this PC is {seconds} s slow.").format(seconds=offset_s)
    return _("The clock of this PC is {seconds} s fast.").format(seconds=-offset_s)
