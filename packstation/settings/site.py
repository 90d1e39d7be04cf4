"""What a site says of packing for all its benches: a text in the form of station.toml, of rules alone.

It counts before the bench's own file, key by key. Carton types are one thing: who names any, names all.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from packstation.domain.value import value
from packstation.settings.section import Section, SettingsError
from packstation.settings.station import StationSettings, decoded, parse

SITE_TABLES = ("packing", "carton", "cutoff")
"""The tables that hold a site's rules; every other one is about a bench and what stands on it."""
OF_DEVICES = ("double_read_ms", "settle_ms", "patience_ms", "zero_band_grams", "weight_max_age_ms")
"""Keys of `[packing]` that fit a bench's own scanner and scale."""
_NAME = "settings of the site"

Values = dict[str, object]


@value
class BenchSettings:
    """What a bench works by. `site_keys`: what its site says. `ignored`: why its site is not heard at all."""

    settings: StationSettings
    site_keys: tuple[str, ...] = ()
    ignored: SettingsError | None = None


def site_rules(text: str) -> Values:
    """The tables of a site's text, proven by the bench's own reading; none in an empty one.

    SettingsError for what no bench of this release could read, and for what is not the site's to say.
    """
    try:
        values: Values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_NAME, str(error)) from error
    root = Section("", values, text)
    for key in values:
        if key not in SITE_TABLES:
            raise root.wrong(key, f"is not a site's to say, only {', '.join(SITE_TABLES)}")
    packing = root.table("packing")
    for key in OF_DEVICES:
        if packing.has(key):
            raise packing.wrong(key, "belongs to the scanner and the scale of one bench, not to the site")
    parse(values, text)
    return values


def load_under_site(path: Path, text: str) -> BenchSettings:
    """Read station.toml, with a site's text before it; one that this release cannot read is left out whole.

    SettingsError for a file of the bench that cannot be used, whatever the site says.
    """
    values, source = decoded(path)
    own = parse(values, source)
    try:
        rules = site_rules(text)
        if not rules:
            return BenchSettings(own)
        return BenchSettings(parse(_merged(values, rules)), _keys(rules))
    except SettingsError as error:
        return BenchSettings(own, ignored=error)


def _merged(own: Values, rules: Values) -> Values:
    merged = dict(own)
    if "carton" in rules or "carton" in _table(rules, "packing"):
        # A box of the bench with the weight of the site's would be no box at all.
        merged.pop("carton", None)
        merged["packing"] = {key: said for key, said in _table(own, "packing").items() if key != "carton"}
    for key, said in rules.items():
        merged[key] = {**_table(merged, key), **said} if isinstance(said, dict) else said
    return merged


def _table(values: Values, key: str) -> Values:
    found = values.get(key, {})
    return found if isinstance(found, dict) else {}


def _keys(rules: Values) -> tuple[str, ...]:
    tables = (f"{key}.{name}" for key, said in rules.items() if isinstance(said, dict) for name in said)
    return (*tables, *(key for key, said in rules.items() if not isinstance(said, dict)))
