"""Print a badge: the one moment in which its secret leaves the bench, on paper."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.ports import BadgeWriter, LabelPrinter
from packstation.domain.badge import Badge, BadgeContent
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.site_act import BadgeSent
from packstation.domain.value import value


@value
class PrintBadge:
    """Send a badge to the label printer. Runs on the printer's own thread; `place` is where it is good.

    A badge is no carton label: nothing waits for it, and a print that failed is repeated as long as
    somebody who knows the secret stands there. Whoever loses it gives the person another badge.
    """

    bench: Bench
    writer: BadgeWriter
    place: str

    def __call__(
        self, by: Actor, user_id: str, badge: Badge, role: str, printer: LabelPrinter, *, copy: int = 1
    ) -> None:
        """Return once it is printed; `role` in words, second and later prints (`copy`) say so.

        Raises DeviceFault: nothing was sent, or `unsure`. Refused where the person has another badge by now.
        """
        try:
            status = printer.status()
            if status.fault is not None:
                raise DeviceFault(status.fault, printer.name)
            name = self._sent(by, user_id, badge, copy)
            printer.send(self.writer.write(BadgeContent(badge, name, role, self.place, again=copy > 1)))
            if status.known:
                _confirm(printer)
        except DeviceFault as fault:
            self.bench.record_no(Verb.CHANGE_PERSON, fault, by)
            raise

    def _sent(self, by: Actor, user_id: str, badge: Badge, copy: int) -> str:
        """Write down that the secret is about to leave; whose name stands on it."""
        with self.bench.attempt(Verb.CHANGE_PERSON, by) as work:
            user = work.users.by_badge(badge.number)
            if user is None or user.user_id != user_id or user.disabled:
                raise Refused(RefusalCode.BADGE_UNKNOWN)
            work.record(BadgeSent(user_id, badge.number, copy), by)
            return user.name


def _confirm(printer: LabelPrinter) -> None:
    """Whatever stops a printer behind the bytes, the secret may be on paper: only a person can look."""
    try:
        printer.confirm()
    except DeviceFault as fault:
        raise DeviceFault(FaultCode.UNSURE, printer.name, fault.code.value) from fault
