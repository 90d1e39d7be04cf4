"""What the window of a bench tells its presenter."""

from __future__ import annotations

from typing import Protocol

from packstation.domain.command_code import Command


class Inputs(Protocol):
    """Whoever listens to the window."""

    def on_typed(self, text: str) -> None:
        """A line was typed."""

    def on_edited(self, text: str) -> None:
        """What stands in the field of the open question changed."""

    def on_command(self, command: Command, argument: str = "") -> None:
        """A button or a key was pressed."""

    def on_tick(self) -> None:
        """A second went by."""
