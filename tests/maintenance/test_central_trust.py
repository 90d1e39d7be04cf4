"""The office is told of a PostgreSQL that lets roles in without a password, where it may look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from packstation import cli
from tests.postgres.cluster import ADMIN_PASSWORD

if TYPE_CHECKING:
    from tests.postgres.cluster import Cluster

NAME = "trust_test"


def test_a_postgresql_that_asks_for_no_password_is_told_of(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (cluster.data / "pg_hba.conf").read_text("utf-8").splitlines()
    trusting = [number for number, line in enumerate(lines, 1) if line.split()[:2] == ["local", "all"]]
    assert len(trusting) == 1
    monkeypatch.setenv("PGPASSWORD", ADMIN_PASSWORD)
    with cluster.admin() as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    try:
        assert cli.main(["--home", str(tmp_path / "home"), "central", "init", cluster.url(NAME)]) == 0
    finally:
        with cluster.admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))
    ready, *told = capsys.readouterr().out.splitlines()
    assert ready.startswith("central is ready")
    # The other line that trusts is for replication alone.
    (warning,) = told
    assert warning.startswith(f"look at line {trusting[0]} of its pg_hba.conf: trust lets every role in")
