"""An open order: count the goods, weigh the carton, print its label, see it scanned back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from packstation.application.bench import OnBench
from packstation.application.counting import UnitScanned
from packstation.application.undo_scan import Undone
from packstation.domain.command_code import Asked, Command
from packstation.domain.device import Lamp
from packstation.domain.order import OrderState
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.refusal import DeviceFault, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading
from packstation.ui.desk import Desk, Screen
from packstation.ui.pack.batch import Batch
from packstation.ui.pack.cartoning import CartonEnds, Cartoning
from packstation.ui.pack.closing import CartonOnScale, Closing
from packstation.ui.pack.goods import CountingEnds, Goods
from packstation.ui.pack.holding import Holding
from packstation.ui.pack.instructing import Instructing
from packstation.ui.pack.labelling import Labelling
from packstation.ui.pack.pack_view import PackView
from packstation.ui.pack.photographing import Photographing
from packstation.ui.pack.putting_back import PuttingBack
from packstation.ui.pack.setting_aside import SettingAside
from packstation.ui.pack.stopping import CHANGED_OUTSIDE, Stopping
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind


class PackPresenter:
    """One order at a time; `task` is None while the bench is empty or locked."""

    def __init__(self, desk: Desk, view: PackView, left: Callable[[], None], batch: Batch) -> None:
        self._desk = desk
        self._view = view
        self._left = left
        self._batch = batch
        self._on_bench: OnBench | None = None
        self._labelling = Labelling(desk, self._changed)
        self._instructing = Instructing(desk, self._changed)
        self._photographing = Photographing(desk)
        ends = CartonEnds(self._changed, self._refresh, self._close, self._refused)
        self._cartoning = Cartoning(desk, self._labelling, ends)
        on_scale = CartonOnScale(lambda: self.task, self._cartoning.closing, self._closed, self._refused)
        self._closing = Closing(desk, view, self._instructing, on_scale)
        self._goods = Goods(desk, CountingEnds(self._counted, self._scan_refused, self._not_counted))
        self._aside = SettingAside(desk, self._show, self._gone, self._refused)
        self._back = PuttingBack(desk, self._put_back, self._gone, self._refused)
        self._holding = Holding(desk, self._changed, self._refused)
        self._stopping = Stopping(desk, self._changed, lambda: self.task)
        self._act: NextAct | None = None
        self._nothing_counted = False

    @property
    def task(self) -> PackTask | None:
        """The task in hand."""
        return self._on_bench.task if self._on_bench else None

    @property
    def carton_left(self) -> bool:
        """Whether the carton weighed last still lies on the scale."""
        return self._closing.carton_left

    def open(self, on_bench: OnBench, *, resumed: bool) -> None:
        """Show an order that was just claimed, or was left open."""
        self._goods.forget()
        self._desk.view.show_screen(Screen.PACK)
        verdict, facts = self._batch.verdict(on_bench.task.order), {"order": on_bench.task.order.number}
        if on_bench.fetched_from is not None:
            facts["place"] = on_bench.fetched_from
            verdict = Verdict(VerdictKind.NOTE, Said.ORDER_FETCHED, facts)
        elif resumed:
            verdict = Verdict(VerdictKind.NOTE, Said.ORDER_RESUMED, facts)
        self._desk.say(verdict)
        if resumed or on_bench.task.units_packed:
            self._instructing.take_over(on_bench.task)
            self._back.take_over(on_bench.task)
        self._show(on_bench)

    def put_away(self) -> None:
        """The bench is locked: keep nothing on the screen; the store has it all."""
        self._on_bench = self._act = None
        self._nothing_counted = False
        self._closing.forget()
        self._labelling.forget()
        self._cartoning.forget()
        self._instructing.forget()
        self._goods.forget()
        self._back.forget()
        self._view.clear()

    def on_scan(self, scan: Scan) -> None:
        """Goods while the carton is open, its label when it is closed."""
        task, actor, verbs = self._task(), self._desk.person, self._desk.verbs
        # Whatever comes of this code, xN is from now on meant for it.
        self._goods.forget()
        if task.cancelled:
            self._back.on_scan(task, scan)
        elif task.unverified_carton is not None:
            self._desk.run(lambda: verbs.verify_label(actor, task, scan), self._verified, self._refused)
        elif not self._cartoning.on_scan(task, scan):
            self._goods.on_scan(task, scan)

    def on_command(self, asked: Asked) -> bool:
        """A command for this order; False when it means nothing now."""
        command = asked.command
        if self._on_bench is not None and self._answered_beside(asked, self._on_bench):
            return True
        if command is Command.TIMES:
            return self._goods.on_times(self._task(), asked.argument)
        if command not in self._commands():
            return False
        task, actor, verbs = self._task(), self._desk.person, self._desk.verbs
        if command is Command.UNDO and self._nothing_counted:
            # Pressed after a no it is meant for that scan, and must not cost the good one before it.
            self._nothing_counted = False
            self._desk.say(Verdict(VerdictKind.NOTE, Said.NOT_COUNTED))
        elif command is Command.UNDO:
            self._desk.run(lambda: verbs.undo_scan(actor, task), self._undone, self._refused)
        elif command is Command.BACK:
            self._desk.run(lambda: verbs.release_order(actor, task), self._released, self._refused)
        elif command is Command.NEXT:
            self._next()
        elif command in {Command.SHORT, Command.PARK}:
            self._aside.on_command(command, task)
        elif command is Command.BATCH:
            self._batch.turn(task.order, self._refresh)
        else:
            self._labelling.answer(task, came_out=command is Command.YES)
        return True

    def _answered_beside(self, asked: Asked, on_bench: OnBench) -> bool:
        task = on_bench.task
        if self._cartoning.on_command(asked, on_bench) or self._holding.on_command(asked, task):
            return True
        return task.cancelled and self._back.on_command(asked, task)

    def on_reading(self, reading: Reading) -> None:
        """A weight, or why there is none."""
        self._closing.on_reading(reading)
        self._show_act()

    def on_lamp(self, lamp: Lamp) -> None:
        """A device came or went."""
        self._labelling.on_lamp(lamp)

    def look_again(self) -> None:
        """There is news of the site's orders."""
        self._stopping.look(self._on_bench)

    def on_tick(self) -> None:
        """Once a second: a scale that fell silent says nothing by itself."""
        self._labelling.on_tick()
        if self._on_bench is not None:
            self._closing.show_weight()
            self._show_act()

    def _task(self) -> PackTask:
        if self._on_bench is None:
            raise RuntimeError("no order is open")
        return self._on_bench.task

    def _show(self, on_bench: OnBench) -> None:
        known = self._on_bench is not None and self._on_bench.task == on_bench.task
        self._on_bench = on_bench
        if not known:
            self._view.show_task(on_bench.task)
        self._refresh()

    def _changed(self, on_bench: OnBench) -> None:
        """The order as the store has it now; it may have been packed or put away meanwhile."""
        if self._on_bench is not None and self._on_bench.task.order.order_id == on_bench.task.order.order_id:
            self._show(on_bench)

    def _refresh(self) -> None:
        on_bench = self._on_bench
        if on_bench is None:
            return
        task = on_bench.task
        full = (task.complete and not self._cartoning.moving) or self._cartoning.closing(task)
        self._closing.look(full=task.open_carton is not None and full and not task.cancelled)
        self._view.show_plate(on_bench.label.plate.number if on_bench.label else None)
        self._view.show_batch(self._batch.place)
        self._labelling.look(on_bench)
        self._instructing.look(task, closing=full)
        self._closing.show_weight()
        self._show_act()
        self._offer()

    def _offer(self) -> None:
        self._desk.offer(self._commands() | {Command.HELP, Command.LOCK})

    def _show_act(self) -> None:
        if self._on_bench is None:
            return
        act = self._next_act(self._on_bench)
        if act != self._act:
            self._act = act
            self._desk.ask(act)

    def _next_act(self, on_bench: OnBench) -> NextAct:
        task = on_bench.task
        if task.cancelled:
            return self._back.next_act(task)
        if self._stopping.is_lost(task) or task.order.holds:
            return (self._stopping if self._stopping.is_lost(task) else self._holding).next_act(task)
        if on_bench.label is not None:
            return self._labelling.next_act(on_bench.label)
        goods = self._cartoning.next_act(task)
        if goods is not None:
            return goods
        return self._closing.next_act()

    def _commands(self) -> frozenset[Command]:
        on_bench = self._on_bench
        if on_bench is None:
            return frozenset()
        aside = self._aside.commands(on_bench.task) | self._holding.commands(on_bench.task)
        if on_bench.task.cancelled:
            return aside | {Command.BACK} | self._back.commands(on_bench.task)
        if self._stopping.is_lost(on_bench.task):
            return frozenset({Command.PARK})
        cartoning = self._cartoning.commands(on_bench)
        if self._cartoning.moving:
            return cartoning
        aside |= cartoning
        if on_bench.label is not None:
            labelling = self._labelling.commands(on_bench.label)
            # While it prints there is nothing to press.
            return aside | labelling if labelling else labelling
        aside |= self._batch.commands(on_bench.task.order)
        offered = aside | self._goods.commands(on_bench.task)
        offered |= {Command.UNDO if on_bench.task.units_packed else Command.BACK}
        return offered | {Command.NEXT} if on_bench.task.complete else offered

    def _counted(self, scanned: UnitScanned) -> None:
        counted = scanned.counted
        said, kind = Said.COUNTED, VerdictKind.YES
        if counted.order_complete:
            said, kind = Said.GOODS_DONE, VerdictKind.LINE_COMPLETE
        elif counted.line_complete:
            said, kind = Said.LINE_DONE, VerdictKind.LINE_COMPLETE
        facts, sooner = self._facts(scanned), scanned.sooner
        if sooner is not None and sooner.expiry is not None:
            said, facts = Said.SOONER_LOT, {**facts, "lot": sooner.lot, "date": sooner.expiry.isoformat()}
        self._say_count(Verdict(kind, said, facts), scanned)

    def _undone(self, scanned: Undone) -> None:
        self._goods.forget()
        if scanned.moved is not None:
            self._nothing_counted = False
            self._cartoning.moved_back(scanned)
            return
        self._say_count(Verdict(VerdictKind.NOTE, Said.UNDONE, self._facts(scanned)), scanned)

    def _say_count(self, verdict: Verdict, scanned: UnitScanned) -> None:
        self._on_bench = OnBench(scanned.task)
        self._nothing_counted = False
        # The answer first: painting the row as well would make the packer wait for it.
        self._desk.say(verdict)
        for line_no, _ in scanned.counted.by_line:
            self._view.show_count(scanned.task, line_no)
        self._refresh()

    @staticmethod
    def _facts(scanned: UnitScanned) -> dict[str, str | int | None]:
        counted: Counted = scanned.counted
        name = scanned.task.line(counted.line_no).name
        return {"packed": counted.packed, "wanted": counted.wanted, "name": name or counted.sku}

    def _next(self) -> None:
        if self._on_bench is not None and self._on_bench.label is not None:
            self._labelling.retry()
        else:
            self._close()

    def _close(self) -> None:
        self._closing.close(self._task())

    def _closed(self, on_bench: OnBench) -> None:
        carton = on_bench.task.unverified_carton
        facts = {"grams": carton.gross_grams if carton else None}
        self._desk.say(Verdict(VerdictKind.YES, Said.CARTON_CLOSED, facts))
        self._photographing.carton_closed(on_bench)
        self._show(on_bench)

    def _verified(self, on_bench: OnBench) -> None:
        order = on_bench.task.order
        if order.state is not OrderState.PACKED:
            carton = on_bench.task.open_carton
            said = Said.GO_ON_WITH if carton else Said.LABEL_VERIFIED
            facts = {"carton": carton.number} if carton else {}
            self._desk.say(Verdict(VerdictKind.LINE_COMPLETE, said, facts))
            self._show(on_bench)
            return
        self._desk.say(Verdict(VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE, {"order": order.number}))
        self.put_away()
        if not self._batch.packed(order):
            self._left()

    def _released(self, task: PackTask) -> None:
        self._gone(Verdict(VerdictKind.NOTE, Said.ORDER_GIVEN_BACK, {"order": task.order.number}))

    def _gone(self, verdict: Verdict) -> None:
        """The order lies here no more, and no other opens by itself."""
        self._batch.forget()
        self._desk.say(verdict)
        self.put_away()
        self._left()

    def _put_back(self, task: PackTask, line_nos: Sequence[int]) -> None:
        self._on_bench = OnBench(task)
        for line_no in line_nos:
            self._view.show_count(task, line_no)
        self._refresh()

    def _not_counted(self) -> None:
        """The question was left: UNDO is meant for that scan, not for the one before."""
        self._nothing_counted = True
        self._show_act()
        self._offer()

    def _scan_refused(self, no: Exception) -> None:
        """The packer who looks for what is missing scans what is found: counted it is, packed it was not."""
        self._nothing_counted = True
        self._offer()
        looks_for_it = self._act is not None and self._act.code is ActCode.LIGHT_CARTON
        if isinstance(no, Refused) and no.code is RefusalCode.LINE_COMPLETE and looks_for_it:
            self._desk.say(Verdict(VerdictKind.NO, Said.FOUND_UNIT, no.data))
        self._refused(no)

    def _refused(self, no: Exception) -> None:
        """Most nos change nothing; after one that comes from outside, or a bug, the store is asked anew."""
        self._closing.ended()
        from_outside = not isinstance(no, Refused | DeviceFault)
        if isinstance(no, Refused):
            from_outside = no.code in CHANGED_OUTSIDE
            if self._on_bench is not None:
                self._stopping.on_refused(no, self._on_bench.task)
            if no.code is RefusalCode.INSTRUCTION_OPEN:
                self._instructing.ask_again()
        if from_outside and self._on_bench is not None:
            order_id, look_at = self._on_bench.task.order.order_id, self._desk.verbs.look_at
            self._desk.run(lambda: look_at(order_id), self._changed)
        else:
            self._show_act()
