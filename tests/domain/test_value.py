"""A value is what the library's own frozen dataclass would be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from packstation.domain.value import value


@value
class Goods:
    """Some goods."""

    sku: str
    quantity: int = 1
    note: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same by the library."""

    sku: str
    quantity: int = 1
    note: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@value
class Nothing:
    """A value without content."""


@value
class Named:
    """A value that says itself how it is shown."""

    name: str

    def __repr__(self) -> str:
        return "somebody"


PAIRS = [
    (("MUG",), ("MUG",)),
    (("MUG",), ("LID",)),
    (("MUG", 2), ("MUG", 1)),
    (("MUG", 1, "a"), ("MUG", 1, "b")),
    (("MUG", 1, "a", "x"), ("MUG", 1, "a", "y")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_values_are_equal_when_those_of_the_library_are(one: tuple[str], other: tuple[str]) -> None:
    assert (Goods(*one) == Goods(*other)) is (Twin(*one) == Twin(*other))
    assert (hash(Goods(*one)) == hash(Goods(*other))) is (hash(Twin(*one)) == hash(Twin(*other)))


def test_values_of_two_kinds_are_never_equal() -> None:
    strangers: list[object] = [Twin("MUG"), "MUG", None]
    assert [Goods("MUG") == stranger for stranger in strangers] == [False] * 3
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_values_are_shown_as_those_of_the_library() -> None:
    assert repr(Goods("MUG", 2, "a", "x")) == repr(Twin("MUG", 2, "a", "x")).replace("Twin", "Goods")
    assert repr(Named("Ida")) == "somebody"


def test_nothing_of_a_value_changes_but_another_one_is_made() -> None:
    goods = Goods("MUG")

    def never() -> None:
        # The type checker would complain of a needless "ignore" here if it let a value be changed.
        goods.quantity = 2  # type: ignore[misc]

    assert callable(never)
    assert not hasattr(goods, "__dict__")
    assert replace(goods, quantity=2) == Goods("MUG", 2)
