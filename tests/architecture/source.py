"""Where this project's files are, and its Python parsed, for the rules to read."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "packstation"
CODE_FOLDERS = ("packstation", "tests", "packaging")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the top of the project, and what stands in it."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The file, parsed."""
        return ast.parse(self.text, self.path)

    @property
    def imported(self) -> set[str]:
        """Every module named in an import, wherever in the file it stands."""
        names: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
        return names

    @property
    def definitions(self) -> Iterator[Definition]:
        """Every class and function, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Definition):
                yield node


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files below these folders of the project (all code folders if none is named)."""
    found = [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders or CODE_FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    assert found, folders
    return tuple(found)


@cache
def tracked() -> tuple[str, ...]:
    """What git keeps, or would keep at the next commit; the paths are from the top of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = tuple(name for name in sorted(set(listed.stdout.split("\0"))) if name and (ROOT / name).is_file())
    assert "pyproject.toml" in names
    return names
