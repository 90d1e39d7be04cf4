"""Whoever ships a bench may do so: nothing that runs there asks for more than the LGPL does."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.architecture.source import ROOT
from tests.architecture.test_lock import LOCKS, pins

# Said by the licence field, the licence expression, or a classifier.
OPEN = re.compile(r"\b(Apache|BSD|HPND|ISC|LGPL|MIT|MPL|PSF|zlib)\b", re.IGNORECASE)
STRICT = re.compile(r"(?<!L)GPL|Affero|SSPL|\bOSL\b|Commercial|Proprietary", re.IGNORECASE)

# Nothing in the metadata; read in the package's own licence file.
STATED_IN_A_FILE = {"pysqlite3": "zlib"}


def is_free_to_ship(licence: str) -> bool:
    """Whether one of the licences offered lets a closed installation ship it (`A OR B` is a choice)."""
    offers = re.split(r"\s+OR\s+|\n", licence)
    return any(OPEN.search(offer) and not STRICT.search(offer) for offer in offers)


def licence(name: str) -> str:
    """What an installed package says of its licence, a line each."""
    found = metadata(name)
    stated = [line for field in ("License-Expression", "License") for line in found.get_all(field) or []]
    stated += [line for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    return "\n".join(stated) or STATED_IN_A_FILE.get(name, "")


def test_everything_that_runs_at_a_bench_may_be_shipped() -> None:
    stated: dict[str, str] = {}
    names = pins((ROOT / LOCKS[0]).read_text(encoding="utf-8"))
    for name in names:
        try:
            stated[name] = licence(name)
        except PackageNotFoundError:
            continue  # for another system than this one
    assert len(stated) > len(names) / 2
    assert {name: text for name, text in stated.items() if not is_free_to_ship(text)} == {}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0", False),
        ("OSL-3.0", False),
        ("LicenseRef-Commercial", False),
        ("", False),
    ],
)
def test_a_licence_that_asks_for_more_is_found(text: str, *, free: bool) -> None:
    assert is_free_to_ship(text) is free
