"""The words of the steps: what each asks, why, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.bench_setup import BenchSetup, DeviceKind, LabelWay, PrinterChoice, SetupStep
from packstation.ui.lead.menu import MENU, LeadAnswer
from packstation.ui.setup.answers import Proof, SetupAnswer, SetupSaid, SetupShown
from packstation.ui.translation import N_, OWN_NAMES, _, spoken
from packstation.ui.weight_words import grams

THERE, MISSING, WAITS = "\u2713", "\u2717", "\u2026"
"""Marks that are told apart without colour."""

_AWAITED = frozenset(
    {
        SetupSaid.SCAN_NOW,
        SetupSaid.WEIGH_NOW,
        SetupSaid.WEIGHS_MOVING,
        SetupSaid.PRINTING,
        SetupSaid.ONE_MOMENT,
    }
)

_TITLES: Mapping[SetupStep, str] = {
    SetupStep.LANGUAGE: N_("Which language does this bench speak?"),
    SetupStep.SITE: N_("What is this bench called, and who sends?"),
    SetupStep.LEAD: N_("Who is the first lead?"),
    SetupStep.DEVICES: N_("Connect scanner and scale"),
    SetupStep.PRINTER: N_("Connect the label printer"),
    SetupStep.FILES: N_("Bring in products and orders"),
    SetupStep.SUMMARY: N_("This is how the bench stands"),
}

_HINTS: Mapping[SetupStep, str] = {
    SetupStep.LANGUAGE: N_("Everybody can change it later with the key Aa."),
    SetupStep.SITE: N_("The name stands on the screen and on badges, the sender on every label."),
    SetupStep.LEAD: N_("A lead adds people, lets held orders go on and may change these settings."),
    SetupStep.DEVICES: N_("Pick the port, say what hangs on it, and test it. Then press USE IT."),
    SetupStep.PRINTER: N_("Say how labels reach the printer, and print a test label."),
    SetupStep.FILES: N_("Files can come in at any time, also while somebody packs: key LEAD, then {files}."),
    SetupStep.SUMMARY: N_(
        "All is found again: sign in as a lead, key LEAD, then {settings} for Settings, {files} for files."
    ),
}

_SAID: Mapping[SetupSaid, str] = {
    SetupSaid.PORT_NEEDED: N_("Pick a port first, or type its name."),
    SetupSaid.SCAN_NOW: N_("Scan any barcode now."),
    SetupSaid.SCANNED: N_("The scanner works. It read: {read}"),
    SetupSaid.SCAN_UNREADABLE: N_("The scanner sends something, but it cannot be read. Try another speed."),
    SetupSaid.TYPED: N_("Arrived: {read}. A scanner that types works; it needs no port."),
    SetupSaid.WEIGH_NOW: N_("Put something on the scale now."),
    SetupSaid.WEIGHED: N_("The scale works. It shows {weight}."),
    SetupSaid.WEIGHS_MOVING: N_("The scale is still moving: {weight}."),
    SetupSaid.DEVICE_KEPT: N_("{port} is in use at this bench now."),
    SetupSaid.DEVICE_GONE: N_("{port} is not in use any more."),
    SetupSaid.PRINTING: N_("The printer is asked how it is, then the test label comes."),
    SetupSaid.LABEL_SENT: N_("The test label was sent. Did it come out?"),
    SetupSaid.LABEL_PRINTED: N_("The test label is printed. Can all of it be read?"),
    SetupSaid.PRINTER_ABSENT: N_("Say first where the printer is."),
    SetupSaid.LEAD_THERE: N_("{name} is the lead and can sign in."),
    SetupSaid.NO_PORTS: N_("No serial port was found. Plug the device in, then press LOOK AGAIN."),
    SetupSaid.PREFIX_WRONG: N_("A GS1 company prefix has 4 to 12 digits. Leave it empty if there is none."),
    SetupSaid.NAME_WRONG: N_("The bench needs a name."),
    SetupSaid.SENDER_LONG: N_("A label has room for 4 lines of the sender. Take one away."),
    SetupSaid.LEAD_NEEDED: N_("Only a lead takes files in. Go back to the lead first."),
    SetupSaid.FILE_COMES: N_("A file is still coming in. Wait for its end, or touch its line to stop it."),
    SetupSaid.ONE_MOMENT: N_("One moment: what was asked before is not over yet."),
}


def step_title(step: SetupStep) -> str:
    """What the step asks."""
    return _(_TITLES[step])


def step_hint(step: SetupStep) -> str:
    """What it is good for."""
    return _(_HINTS[step]).format(files=_row(LeadAnswer.FILE), settings=_row(LeadAnswer.SETTINGS))


def _row(answer: LeadAnswer) -> int:
    """Its number in the menu of a lead, who has all of it."""
    return 1 + [entry.answer for entry in MENU].index(answer)


def step_place(step: SetupStep) -> str:
    """Where in the row it stands."""
    steps = tuple(SetupStep)
    return _("Step {number} of {count}").format(number=steps.index(step) + 1, count=len(steps))


def answer_sentence(answer: SetupAnswer) -> str:
    """The sentence of an answer."""
    facts = dict(answer.facts)
    weight = facts.get("grams")
    if isinstance(weight, int):
        facts["weight"] = grams(weight)
    return _(_SAID[answer.code]).format(**facts)


def marked(answer: SetupAnswer) -> str:
    """The answer behind its mark: a tick, a cross, or dots where something is still awaited."""
    mark = WAITS if answer.code in _AWAITED else THERE if answer.good else MISSING
    return f"{mark}  {answer_sentence(answer)}"


def kind_word(kind: DeviceKind) -> str:
    """What hangs on a port."""
    return {
        DeviceKind.SCANNER: _("Scanner"),
        DeviceKind.MT_SICS: _("Scale (MT-SICS)"),
        DeviceKind.TOLEDO_8217: _("Scale (Toledo 8217)"),
    }[kind]


def way_word(way: LabelWay) -> str:
    """How labels reach the printer."""
    return {
        LabelWay.TCP: _("Network"),
        LabelWay.SERIAL: _("Serial port"),
        LabelWay.FILE: _("Files in a folder"),
    }[way]


def address_caption(way: LabelWay) -> str:
    """What is typed to reach it."""
    return {
        LabelWay.TCP: _("Its name or address in the network, such as 192.0.2.10"),
        LabelWay.SERIAL: _("Its port"),
        LabelWay.FILE: _("The folder for label files"),
    }[way]


def printer_address(printer: PrinterChoice | None) -> str:
    """Where a printer is, as it is typed."""
    if printer is None:
        return ""
    if printer.way is LabelWay.TCP:
        usual = PrinterChoice(LabelWay.TCP).tcp_port
        return printer.host if printer.tcp_port == usual else f"{printer.host}:{printer.tcp_port}"
    return printer.line.port if printer.line else printer.folder


def devices_in_use(setup: BenchSetup) -> tuple[tuple[str, str], ...]:
    """What hangs on serial ports: port, and words."""
    words = [
        (each.line.port, f"{kind_word(DeviceKind.SCANNER)}: {each.line.port}") for each in setup.scanners
    ]
    if setup.scale is not None:
        port = setup.scale.line.port
        words.append((port, f"{kind_word(setup.scale.kind)}: {port}"))
    return tuple(words)


def summary(shown: SetupShown) -> tuple[tuple[SetupStep, bool, str], ...]:
    """What is set up and what is missing: the step to do it in, whether it is there, words."""
    setup, proven = shown.setup, shown.proven
    sender = setup.ship_from if shown.site_sender is None else shown.site_sender
    prefix = setup.company_prefix
    typing = Proof.TYPING_SCANNER in proven
    language = OWN_NAMES.get(spoken(), spoken())
    return (
        (SetupStep.LANGUAGE, True, _("Language: {language}.").format(language=language)),
        (SetupStep.SITE, True, _("This bench is called {name}.").format(name=setup.name)),
        (SetupStep.SITE, bool(sender), _("The sender stands on labels.") if sender else _("No sender yet.")),
        (
            SetupStep.SITE,
            True,
            _("Cartons get GS1 numbers of the company {prefix}.").format(prefix=prefix)
            if prefix
            else _("Cartons get numbers of your own: there is no GS1 company prefix."),
        ),
        (
            SetupStep.LEAD,
            shown.has_lead,
            _("There is a lead.") if shown.has_lead else _("No lead yet: the bench asks for one."),
        ),
        (SetupStep.DEVICES, bool(setup.scanners) or typing, _scanner_words(shown, typing=typing)),
        (SetupStep.DEVICES, setup.scale is not None, _scale_words(shown)),
        (SetupStep.PRINTER, setup.printer is not None, _printer_words(shown)),
        (SetupStep.FILES, True, _("Products and orders come in by files.")),
    )


def _scanner_words(shown: SetupShown, *, typing: bool) -> str:
    if shown.setup.scanners:
        return (
            _("Scanner: tested.") if Proof.SCANNER in shown.proven else _("Scanner: chosen, not tested here.")
        )
    if typing:
        return _("A scanner that types works.")
    return _("No scanner on a port: codes are typed, or come from a scanner that types.")


def _scale_words(shown: SetupShown) -> str:
    if shown.setup.scale is None:
        return _("No scale: cartons cannot be weighed.")
    return _("Scale: tested.") if Proof.SCALE in shown.proven else _("Scale: chosen, not tested here.")


def _printer_words(shown: SetupShown) -> str:
    if shown.setup.printer is None:
        return _("No printer: labels wait until there is one.")
    return _("Printer: tested.") if Proof.PRINTER in shown.proven else _("Printer: chosen, not tested here.")
