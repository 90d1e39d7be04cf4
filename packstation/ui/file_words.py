"""Why a file cannot be taken in, each in its own words, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.file_fault import FileFault
from packstation.domain.refusal import Fact
from packstation.ui.translation import N_, _

_WORDS: Mapping[FileFault, str] = {
    FileFault.GONE: N_("The file cannot be read any more. Is its stick still in?"),
    FileFault.EMPTY: N_("This file is empty."),
    FileFault.BINARY: N_("This file holds no text. Bring the export as CSV, JSON or XLSX."),
    FileFault.PICTURE: N_("This is a picture. Bring the export as CSV, JSON or XLSX."),
    FileFault.PDF: N_("This is a PDF. Bring the export as CSV, JSON or XLSX."),
    FileFault.WEB_PAGE: N_("This is a web page, no export. Sign in to the shop and download it again."),
    FileFault.WORKBOOK: N_("This is a spreadsheet that cannot be read here. Save it as CSV."),
    FileFault.ARCHIVE: N_("This file is packed. Unpack it, then bring what was in it."),
    FileFault.ENCODING: N_("The letters of this file cannot be read. Save it as UTF-8."),
    FileFault.TOO_LARGE: N_("This file is too large. Export fewer days at a time."),
    FileFault.LINE_TOO_LONG: N_("A line of this file never ends. Is it the right file?"),
    FileFault.TOO_MANY_COLUMNS: N_("This file has far too many columns. Is it the right file?"),
    FileFault.NOT_A_TABLE: N_("There is no table in this file."),
    FileFault.MAPPING_NEEDED: N_(
        "Which column is the order number, which the SKU, which the quantity? The file has: {headers}."
    ),
    FileFault.NOT_JSON: N_("The file is damaged in line {line}. Export it again."),
    FileFault.QUOTE_OPEN: N_("From line {line} on, the file is damaged: a quotation mark is missing."),
    FileFault.TOO_DEEP: N_("The file is nested too deep in line {line}. Is it the right file?"),
    FileFault.CUT_OFF: N_("The file breaks off in line {line}. Download it again."),
    FileFault.COLUMN_MISSING: N_("The column {column} is missing in this file."),
    FileFault.COLUMN_TWICE: N_("Two columns of this file are called {column}. Rename one."),
    FileFault.BROKEN_ARCHIVE: N_("This spreadsheet is damaged. Save it again."),
    FileFault.HARMFUL_ARCHIVE: N_("This spreadsheet holds what no table needs. It is not opened."),
    FileFault.ENCRYPTED: N_("This spreadsheet is locked with a password. Save it without one."),
}


def file_unusable(facts: Mapping[str, Fact]) -> str:
    """Why the file is left as it is."""
    known = {name: facts.get(name) or "?" for name in ("line", "column", "headers")}
    return _(_WORDS[FileFault(str(facts["why"]))]).format(**known)
