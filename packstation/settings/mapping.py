"""What somebody said of the columns of a table of orders, kept by name: one TOML file each in a folder.

A file that a later release or a hand made unusable is left out, and said so in the log: it costs nobody the
start, its tables are asked about again.
"""

from __future__ import annotations

import json
import logging
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping
from packstation.settings.section import Section, SettingsError

LONGEST_NAME_LETTERS = 60
_NOT_IN_FILE_NAMES = re.compile(r"[^\w-]+")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MappingFolder:
    """The folder; it need not be there."""

    folder: Path

    def all(self) -> tuple[TableMapping, ...]:
        """All that can be used, by name."""
        found = (_read(path) for path in sorted(self.folder.glob("*.toml")))
        return tuple(mapping for mapping in found if mapping is not None)

    def has(self, name: str) -> bool:
        """Whether one is kept under that name already."""
        path = self._file_of(name)
        return path is not None and path.exists()

    def keep(self, mapping: TableMapping) -> Path:
        """Keep one in the place of whatever bears its name; the file. ValueError for no name."""
        path = self._file_of(mapping.name)
        if path is None:
            raise ValueError("a mapping needs a name")
        self.folder.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(written(mapping), "utf-8")
        new.replace(path)
        return path

    def _file_of(self, name: str) -> Path | None:
        stem = _stem_of(name)
        return self.folder / f"{stem}.toml" if stem else None


def _stem_of(name: str) -> str:
    """The name as that of a file: two names that differ in signs only are one."""
    return _NOT_IN_FILE_NAMES.sub("-", name.strip().casefold()).strip("-")[:LONGEST_NAME_LETTERS]


def written(mapping: TableMapping) -> str:
    """A mapping as the text of its file."""
    lines = [
        "# Kept by Packstation: which column of a table of orders holds what.",
        f"name = {_quoted(mapping.name)}",
        f"headers = [{', '.join(map(_quoted, mapping.headers))}]",
    ]
    if mapping.day_order is not None:
        lines.append(f"day_order = {_quoted(mapping.day_order.value)}")
    for table, texts in (("columns", mapping.columns), ("defaults", mapping.defaults)):
        lines += ["", f"[{table}]", *(f"{one.value} = {_quoted(text)}" for one, text in texts.items())]
    return "\n".join(lines) + "\n"


def mapping_of(source: str) -> TableMapping:
    """The mapping in such a text. SettingsError for what is none, ValueError for no TOML at all."""
    section = Section("", tomllib.loads(source), source)
    order = section.text("day_order", "")
    if order not in {"", *DayOrder}:
        raise section.wrong("day_order", "must be one of " + ", ".join(DayOrder))
    mapping = TableMapping(
        section.text("name", ""),
        _fields(section.table("columns")),
        section.texts("headers"),
        DayOrder(order) if order else None,
        _fields(section.table("defaults")),
    )
    section.finish()
    if mapping.missing:
        raise section.wrong("columns", "must name number, sku and quantity")
    return mapping


def _fields(section: Section) -> dict[OrderField, str]:
    texts = {one: section.text(one.value, "") for one in OrderField}
    section.finish()
    return {one: text for one, text in texts.items() if text}


def _read(path: Path) -> TableMapping | None:
    try:
        return mapping_of(path.read_text("utf-8"))
    except (OSError, ValueError, SettingsError) as trouble:
        log.warning("the mapping %s cannot be used: %s", path.name, type(trouble).__name__)
        return None


def _quoted(text: str) -> str:
    # A text of JSON is one of TOML, but for the letters beyond the first plane and DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
