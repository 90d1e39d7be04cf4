"""What a check-up says of the way to central."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation.cli import main
from packstation.maintenance.check_central import check_central
from packstation.maintenance.finding import Finding, Level
from packstation.persistence.central.enrolment import enrolment_text, write_private
from packstation.persistence.engine import connect
from packstation.places import STORE_NAME

if TYPE_CHECKING:
    from tests.postgres.site import RealSite


@pytest.fixture
def home(tmp_path: Path, real_site: RealSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a bench that central has rows of."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    file, home = tmp_path / "A.enrolment", tmp_path / "home"
    write_private(file, enrolment_text(replace(real_site.enrolment("A"), site_id=real_site.site_id)))
    assert main(["--home", str(home), "enrol", str(file), "--secret-file"]) == 0
    central_says(real_site, "acked_seq = 50")
    return home


def central_says(site: RealSite, words: str) -> None:
    with site.admin() as admin:
        whole = f"UPDATE packstation.station SET {words} WHERE station_id = 'A' AND site_id = %s"  # noqa: S608  ours
        admin.execute(whole.encode(), (site.site_id,))


def test_a_bench_alone_has_none(tmp_path: Path) -> None:
    assert check_central(tmp_path) == Finding("central", Level.FINE, "none: this bench packs alone")


def test_who_the_bench_is_and_where_and_that_the_way_is_free(home: Path, real_site: RealSite) -> None:
    found = check_central(home)
    told = f"enrolled as A at 127.0.0.1, port {real_site.cluster.port}; the way is free"
    assert found == Finding("central", Level.FINE, told, abroad="enrolled; the way is free")


def test_a_name_that_is_closed_is_something_to_do(home: Path, real_site: RealSite) -> None:
    central_says(real_site, "closed_at = now()")
    found = check_central(home)
    assert found.level is Level.TO_DO
    assert found.told.endswith(": no way there")
    assert found.to_do == "Central has closed the name A. Enrol it at central anew, under a new name."
    assert found.abroad == "enrolled: no way there (closed)"


def test_a_copied_bench_cannot_work(home: Path) -> None:
    with connect(home / STORE_NAME) as raw:
        raw.execute("INSERT INTO meta (key, value) VALUES ('forked', '1')")
    found = check_central(home)
    assert (found.level, found.abroad) == (Level.CANNOT_WORK, "enrolled: copied")


def test_an_enrolment_that_nobody_can_read_is_loaded_again(home: Path) -> None:
    (home / "central" / "enrolment.json").write_text("{", "utf-8")
    found = check_central(home)
    assert (found.level, found.to_do) == (Level.TO_DO, "load its enrolment again: packstation enrol FILE")


def test_a_secret_that_is_gone_is_told(home: Path) -> None:
    for secret in (home / "central").glob("*.secret"):
        secret.unlink()
    assert check_central(home).abroad == "enrolled: no way there (secret_gone)"
