"""Where a scan goes, what never gets past the door, the lock, and the lamps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.devices.scanners.decoding import decode
from packstation.devices.scanners.framing import FrameSplitter
from packstation.domain.act import DeviceBack, DeviceLost, Refusal, SignedOut
from packstation.domain.badge import Badge
from packstation.domain.command_code import ALWAYS_WITH_ARGUMENT, Command, command_code
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode
from packstation.domain.rule import Rule
from packstation.domain.scan import MAX_CODE_LENGTH
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE, LID, MUG, TRAY
from tests.fakes.printer import FakePrinter
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench, BrokenVerb


class TestDoubleRead:
    """One pull of the trigger, sent twice."""

    def test_it_is_shown_and_recorded_and_not_counted(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.scan(MUG, after_s=0.249)
        assert bench.said == (VerdictKind.NO, RefusalCode.DOUBLE_READ)
        assert dict(bench.verdict.data) == {"gap_ms": 249}
        assert bench.packed(1, "100234") == 1
        assert bench.warehouse.newest() == [Refusal("scan_unit", "double_read", {"gap_ms": 249}, "scanner")]

    def test_a_quarter_of_a_second_later_it_is_another_unit(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.scan(MUG, after_s=0.25)
        assert bench.packed(1, "100234") == 2

    def test_two_scanners_are_two_hands(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.scan(MUG, device="scanner 2", after_s=0.01)
        assert bench.packed(1, "100234") == 2

    def test_a_scanner_that_never_lets_go_counts_once(self, bench: AtBench) -> None:
        bench.open("100234")
        for _ in range(10):
            bench.scan(LID, after_s=0.2)
        assert bench.packed(2, "100234") == 1

    def test_codes_typed_twice_are_meant_twice(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.type(MUG)
        bench.type(MUG)
        assert bench.packed(1, "100234") == 2
        assert bench.nos() == []

    def test_a_badge_is_not_read_twice_either(self, bench: AtBench) -> None:
        bench.runner.held = {Lane.SLOW}
        bench.badge()
        bench.scan(IDA_BADGE.code, after_s=0.1)
        bench.runner.held = set()
        bench.runner.settle()
        assert bench.nos() == [RefusalCode.DOUBLE_READ]
        assert (bench.view.screen, bench.view.person) == (Screen.START, bench.warehouse.ida)

    def test_a_tote_read_twice_opens_its_order_and_counts_nothing(self, bench: AtBench) -> None:
        bench.badge()
        bench.scan(MUG)
        bench.scan(MUG, after_s=0.1)
        assert bench.view.screen is Screen.PACK
        assert bench.packed() == 0
        assert bench.nos() == [RefusalCode.DOUBLE_READ]

    def test_a_label_read_twice_does_not_start_the_next_order(self, bench: AtBench) -> None:
        bench.close()
        plate = bench.plate
        bench.scan(plate)
        bench.scan(plate, after_s=0.1)
        assert bench.said == (VerdictKind.NO, RefusalCode.DOUBLE_READ)
        assert bench.view.screen is Screen.START

    def test_an_undo_read_twice_takes_one_unit_back(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.scan(MUG)
        code = command_code(Command.UNDO, bench.warehouse.store.site_secret)
        bench.scan(code)
        bench.scan(code, after_s=0.1)
        assert bench.packed(1, "100234") == 1

    def test_one_that_waited_behind_a_slow_verb_is_still_a_double_read(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.runner.held = {Lane.VERBS}
        bench.scan(MUG)
        bench.scan(MUG, after_s=0.1)
        bench.clock.advance(5)
        bench.runner.held = set()
        bench.runner.settle()
        assert bench.packed(1, "100234") == 1

    def test_without_the_rule_it_would_count(self, bench: AtBench) -> None:
        bench.warehouse.switch_off(Rule.ONE_READ_ONE_UNIT)
        bench.start()
        bench.open("100234")
        bench.scan(MUG)
        bench.scan(MUG, after_s=0.1)
        assert bench.packed(1, "100234") == 2


HOSTILE = {
    "every control byte": bytes(range(0x20)) + b"\r",
    "a command behind a control byte": b"\x01PSC-NEXT-000000000000\r",
    "an undo key of a keyboard": b"\x1a\r",
    "five thousand digits": b"4" * 5000 + b"\r",
    "a forged command": b"PSC-UNDO-000000000000\r",
    "a command without a check": b"PSC-UNDO\r",
    "an unknown command": b"PSC-ERASE-000000000000\r",
    "a command in the wrong letters": b"psc-undo-000000000000\r",
    "markup": b"<b>x</b><img src=file:///etc/passwd>\r",
    "a database command": b"'; DROP TABLE orders; --\r",
    "a badge": LEA_BADGE.code.encode() + b"\r",
    "a torn badge": b"PSB12\r",
    "no text at all": b"   \r",
    "bytes of no script": b"\xff\xfe\xfd\r",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("where", ["signed out", "start", "packing", "labelling"])
def test_hostile_codes_cause_nothing_but_a_line_in_the_journal(
    bench: AtBench, where: str, data: bytes
) -> None:
    if where == "start":
        bench.badge()
    elif where == "packing":
        bench.open("100234")
        bench.scan(MUG)
    elif where == "labelling":
        bench.close()
    if where == "signed out" and data.startswith(b"PSB"):
        data = Badge(77, "5" * 40).code.encode() + b"\r"  # on this screen a real one is no attack
    screen, act, person = bench.view.screen, bench.act, bench.view.person
    seen, acts = bench.warehouse.seen(), bench.warehouse.acts()
    answers = len(bench.view.verdicts)
    for frame in FrameSplitter().feed(data):
        bench.clock.advance(1)
        bench.presenter.on_scan(decode(frame, "scanner", bench.clock.mono_ms()))
        bench.runner.settle()
    assert (bench.view.screen, bench.act, bench.view.person) == (screen, act, person)
    assert bench.warehouse.seen() == seen
    new = bench.warehouse.acts()[len(acts) :]
    assert len(new) >= 1
    assert all(isinstance(act, Refusal) for act in new)
    assert len(bench.view.verdicts) - answers >= len(new)
    assert LEA_BADGE.secret not in str(new)
    assert len(str(new)) < 1000 * len(new)


def test_a_badge_while_somebody_is_here_is_a_no_with_her_name(bench: AtBench) -> None:
    bench.open()
    bench.badge(LEA_BADGE)
    assert bench.said == (VerdictKind.NO, RefusalCode.BADGE_NOT_HERE)
    assert dict(bench.verdict.data) == {"name": "Ida"}
    assert bench.warehouse.newest() == [Refusal("sign_in", "badge_not_here", {}, "scanner")]
    assert bench.view.person == bench.warehouse.ida


def test_what_is_typed_is_held_to_the_same_rules(bench: AtBench) -> None:
    bench.open("100234")
    for text in ("x" * (MAX_CODE_LENGTH + 1), "a\x07b", "PSC-UNDO-000000000000", "4" * 5000):
        bench.type(text)
    no = [RefusalCode.CODE_UNREADABLE] * 2 + [RefusalCode.COMMAND_FORGED, RefusalCode.CODE_UNREADABLE]
    assert bench.nos() == no
    assert bench.packed(1, "100234") == 0


def test_goods_scanned_before_anybody_signed_in_are_a_no(bench: AtBench) -> None:
    bench.scan(MUG)
    assert bench.said == (VerdictKind.NO, RefusalCode.NOT_SIGNED_IN)
    assert (bench.act, bench.nos()) == (ActCode.SIGN_IN, [RefusalCode.NOT_SIGNED_IN])


@pytest.mark.parametrize("command", [one for one in Command if one is not Command.SCREEN])
def test_no_command_means_anything_before_somebody_signed_in(bench: AtBench, command: Command) -> None:
    argument = "1" if command in ALWAYS_WITH_ARGUMENT else ""
    bench.scan_command(command, argument)
    bench.press(command, argument)
    assert bench.nos() == [RefusalCode.NOT_SIGNED_IN] * 2
    assert bench.view.commands == frozenset()


def test_a_command_scanned_does_what_its_key_does(bench: AtBench) -> None:
    bench.badge()
    bench.scan_command(Command.NEXT)
    bench.scan(MUG)
    bench.scan_command(Command.UNDO)
    assert bench.said == (VerdictKind.NOTE, Said.UNDONE)
    bench.scan_command(Command.BACK)
    assert bench.said == (VerdictKind.NOTE, Said.ORDER_GIVEN_BACK)
    bench.scan_command(Command.LOCK)
    assert bench.view.screen is Screen.SIGN_IN


def test_a_command_of_another_site_is_forged_here(bench: AtBench) -> None:
    bench.badge()
    bench.scan(command_code(Command.NEXT, b"another site"))
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_FORGED)
    assert bench.view.screen is Screen.START


class TestLock:
    """Nobody is here, or nobody seems to be."""

    def test_signing_out_leaves_nothing_readable_and_the_order_where_it_was(self, bench: AtBench) -> None:
        bench.pack()
        bench.press(Command.LOCK)
        assert bench.said == (VerdictKind.NOTE, Said.SIGNED_OUT)
        assert (bench.view.screen, bench.view.person) == (Screen.SIGN_IN, None)
        assert (bench.pack_view.task, bench.pack_view.weight, bench.pack_view.plate) == (None, None, None)
        assert bench.warehouse.newest() == [SignedOut(idle=False)]
        bench.badge()
        assert bench.verdicts_of(Said.ORDER_RESUMED)
        assert (bench.packed(), bench.act) == (1, ActCode.WEIGH_CARTON)

    def test_the_screen_is_cleared_before_the_store_answers(self, bench: AtBench) -> None:
        bench.pack()
        bench.runner.held = {Lane.VERBS}
        bench.press(Command.LOCK)
        assert (bench.view.screen, bench.pack_view.task) == (Screen.SIGN_IN, None)

    def test_five_minutes_without_an_act_lock_the_bench(self, bench: AtBench) -> None:
        bench.pack()
        bench.wait(298)
        assert bench.view.screen is Screen.PACK
        bench.wait(2)
        assert bench.said == (VerdictKind.NOTE, Said.LOCKED)
        assert (bench.view.screen, bench.view.person, bench.pack_view.task) == (Screen.SIGN_IN, None, None)
        assert bench.warehouse.newest() == [SignedOut(idle=True)]

    def test_the_scales_chatter_keeps_no_bench_open(self, bench: AtBench) -> None:
        bench.pack()
        for _ in range(300):
            bench.weigh(0, 0.1)
            bench.wait(1)
        assert bench.view.person is None

    @pytest.mark.parametrize("act", ["scan", "type", "press"])
    def test_every_act_starts_the_five_minutes_anew(self, bench: AtBench, act: str) -> None:
        bench.open("100234")
        bench.wait(299)
        {
            "scan": lambda: bench.scan(MUG, after_s=0),
            "type": lambda: bench.type(MUG),
            "press": lambda: bench.press(Command.NEXT),
        }[act]()
        bench.wait(299)
        assert bench.view.person is not None
        bench.wait(1)
        assert bench.view.screen is Screen.SIGN_IN

    def test_a_scan_that_waited_in_front_of_the_lock_keeps_the_bench_open(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.runner.held = {Lane.VERBS}
        bench.scan(MUG)
        bench.scan(LID)
        bench.wait(300)
        bench.runner.held = set()
        bench.runner.settle()
        assert (bench.view.screen, bench.packed(2, "100234")) == (Screen.PACK, 1)

    def test_another_person_goes_on_where_the_first_stopped(self, bench: AtBench) -> None:
        bench.open("100234")
        bench.scan(MUG)
        bench.press(Command.LOCK)
        bench.badge(LEA_BADGE)
        bench.scan(MUG)
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.LINE_DONE)

    def test_a_weight_settling_under_the_lock_closes_nothing(self, bench: AtBench) -> None:
        bench.pack()
        bench.press(Command.LOCK)
        bench.weigh(500, 10)
        assert bench.printer.paper == []
        bench.badge()
        bench.weigh(500, 1)
        assert len(bench.printer.paper) == 1

    def test_a_disk_that_fails_still_locks_the_screen(self, bench: AtBench) -> None:
        bench.pack()

        class Failing:
            def __call__(self, *_: object, **__: object) -> None:
                raise DeviceFault(FaultCode.DISK_FAILED, "store")

        bench.plant(sign_out=Failing(), people=Failing())
        bench.press(Command.LOCK)
        assert bench.said == (VerdictKind.LEAD, FaultCode.DISK_FAILED)
        assert (bench.view.screen, bench.view.person, bench.pack_view.task) == (Screen.SIGN_IN, None, None)


class TestLamps:
    """Devices come and go."""

    def test_a_lost_device_is_shown_recorded_and_nothing_else(self, bench: AtBench) -> None:
        bench.open()
        answers = len(bench.view.verdicts)
        bench.lamp("scanner", FaultCode.GONE)
        assert bench.view.lamps["scanner"].fault is FaultCode.GONE
        assert bench.warehouse.newest() == [DeviceLost("scanner", "gone")]
        bench.lamp("scanner", None)
        assert bench.warehouse.newest() == [DeviceBack("scanner")]
        assert (len(bench.view.verdicts), bench.act) == (answers, ActCode.SCAN_GOODS)

    def test_lamps_are_shown_before_anybody_signed_in(self, bench: AtBench) -> None:
        bench.lamp("printer", FaultCode.PAPER_OUT)
        assert bench.view.lamps["printer"].fault is FaultCode.PAPER_OUT


def test_a_bug_in_a_screen_does_not_swallow_the_scans_behind_it(bench: AtBench) -> None:
    bench.open("100234")
    show_count, broken = bench.pack_view.show_count, [True]

    def fragile(task: object, line_no: int) -> None:
        if broken.pop() if broken else False:
            raise ZeroDivisionError("a bug in the view")
        show_count(task, line_no)  # type: ignore[arg-type]

    bench.pack_view.show_count = fragile  # type: ignore[method-assign]
    bench.runner.held = {Lane.VERBS}
    for code in (MUG, LID, TRAY):
        bench.scan(code)
    bench.runner.held = set()
    with pytest.raises(ZeroDivisionError):
        bench.runner.settle()
    bench.runner.settle()
    assert [bench.packed(line, "100234") for line in (1, 2, 3)] == [1, 1, 1]


def test_a_bug_in_recording_a_no_is_said_and_the_next_scan_counts(bench: AtBench) -> None:
    bench.open()
    bench.plant(note_refusal=BrokenVerb())
    bench.scan("PSC-UNDO-000000000000")
    assert bench.said == (VerdictKind.LEAD, Said.BUG)
    bench.scan(MUG)
    assert bench.packed() == 1


def test_a_full_disk_is_said_at_the_scan_and_the_unit_is_not_counted(bench: AtBench) -> None:
    bench.open()
    good = bench.desk.verbs.scan_unit

    class Full:
        def __call__(self, *_: object) -> None:
            raise DeviceFault(FaultCode.DISK_FULL, "store")

        or_ask = __call__

    bench.plant(scan_unit=Full())
    bench.scan(MUG)
    assert bench.said == (VerdictKind.LEAD, FaultCode.DISK_FULL)
    assert bench.pack_view.task is not None
    assert bench.pack_view.task.packed(1) == 0
    bench.plant(scan_unit=good)
    bench.scan(MUG)
    assert bench.packed() == 1


def test_the_window_is_setting_not_law(bench: AtBench) -> None:
    bench.warehouse.policy = replace(bench.warehouse.policy, double_read_ms=0)
    bench.printer = FakePrinter()
    bench.start()
    bench.open("100234")
    bench.scan(MUG)
    bench.scan(MUG, after_s=0.01)
    assert bench.packed(1, "100234") == 2
