"""A picture of each carton in the moment it is closed, where the bench has a camera."""

from __future__ import annotations

from packstation.application.bench import OnBench
from packstation.domain.refusal import DeviceFault
from packstation.ui.desk import Desk
from packstation.ui.verdict import Said, Verdict, VerdictKind


class Photographing:
    """Asks for pictures and says which were missed; no verdict, no label and no packer waits for one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def carton_closed(self, on_bench: OnBench) -> None:
        """Take a picture beside everything else."""
        carton, take_photo = on_bench.task.unverified_carton, self._desk.verbs.take_photo
        if carton is None or not take_photo.wanted:
            return
        actor, task = self._desk.person, on_bench.task
        self._desk.runner.run_beside(
            lambda: take_photo(actor, task, carton.carton_id), lambda _: None, self._missed
        )

    def _missed(self, error: Exception) -> None:
        """A note, no more: the carton may leave without its picture."""
        if isinstance(error, DeviceFault):
            facts = {"fault": error.code.value}
            self._desk.say(Verdict(VerdictKind.NOTE, Said.PHOTO_MISSED, facts))
        else:
            self._desk.say(self._desk.verdict_of(error))
