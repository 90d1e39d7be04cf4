"""What is wrong with a device, and what to do about it."""

from __future__ import annotations

from packstation.application.print_paper import PAPER_DEVICE
from packstation.application.take_photo import CAMERA_DEVICE
from packstation.domain.refusal import FaultCode
from packstation.ui.translation import _


def device_word(device: str) -> str:
    """A device as people call it."""
    known = {
        "scanner": _("scanner"),
        "scale": _("scale"),
        "printer": _("printer"),
        "store": _("disk"),
        PAPER_DEVICE: _("paper printer"),
        CAMERA_DEVICE: _("camera"),
    }
    return known.get(device, device)


def fault_sentence(fault: FaultCode, device: str) -> str:
    """The sentence for a fault of a device."""
    template = {
        FaultCode.GONE: _("{device}: not there. Check cable and power."),
        FaultCode.SILENT: _("{device}: does not answer. Is it switched on?"),
        FaultCode.GARBLED: _("{device}: answers nonsense. Check its settings."),
        FaultCode.BUSY: _("{device}: used by another program."),
        FaultCode.SCALE_OVERLOAD: _("{device}: overloaded. Take something off."),
        FaultCode.SCALE_UNDERLOAD: _("{device}: below zero. Set it to zero."),
        FaultCode.SCALE_ERROR: _("{device}: reports an error."),
        FaultCode.SCALE_TARED: _("{device}: a tare is set. Clear the tare."),
        FaultCode.PAPER_OUT: _("{device}: no labels left. Load a new roll."),
        FaultCode.RIBBON_OUT: _("{device}: no ribbon left. Load a new one."),
        FaultCode.HEAD_OPEN: _("{device}: the lid is open. Close it."),
        FaultCode.PAUSED: _("{device}: paused. Press its button."),
        FaultCode.OVER_TEMPERATURE: _("{device}: too hot. Let it cool down."),
        FaultCode.BUFFER_FULL: _("{device}: still busy with earlier labels."),
        FaultCode.PRINTER_ERROR: _("{device}: reports an error."),
        FaultCode.UNSURE: _("{device}: it stopped in the middle. Look whether the label came out."),
        FaultCode.DISK_FULL: _("{device}: full. Make room, then go on."),
        FaultCode.DISK_FAILED: _("{device}: failed. Stop packing; nothing confirmed so far is lost."),
        FaultCode.FORKED: _(
            "Two benches work under one name: this one was copied. "
            "Leave the carton as it is, and fetch whoever keeps the benches."
        ),
    }[fault]
    word = device_word(device)
    return template.format(device=word[:1].upper() + word[1:])


def fault_word(fault: FaultCode) -> str:
    """The short form under a lamp."""
    return {
        FaultCode.GONE: _("not there"),
        FaultCode.SILENT: _("no answer"),
        FaultCode.GARBLED: _("nonsense"),
        FaultCode.BUSY: _("busy"),
        FaultCode.SCALE_OVERLOAD: _("overload"),
        FaultCode.SCALE_UNDERLOAD: _("below zero"),
        FaultCode.SCALE_ERROR: _("error"),
        FaultCode.SCALE_TARED: _("tare set"),
        FaultCode.PAPER_OUT: _("no labels"),
        FaultCode.RIBBON_OUT: _("no ribbon"),
        FaultCode.HEAD_OPEN: _("lid open"),
        FaultCode.PAUSED: _("paused"),
        FaultCode.OVER_TEMPERATURE: _("too hot"),
        FaultCode.BUFFER_FULL: _("busy"),
        FaultCode.PRINTER_ERROR: _("error"),
        FaultCode.UNSURE: _("unsure"),
        FaultCode.DISK_FULL: _("full"),
        FaultCode.DISK_FAILED: _("failed"),
        FaultCode.FORKED: _("copied"),
    }[fault]
