"""Values: dataclasses that nobody changes, at a fraction of what the library's own frozen ones cost.

A frozen dataclass of the library writes each of its fields by a call: an order of twenty of them takes five
microseconds instead of one half, and an import makes a million values. So it is the type checker that holds
that nothing of a value changes (`dataclass_transform(frozen_default=True)`, `mypy --strict` over all code and
tests); at run time nothing stands in between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

V = TypeVar("V")


@dataclass_transform(frozen_default=True)
def value(cls: type[V]) -> type[V]:
    """Make a class what `dataclass(frozen=True, slots=True)` makes it for whoever reads or checks the code.

    How values are compared, hashed and shown stands here once for all: the library writes and compiles it
    anew for each class, and of those a start loads two hundred.
    """
    for name, method in (("__eq__", _equal), ("__hash__", _hashed), ("__repr__", _shown)):
        # Unless the class, or the one it is made from, says so itself.
        if getattr(cls, name) is getattr(object, name):
            setattr(cls, name, method)
    return dataclass(slots=True, eq=False, repr=False)(cls)


_CONTENTS: dict[type[object], Callable[[object], object]] = {}
"""By class: what is compared of its values, found out at their first comparison."""


def _content(one: object) -> object:
    content = _CONTENTS.get(type(one))
    if content is None:
        names = [field.name for field in _fields(one) if field.compare]
        content = _CONTENTS[type(one)] = attrgetter(*names) if names else lambda _one: ()
    return content(one)


def _equal(self: object, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return bool(_content(self) == _content(other))


def _hashed(self: object) -> int:
    return hash(_content(self))


def _shown(self: object) -> str:
    facts = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in _fields(self) if field.repr)
    return f"{type(self).__qualname__}({facts})"


def _fields(one: object) -> tuple[Field[object], ...]:
    found: tuple[Field[object], ...] = fields(one)  # type: ignore[arg-type]
    return found
