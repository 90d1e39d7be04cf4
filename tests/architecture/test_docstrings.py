"""Every module of the package says at its top what it stands for."""

import ast

import pytest

from tests.architecture.source import Module, modules

SHORTEST = 20  # characters: less is a name said twice


def is_explained(module: Module) -> bool:
    """Whether the module begins with a sentence."""
    return len(ast.get_docstring(module.tree) or "") >= SHORTEST


def test_every_module_says_what_it_stands_for() -> None:
    assert [module.path for module in modules("packstation") if not is_explained(module)] == []


@pytest.mark.parametrize(
    "text", ["", "x = 1", '"""Carton."""', "# A comment is no docstring, however long it is\n"]
)
def test_a_module_without_a_sentence_is_found(text: str) -> None:
    assert not is_explained(Module("planted.py", text))
