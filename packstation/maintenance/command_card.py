"""`packstation commands`: the command card of this site, to hang up beside the bench."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packstation.domain.carton import CartonType
from packstation.domain.command_code import ALWAYS_WITH_ARGUMENT, Command, command_code
from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import DeviceFault
from packstation.labels.paper.command_card import CommandCard, CommandEntry, CommandGroup, draw_card
from packstation.labels.paper.pdf import write_pdf
from packstation.maintenance.paper_settings import sentence_of, speaking_settings, store_of
from packstation.maintenance.speech import complain, say
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_orders import identity_of
from packstation.places import resources
from packstation.settings.section import SettingsError
from packstation.ui.command_words import GROUPS, KEYS, command_explanation, command_word, group_word
from packstation.ui.translation import _

COUNTS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 24, 50)
"""The xN on the card: small numbers, and the sizes that cases come in."""


def is_code_of_bars(code: str) -> bool:
    """Whether the bars of a command card can carry a carton type's code."""
    return code.isascii() and code.isprintable()


def print_card(home: Path, target: Path) -> int:
    """Write the card as a PDF; works while the station runs.

    Of the site's secret the file holds nothing but the checks in the codes.
    """
    try:
        settings = speaking_settings(home)
        secret = identity_of(store_of(home)).site_secret
        types = carton_types(settings.policy)
        unfit = [kind.code for kind in types if not is_code_of_bars(kind.code)]
        if unfit:
            return complain(
                f"carton type {unfit[0]!r}: a barcode holds letters A to Z, digits and signs only"
            )
        card = command_card(settings.name, secret, types)
        write_pdf(target, draw_card(card, resources() / "fonts"), card.title)
    except (SettingsError, StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, target))
    say(f"{target}: {sum(len(group.entries) for group in card.groups)} commands")
    return 0


def carton_types(policy: PackingPolicy) -> tuple[CartonType, ...]:
    """The site's carton types, the usual one first, each once."""
    types = {kind.code: kind for kind in (policy.carton_type, *policy.carton_types)}
    return tuple(types.values())


def command_card(bench: str, site_secret: bytes, types: Sequence[CartonType]) -> CommandCard:
    """The card in the language that is spoken now."""
    return CommandCard(
        title=_("Commands"),
        footer=_("{bench}. These codes work at this site only.").format(bench=bench),
        groups=tuple(_group(group, site_secret, types) for group in GROUPS),
    )


def _group(group: tuple[Command, ...], site_secret: bytes, types: Sequence[CartonType]) -> CommandGroup:
    command = group[0]
    words = _arguments(command, types)
    if not words:
        return CommandGroup(group_word(group), tuple(_entry(one, site_secret) for one in group))
    entries = [
        CommandEntry(word, "", "", command_code(command, site_secret, argument)) for argument, word in words
    ]
    if command not in ALWAYS_WITH_ARGUMENT:
        entries.insert(0, CommandEntry(command_word(command), "", "", command_code(command, site_secret)))
    return CommandGroup(group_word(group), tuple(entries), compact=True, note=command_explanation(command))


def _entry(command: Command, site_secret: bytes) -> CommandEntry:
    code = command_code(command, site_secret)
    return CommandEntry(command_word(command), KEYS[command], command_explanation(command), code)


def _arguments(command: Command, types: Sequence[CartonType]) -> tuple[tuple[str, str], ...]:
    """The arguments a command is printed with, each with its word; none for most."""
    if command is Command.DIGIT:
        return tuple((digit, digit) for digit in "1234567890")
    if command is Command.TIMES:
        return tuple((str(count), f"x{count}") for count in COUNTS)
    if command is Command.CARTON:
        return tuple((kind.code, kind.name or kind.code) for kind in types)
    return ()
