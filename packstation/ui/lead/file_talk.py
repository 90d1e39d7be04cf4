"""A lead takes a file in, and settles rows of files that wait; whoever takes files in does the rest."""

from __future__ import annotations

from packstation.ui.conversation import Talk
from packstation.ui.desk import Desk


def take_in_file(desk: Desk) -> Talk[None]:
    """Let the lead pick files on this PC."""
    if desk.files is not None:
        yield from desk.files.pick()


def settle_rows(desk: Desk) -> Talk[None]:
    """Show what waits, or say that nothing does."""
    if desk.files is not None:
        yield from desk.files.show_waiting()
