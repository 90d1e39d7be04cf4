"""The words of the simulated world beside the bench: what its keys do, and how things look."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.demo.goods import Good, Tote
from packstation.demo.table import PackingTable
from packstation.demo.warehouse import DemoPerson
from packstation.devices.simulated.printer import Jam
from packstation.domain.refusal import FaultCode
from packstation.ui.fault_words import device_word, fault_word
from packstation.ui.role_words import role_word
from packstation.ui.translation import N_, _

_KEYS: Mapping[str, str] = {
    "guide": N_("Show me how"),
    "training": N_("Training"),
    "end_training": N_("End the training"),
    "scan_badge": N_("Scan this badge"),
    "scan_tote": N_("Scan it"),
    "scan_good": N_("Scan it, then put it in"),
    "put_in": N_("Put it in unscanned"),
    "put_aside": N_("It does not belong here: put it aside"),
    "others": N_("All products"),
    "scan_other": N_("Scan this one"),
    "put_on": N_("Put the carton on the scale"),
    "take_off": N_("Take it off"),
    "take_out": N_("Take this out of it"),
    "look_beside": N_("Look beside it"),
    "stick": N_("Stick it on and scan it"),
    "throw_label": N_("Throw it away"),
    "scan_last": N_("Scan the carton before"),
    "cables": N_("Pull the cable:"),
    "jams": N_("At the printer:"),
    "pad": N_("Scale: carry the carton or a thing here"),
    "empty": N_("empty"),
}

_SECTIONS: Mapping[str, str] = {
    "badges": N_("Badges"),
    "totes": N_("Totes and order sheets"),
    "goods": N_("Goods that came in this tote"),
    "scale": N_("The carton and the scale"),
    "label": N_("The printer's tray"),
    "trouble": N_("Make trouble, and mend it"),
}
"""In the order in which one needs them; all but the last are numbered."""

_JAMS: Mapping[Jam, FaultCode] = {Jam.PAPER_OUT: FaultCode.PAPER_OUT, Jam.HEAD_OPEN: FaultCode.HEAD_OPEN}


def world_words() -> str:
    """What all of it is."""
    return _("Simulated warehouse")


def key_words(name: str) -> str:
    """On a key, or beside some."""
    return _(_KEYS[name])


def section_words(name: str, *, numbered: bool = True) -> str:
    """Over a section."""
    place = list(_SECTIONS).index(name) + 1
    words = _(_SECTIONS[name])
    return f"{place}  {words}" if numbered and place < len(_SECTIONS) else words


def cable_words(device: str) -> str:
    """On the switch of a cable."""
    return device_word(device)


def jam_words(jam: Jam) -> str:
    """On the switch of a jam."""
    return fault_word(_JAMS[jam])


def badge_words(person: DemoPerson) -> str:
    """Beside a badge."""
    return _("{name}, {role}, PIN {pin}").format(
        name=person.name, role=role_word(person.role), pin=person.pin
    )


def tote_words(tote: Tote) -> str:
    """How a tote or a sheet looks from outside."""
    order = tote.order
    if order.tote:
        return _("Tote {tote}, with order {order}").format(tote=order.tote, order=order.number)
    return _("Sheet of order {order}").format(order=order.number)


def good_words(good: Good) -> str:
    """How a thing looks."""
    words = good.product.name
    if good.code.pieces > 1:
        words = _("Case of {count}: {name}").format(count=good.code.pieces, name=words)
    if good.serial:
        words = _("{name}, serial number {serial}").format(name=words, serial=good.serial)
    return _("{name} (broken)").format(name=words) if good.damaged else words


def carton_words(table: PackingTable) -> str:
    """Where the carton is."""
    if not table.box:
        return _("There is no carton yet.")
    return _("The carton is on the scale.") if table.on_scale else _("The carton is on the table.")
