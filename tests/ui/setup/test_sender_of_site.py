"""A sender that the site says is shown as what stands on labels, and is not the bench's to change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from packstation.application.bench import Bench
from packstation.domain.bench_setup import BenchSetup, SetupStep
from packstation.set_up import _tools
from packstation.storeroom import SystemClock, new_ids, open_store, settings_of
from packstation.ui.port_signals import PortSignals
from packstation.ui.setup.answers import SetupShown
from packstation.ui.setup.pages import SitePage
from packstation.ui.setup.words import summary
from tests.test_site_settings import Bench as SiteBench

if TYPE_CHECKING:
    from tests.postgres.site import RealSite

OWN, OF_SITE = ("Bench & Co.",), ("Mugs & Co.", "12345 Town")
SETUP = BenchSetup(ship_from=OWN)


@pytest.mark.gui
def test_the_sender_of_a_site_is_shown_and_the_bench_s_own_is_kept(qtbot: QtBot) -> None:
    page = SitePage(lambda: None)
    qtbot.addWidget(page)
    page.put(SetupShown(SetupStep.SITE, SETUP, site_sender=OF_SITE))
    field = page.findChild(QPlainTextEdit, "setup_sender")
    assert isinstance(field, QPlainTextEdit)
    assert (field.toPlainText(), field.isReadOnly()) == ("Mugs & Co.\n12345 Town", True)
    assert field.accessibleName() == "Sender on labels: the site's"
    assert page.form().ship_from == "Bench & Co."
    page.put(SetupShown(SetupStep.SITE, SETUP))
    assert (field.toPlainText(), field.isReadOnly()) == ("Bench & Co.", False)
    field.setPlainText("Other & Co.")
    assert page.form().ship_from == "Other & Co."


def test_a_bench_without_a_sender_of_its_own_has_the_site_s() -> None:
    shown = SetupShown(SetupStep.SUMMARY, BenchSetup(), site_sender=OF_SITE)
    assert "The sender stands on labels." in [words for _step, _there, words in summary(shown)]


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
def test_the_steps_of_an_enrolled_bench_know_what_its_site_says(
    real_site: RealSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    bench = SiteBench(tmp_path, real_site)
    assert sender(tmp_path) is None
    bench.office_says('[packing]\nship_from = ["Mugs & Co.", "12345 Town"]\n')
    bench.hears()
    assert sender(tmp_path) == OF_SITE


def sender(home: Path) -> tuple[str, ...] | None:
    """What the steps show as the site's."""
    settings = settings_of(home)[0]
    store = open_store(settings, home, demo=False)
    try:
        made = Bench(store, SystemClock(), new_ids(), settings.policy)
        return _tools(made, home, PortSignals()).site_sender
    finally:
        store.close()
