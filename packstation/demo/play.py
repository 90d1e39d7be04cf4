"""The demo for people: the station's window, and beside it the simulated world to act in."""

from __future__ import annotations

from packstation.domain.rule import Rules


def play(rules: Rules) -> int:
    """Show the window until it is closed."""
    raise NotImplementedError(rules)
