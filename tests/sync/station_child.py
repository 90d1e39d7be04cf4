"""A station in a process of its own, so that it can be stopped: it does what a line on its input says."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from packstation.domain.lease import lease_left_ms
from packstation.persistence.central.enrolment import Enrolment, Tls
from tests.sync.real_site import BRISK, RealStation, impatient_line


def main(folder: str, site_id: str, port: str, database: str, role: str, lease_ms: str) -> None:
    """Sign in with the password that the first line says; then answer line by line."""
    password = input()
    enrolment = Enrolment(
        UUID(site_id), "A", "127.0.0.1", int(port), database, role, Tls.OFF, password=password
    )
    # An order that nobody opens is kept as one claimed ahead is.
    pace = replace(BRISK, lease_ms=int(lease_ms), bundle_lease_ms=int(lease_ms))
    station = RealStation(Path(folder), "A", UUID(site_id), lambda: impatient_line(enrolment), pace)
    station.loop.start()
    say("ready")
    for line in sys.stdin:
        say(answer(station, line.split()))


def answer(station: RealStation, words: list[str]) -> str:
    """What is asked: for an order, how many claims there are, how many of them it counts on by its clock."""
    if words[0] == "want":
        return station.loop.want(UUID(words[1]), 5).reply.value
    held = station.station.book.held()
    if words[0] == "holds":
        return str(len(held))
    boot_id = station.station.store.lent()[1].claims.boot_id
    now_ms = station.station.clock.mono_ms()
    left = [lease_left_ms(one.lease_ends_mono_ms, one.boot_id, now_ms, boot_id) for one in held]
    return str(sum(bool(left_ms) for left_ms in left))


def say(words: str) -> None:
    """One line."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
