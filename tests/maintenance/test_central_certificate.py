"""The office gives a bench a certificate in the place of a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation import cli
from tests.postgres.cluster import ADMIN_PASSWORD

if TYPE_CHECKING:
    from tests.postgres.site import RealSite


@pytest.fixture(autouse=True)
def _office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", ADMIN_PASSWORD)


def test_no_bench_gets_a_certificate_that_nobody_would_ask_for(
    real_database: RealSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without TLS central asks for none, and a bench by certificate has no password."""
    file, url = tmp_path / "bench-4.enrolment", real_database.cluster.url(real_database.database)
    reach = ["--url", url, "--site", "main", "--out", str(file), "--sign-with", "CA.crt", "CA.key"]
    enrolled = real_database.row("SELECT count(*) FROM packstation.station")
    assert cli.main(["--home", str(tmp_path), "central", "enrol", "bench-4", *reach]) == 2
    assert "a certificate counts only where the way is encrypted: --tls" in capsys.readouterr().err
    assert real_database.row("SELECT count(*) FROM packstation.station") == enrolled
    assert not file.exists()


def test_tls_is_asked_for_also_where_central_is_known_already(
    real_database: RealSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = ["--home", str(tmp_path / "home"), "central"]
    assert cli.main([*office, "init", real_database.cluster.url(real_database.database)]) == 0
    assert cli.main([*office, "status"]) == 0
    assert cli.main([*office, "status", "--tls"]) == 2
    assert "switch TLS on there" in capsys.readouterr().err
    root = tmp_path / "root.pem"
    root.write_text("no certificate", "utf-8")
    assert cli.main([*office, "status", "--tls", "--root", str(root)]) == 2
    assert (tmp_path / "home" / "central" / "office-root.crt").read_text("utf-8") == "no certificate"
