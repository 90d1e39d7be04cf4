"""Take pieces out of one carton of an order and put them into the one in hand, one scan at a time."""

from __future__ import annotations

from uuid import UUID

from packstation.application.bench import Bench
from packstation.application.reopen import void_label
from packstation.application.scan_unit import meaning_of
from packstation.domain.carton_act import CartonVanished, UnitMoved
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.repack import Moved, carton_of, choices, move
from packstation.domain.scan import Scan
from packstation.domain.trace import Trace
from packstation.domain.value import value


@value
class UnitsMoved:
    """Where the pieces are now."""

    task: PackTask
    moved: Moved


@value
class MoveUnit:
    """Every piece is in exactly one carton before and after; lot, date and serial go with it."""

    bench: Bench

    def __call__(
        self, actor: Actor, before: PackTask, source_id: UUID, scan: Scan, chosen: Trace | None = None
    ) -> UnitsMoved | tuple[Trace, ...]:
        """The pieces moved; or, with nothing changed, the lots to choose from where the scan leaves it open.

        Refused: unknown code, not in that carton, no carton in hand. A closed carton is cut open by the
        first piece that leaves it: its label is void.
        """
        with self.bench.attempt(Verb.CHANGE_CARTON, actor, before, device=scan.device) as work:
            task = work.orders.task(before.order.order_id)
            task.order.refuse_unless_packable()
            code, meaning = meaning_of(work, scan)
            inside = scan.elements.count if scan.elements and scan.elements.count else 1
            units = meaning.factor * inside
            found = choices(task, source_id, meaning.sku, units, scan.elements)
            if chosen is None and len(found) > 1:
                return found
            after, moved = move(task, source_id, chosen or found[0], units)
            work.orders.save_task(task, after)
            void_label(work, actor, after, carton_of(task, source_id))
            for part in range(1, len(moved.parts) + 1):
                act = _act(moved, part, meaning.sku, code, scan.device)
                work.record(act, actor, task=after, carton_id=moved.target.carton_id)
            if moved.emptied:
                gone = CartonVanished(moved.source.number)
                work.record(gone, actor, task=after, carton_id=source_id)
            return UnitsMoved(after, moved)


def _act(moved: Moved, part: int, sku: str, code: str, device: str) -> UnitMoved:
    pieces = moved.parts[part - 1]
    return UnitMoved(
        source=moved.source.number,
        line_no=pieces.line_no,
        sku=sku,
        units=pieces.units,
        lot=pieces.lot,
        expiry=pieces.expiry.isoformat() if pieces.expiry else None,
        serial=pieces.serial,
        code=code,
        device=device,
        part=part,
    )
