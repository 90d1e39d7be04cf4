"""Why a row of products stays out, as one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.product_draft import NotTaken
from packstation.ui.translation import N_, _

_WORDS: Mapping[NotTaken, str] = {
    NotTaken.SKU_MISSING: N_("No SKU stands there."),
    NotTaken.SKU_UNUSABLE: N_("A spreadsheet has damaged the SKU {value}, or it is too long."),
    NotTaken.SKU_RESERVED: N_("{value}: no SKU may begin like a badge or a command code."),
    NotTaken.SKU_TAKEN: N_("{sku} is a code of {other} already: a scan could mean either."),
    NotTaken.CODE_UNUSABLE: N_("{sku}: a spreadsheet has damaged the code {value}, or it is too long."),
    NotTaken.CODE_RESERVED: N_("{sku}: the code {value} begins like a badge or a command code."),
    NotTaken.CODE_TAKEN: N_("The code {code} of {sku} is a code of {other} already."),
    NotTaken.CHECK_DIGIT: N_("{sku}: the check digit of {value} is wrong. Look at the product."),
    NotTaken.UNIT_UNKNOWN: N_("{sku}: {value} is no unit. Write each, case or pallet."),
    NotTaken.FACTOR_UNREADABLE: N_("{sku}: how many pieces one scan of the code means is missing or wrong."),
    NotTaken.NUMBER_UNREADABLE: N_("{sku}: {value} is no number, or could be two."),
    NotTaken.DIMENSIONS_INCOMPLETE: N_("{sku}: a length, a width and a height in millimetres are needed."),
    NotTaken.CHOICE_UNKNOWN: N_("{sku}: {value} is nothing that can be chosen in that column."),
    NotTaken.COMPONENTS_UNREADABLE: N_("{sku}: {value} does not say what is in the kit."),
    NotTaken.HAZARD_UNREADABLE: N_("{sku}: {value} is no UN number or class of dangerous goods."),
    NotTaken.ORIGIN_UNKNOWN: N_("{sku}: {value} is no country in two letters, such as DE."),
    NotTaken.CUSTOMS_CODE_UNREADABLE: N_("{sku}: {value} is no customs code of 6 to 10 digits."),
    NotTaken.TEXT_TOO_LONG: N_("{sku}: a text is too long: {value}"),
    NotTaken.TEXT_UNREADABLE: N_("{sku}: letters were lost: {value}"),
    NotTaken.CELLS_TOO_MANY: N_("There is more in this row than the table has columns: {value}"),
    NotTaken.ROWS_DISAGREE: N_("{sku}: an earlier row of this file says otherwise."),
}


def not_taken(why: NotTaken, facts: Mapping[str, str]) -> str:
    """Why it stays out."""
    known = {name: facts.get(name) or "?" for name in ("sku", "value", "code", "other")}
    return _(_WORDS[why]).format(**known)
