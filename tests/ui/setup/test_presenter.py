"""The steps without a window: each is written when it is left, skipped without loss, and tried for real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.change_settings import ChangeSettings
from packstation.application.setup_ports import FoundPort
from packstation.application.sign_in import Enrol
from packstation.domain.act import PersonEnrolled
from packstation.domain.bench_setup import (
    DeviceKind,
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    SetupStep,
    line_for,
)
from packstation.domain.device import Lamp
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.site_act import SettingsChanged
from packstation.domain.weight import Reading
from packstation.ui.setup.answers import Proof, SetupForm, SetupSaid
from packstation.ui.setup.course import Course, SetupTools
from packstation.ui.setup.presenter import STEPS, SetupPresenter
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner
from tests.fakes.secrets import FakeSecrets
from tests.fakes.setup import FakeFinder, FakeSetupFile, FakeSetupMemory, FakeSetupView, FakeTrial

SITE = SetupForm("Bench 7", " Mugs & Co. \n\nStreet 1\n", "9521234")
FOUR_LINES = SetupForm("Bench 7", "Mugs\n\nDock 1\n Mill 2 \n12345 Town\n")
SCALE = ScaleChoice(DeviceKind.MT_SICS, line_for(DeviceKind.MT_SICS, "COM4", 9600))


class AtSetup:
    """Somebody in front of the steps."""

    def __init__(self, warehouse: Warehouse, *, leads: bool = False, step: SetupStep | None = None) -> None:
        self.warehouse = warehouse
        self.file, self.memory, self.trial = FakeSetupFile(), FakeSetupMemory(step), FakeTrial()
        self.finder = FakeFinder(FoundPort("COM3", "Scanner"), FoundPort("COM4"))
        self.start(leads=leads)

    def start(self, *, leads: bool = False) -> None:
        """Switch on; the file and the mark are as they were left."""
        self.view, self.runner = FakeSetupView(), FakeRunner(self.warehouse.printer)
        tools = SetupTools(
            ChangeSettings(self.warehouse.bench, self.file),
            Enrol(self.warehouse.bench, FakeSecrets()),
            self.memory,
            self.finder,
            self.trial,
            lambda: ("de", "en"),
        )
        by = self.warehouse.lea if leads else None
        self.presenter = SetupPresenter(Course(self.view, tools, self.runner, by=by, has_lead=leads))
        self.presenter.open()
        self.runner.settle()

    def next(self, form: SetupForm | None = None) -> None:
        """Fill the fields, press NEXT."""
        self.view.fields = form or self.view.fields
        self.presenter.on_next()
        self.runner.settle()

    def go_to(self, step: SetupStep) -> None:
        """Skip to a step."""
        while self.view.step is not step:
            self.presenter.on_skip()
            self.runner.settle()

    def use(self, kind: DeviceKind, port: str, baud: int = 9600) -> None:
        """Press USE IT."""
        self.presenter.devices.on_use(kind, port, baud)
        self.runner.settle()

    def try_out(self, kind: DeviceKind, port: str, baud: int = 9600) -> None:
        """Press TEST."""
        self.presenter.devices.on_try(kind, port, baud)
        self.runner.settle()

    @property
    def proven(self) -> frozenset[Proof]:
        """What was tried with success."""
        self.presenter._course.refresh()
        assert self.view.shown is not None
        return self.view.shown.proven


@pytest.fixture
def setup(empty_warehouse: Warehouse) -> AtSetup:
    """A new site."""
    return AtSetup(empty_warehouse)


@pytest.fixture
def settings(warehouse: Warehouse) -> AtSetup:
    """A site at work, its settings opened by Lea."""
    return AtSetup(warehouse, leads=True)


def test_every_step_can_be_skipped_and_the_bench_starts(setup: AtSetup) -> None:
    seen = [setup.view.step]
    for _ in STEPS[1:]:
        setup.presenter.on_skip()
        setup.runner.settle()
        seen.append(setup.view.step)
    assert tuple(seen) == STEPS
    setup.presenter.on_skip()
    assert not setup.view.closed
    setup.next()
    assert (setup.view.closed, setup.presenter.finished, setup.memory.step) == (True, True, None)


def test_the_language_is_spoken_and_written_at_once(setup: AtSetup) -> None:
    setup.presenter.on_language("de")
    setup.runner.settle()
    assert (setup.view.language, setup.file.setup.language, setup.view.step) == ("de", "de", STEPS[0])


def test_a_step_is_written_when_it_is_left_and_outlives_the_power(setup: AtSetup) -> None:
    setup.go_to(SetupStep.SITE)
    setup.next(SITE)
    assert setup.file.setup.ship_from == ("Mugs & Co.", "Street 1")
    assert (setup.file.setup.name, setup.file.setup.company_prefix) == ("Bench 7", "9521234")
    setup.start()
    assert setup.view.step is SetupStep.LEAD
    assert setup.view.shown is not None
    assert setup.view.shown.setup == setup.file.setup


def test_back_keeps_what_was_typed_as_far_as_it_can_be_used(setup: AtSetup) -> None:
    setup.go_to(SetupStep.SITE)
    setup.view.fields = SITE
    setup.presenter.on_back()
    setup.runner.settle()
    assert (setup.view.step, setup.file.setup.name) == (SetupStep.LANGUAGE, "Bench 7")
    setup.go_to(SetupStep.SITE)
    setup.view.fields = replace(SITE, name="wrong")
    setup.presenter.on_back()
    setup.runner.settle()
    assert (setup.view.step, setup.file.setup.name) == (SetupStep.LANGUAGE, "Bench 7")


def test_skip_leaves_a_step_as_it_was(setup: AtSetup) -> None:
    setup.go_to(SetupStep.SITE)
    setup.view.fields = SITE
    setup.presenter.on_skip()
    assert setup.file.setup.name == "Bench 1"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (SetupForm("  "), SetupSaid.NAME_WRONG),
        (SetupForm("Bench", "Mugs\n\nDock 1\nMill 2\n12345 Town\nGermany"), SetupSaid.SENDER_LONG),
        (SetupForm("Bench", company_prefix="12"), SetupSaid.PREFIX_WRONG),
        (SetupForm("Bench", company_prefix="95 1234"), SetupSaid.PREFIX_WRONG),
        (SetupForm("Bench", company_prefix="٣٣٣٣"), SetupSaid.PREFIX_WRONG),
    ],
)
def test_what_cannot_be_is_said_at_the_step(setup: AtSetup, form: SetupForm, said: SetupSaid) -> None:
    setup.go_to(SetupStep.SITE)
    setup.next(form)
    assert (setup.view.step, setup.view.said) == (SetupStep.SITE, said)


def test_what_only_the_file_can_tell_is_refused_there(setup: AtSetup) -> None:
    setup.go_to(SetupStep.SITE)
    setup.next(SetupForm("wrong"))
    (no,) = setup.view.nos
    assert isinstance(no, Refused)
    assert (no.code, setup.view.step) == (RefusalCode.SETTING_WRONG, SetupStep.SITE)


def test_the_first_lead_goes_on_as_the_one_who_changes_settings(setup: AtSetup) -> None:
    setup.go_to(SetupStep.LEAD)
    setup.presenter.on_first_lead("Lea", "12")
    setup.runner.settle()
    assert isinstance(setup.view.nos[-1], Refused)
    setup.presenter.on_first_lead("Lea", "123456")
    setup.runner.settle()
    assert setup.view.said is SetupSaid.LEAD_THERE
    setup.presenter.on_first_lead("Eve", "654321")
    setup.runner.settle()
    setup.go_to(SetupStep.DEVICES)
    setup.use(DeviceKind.SCANNER, "COM3")
    acts = setup.warehouse.acts()
    assert [type(act) for act in acts if isinstance(act, PersonEnrolled | SettingsChanged)] == [
        PersonEnrolled,
        SettingsChanged,
    ]


def test_a_scanner_is_tried_by_a_scan(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.presenter.devices.on_scan(Scan("4711", "scanner", 1))
    assert setup.proven == frozenset()
    setup.try_out(DeviceKind.SCANNER, " COM3 ", 19_200)
    assert setup.trial.open is not None
    assert (setup.trial.open.line, setup.view.said) == (
        line_for(DeviceKind.SCANNER, "COM3", 19_200),
        SetupSaid.SCAN_NOW,
    )
    setup.presenter.devices.on_scan(Scan("??", "scanner", 1, unreadable=True))
    assert setup.view.said is SetupSaid.SCAN_UNREADABLE
    setup.presenter.devices.on_scan(Scan("4006381333931", "scanner", 1))
    assert setup.view.answers[-1].facts == {"read": "4006381333931"}
    assert setup.proven == {Proof.SCANNER}
    setup.presenter.on_skip()
    assert setup.trial.open is None


def test_a_scale_is_tried_by_a_weight(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.try_out(DeviceKind.TOLEDO_8217, "COM4")
    assert setup.trial.open == ScaleChoice(
        DeviceKind.TOLEDO_8217, line_for(DeviceKind.TOLEDO_8217, "COM4", 9600)
    )
    devices = setup.presenter.devices
    devices.on_reading(Reading(480, stable=False, at_ms=1))
    assert (setup.view.said, setup.proven) == (SetupSaid.WEIGHS_MOVING, frozenset())
    for _ in range(3):
        devices.on_reading(Reading(500, stable=True, at_ms=2))
    assert [answer.facts for answer in setup.view.answers if answer.code is SetupSaid.WEIGHED] == [
        {"grams": 500}
    ]
    assert setup.proven == {Proof.SCALE}


def test_a_device_that_is_not_there_is_said_in_words(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.presenter.devices.on_lamp(Lamp("scale", FaultCode.SILENT))
    assert setup.view.nos == []
    setup.try_out(DeviceKind.MT_SICS, "COM4")
    setup.presenter.devices.on_lamp(Lamp("scale", FaultCode.SILENT))
    (no,) = setup.view.nos
    assert isinstance(no, DeviceFault)
    assert (no.code, no.device) == (FaultCode.SILENT, "scale")


def test_a_scanner_that_types_needs_no_port(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.presenter.devices.on_typed("")
    assert setup.proven == frozenset()
    setup.presenter.devices.on_typed("4006381333931")
    assert setup.proven == {Proof.TYPING_SCANNER}


def test_without_a_port_nothing_is_tried_or_used(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.try_out(DeviceKind.SCANNER, " ")
    setup.use(DeviceKind.SCANNER, "")
    assert setup.view.said is SetupSaid.PORT_NEEDED
    assert (setup.trial.open, setup.file.setup.scanners) == (None, ())


def test_where_no_port_is_found_it_says_what_to_do(empty_warehouse: Warehouse) -> None:
    setup = AtSetup(empty_warehouse)
    setup.finder.ports = ()
    setup.go_to(SetupStep.DEVICES)
    assert setup.view.said is SetupSaid.NO_PORTS


def test_devices_are_written_as_soon_as_they_are_used(setup: AtSetup) -> None:
    setup.go_to(SetupStep.DEVICES)
    setup.use(DeviceKind.SCANNER, "COM3")
    setup.use(DeviceKind.SCANNER, "COM5")
    setup.use(DeviceKind.MT_SICS, "COM4")
    assert [(each.name, each.line.port) for each in setup.file.setup.scanners] == [
        ("scanner", "COM3"),
        ("scanner 2", "COM5"),
    ]
    assert setup.file.setup.scale == SCALE
    setup.presenter.devices.on_remove("COM3")
    setup.runner.settle()
    assert [each.name for each in setup.file.setup.scanners] == ["scanner 2"]
    assert setup.view.said is SetupSaid.DEVICE_GONE


def test_a_test_label_comes_from_the_printer_in_the_fields(setup: AtSetup) -> None:
    setup.go_to(SetupStep.PRINTER)
    setup.presenter.devices.on_print()
    assert (setup.view.said, setup.trial.printed) == (SetupSaid.PRINTER_ABSENT, [])
    printer = PrinterChoice(LabelWay.TCP, "192.0.2.10")
    setup.view.fields = SetupForm(printer=printer)
    setup.presenter.devices.on_print()
    assert setup.view.said is SetupSaid.PRINTING
    setup.runner.settle()
    assert (setup.view.said, setup.trial.printed) == (SetupSaid.LABEL_PRINTED, [(printer, "Bench 1")])
    assert setup.proven == {Proof.PRINTER}
    setup.next()
    assert setup.file.setup.printer == printer


def test_a_printer_that_cannot_answer_proves_nothing(setup: AtSetup) -> None:
    setup.go_to(SetupStep.PRINTER)
    setup.trial.known = False
    setup.view.fields = SetupForm(printer=PrinterChoice(LabelWay.FILE, folder="labels"))
    setup.presenter.devices.on_print()
    setup.runner.settle()
    assert (setup.view.said, setup.proven) == (SetupSaid.LABEL_SENT, frozenset())


def test_a_printer_without_paper_says_so(setup: AtSetup) -> None:
    setup.go_to(SetupStep.PRINTER)
    setup.trial.fault = FaultCode.PAPER_OUT
    setup.view.fields = SetupForm(printer=PrinterChoice(LabelWay.TCP, "192.0.2.10"))
    setup.presenter.devices.on_print()
    setup.runner.settle()
    assert [no.code for no in setup.view.nos if isinstance(no, DeviceFault)] == [FaultCode.PAPER_OUT]
    setup.next()
    assert setup.view.step is SetupStep.FILES


def test_while_a_label_prints_no_key_leads_away(setup: AtSetup) -> None:
    setup.go_to(SetupStep.PRINTER)
    setup.view.fields = SetupForm(printer=PrinterChoice(LabelWay.TCP, "192.0.2.10"))
    setup.presenter.devices.on_print()
    setup.presenter.on_next()
    setup.presenter.on_skip()
    setup.presenter.on_back()
    setup.presenter.devices.on_print()
    setup.runner.settle()
    assert (setup.view.step, len(setup.trial.printed)) == (SetupStep.PRINTER, 1)


def test_a_key_meanwhile_is_told_that_it_takes_a_moment_and_means_nothing_later(setup: AtSetup) -> None:
    setup.go_to(SetupStep.PRINTER)
    printer = SetupForm(printer=PrinterChoice(LabelWay.TCP, "192.0.2.10"))
    for press in (
        setup.presenter.on_next,
        setup.presenter.on_skip,
        setup.presenter.on_back,
        setup.presenter.devices.on_print,
        setup.presenter.devices.on_look,
        lambda: setup.presenter.devices.on_try(DeviceKind.SCANNER, "COM3", 9600),
        lambda: setup.presenter.devices.on_use(DeviceKind.SCANNER, "COM3", 9600),
        lambda: setup.presenter.on_step(SetupStep.SITE),
    ):
        setup.view.fields = printer
        setup.presenter.devices.on_print()
        press()
        assert setup.view.said is SetupSaid.ONE_MOMENT
        setup.runner.settle()
        assert (setup.view.said, setup.view.step) == (SetupSaid.LABEL_PRINTED, SetupStep.PRINTER)
    assert setup.trial.open is None
    assert setup.file.setup.scanners == ()


def test_what_is_said_of_a_moment_goes_with_it(setup: AtSetup) -> None:
    setup.go_to(SetupStep.LEAD)
    setup.presenter.on_skip()
    setup.presenter.on_next()
    assert setup.view.said is SetupSaid.ONE_MOMENT
    setup.runner.settle()
    assert setup.view.now is None
    assert setup.view.step is SetupStep.DEVICES


def test_a_language_that_is_picked_in_between_is_not_spoken_without_being_kept(setup: AtSetup) -> None:
    setup.presenter.on_language("de")
    setup.presenter.on_language("en")
    setup.runner.settle()
    assert (setup.view.language, setup.file.setup.language) == ("de", "de")


def test_a_full_disk_keeps_the_step_in_front(setup: AtSetup) -> None:
    setup.go_to(SetupStep.SITE)
    setup.file.full = True
    setup.next(SITE)
    assert (setup.view.step, len(setup.view.nos)) == (SetupStep.SITE, 1)


def test_settings_open_with_how_the_bench_stands_and_come_back_there(settings: AtSetup) -> None:
    assert settings.view.step is SetupStep.SUMMARY
    settings.presenter.on_back()
    assert settings.view.step is SetupStep.SUMMARY
    settings.presenter.on_step(SetupStep.SITE)
    settings.next(SITE)
    assert (settings.view.step, settings.file.setup.name) == (SetupStep.SUMMARY, "Bench 7")
    assert settings.memory.step is None
    settings.next()
    assert settings.presenter.finished


def test_a_lead_goes_on_with_steps_that_were_broken_off(warehouse: Warehouse) -> None:
    setup = AtSetup(warehouse, leads=True, step=SetupStep.PRINTER)
    assert (setup.view.step, setup.memory.step) == (SetupStep.PRINTER, SetupStep.PRINTER)
    setup.next()
    assert setup.view.step is SetupStep.FILES
