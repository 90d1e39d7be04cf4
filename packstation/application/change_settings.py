"""Somebody changes what the bench is and which devices it has."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.identify import refuse_unless_still
from packstation.application.setup_ports import SetupFile
from packstation.domain.bench_setup import BenchSetup
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import SettingsChanged
from packstation.domain.value import value


@value
class ChangeSettings:
    """Write settings. As long as a site has nobody, anybody sets it up; from then on a lead or an admin."""

    bench: Bench
    file: SetupFile

    def __call__(self, by: Actor | None, setup: BenchSetup) -> BenchSetup:
        """The settings as they are then; the journal gets the keys that changed and none of their values.

        Refused: not allowed, or nothing the station could start with.
        """
        with self.bench.attempt(Verb.CHANGE_SETTINGS, by) as work:
            if by is not None:
                refuse_unless_still(work, by, Verb.CHANGE_SETTINGS)
            elif work.users.all():
                raise Refused(RefusalCode.NOT_SIGNED_IN)
            changed = self.file.write(setup)
            if changed:
                work.record(SettingsChanged(" ".join(changed)), by)
            return self.file.read()
