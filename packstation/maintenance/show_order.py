"""The command that tells the story of one order."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.paper_settings import store_of
from packstation.maintenance.speech import complain, say
from packstation.maintenance.story import tell
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_story import NoSuchOrder, read_story


def show_order(home: Path, number: str) -> int:
    """Tell what happened to the order; also while the station runs."""
    try:
        story = read_story(store_of(home), number.strip())
    except (FileNotFoundError, NoSuchOrder, StoreUnusable, DeviceFault) as trouble:
        return complain(trouble)
    say(tell(story))
    return 0
