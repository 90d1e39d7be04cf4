"""Nothing grows until nobody reads it: 400 lines a module, 40 a function, 12 public methods a class."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, modules

MODULE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 12


STEPS = frozenset({"rule", "invariant", "initialize"})
"""What makes a method a step or a promise of a state machine: nobody calls it, and it is read by itself."""


def is_public_method(node: ast.stmt) -> bool:
    """Whether this is something the class can be asked to do; a property is something it has."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
        return False
    called = (part.func if isinstance(part, ast.Call) else part for part in node.decorator_list)
    return not any(isinstance(name, ast.Name) and name.id in {"property", *STEPS} for name in called)


def too_large(module: Module) -> Iterator[str]:
    """What in this module is over its limit."""
    lines = len(module.text.splitlines())
    if lines > MODULE_LINES:
        yield f"{module.path}: {lines} lines"
    for node in module.definitions:
        if isinstance(node, ast.ClassDef):
            methods = sum(1 for child in node.body if is_public_method(child))
            if methods > PUBLIC_METHODS:
                yield f"{module.path}: class {node.name} has {methods} public methods"
        elif (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES:
            yield f"{module.path}: function {node.name} has {length} lines"


def test_nothing_is_too_large() -> None:
    assert [finding for module in modules() for finding in too_large(module)] == []


def function(lines: int) -> str:
    return "def planted():\n" + "    pass\n" * (lines - 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = 1\n" * 400, []),
        ("x = 1\n" * 401, ["planted.py: 401 lines"]),
        (function(40), []),
        (function(41), ["planted.py: function planted has 41 lines"]),
        ("class Planted:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(12)), []),
        (
            "class Planted:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(13)),
            ["planted.py: class Planted has 13 public methods"],
        ),
        ("class Planted:\n" + "".join(f"    @property\n    def p{n}(self): ...\n" for n in range(13)), []),
        ("class Planted:\n" + "".join(f"    @rule()\n    def s{n}(self): ...\n" for n in range(13)), []),
    ],
)
def test_one_line_over_the_limit_is_found(text: str, found: list[str]) -> None:
    assert list(too_large(Module("planted.py", text))) == found
