"""How this bench stands with central, and what a lead can do about it: told by whoever knows."""

from __future__ import annotations

from packstation.ui.conversation import Talk
from packstation.ui.desk import Desk


def see_site(desk: Desk) -> Talk[None]:
    """Tell it."""
    if desk.site is not None:
        yield from desk.site.talk()
