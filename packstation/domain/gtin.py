"""Product codes as printed and as compared.

EAN-8, UPC-A, EAN-13 and GTIN-14 are one number in four widths (GS1 General Specifications, 3.3): the
bench compares them as 14 digits. UPC-E is the zero-suppressed form of a UPC-A and is expanded first.
"""

from __future__ import annotations

GTIN_WIDTHS = frozenset({8, 12, 13, 14})
_ZERO = ord("0")


def check_digit(digits: str) -> int:
    """The GS1 modulo-10 check digit for `digits` (the number without it)."""
    values = digits.encode("ascii")
    thrice, once = values[::-2], values[-2::-2]
    # Bytes are added as they are, and what a zero counts there taken off: every scan comes by here thrice.
    return -(3 * (sum(thrice) - _ZERO * len(thrice)) + sum(once) - _ZERO * len(once)) % 10


def is_ascii_number(text: str) -> bool:
    """Whether the text is digits 0 to 9 only (str.isdigit knows many more)."""
    return text.isascii() and text.isdigit()


def has_check_digit(digits: str) -> bool:
    """Whether the last digit of an all-digit text is the right check digit of the rest."""
    return check_digit(digits[:-1]) == int(digits[-1])


def expand_upc_e(digits: str) -> str | None:
    """The 12-digit UPC-A of an 8-digit UPC-E, or None where it is none (number system not 0 or 1)."""
    if len(digits) != 8 or not is_ascii_number(digits) or digits[0] not in "01":
        return None
    body, last = digits[1:6], digits[6]
    if last in "012":
        middle = f"{body[:2]}{last}0000{body[2:]}"
    elif last in "34":
        kept = int(last)
        middle = f"{body[:kept]}00000{body[kept:]}"
    else:
        middle = f"{body}0000{last}"
    whole = f"{digits[0]}{middle}{digits[7]}"
    return whole if has_check_digit(whole) else None


def canonical_code(text: str, aim: str = "") -> str:
    """The form under which a code is stored and looked up.

    GTINs of any width with a right check digit become 14 digits; anything else (a SKU, an internal
    code, a number with a wrong check digit) stays as it is, without outer spaces.
    """
    code = text.strip()
    if not is_ascii_number(code) or len(code) not in GTIN_WIDTHS:
        return code
    if aim == "]E0" and len(code) == 8:
        code = expand_upc_e(code) or code
    return code.zfill(14) if has_check_digit(code) else code


def misread(text: str, aim: str) -> bool:
    """Whether a symbol that must carry a check digit (EAN/UPC by its AIM id) has a wrong one."""
    if not aim.startswith("]E") or not is_ascii_number(text) or len(text) not in GTIN_WIDTHS:
        return False
    if aim == "]E0" and len(text) == 8:
        return expand_upc_e(text) is None and not has_check_digit(text)
    return not has_check_digit(text)


def as_printed(code: str) -> str:
    """A canonical code as it stands below the bars of a product: EAN-8, EAN-13 or GTIN-14 digits.

    A UPC-A is shown as the EAN-13 it is. Anything that is no canonical GTIN stays as it is.
    """
    if len(code) != 14 or not is_ascii_number(code) or not has_check_digit(code):
        return code
    if code.startswith("000000"):
        return code[6:]
    return code.removeprefix("0")
