"""Each row of products that stays out has its sentence, with both names where two claim one code."""

from __future__ import annotations

import pytest

from packstation.domain.product_draft import NotTaken
from packstation.places import resources
from packstation.ui.product_words import not_taken
from packstation.ui.translation import languages, set_language


@pytest.mark.parametrize("language", ["en", *languages(resources() / "translations")])
@pytest.mark.parametrize("why", NotTaken)
def test_every_reason_has_a_sentence(language: str, why: NotTaken) -> None:
    set_language(resources() / "translations", language)
    facts = {"sku": "MUG", "value": "x1", "code": "4711", "other": "LID"}
    text = not_taken(why, facts)
    assert "{" not in text
    assert why is NotTaken.SKU_MISSING or any(fact in text for fact in facts.values())


def test_both_products_are_named() -> None:
    set_language(resources() / "translations", "en")
    text = not_taken(NotTaken.CODE_TAKEN, {"code": "4711", "sku": "MUG", "other": "LID"})
    assert text == "The code 4711 of MUG is a code of LID already."
