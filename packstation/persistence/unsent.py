"""What central never hears of once a station goes by another name, or by none."""

from __future__ import annotations

from pathlib import Path

from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_standing import read_standing


class Unsent(StoreUnusable):
    """Central does not have everything that was done here."""

    def __init__(self, count: int) -> None:
        acts = "1 act of this bench has" if count == 1 else f"{count} acts of this bench have"
        super().__init__(f"{acts} not been sent to central: let it reach it first")
        self.count = count


def refuse_unsent(path: Path) -> None:
    """Raise Unsent where central does not have all that was done by the name of now; also DeviceFault."""
    count = read_standing(path).unsent_acts
    if count:
        raise Unsent(count)
