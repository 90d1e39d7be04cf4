"""A worker that takes a file in when the test says so, on the window's own thread."""

from __future__ import annotations

from collections import deque

from packstation.application.import_progress import ImportProgress
from packstation.ui.intake.files_view import FileJob

ROOM = 3


class FakeFileWorker:
    """Files in the order in which they came."""

    def __init__(self) -> None:
        self.jobs: deque[FileJob] = deque()
        self.cancelled = False
        self.told: list[ImportProgress] = []

    def take(self, job: FileJob) -> bool:
        """Put it behind the others, as long as there is room."""
        room = len(self.jobs) < ROOM
        if room:
            self.jobs.append(job)
        return room

    def cancel(self) -> None:
        """Stop the file at work."""
        self.cancelled = True

    def tell(self, now: ImportProgress) -> None:
        """Say how far the oldest file is."""
        self.jobs[0].told(now)

    def work(self) -> None:
        """Take the oldest file in."""
        job = self.jobs.popleft()

        def tell(now: ImportProgress) -> None:
            self.told.append(now)
            job.told(now)

        try:
            report = job.work(tell, lambda: self.cancelled)
        except Exception as error:  # noqa: BLE001 - stands where the thread's door stands
            job.failed(error)
        else:
            job.done(report)
