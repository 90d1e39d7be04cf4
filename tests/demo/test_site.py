"""A site of four benches and their central: every cable is pulled, and nothing is lost; a loss is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packstation.cli import main
from packstation.demo.postgres import NoPostgres, find_binaries
from packstation.demo.site import Plan, run_site


@pytest.fixture(autouse=True)
def _postgres() -> None:
    try:
        find_binaries()
    except NoPostgres as trouble:
        pytest.skip(str(trouble))


@pytest.mark.slow
def test_four_benches_that_are_cut_off_again_and_again_lose_and_double_nothing(tmp_path: Path) -> None:
    assert main(["demo-site", "--headless", "--orders", "16", "--out", str(tmp_path)]) == 0
    told = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert told["orders_packed_at_central"] == 16
    assert sum(bench["orders_packed"] for bench in told["stations"].values()) == 16
    assert all(bench["acts_at_central"] for bench in told["stations"].values())
    assert told["cuts"] > 0
    assert (told["conflicts"], told["troubles"]) == (0, [])


@pytest.mark.slow
def test_one_act_that_central_loses_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo-site", "--headless", "--orders", "16", "--out", str(tmp_path), "--plant-loss"]) == 1
    assert "(unit_counted) is lost" in capsys.readouterr().err


def test_two_benches_of_which_one_is_cut_off_for_a_while_lose_and_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same in small: few orders, one cable, one cut; and a password for another PostgreSQL lies about."""
    others = tmp_path / "pgpass"
    others.write_text("*:*:*:*:others\n", "ascii")
    others.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(others))
    monkeypatch.setenv("PGPASSWORD", "others")
    plan = Plan(orders=4, benches=2, cuts=((0.0, True, (1,)), (3.0, False, (1,))))
    assert run_site(tmp_path, plan) == 0
    told = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert told["orders_packed_at_central"] == 4
    assert (told["cuts"] > 0, told["conflicts"], told["troubles"]) == (True, 0, [])


def test_too_few_orders_for_four_benches_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo-site", "--orders", "3"]) == 2
    assert "--orders is 16 to 99" in capsys.readouterr().err
