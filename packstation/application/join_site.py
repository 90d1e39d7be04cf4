"""A lead makes this bench one of a site: with the file that central wrote for it."""

from __future__ import annotations

from pathlib import Path

from packstation.application.bench import Bench
from packstation.application.identify import refuse_unless_still
from packstation.application.site_door import Errand, SiteDoor
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.site_act import SettingsChanged
from packstation.domain.value import value

CENTRAL_KEY = "central"
"""What the journal calls the setting: whose bench this is."""


@value
class JoinSite:
    """Lets the bench become another one; the errand itself is run when the bench has stopped."""

    bench: Bench
    door: SiteDoor

    def __call__(self, by: Actor, path: Path, *, file_allowed: bool) -> Errand:
        """What is to be done meanwhile. Refused: not allowed, or something is unsent.

        The journal of a bench alone says who asked for it. At an enrolled one that row would be unsent, and
        one that was copied writes nothing any more.
        """
        try:
            with self.bench.attempt(Verb.CHANGE_SETTINGS, by) as work:
                refuse_unless_still(work, by, Verb.CHANGE_SETTINGS)
                if not work.claims.needed:
                    work.record(SettingsChanged(CENTRAL_KEY), by)
        except DeviceFault as fault:
            if fault.code is not FaultCode.FORKED:
                raise
        return self.door.joining(path, file_allowed=file_allowed)
