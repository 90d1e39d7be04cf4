"""Finds the texts people read in the code: those marked for translators, and those forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module

MARKS = frozenset({"_", "N_", "ngettext"})
SHOWS = frozenset(
    {
        "addAction",
        "addItem",
        "drawText",
        "put",
        "setAccessibleDescription",
        "setAccessibleName",
        "setPlaceholderText",
        "setStatusTip",
        "setText",
        "setTitle",
        "setToolTip",
        "setWhatsThis",
        "setWindowTitle",
        "showMessage",
        "QAction",
        "QCheckBox",
        "QGroupBox",
        "QLabel",
        "QPushButton",
        "QRadioButton",
    }
)
"""Calls whose texts a person sees or hears."""

NAME_OF_THE_PROGRAM = "Packstation"
LETTERS = re.compile(r"[^\W\d_]{2,}")
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,.:;!?]? +[^\W\d_]{2,}")


def marked(module: Module) -> Iterator[tuple[str, ...]]:
    """Every text marked for translators; a plural as its two forms."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if texts:
                yield tuple(str(text) for text in texts)


def put_together(module: Module) -> Iterator[str]:
    """Marked texts no translator can find, because they are put together while the program runs."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            for argument in node.args:
                if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call):
                    yield f"{module.path}:{node.lineno}"


def forgotten(module: Module) -> Iterator[str]:
    """Texts a person would read that no translator gets to see, as `path:line: text`."""
    tree = module.tree
    silent = _not_for_people(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SHOWS:
            for line, text in (found for argument in node.args for found in _texts(argument, silent)):
                if LETTERS.search(text.replace(NAME_OF_THE_PROGRAM, "")):
                    yield f"{module.path}:{line}: {text}"
    for line, text in _texts(tree, silent):
        if TWO_WORDS.search(text):
            yield f"{module.path}:{line}: {text}"


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _texts(node: ast.AST, silent: set[ast.AST]) -> Iterator[tuple[int, str]]:
    """The texts in a piece of code with their lines, but for those that are marked or not for people."""
    if node in silent:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, silent)


def _not_for_people(tree: ast.Module) -> set[ast.AST]:
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_mark = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        is_log = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_mark or is_log or is_docstring or isinstance(node, ast.Raise):
            silent.add(node)
    return silent
