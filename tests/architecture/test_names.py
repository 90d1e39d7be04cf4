"""Names say what a thing is in the warehouse; the words that could mean anything are not used."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import Module, modules

# As a word of a file's or folder's name.
NOT_IN_FILE_NAMES = frozenset(
    ["base", "cloud", "common", "helper", "helpers", "manager", "misc", "server", "util", "utils"]
)
# As the whole name of a file or folder: `packaging` is fixed, an item of what?
NOT_A_FILE_NAME = frozenset(["done", "finish", "item", "items", "package", "packages"])
# As a word of a class's or function's name.
NOT_IN_CODE = frozenset(["cloud", "helper", "helpers", "manager", "package", "server", "util", "utils"])
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name."""
    return {word.lower() for word in WORD.findall(name)}


def unclear(module: Module) -> Iterator[str]:
    """The names in and of this module that say nothing."""
    for part in PurePosixPath(module.path).with_suffix("").parts:
        if words(part) & NOT_IN_FILE_NAMES or part in NOT_A_FILE_NAME:
            yield part
    for node in module.definitions:
        if words(node.name) & NOT_IN_CODE:
            yield node.name


def test_every_name_says_what_it_stands_for() -> None:
    assert [(module.path, name) for module in modules("packstation") for name in unclear(module)] == []


def test_no_file_of_the_suite_could_be_about_anything() -> None:
    assert [name for module in modules("tests") for name in unclear(Module(module.path, ""))] == []


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("packstation/domain/carton.py", "class Carton: ...", []),
        ("packstation/domain/string_utils.py", "", ["string_utils"]),
        ("packstation/base/carton.py", "", ["base"]),
        ("packstation/domain/database.py", "", []),
        ("packstation/domain/item.py", "", ["item"]),
        ("packstation/domain/line.py", "class LineManager: ...", ["LineManager"]),
        ("packstation/domain/line.py", "def weigh_package(): ...", ["weigh_package"]),
        ("packstation/domain/line.py", "class HTTPServer: ...", ["HTTPServer"]),
    ],
)
def test_a_planted_name_is_found(path: str, text: str, found: list[str]) -> None:
    assert list(unclear(Module(path, text))) == found
