"""The commands by which an office runs its central: made, benches enrolled and closed, looked at."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from packstation.maintenance.central_status import as_json, as_table
from packstation.maintenance.speech import complain, say
from packstation.persistence.central.certificate import AuthorityUnfit, authority
from packstation.persistence.central.desk import (
    CentralTrouble,
    Office,
    address_of,
    keep_address,
    kept_address,
    office_of,
    refuse_unkept,
)
from packstation.persistence.central.enrolment import enrolment_text, write_private
from packstation.persistence.central.membership import FOLDER
from packstation.settings.section import SettingsError
from packstation.settings.site import site_rules
from packstation.settings.station import decoded

_TRUSTING = (
    "look at line {number} of its pg_hba.conf: trust lets every role in without a password; "
    "write scram-sha-256 there, and reload"
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How to get to central: a URL, or where `central init` went; `site` where it has several."""

    home: Path
    url: str | None = None
    site: str | None = None
    root: Path | None = None
    tls: bool = False


def init_central(reach: Reach) -> int:
    """Make or upgrade the schema; the next commands go to the same central."""

    def work(office: Office) -> None:
        site = reach.site or "main"
        site_id = office.install(site)
        say(f"central is ready; site {site} ({site_id})")
        for number in office.trusting():
            say(_TRUSTING.format(number=number))

    return _done(reach, work, keep=True)


def enrol_station(reach: Reach, name: str, out: Path | None, signer: tuple[Path, Path] | None) -> int:
    """Give a bench its identity, in one file that is carried there."""

    def work(office: Office) -> None:
        if signer and not office.encrypted:
            raise CentralTrouble("a certificate counts only where the way is encrypted: --tls")
        sign = _signer(*signer) if signer else None
        target = out or Path(f"{name}.enrolment")
        if target.exists():
            raise CentralTrouble(
                f"{target} is there already, and is not overwritten: delete it, or name another with --out"
            )
        enrolment = office.enrol(
            name, reach.site, sign, lambda made: write_private(target, enrolment_text(made))
        )
        say(
            f"{enrolment.station_id} is enrolled. {target} is its key to central: carry it to that bench, "
            "load it there once, and delete it."
        )

    return _done(reach, work)


def _signer(certificate: Path, key: Path) -> Callable[[str], tuple[str, str]]:
    try:
        signs = authority(certificate.read_bytes(), key.read_bytes())
    except AuthorityUnfit as trouble:
        raise CentralTrouble(str(trouble)) from trouble
    return lambda role: signs.sign(role, datetime.now(UTC))  # noqa: TID251  this command's only clock


def show_status(reach: Reach, *, as_data: bool) -> int:
    """Every bench: last seen, unsent, how far it has read, clock, version."""

    def work(office: Office) -> None:
        now = datetime.now(UTC)  # noqa: TID251  this command's only clock
        lines = office.stations()
        say(json.dumps(as_json(lines), indent=1) if as_data else as_table(lines, now))

    return _done(reach, work)


def verify_central(reach: Reach) -> int:
    """Recompute every hash of every bench's journal at central; 1 when a row is not as it was written."""
    bad: list[str] = []

    def work(office: Office) -> None:
        for report in office.prove(reach.site):
            if report.sound:
                say(f"{report.station_id}: {report.good} rows, every link holds")
            else:
                bad.append(f"row {report.first_bad_seq} of {report.station_id} is not what was written")
                say(bad[-1])

    return _done(reach, work) or int(bool(bad))


def close_station(reach: Reach, name: str) -> int:
    """A bench is gone for good: its claims are free, its tasks another's, and it is answered no more."""

    def work(office: Office) -> None:
        closed = office.close_station(name, reach.site)
        say(f"{name} is closed; {closed.freed} orders it had claimed are free for others")
        if closed.tasks and closed.heir:
            say(f"cartons that a lead has to settle: {closed.tasks}, now at {closed.heir}")
        elif closed.tasks:
            say(f"cartons that a lead has to settle: {closed.tasks}, at the next bench that is enrolled")

    return _done(reach, work)


def settle_site(reach: Reach, file: Path | None) -> int:
    """Say how the site packs, by a file of rules; an empty one takes it back, without one it is shown."""

    def work(office: Office) -> None:
        if file is None:
            told = office.settings(reach.site)
            say(told or "the site says nothing: each bench packs by its own station.toml")
            return
        _values, text = decoded(file)
        rules = site_rules(text)
        office.say_settings(reach.site, text if rules else "")
        if rules:
            say("every bench hears of it, and packs by it from its next start")
        else:
            say("taken back: from its next start each bench packs by its own station.toml")

    return _done(reach, work)


def central_restored(reach: Reach) -> int:
    """To be said after central was put back to a backup: every bench sends again what is missing."""

    def work(office: Office) -> None:
        office.restored(reach.site)
        say("every bench sends again what is missing here, and then reads everything anew")

    return _done(reach, work)


def trim_feed(reach: Reach, days: int) -> int:
    """Forget how the site came to be what it is, so many days back; what it is stays."""

    def work(office: Office) -> None:
        gone = office.trim(reach.site, days)
        say(f"{gone} rows older than {days} days are gone; who was away for longer reads everything anew")

    return _done(reach, work)


def _done(reach: Reach, work: Callable[[Office], None], *, keep: bool = False) -> int:
    try:
        with _office(reach, keep=keep) as office:
            work(office)
    except (CentralTrouble, AuthorityUnfit, SettingsError) as trouble:
        return complain(trouble)
    except OSError as trouble:
        return complain(f"{trouble.filename}: {trouble.strerror}" if trouble.filename else trouble)
    return 0


@contextmanager
def _office(reach: Reach, *, keep: bool) -> Iterator[Office]:
    root = reach.root.read_text("ascii") if reach.root else None
    if reach.url:
        address = address_of(reach.url, root, tls=reach.tls)
    else:
        address = kept_address(reach.home).reached_by(root, tls=reach.tls)
    if keep:
        refuse_unkept(reach.home)
    with office_of(address, reach.home / FOLDER, _asked) as office:
        yield office
    if keep:
        keep_address(reach.home, address)


def _asked(whose: str) -> str | None:
    with suppress(EOFError):
        return getpass.getpass(f"Password of {whose}: ") if sys.stdin.isatty() else None
    return None
