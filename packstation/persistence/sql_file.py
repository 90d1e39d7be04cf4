"""The SQL that was compiled ahead: `compiled.sql` and `tables.sql`, in the folder of the statements."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("statements")
MARK = "-- "
"""What stands before the name of each statement; what is in front of the first name is a remark."""


def sql_file(name: str) -> dict[str, str]:
    """The statements of one file by name, in its order."""
    text = FOLDER.joinpath(f"{name}.sql").read_text(encoding="utf-8")
    entries = (entry.partition("\n") for entry in text.split(f"\n{MARK}")[1:])
    return {called: sql.strip() for called, _, sql in entries}
