"""Each fault of a file has its sentence, with the place where it was found."""

from __future__ import annotations

import pytest

from packstation.domain.file_fault import FileFault
from packstation.domain.refusal import RefusalCode
from packstation.places import resources
from packstation.ui.refusal_words import refusal_sentence
from packstation.ui.translation import languages, set_language


@pytest.mark.parametrize("language", ["en", *languages(resources() / "translations")])
@pytest.mark.parametrize("why", FileFault)
def test_every_fault_has_a_sentence(language: str, why: FileFault) -> None:
    set_language(resources() / "translations", language)
    text = refusal_sentence(RefusalCode.FILE_UNUSABLE, {"why": why.value})
    assert text.endswith((".", "?"))
    assert "{" not in text


def test_the_place_is_named() -> None:
    set_language(resources() / "translations", "en")
    broken = refusal_sentence(RefusalCode.FILE_UNUSABLE, {"why": "quote_open", "line": 7})
    assert broken == "From line 7 on, the file is damaged: a quotation mark is missing."
    missing = refusal_sentence(RefusalCode.FILE_UNUSABLE, {"why": "column_missing", "column": "Name"})
    assert missing == "The column Name is missing in this file."
