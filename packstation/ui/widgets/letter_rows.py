"""Where the letters of each language lie, as on the keyboards of its country; twelve keys a row.

QWERTZ is DIN 2137, AZERTY is NF Z71-300; the Spanish and the Polish rows follow what is sold there. Accents
are keys of their own, because a finger has no dead keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from packstation.ui.translation import SOURCE
from packstation.ui.widgets.pad import BACKSPACE, ENTER, SPACE

SHIFT, SHUT, MORE, FEWER = "⇧", "▾", "áß", "ABC"
"""Large letters, away with the keys, the letters of other languages, back to those of this one."""

_SPACE = " ".join([SPACE] * 5)
_ENDS = f"{ENTER} {ENTER}"

ROWS: Mapping[str, tuple[str, ...]] = {
    SOURCE: (
        f"1 2 3 4 5 6 7 8 9 0 {BACKSPACE} {BACKSPACE}",
        "q w e r t y u i o p - _",
        "a s d f g h j k l ' & @",
        f"{SHIFT} {SHIFT} z x c v b n m , . /",
        f"{SHUT} {MORE} # {_SPACE} + : {_ENDS}",
    ),
    "de": (
        f"1 2 3 4 5 6 7 8 9 0 ß {BACKSPACE}",
        "q w e r t z u i o p ü -",
        "a s d f g h j k l ö ä @",
        f"{SHIFT} y x c v b n m , . / '",
        f"{SHUT} {MORE} & {_SPACE} # : {_ENDS}",
    ),
    "es": (
        f"1 2 3 4 5 6 7 8 9 0 ú {BACKSPACE}",
        "q w e r t y u i o p á -",
        "a s d f g h j k l ñ é í",
        f"{SHIFT} z x c v b n m , . / ó",
        f"{SHUT} {MORE} & {_SPACE} @ : {_ENDS}",
    ),
    "fr": (
        f"1 2 3 4 5 6 7 8 9 0 é {BACKSPACE}",
        "a z e r t y u i o p è -",
        "q s d f g h j k l m ç à",
        f"{SHIFT} w x c v b n ' , . / ù",
        f"{SHUT} {MORE} & {_SPACE} @ : {_ENDS}",
    ),
    "pl": (
        f"1 2 3 4 5 6 7 8 9 0 - {BACKSPACE}",
        "q w e r t y u i o p ę ó",
        "a s d f g h j k l ł ą ś",
        f"{SHIFT} z x c v b n m ć ń ź ż",
        f"{SHUT} {MORE} & @ {SPACE} {SPACE} , . / : {_ENDS}",
    ),
}
"""By language; any other has those of the source."""

OTHERS = (
    "á à â ä å ã æ ą ç ć č ď",
    f"é è ê ë ę ě í ì î ï ł {BACKSPACE}",
    "ñ ń ň ó ò ô ö õ ø œ ř ś",
    "š ß ť ú ù û ü ů ý ź ż ž",
    f"{SHUT} {FEWER} {SHIFT} {' '.join([SPACE] * 3)} ( ) + _ {_ENDS}",
)
"""Names come from everywhere: the letters of the neighbours, whatever language the window speaks."""
