"""Have a file brought in, or rows settled: by the running station where one runs, else by this command."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from packstation.domain.file_fault import FileFault
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.door import NoDoor, ask
from packstation.maintenance.speech import complain
from packstation.office import Tell, Told, own_verbs, run_errand
from packstation.persistence.fault import StoreLocked, StoreUnusable
from packstation.places import SETTINGS_NAME
from packstation.settings.section import SettingsError
from packstation.ui.fault_words import fault_sentence
from packstation.ui.refusal_words import refusal_sentence

_NO_DOOR = "a station runs on this store, but cannot be asked; try again in a moment, or stop it first"

_COLUMNS = "say it once: packstation columns FILE --name NAME --is number=HEADER --is sku=HEADER"


def run(home: Path, asked: Told, tell: Tell) -> Told | None:
    """What came of it; None when it could not be done, and why has been said."""
    with _until_interrupted() as cancelled:
        try:
            return _run(home, asked, tell, cancelled)
        except Refused as no:
            complain(refusal_sentence(no.code, no.data))
            if no.data.get("why") == FileFault.MAPPING_NEEDED:
                complain(_COLUMNS)
        except DeviceFault as fault:
            complain(fault_sentence(fault.code, fault.device))
        except NoDoor:
            complain(_NO_DOOR)
        except OSError as trouble:
            complain(trouble.strerror or type(trouble).__name__)
        except (StoreUnusable, SettingsError) as trouble:
            complain(trouble)
    return None


def _run(home: Path, asked: Told, tell: Tell, cancelled: Callable[[], bool]) -> Told:
    try:
        with own_verbs(home) as (verbs, made):
            if made:
                complain(f"made {home / SETTINGS_NAME}: write your scanner, scale and printer into it")
            return run_errand(verbs, asked, tell, cancelled)
    except StoreLocked:
        return _asked_of_station(home, asked, tell, cancelled)


def _asked_of_station(home: Path, asked: Told, tell: Tell, cancelled: Callable[[], bool]) -> Told:
    for answer in ask(home, asked, cancelled):
        if "progress" in answer:
            tell(answer["progress"])
        elif "done" in answer:
            done: Told = answer["done"]
            return done
        elif "refused" in answer:
            raise Refused(RefusalCode(answer["refused"]), **answer["facts"])
        elif "fault" in answer:
            raise DeviceFault(FaultCode(answer["fault"]), answer["device"])
        else:
            raise OSError(0, answer.get("trouble", "the station could not do it"))
    raise NoDoor


@contextmanager
def _until_interrupted() -> Iterator[Callable[[], bool]]:
    """Ctrl+C asks to stop at the next whole order; once more stops at once."""
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: stopped
    finally:
        signal.signal(signal.SIGINT, before)
