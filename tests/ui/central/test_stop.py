"""What a packer sees at a bench of a site: stop, a lead's word where central is away, and what to settle."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from packstation.application.receive_orders import ReceiveOrders
from packstation.bootstrap import Station, build
from packstation.domain.act import OrderOpened
from packstation.domain.badge import Badge
from packstation.domain.central import Outcome
from packstation.domain.command_code import Command
from packstation.domain.conflict import Conflict
from packstation.domain.order import OrderState
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.scan import Scan
from packstation.domain.site_act import ClaimOverridden, ConflictEnded
from packstation.domain.sscc import SsccBlock
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.read_journal import read_journal
from packstation.places import STORE_NAME
from packstation.settings.station import StationSettings
from packstation.site_link import enrol_station
from packstation.ui.central.view import CentralLine, TaskLine
from packstation.ui.question_words import question_sentence
from tests.application.site import CODES, ORDERS, PRODUCTS

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

pytestmark = pytest.mark.gui

IDA, LEA = Badge(17, "1" * 40), Badge(18, "2" * 40)
ORDER = ORDERS[0]
SETTINGS = StationSettings(policy=PackingPolicy(settle_ms=60), block=SsccBlock(0, "9521234", "P", 1, 99_999))
STOPPED_WITHIN_S = 4.0
"""Two seconds from central's commit on; the other bench's push and a busy machine take the rest."""


class SiteBench:
    """A running bench of the site, as a person reads it."""

    def __init__(self, qtbot: QtBot, station: Station, home: Path) -> None:
        self._qtbot = qtbot
        self.station = station
        self.home = home
        self._at_ms = 0

    def scan(self, text: str) -> None:
        self._at_ms += 5_000
        self.station.presenter.on_scan(Scan(text, "scanner", self._at_ms))

    def press(self, command: Command, argument: str = "") -> None:
        self.station.presenter.on_command(command, argument)

    def text(self, name: str) -> str:
        label = self.station.window.findChild(QLabel, name)
        return label.text() if label is not None and label.isVisible() else ""

    @property
    def asked(self) -> str:
        question = self.station.window.question
        return question_sentence(question) if question else ""

    def wait(self, what: str, timeout_s: float = 15) -> None:
        """Wait until somebody can read this: in the band, as the next act, as a question, at the top."""

        def read() -> None:
            window = self.station.window
            lines = [line.words for line in window.findChildren(CentralLine)]
            lines += [line.words for line in window.findChildren(TaskLine)]
            seen = [window.verdict.saying, self.text("next_act"), self.asked, *lines]
            assert any(what in words for words in seen), seen

        self._qtbot.waitUntil(read, timeout=int(timeout_s * 1000))

    def sign_in(self, badge: Badge) -> None:
        self.wait("Scan your badge")
        self.scan(badge.code)
        self.wait("Scan a tote")

    def acts(self, kind: type) -> list[object]:
        return [entry.act for entry in read_journal(self.home / STORE_NAME) if isinstance(entry.act, kind)]


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@contextmanager
def bench(
    qtbot: QtBot, home: Path, site: RealSite, name: str, port: int | None = None
) -> Iterator[SiteBench]:
    """An enrolled bench that runs; `port` where nobody answers is a bench that is cut off."""
    enrolment = site.enrolment(name)
    enrol_station(home, SETTINGS, replace(enrolment, port=port) if port else enrolment, file_allowed=True)
    station = build(SETTINGS, home)
    try:
        station.window.resize(1366, 768)
        station.window.show()
        station.start()
        yield SiteBench(qtbot, station, home)
    finally:
        station.window.close()
        station.stop()


def fill(station: Station) -> None:
    with station.store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    ReceiveOrders(station.verbs.bench)(ORDERS)
    lead = station.verbs.enrol(None, "Lea", Role.LEAD, "123456", LEA)
    station.verbs.enrol(lead, "Ida", Role.PACKER, "1234", IDA)
    station.presenter.look_again()


def test_an_order_cancelled_at_another_bench_stops_the_one_that_packs_it(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite
) -> None:
    with bench(qtbot, tmp_path / "a", real_database, "A") as a:
        fill(a.station)
        a.wait("all sent")
        a.sign_in(IDA)
        a.scan(ORDER.number)
        a.wait("Scan the goods")
        # Only now: whoever is there first claims ahead what there is.
        with bench(qtbot, tmp_path / "b", real_database, "B") as b:
            qtbot.waitUntil(lambda: _knows(b, ORDER.number), timeout=15_000)
            began_s = time.monotonic()
            ReceiveOrders(b.station.verbs.bench)([replace(ORDER, state=OrderState.CANCELLED)])
            a.wait("was cancelled. Take everything out of the carton; it must not leave.", STOPPED_WITHIN_S)
            assert time.monotonic() - began_s < STOPPED_WITHIN_S


def test_where_central_is_away_a_lead_may_have_an_order_packed_and_it_is_written_down(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite
) -> None:
    from packstation.demo.postgres import free_port  # noqa: PLC0415  only here

    with bench(qtbot, tmp_path, real_database, "A", free_port()) as a:
        fill(a.station)
        a.sign_in(IDA)
        a.scan(ORDER.number)
        a.wait(f"Central does not answer. Pack order {ORDER.number} here all the same?")
        a.press(Command.DIGIT, "2")
        a.wait("Scan a tote")
        assert a.acts(OrderOpened) == []
        a.scan(ORDER.number)
        a.wait("Pack order")
        a.press(Command.DIGIT, "1")
        a.wait("A lead scans the badge")
        a.scan(LEA.code)
        a.wait("Scan the goods")
        assert len(a.acts(ClaimOverridden)) == 1


@pytest.mark.parametrize(
    ("outcome", "said", "ended"),
    [
        (Outcome.PACKED_TWICE, "was packed twice: take this label off, unpack the carton", "unpacked"),
        (
            Outcome.PACKED_AFTER_CANCEL,
            "was cancelled before: take the label off, unpack the carton",
            "unpacked",
        ),
        (Outcome.CHANGED_MEANWHILE, "was changed meanwhile: unpack the carton", "unpacked"),
        (Outcome.CHANGED_TOO_LATE, "was packed already: keep the carton here, a lead decides", "unpacked"),
        (Outcome.STALE_FENCE, "is another bench's now: take the label off, unpack the carton", "unpacked"),
        (Outcome.NUMBER_TAKEN, "put this one aside, it must not leave twice", "seen"),
    ],
)
def test_what_central_could_not_follow_is_a_task_that_a_lead_settles(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite, outcome: Outcome, said: str, ended: str
) -> None:
    with bench(qtbot, tmp_path, real_database, "A") as a:
        fill(a.station)
        a.sign_in(LEA)
        put_task(a.station, outcome)
        a.station.window.findChild(CentralLine).click()  # type: ignore[union-attr]
        a.wait("To settle: 1")
        a.wait("A and its central")
        a.press(Command.BACK)
        a.press(Command.LEAD)
        a.wait("What needs a lead?")
        a.press(Command.DIGIT, _number(a, "Cartons that central could not follow"))
        a.wait(said)
        a.press(Command.DIGIT, "1")
        a.wait(f"The task about order {ORDER.number} is settled.")
        assert [act.ending for act in a.acts(ConflictEnded) if isinstance(act, ConflictEnded)] == [ended]
        a.station.window.findChild(CentralLine).click()  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: a.station.window.findChild(TaskLine).words == "", timeout=5_000)  # type: ignore[union-attr]


def test_a_bench_whose_files_were_copied_is_read_only_and_says_so_before_anybody_acts(
    qtbot: QtBot, tmp_path: Path, real_database: RealSite
) -> None:
    with bench(qtbot, tmp_path, real_database, "A") as a:
        fill(a.station)
        a.wait("all sent")
        a.sign_in(IDA)
        # Central has heard more of this station than it has itself done.
        real_database.row(
            "UPDATE packstation.station SET acked_seq = acked_seq + 50 WHERE station_id = 'A' RETURNING 1"
        )
        a.scan("NO-SUCH-ORDER")
        a.wait("STOP: this bench was copied", 30)
        a.wait("Two benches work under one name")
        a.wait("Leave everything as it is and fetch the lead")


def put_task(station: Station, outcome: Outcome) -> None:
    """What central's answer leaves behind."""
    raw, _work = station.store.lent()
    with station.store.transaction() as work:
        order = work.orders.by_number(ORDER.number)
        assert order is not None
        task = Conflict("A", 3, "order_packed", outcome, order.order_id, "A", datetime.now(UTC))  # noqa: TID251
        SqlConflicts(raw, station.store.identity.site).put(task)


def _knows(at: SiteBench, number: str) -> bool:
    with at.station.store.transaction() as work:
        return work.orders.by_number(number) is not None


def _number(at: SiteBench, words: str) -> str:
    from packstation.ui.question_words import choice_words  # noqa: PLC0415  only here

    question = at.station.window.question
    assert question is not None
    return str([choice_words(choice) for choice in question.choices].index(words) + 1)
