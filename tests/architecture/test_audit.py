"""The audit fails when it found something, and when it did not look."""

from typing import Any

import pytest
from audit import objections


def looked_up(name: str, *advisories: dict[str, Any]) -> dict[str, Any]:
    """A package the advisory service knew."""
    return {"name": name, "version": "1.0", "vulns": list(advisories)}


def test_packages_that_were_looked_up_and_are_well_pass() -> None:
    assert objections({"dependencies": [looked_up("alembic"), looked_up("mako")], "fixes": []}) == []


@pytest.mark.parametrize("report", [{}, {"dependencies": []}])
def test_a_report_on_no_package_at_all_fails(report: dict[str, Any]) -> None:
    assert objections(report) == ["0 packages were audited: this says nothing about any of them"]


def test_packages_the_service_did_not_know_are_not_taken_for_audited() -> None:
    unknown = {"name": "mako", "skip_reason": "not found"}
    assert objections({"dependencies": [unknown]}) == [
        "not audited: mako: not found",
        "0 packages were audited: this says nothing about any of them",
    ]
    assert objections({"dependencies": [looked_up("alembic"), unknown]}) == ["not audited: mako: not found"]


def test_a_known_weakness_fails_and_names_the_way_out() -> None:
    advisory = {"id": "PYSEC-2026-1", "fix_versions": ["1.1", "2.0"], "aliases": [], "description": "..."}
    assert objections({"dependencies": [looked_up("mako", advisory)]}) == [
        "mako 1.0: PYSEC-2026-1, fixed in 1.1, 2.0"
    ]
