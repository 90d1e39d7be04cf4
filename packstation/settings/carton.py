"""The carton catalogue of a site: the type that is put up first, and the others."""

from __future__ import annotations

import re

from packstation.domain.carton import CartonType
from packstation.settings.section import Section

_CODE = re.compile(r"[0-9A-Z]{1,12}")
"""It stands in a command barcode, where a dash and a dot mean something."""


def carton_type(section: Section, usual: CartonType) -> CartonType:
    """One type; what the table leaves out is as `usual`. Raises SettingsError for a code no barcode bears."""
    code = section.text("code", usual.code)
    if not _CODE.fullmatch(code):
        raise section.wrong("code", f"must be 1 to 12 capital letters or digits, not {code!r}")
    found = CartonType(
        code,
        section.number("tare_grams", usual.tare_grams, 0, 100_000),
        section.number("fill_grams", usual.fill_grams, 0, 100_000),
        " ".join(section.text("name", usual.name).split()),
    )
    section.finish()
    return found


def more_types(sections: tuple[Section, ...], first: CartonType) -> tuple[CartonType, ...]:
    """The types besides the first, each under a code of its own."""
    found: dict[str, CartonType] = {first.code: first}
    for section in sections:
        known = carton_type(section, CartonType("", 0))
        if known.code in found:
            raise section.wrong("code", f"must be a code that no other carton has, not {known.code!r}")
        found[known.code] = known
    return tuple(found.values())[1:]
