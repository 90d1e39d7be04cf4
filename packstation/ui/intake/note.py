"""How a file fares, for the quiet line at the top of the window."""

from __future__ import annotations

from enum import StrEnum

from packstation.application.import_progress import ImportProgress
from packstation.application.take_in_file import FileReport
from packstation.domain.value import value
from packstation.ui.verdict import Verdict


class Fare(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    IN = "in"
    STOPPED = "stopped"
    NOT_IN = "not_in"


OVER = frozenset({Fare.IN, Fare.STOPPED, Fare.NOT_IN})


@value
class FileNote:
    """One file: how far it is, what became of it; `behind` so many other files wait for it to end."""

    file: str
    fare: Fare
    progress: ImportProgress | None = None
    report: FileReport | None = None
    no: Verdict | None = None
    behind: int = 0
