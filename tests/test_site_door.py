"""A lead at a running bench joins a site by a file, and leaves it: the bench stops, and comes back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from packstation.application.bench import Bench
from packstation.application.sign_in import Enrol
from packstation.domain.central_fault import EnrolmentFault
from packstation.domain.command_code import Command
from packstation.domain.person import Role
from packstation.domain.refusal import RefusalCode, Refused
from packstation.persistence.central.enrolment import enrolment_text, is_carried, write_private
from packstation.persistence.read_standing import read_standing
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import STORE_NAME
from packstation.run import run
from packstation.settings.station import StationSettings
from packstation.site_door import HomeSiteDoor
from packstation.storeroom import SystemClock, new_ids, open_store
from packstation.ui.answer import SiteAnswer
from packstation.ui.question_words import choice_words
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.station.view import StationWindow
from tests.ui.quitting import take_back_quit

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

pytestmark = pytest.mark.gui
MOST_LOOKS = 1500
"""Of a fiftieth of a second: whoever is lost by then closes the window."""


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr("packstation.site_door.likely_folders", lambda: iter([tmp_path / "stick"]))


class Lea:
    """Signs in whenever she can, answers what she is asked, and goes home when there is no more to do.

    A step is what she waits to read, and what she answers to it.
    """

    def __init__(self, qapp: QApplication, steps: Iterator[tuple[str, object]]) -> None:
        self.read: list[str] = []
        self._steps, self._step = steps, next(steps)
        self._looks_left = MOST_LOOKS
        self._app = qapp
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        self._looks_left -= 1
        windows = [window for window in self._app.topLevelWidgets() if window.isVisible()]
        if self._looks_left <= 0:
            self._app.quit()
        for window in windows:
            if isinstance(window, StationWindow):
                self._at_bench(window)

    def _at_bench(self, window: StationWindow) -> None:
        presenter = window._inputs
        assert isinstance(presenter, StationPresenter)
        desk = presenter._desk
        waits_for, answer = self._step
        question = window.question
        seen = [window.verdict.saying, window.act.text(), str(question.facts.get("text")) if question else ""]
        if not any(waits_for in words for words in seen):
            if desk.actor is None and not desk.conversation.under_way and (people := desk.verbs.people()):
                presenter.sign_in._signed_in(people[0])
            return
        self.read.append(waits_for)
        if answer == "home":
            self._timer.stop()
            window.close()
            return
        self._step = next(self._steps)
        if isinstance(answer, Command):
            presenter.on_command(answer)
        elif question is not None:
            offered = [choice.code for choice in question.choices]
            words = [choice_words(choice) for choice in question.choices]
            number = offered.index(answer) if answer in offered else words.index(str(answer))  # type: ignore[arg-type]
            presenter.on_command(Command.DIGIT, str(number + 1))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A bench alone, with a lead."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "station.toml").write_text('[station]\nname = "Bench 4"\n', "utf-8")
    return home


def test_a_bench_joins_a_site_and_leaves_it_at_its_own_window(
    qapp: QApplication, home: Path, tmp_path: Path, real_site: RealSite
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    enrolment = replace(real_site.enrolment("A"), site_id=real_site.site_id)
    write_private(stick / "A.enrolment", enrolment_text(enrolment))
    _make_lead(home)
    joins = (
        ("Hello, Lea.", Command.LEAD),
        ("What needs a lead?", "This bench and its central"),
        ("packs alone. Join a site?", SiteAnswer.LOAD),
        ("Which file", SiteAnswer.FILE),
        ("has no keyring", "YES"),
        ("The way is free: central answers, and knows A.", SiteAnswer.JOIN),
        ("This bench is A now. Delete A.enrolment", "noted"),
        ("Hello, Lea.", Command.LEAD),
        ("What needs a lead?", "This bench and its central"),
        ("Everything that was done here has been sent.", SiteAnswer.LEAVE),
        ("Leave the site for good? A packs alone then", "YES"),
        ("This bench packs alone now. Close A at central", "home"),
    )
    lea = Lea(qapp, iter(joins))
    try:
        assert run(home) == 0
    finally:
        take_back_quit(qapp)
    assert lea.read == [words for words, _answer in joins]
    assert not read_standing(home / STORE_NAME).enrolled
    sent = real_site.row("SELECT count(*) FROM packstation.event WHERE station_id = 'A'")[0]
    assert isinstance(sent, int)
    assert sent > 1


def _make_lead(home: Path) -> None:
    store = open_store(StationSettings(), home, demo=False)
    bench = Bench(store, SystemClock(), new_ids(), StationSettings().policy)
    enrol = Enrol(bench, Argon2Secrets(time_cost=1, memory_kib=1024))
    enrol(None, "Lea", Role.LEAD, "123456", None)
    store.close()


@pytest.mark.parametrize(
    ("content", "mode", "fault"),
    [
        (b"not json", 0o600, EnrolmentFault.NOT_ONE),
        (b"\xff\xfe\x00", 0o600, EnrolmentFault.NOT_ONE),
        (b'{"packstation_enrolment": 2}', 0o600, EnrolmentFault.NEWER),
        (b"{}", 0o644, EnrolmentFault.OPEN_TO_OTHERS),
    ],
)
def test_a_file_that_is_none_is_told_apart(
    home: Path, tmp_path: Path, content: bytes, mode: int, fault: EnrolmentFault
) -> None:
    file = tmp_path / "A.enrolment"
    file.write_bytes(content)
    file.chmod(mode)
    store = open_store(StationSettings(), home, demo=False)
    try:
        door = HomeSiteDoor(home, StationSettings(), store, new_ids())
        for look in (door.look_at, lambda path: door.joining(path, file_allowed=True), door.try_way):
            with pytest.raises(Refused) as no:
                look(file)
            assert (no.value.code, no.value.data["why"]) == (RefusalCode.ENROLMENT_UNFIT, fault.value)
        with pytest.raises(Refused):
            door.look_at(tmp_path / "gone.enrolment")
    finally:
        store.close()


def test_what_lies_on_a_stick_has_no_owner(tmp_path: Path) -> None:
    assert is_carried(Path("/media/ida/STICK/bench-4.enrolment"))
    assert not is_carried(tmp_path / "bench-4.enrolment")


def test_files_are_found_where_people_put_them_the_newest_first(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for number, name in enumerate(("old.enrolment", "new.enrolment", "orders.csv")):
        (stick / name).touch()
        os.utime(stick / name, (number, number))
    store = open_store(StationSettings(), home, demo=False)
    try:
        folders = iter([stick, tmp_path / "none"])
        door = HomeSiteDoor(home, StationSettings(), store, new_ids(), lambda: folders)
        assert [path.name for path in door.found()] == ["new.enrolment", "old.enrolment"]
    finally:
        store.close()
