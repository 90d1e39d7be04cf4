"""Every screen in its main states, by name: the bench's, the lead's, those of files, the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from packstation.application.change_settings import ChangeSettings
from packstation.application.import_progress import ImportProgress, ImportStage
from packstation.application.setup_ports import FoundPort
from packstation.application.sign_in import Enrol
from packstation.domain.bench_setup import DeviceKind, SetupStep
from packstation.domain.carton import CartonType
from packstation.domain.command_code import Command
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.person import Actor, Role
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.joint import join_intake_verbs, kept_under
from packstation.ui.intake.note import Fare, FileNote
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.screen_talk import ScreenAnswer
from packstation.ui.setup.course import Course, SetupTools
from packstation.ui.setup.presenter import SetupPresenter
from packstation.ui.setup.view import SetupWindow
from packstation.ui.translation import OWN_NAMES, spoken
from packstation.ui.verdict import Said, Verdict, VerdictKind
from tests.application.opener import opener
from tests.application.site import LEA_BADGE, MUG, TOM_BADGE, TRAY, order
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner
from tests.fakes.secrets import FakeSecrets
from tests.fakes.setup import FakeFinder, FakeSetupFile, FakeSetupMemory, FakeTrial
from tests.ui.at_window import AtWindow
from tests.ui.intake.at_files import AtFiles, orders
from tests.ui.look.sight import LANGUAGES, Sight
from tests.ui.look.site_screens import SITE
from tests.ui.test_accessible import SCREENS, asking

LONG_NAME = "Coffee mug with lid, stoneware, midnight blue, dishwasher-safe, 350 ml"
BIG = CartonType("BIG", 400, 50, "Big box")
GIFT = "Dear Anna,\nmany happy returns! We look forward to seeing you in the summer."
MANY = tuple(map(Choice, ScreenAnswer))
ANSWERS = {
    "yes": Verdict(VerdictKind.YES, Said.LABEL_PRINTED, {"digits": "0013"}),
    "line complete": Verdict(VerdictKind.LINE_COMPLETE, Said.CARTON_CLOSED, {"grams": 1460}),
    "order complete": Verdict(VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE, {"order": "100234"}),
    "no": Verdict(VerdictKind.NO, RefusalCode.CODE_UNREADABLE),
    "lead": Verdict(VerdictKind.LEAD, RefusalCode.SSCC_EXHAUSTED),
    "note": Verdict(VerdictKind.NOTE, Said.SIGNED_OUT),
}
State = Callable[[AtWindow], None]


def answered(verdict: Verdict, bench: AtWindow) -> None:
    bench.open("100234")
    bench.scan(MUG)
    bench.window.show_verdict(verdict)


def two_cartons(bench: AtWindow) -> None:
    bench.pack(MUG, MUG, number="100234")
    bench.press(Command.NEXT_CARTON)
    bench.weigh(800, 1)
    label = bench.warehouse.on_bench("100234").label
    assert label is not None
    bench.scan(label.plate.code)
    bench.scan(TRAY)
    bench.scan_command(Command.CARTON, "BIG")


def touch_row(bench: AtWindow) -> None:
    table = bench.window.pack.lines
    where = table.visualRect(bench.window.pack.model.index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def written(bench: AtWindow) -> None:
    wanted = Instruction(UUID(int=1), InstructionKind.GIFT_MESSAGE, text=GIFT)
    bench.warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=(wanted,)))
    bench.open("100300")


def open_digits(bench: AtWindow) -> None:
    bench.window.code_pad.shut()
    # The keys of the look before are gone for good: they bear the same names.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bench.click("code_keys")


def open_letters(bench: AtWindow) -> None:
    open_digits(bench)
    bench.click("code_turn")


def long_names(bench: AtWindow) -> None:
    warehouse = bench.warehouse
    warehouse.hire(Actor("tom", "Maximilian-Alexander Wiśniewski", Role.PACKER), "1234", TOM_BADGE)
    sku = "STONEWARE-MUG-BLUE-350"
    warehouse.stock([Product(sku, LONG_NAME, 300)], [ProductCode("LONG", sku)])
    lines = tuple((each, 2) for each in (sku, "MUG", "LID", "TRAY"))
    warehouse.receive(order("900100200300", *lines, hours=3, tote="TOTE-0815"))
    bench.badge(TOM_BADGE)
    bench.scan("900100200300")
    bench.scan("LONG")


def batch(bench: AtWindow) -> None:
    bench.warehouse.receive(order("300", ("MUG", 1)), order("301", ("MUG", 1)))
    bench.open()
    bench.press(Command.BATCH)


def no_scale(bench: AtWindow) -> None:
    bench.pack()
    bench.lose_scale()


def complete(bench: AtWindow) -> None:
    bench.close()
    bench.scan(bench.plate)
    bench.weigh(500, 1)


def locked(bench: AtWindow) -> None:
    bench.open("100234")
    bench.press(Command.LOCK)


def short(bench: AtWindow) -> None:
    bench.open("100234")
    bench.press(Command.SHORT)


def screen_key(bench: AtWindow) -> None:
    bench.open("100234")
    bench.click("screen_key")


def help_list(bench: AtWindow) -> None:
    bench.open("100234")
    bench.press(Command.HELP)


def lead_menu(bench: AtWindow) -> None:
    bench.badge(LEA_BADGE)
    bench.press(Command.LEAD)


def people(bench: AtWindow) -> None:
    lead_menu(bench)
    bench.answer(1)


def which_person(bench: AtWindow) -> None:
    people(bench)
    bench.answer(2)


def new_pin(bench: AtWindow) -> None:
    people(bench)
    bench.answer(1)
    bench.type("Tom")
    bench.answer(1)


BENCH: Mapping[str, State] = {
    **SCREENS,
    **{f"answer {name}": partial(answered, verdict) for name, verdict in ANSWERS.items()},
    "help": help_list,
    "lead menu": lead_menu,
    "two cartons": two_cartons,
    "touched": lambda bench: answered(ANSWERS["yes"], bench),
    "written": written,
    "letter pad": lambda bench: bench.badge(),
    "long names": long_names,
    "batch": batch,
    "no scale": no_scale,
    "complete": complete,
    "locked": locked,
    "screen key": screen_key,
    "short": short,
    "many answers": asking(Question(AskCode.SCREEN, choices=MANY)),
    "people": people,
    "which person": which_person,
    "new pin": new_pin,
    **SITE,
}
WRONG = orders(("A1", "MUG", "many"), ("A2", "", 1), ("A3", "CUP", 2), ("A4", "NOBODY-KNOWS-THIS", 1))
STRANGE = ("Vorgang", "Teil", "Anz", "An", "Weg", "Gebiet", "Stadtname", "Reich")
NOTE = FileNote(
    "shop-export-2026-11-22.csv",
    Fare.RUNNING,
    ImportProgress(ImportStage.TAKING_IN, 104_000, 33_000, 3_100, 12_000, 75),
)


def file_question(bench: AtFiles) -> None:
    bench.lead()
    bench.drag(bench.write_file("orders-of-november.csv", WRONG))


def file_in(bench: AtFiles) -> None:
    file_question(bench)
    bench.press(Command.YES)
    bench.work()


def rows_wait(bench: AtFiles) -> None:
    file_in(bench)
    bench.press(Command.DIGIT, "2")


def row_dropped(bench: AtFiles) -> None:
    rows_wait(bench)
    bench.show_all()
    bench.click("row_drop")


def columns(bench: AtFiles) -> None:
    verbs = bench.desk.verbs.intake
    kept = kept_under(bench.folder)
    bench.plant(
        intake=join_intake_verbs(bench.warehouse.bench, verbs.import_orders.intake.cutoffs, kept=kept)
    )
    bench.lead()
    table = orders(("A1", "MUG", 2), ("A1", "CUP", 1), ("A2", "MUG", "many"), headers=STRANGE)
    bench.drag(bench.write_file("office.csv", table))
    bench.press(Command.YES)


def file_note(bench: AtFiles) -> None:
    file_in(bench)
    bench.press(Command.BACK)
    bench.open("100234")
    bench.files_view.show_note(NOTE)


FILES: Mapping[str, Callable[[AtFiles], None]] = {
    "file question": file_question,
    "file in": file_in,
    "file note": file_note,
    "rows wait": rows_wait,
    "row dropped": row_dropped,
    "columns": columns,
}


AGAIN: Mapping[str, State] = {"touched": touch_row, "code pad": open_digits, "letter pad": open_letters}
"""What another look, or another language, takes away."""


def bench_sight(name: str, folder: Path) -> Sight:
    """A bench in a state of that name; the scale is silent, the rest is well."""
    bench = AtWindow(_warehouse(folder))
    _begin(bench)
    BENCH[name](bench)
    bench.show_all()
    again = AGAIN.get(name)
    return Sight(bench.window, bench.show_all, partial(again, bench) if again else lambda: None)


def files_sight(state: Callable[[AtFiles], None], folder: Path) -> Sight:
    """A bench to which files are brought."""
    bench = AtFiles(_warehouse(folder))
    bench.folder = folder
    _begin(bench)
    state(bench)
    bench.show_all()
    return Sight(bench.window, bench.show_all)


def step_sight(
    step: SetupStep, folder: Path, *, used: bool = False, sender: tuple[str, ...] | None = None
) -> Sight:
    """A step of the first start; with devices in use, and an answer; with a `sender` of the site."""
    warehouse, window = _warehouse(folder), SetupWindow()
    runner = FakeRunner(warehouse.printer)
    tools = SetupTools(
        ChangeSettings(warehouse.bench, FakeSetupFile()),
        Enrol(warehouse.bench, FakeSecrets()),
        FakeSetupMemory(step),
        FakeFinder(FoundPort("/dev/ttyUSB0", "Honeywell Xenon 1950g"), FoundPort("/dev/ttyUSB1")),
        FakeTrial(),
        lambda: LANGUAGES,
        sender,
    )
    by = warehouse.lea if used else None
    presenter = SetupPresenter(Course(window, tools, runner, by=by, has_lead=used))
    window.attach(presenter)
    presenter.open()
    window.show()
    runner.settle()
    if used:
        for kind, port in ((DeviceKind.SCANNER, "/dev/ttyUSB0"), (DeviceKind.MT_SICS, "/dev/ttyUSB1")):
            presenter.devices.on_use(kind, port, 9600)
            runner.settle()
    return Sight(window, runner.settle)


def _warehouse(folder: Path) -> Warehouse:
    made = Warehouse(opener(folder / "store.db", on_disk=False))
    made.move_in()
    made.policy = replace(made.policy, carton_types=(BIG,))
    return made


def _begin(bench: AtWindow) -> None:
    # Keys go to the window in front, and it takes its time to get there.
    QTest.qWaitForWindowActive(bench.window)
    for device in ("scanner", "scale", "printer"):
        bench.lamp(device, FaultCode.SILENT if device == "scale" else None)
    bench.window.sign_in.languages.put(tuple(OWN_NAMES), spoken())


SIGHTS: Mapping[str, Callable[[Path], Sight]] = {
    **{name: partial(bench_sight, name) for name in BENCH},
    **{name: partial(files_sight, brought) for name, brought in FILES.items()},
    **{f"step {step.value}": partial(step_sight, step) for step in SetupStep},
    "step devices in use": partial(step_sight, SetupStep.DEVICES, used=True),
    "step site of a site": partial(step_sight, SetupStep.SITE, sender=("Mugs & Co.", "12345 Town")),
    "step summary of a bench": partial(step_sight, SetupStep.SUMMARY, used=True),
}
"""How each is opened; the folder is for its files."""
