"""A lead makes this bench one that packs alone again."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.identify import refuse_unless_still
from packstation.application.site_door import Errand, SiteDoor
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


@value
class LeaveSite:
    """Lets the bench go once central has everything; the errand is run when the bench has stopped."""

    bench: Bench
    door: SiteDoor

    def __call__(self, by: Actor) -> Errand:
        """What is to be done meanwhile. Refused: not allowed, or something is unsent.

        Nothing is recorded of it here: that row would be unsent.
        """
        with self.bench.attempt(Verb.CHANGE_SETTINGS, by) as work:
            refuse_unless_still(work, by, Verb.CHANGE_SETTINGS)
        unsent = self.door.unsent()
        if unsent:
            raise Refused(RefusalCode.ACTS_UNSENT, count=unsent)
        return self.door.leaving()
