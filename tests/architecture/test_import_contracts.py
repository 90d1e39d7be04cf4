"""The import contracts of pyproject.toml hold, and each of them can fail."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# What is planted: contract, file, and the line that breaks the contract there.
PLANTED = [
    ("layers", "domain/carton.py", "import packstation.application"),
    ("layers", "devices/__init__.py", "import packstation.persistence"),
    ("layers", "ui/__init__.py", "import packstation.devices"),
    ("layers", "ui/__init__.py", "import packstation.demo"),
    ("layers", "warehouse/__init__.py", '"""A folder that nobody has placed."""'),
    ("core", "domain/carton.py", "import sqlalchemy"),
    ("core", "application/__init__.py", "def late() -> None:\n    import serial"),
    ("presenters", "ui/planted/presenter.py", "from PySide6.QtCore import QTimer"),
    ("qt", "devices/__init__.py", "import PySide6.QtSerialPort"),
    ("serial", "ui/__init__.py", "import serial"),
    ("sql", "settings/__init__.py", "from sqlalchemy import select"),
    ("sql", "labels/__init__.py", "import alembic.config"),
    ("central", "persistence/store.py", "def late() -> None:\n    import psycopg.rows"),
    ("central", "settings/__init__.py", "import keyring"),
    ("sqlite", "ui/__init__.py", "import sqlite3"),
    ("drawing", "ui/__init__.py", "from PIL import Image"),
    ("layers", "sync/__init__.py", "import packstation.persistence"),
    ("sync", "sync/step.py", "import random"),
    ("no-cycles", "domain/carton.py", "import packstation.domain.pack_task"),
]


def contract_ids() -> set[str]:
    """The ids of all contracts in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the copy of the package in this folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package and of the contracts."""
    shutil.copytree(PACKAGE, tmp_path / "packstation", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(copy: Path, path: str, line: str) -> None:
    """Add a line at the end of a module, which is made where it is missing."""
    target = copy / "packstation" / path
    if not target.parent.exists():
        target.parent.mkdir()
        (target.parent / "__init__.py").touch()
    with target.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_the_package_keeps_every_import_contract(copy: Path) -> None:
    verdict = lint(copy)
    assert verdict.returncode == 0, verdict.stdout
    assert f"Contracts: {len(contract_ids())} kept, 0 broken." in verdict.stdout


def test_every_import_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _, _ in PLANTED} == contract_ids()


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(copy: Path, contract: str, path: str, line: str) -> None:
    plant(copy, path, line)
    verdict = lint(copy, "--contract", contract)
    assert verdict.returncode == 1
    assert "1 broken" in verdict.stdout, verdict.stdout
    assert path.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2] in verdict.stdout
