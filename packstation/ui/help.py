"""HELP: the commands that mean something now, each with its line, to be picked by number."""

from __future__ import annotations

from packstation.domain.command_code import Asked, Command
from packstation.ui.conversation import Talk, choose
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.verdict import NextAct

UNSAID = frozenset({Command.DIGIT, Command.HELP})
"""Commands that cannot be picked from a list: a digit picks, and HELP is the list."""


def command_help(act: NextAct, offered: frozenset[Command]) -> Talk[Asked]:
    """The command that was picked; the question tells what the screen waits for."""
    commands = [command for command in Command if command in offered - UNSAID]
    facts = {**act.data, "act": act.code.value}
    picked = yield from choose(Question(AskCode.HELP, facts, tuple(map(Choice, commands))))
    return Asked(commands[picked])
