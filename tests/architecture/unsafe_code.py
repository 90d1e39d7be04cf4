"""Finds code that lets data become code: unpickling, eval, a shell, and SQL put together from text."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module

FORBIDDEN_MODULES = frozenset(["dill", "marshal", "pickle", "shelve"])
FORBIDDEN_NAMES = frozenset(["__import__", "eval", "exec"])
FORBIDDEN_CALLS = frozenset(["os.popen", "os.system", "yaml.load", "yaml.unsafe_load", "yaml.full_load"])
TAKES_SQL = frozenset(
    ["exec_driver_sql", "execute", "executemany", "executescript", "scalar", "scalars", "text"]
)
SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+(or\s+\w+\s+)?into\b|\bupdate\b.+\bset\b|\bdelete\s+from\b"
    r"|\b(create|drop|alter)\s+(temp\s+|unique\s+|virtual\s+)*(table|index|trigger|view)\b|\bpragma\s+\w"
    r"|\b(vacuum|replace)\s+into\b|\battach\s+(database\s+)?'",
    re.IGNORECASE | re.DOTALL,
)


def unsafe(module: Module) -> Iterator[str]:
    """Every place in the module that lets data become code, as `path:line: what`."""
    for node in ast.walk(module.tree):
        for finding in (*_imports(node), *_calls(node), *_sql(node)):
            yield f"{module.path}:{getattr(node, 'lineno', 0)}: {finding}"


def _imports(node: ast.AST) -> Iterator[str]:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    yield from (name for name in names if name.partition(".")[0] in FORBIDDEN_MODULES)


def _calls(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = ast.unparse(node.func)
    if called in FORBIDDEN_NAMES | FORBIDDEN_CALLS:
        yield called
    for keyword in node.keywords:
        if keyword.arg == "shell" and not (
            isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        ):
            yield "shell"
    if called.rpartition(".")[2] in TAKES_SQL and any(
        _is_put_together(argument) for argument in node.args[:1]
    ):
        yield f"{called} of a text put together"


def _sql(node: ast.AST) -> Iterator[str]:
    if _is_put_together(node) and SQL.search(_literal_parts(node)):
        yield "SQL put together"


def _is_put_together(node: ast.AST) -> bool:
    """Whether this is a text with something in it that is not written here."""
    match node:
        case ast.JoinedStr():
            return any(isinstance(part, ast.FormattedValue) for part in node.values)
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
            return True
        case ast.BinOp(op=ast.Add()):
            return _is_text(node) and not _is_written_here(node)
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str()))):
            return True
    return False


def _is_text(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _is_written_here(node: ast.AST) -> bool:
    return all(isinstance(part, ast.BinOp | ast.Add | ast.Constant) for part in ast.walk(node))


def _literal_parts(node: ast.AST) -> str:
    parts = [
        part for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    parts.sort(key=lambda part: (part.lineno, part.col_offset))
    return " ? ".join(str(part.value) for part in parts)
