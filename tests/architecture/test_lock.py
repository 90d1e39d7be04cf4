"""The lock files pin every package by hash for every system, and say nothing of where it was fetched."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.architecture.source import ROOT

LOCKS = ["packaging/requirements.txt", "packaging/requirements-dev.txt"]
PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][^ ]*)( ; (?P<marker>[^\\]+?))? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def loose(text: str) -> list[str]:
    """The lines of a lock file that are neither a pin nor a hash, and the pins that have no hash."""
    lines = text.splitlines()
    found = [line for line in lines if not PINNED.fullmatch(line) and not HASH.fullmatch(line)]
    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PINNED.fullmatch(line) and not HASH.fullmatch(following)
    ]
    return found + bare


def pins(text: str) -> dict[str, str]:
    """Name and version of everything a lock file pins."""
    return {
        found["name"]: found["version"] for line in text.splitlines() if (found := PINNED.fullmatch(line))
    }


def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash_and_no_address_is_kept(name: str) -> None:
    assert loose(lock(name)) == []
    assert pins(lock(name))


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--find-links wheels",
        "mako==1.4.3",
        "mako>=1.4 \\",
        "mako @ https://mirror.example/mako.whl",
        "-e .",
        "mako==1.4.3 \\",
    ],
)
def test_a_planted_line_without_a_hash_or_with_an_address_is_found(line: str) -> None:
    assert loose(f"{line}\n{lock(LOCKS[0])}") == [line]


def test_what_runs_at_the_bench_is_what_is_tested() -> None:
    assert pins(lock(LOCKS[0])).items() <= pins(lock(LOCKS[1])).items()


def test_the_lock_fulfils_what_the_project_asks_for() -> None:
    project = tomllib.loads(lock("pyproject.toml"))
    for file, wanted in zip(
        LOCKS, [project["project"]["dependencies"], project["dependency-groups"]["dev"]], strict=True
    ):
        pinned = pins(lock(file))
        for requirement in map(Requirement, wanted):
            assert requirement.specifier.contains(pinned[requirement.name]), requirement


def test_pyside_is_older_than_the_release_that_ends_python_3_11() -> None:
    major, minor, *_ = pins(lock(LOCKS[0]))["pyside6-essentials"].split(".")
    assert (int(major), int(minor)) < (6, 12)


def test_the_bill_of_materials_names_every_package_of_a_bench(tmp_path: Path) -> None:
    bill = tmp_path / "sbom.json"
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(bill)]
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", LOCKS[0], *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    components = json.loads(bill.read_text(encoding="utf-8"))["components"]
    assert {part["name"]: part["version"] for part in components} == pins(lock(LOCKS[0]))
