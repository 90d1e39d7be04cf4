"""The command that tells the story of one order."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.speech import complain, say
from packstation.maintenance.story import tell
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_story import NoSuchOrder, read_story
from packstation.places import STORE_NAME


def show_order(home: Path, number: str) -> int:
    """Tell what happened to the order; also while the station runs."""
    try:
        story = read_story(home / STORE_NAME, number.strip())
    except FileNotFoundError:
        return complain(f"there is no store in {home}; look for --home, or start the bench once")
    except (NoSuchOrder, StoreUnusable, DeviceFault) as trouble:
        return complain(trouble)
    say(tell(story))
    return 0
