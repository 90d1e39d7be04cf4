"""Why a file as a whole cannot be read, so that nothing of it is taken in."""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """What is wrong with a file a person brought; each has its own words on the screen.

    With some go facts: `line` (from 1) where it was found, `column` as the file or its format calls it.
    """

    GONE = "gone"  # it cannot be opened, or its stick was pulled out
    EMPTY = "empty"
    BINARY = "binary"  # bytes no text has
    PICTURE = "picture"
    PDF = "pdf"
    WEB_PAGE = "web_page"  # a login page saved under the name of an export
    WORKBOOK = "workbook"  # .xls, .xlsx, .ods where text is expected
    ARCHIVE = "archive"  # packed: .zip, .gz, .7z...
    ENCODING = "encoding"  # neither UTF-8, UTF-16 nor Windows' western letters
    TOO_LARGE = "too_large"
    LINE_TOO_LONG = "line_too_long"
    TOO_MANY_COLUMNS = "too_many_columns"
    QUOTE_OPEN = "quote_open"  # a quotation mark is never closed: from `line` on nothing is certain
    NOT_A_TABLE = "not_a_table"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    MAPPING_NEEDED = "mapping_needed"  # nobody said which of its `headers` holds what
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"  # lists in lists in lists
    CUT_OFF = "cut_off"  # it ends in the middle of an order
    BROKEN_ARCHIVE = "broken_archive"
    HARMFUL_ARCHIVE = "harmful_archive"
    ENCRYPTED = "encrypted"
