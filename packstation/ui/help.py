"""HELP: the commands that mean something now, each with its name and its line.

No numbers: what is offered changes from scan to scan, and a number that wanders is worse than none. Each is
picked by touch, by its key, or by its barcode off the card.
"""

from __future__ import annotations

from packstation.domain.command_code import Asked, Command
from packstation.domain.refusal import Fact
from packstation.ui.command_words import ON_BAR, next_means
from packstation.ui.conversation import Talk, choose
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.verdict import NextAct

UNSAID = frozenset({Command.DIGIT, Command.HELP, Command.BACK})
"""Commands that cannot be picked there: a digit is none by itself, HELP is the list, BACK shuts it."""


def command_help(act: NextAct, offered: frozenset[Command], *, leads: bool = True) -> Talk[Asked]:
    """The command that was picked; the question tells what the screen waits for.

    `leads`: whoever asks may do what stands behind LEAD without anybody beside.
    """
    said = [command for command in Command if command in offered - UNSAID]
    commands = sorted(said, key=lambda command: command in ON_BAR)
    facts = {**act.data, "act": act.code.value}
    told: dict[Command, dict[str, Fact]] = {Command.NEXT: {"means": next_means(act.code).value}}
    if not leads:
        told[Command.LEAD] = {"beside": 1}
    choices = tuple(Choice(command, told.get(command, {})) for command in commands)
    picked = yield from choose(Question(AskCode.HELP, facts, choices))
    return Asked(commands[picked])
