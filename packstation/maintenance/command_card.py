"""`packstation commands`: the command card of this site, to hang up beside the bench."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.command_code import Command, command_code
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


def print_card(home: Path, target: Path) -> int:
    """Write the card as a PDF; works while the station runs.

    Of the site's secret the file holds nothing but the checks in the codes.
    """
    try:
        settings = speaking_settings(home)
        secret = identity_of(store_of(home)).site_secret
        card = command_card(settings.name, secret)
        write_pdf(target, draw_card(card, resources() / "fonts"), card.title)
    except (SettingsError, StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, target))
    say(f"{target}: {len(Command)} commands")
    return 0


def command_card(bench: str, site_secret: bytes) -> CommandCard:
    """The card in the language that is spoken now."""
    return CommandCard(
        title=_("Commands"),
        footer=_("{bench}. These codes work at this site only.").format(bench=bench),
        groups=tuple(_group(group, site_secret) for group in GROUPS),
    )


def _group(group: tuple[Command, ...], site_secret: bytes) -> CommandGroup:
    return CommandGroup(
        group_word(group),
        tuple(
            CommandEntry(
                command_word(command),
                KEYS[command],
                command_explanation(command),
                command_code(command, site_secret),
            )
            for command in group
        ),
    )
