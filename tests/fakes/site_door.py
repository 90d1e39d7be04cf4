"""The enrolment of a bench as a test wants it, and the way to a central that is as the test says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from packstation.application.site_door import Doorplate, Errand, WayTried
from packstation.domain.refusal import RefusalCode, Refused

PLATE = Doorplate("8842d03b-0000-4000-8000-000000000000", "bench-4", "central.example", 5432, True, True)


@dataclass
class FakeSiteDoor:
    """`files` are those that can be loaded; `way` is what comes of a test of the connection."""

    enrolled: Doorplate | None = PLATE
    files: dict[Path, Doorplate | Refused] = field(default_factory=dict)
    way: WayTried | Refused = field(default_factory=lambda: WayTried(12))
    keyring: bool = True
    unsent_acts: int = 0
    copied: bool = False
    tried: list[Path | None] = field(default_factory=list)
    did: list[str] = field(default_factory=list)

    def plate(self) -> Doorplate | None:
        """Who this bench is."""
        return self.enrolled

    def name(self) -> str | None:
        """As on its plate."""
        return self.enrolled.station_id if self.enrolled is not None else None

    def found(self) -> tuple[Path, ...]:
        """All there are."""
        return tuple(self.files)

    def look_at(self, path: Path) -> Doorplate:
        """Who the bench would be."""
        seen = self.files[path]
        if isinstance(seen, Refused):
            raise seen
        return seen

    def has_keyring(self) -> bool:
        """Whether this PC can keep a secret."""
        return self.keyring

    def try_way(self, path: Path | None) -> WayTried:
        """As the test says."""
        self.tried.append(path)
        if isinstance(self.way, Refused):
            raise self.way
        return self.way

    def unsent(self) -> int:
        """What central does not have."""
        return self.unsent_acts

    def joining(self, path: Path, *, file_allowed: bool) -> Errand:
        """Note it."""
        seen = self.look_at(path)
        if self.unsent_acts and not self.copied and self.name() not in {None, seen.station_id}:
            raise Refused(RefusalCode.ACTS_UNSENT, count=self.unsent_acts)
        return lambda: self.did.append(f"join {path.name}{' file' if file_allowed else ''}")

    def leaving(self) -> Errand:
        """Note it."""
        return lambda: self.did.append("leave")
