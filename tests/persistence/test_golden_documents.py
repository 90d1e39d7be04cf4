"""Documents word for word as the first release writes them: later stations of a site go on reading them.

`golden_documents.json` has one of each kind, and is never written anew: a later release adds names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind
from packstation.persistence.documents.conflict import conflict_in, conflict_text
from packstation.persistence.documents.order import asked_in, lifted_in, order_text
from packstation.persistence.documents.person import person_in, person_text
from packstation.persistence.documents.product import goods_in, product_text
from packstation.persistence.documents.setting import setting_in, setting_text
from packstation.persistence.documents.task import done_in, task_text

GOLDEN: Mapping[str, Mapping[str, str]] = json.loads(
    Path(__file__).with_name("golden_documents.json").read_text("utf-8")
)
ORDER = UUID("01900000-0000-7000-8000-000000000001")
Texts = tuple[str, str | None]


def _order() -> Texts:
    golden = GOLDEN["order"]
    asked = asked_in(ORDER, golden["body"], golden["personal"])
    text = order_text(asked.order, asked.sources, asked.unknown, asked.unknown_personal)
    assert lifted_in(asked.unknown) == {"address"}
    return text.body, text.personal


def _task() -> Texts:
    golden = GOLDEN["task"]
    order = asked_in(ORDER, GOLDEN["order"]["body"], GOLDEN["order"]["personal"]).order
    done = done_in(order, golden["body"], golden["personal"], None)
    text = task_text(done.task, done.labels, done.unknown, done.unknown_personal)
    return text.body, text.personal


def _product() -> Texts:
    goods = goods_in("MUG", GOLDEN["product"]["body"])
    return product_text(goods.product, goods.codes, goods.facts, goods.unknown), None


AGAIN: Mapping[DocumentKind, Callable[[], Texts]] = {
    DocumentKind.ORDER: _order,
    DocumentKind.TASK: _task,
    DocumentKind.PRODUCT: _product,
    DocumentKind.PERSON: lambda: (person_text(*person_in("ida", GOLDEN["person"]["body"])), None),
    DocumentKind.CONFLICT: lambda: (conflict_text(conflict_in(GOLDEN["conflict"]["body"])), None),
    DocumentKind.SETTING: lambda: (setting_text(setting_in(GOLDEN["setting"]["body"])), None),
}


def lost(golden: str, now: str) -> list[str]:
    """The names that are gone or say something else."""
    told: Mapping[str, Any] = json.loads(now)
    return [name for name, value in json.loads(golden).items() if told.get(name, AGAIN) != value]


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_the_first_release_wrote_is_read_without_losing_a_word(kind: DocumentKind) -> None:
    body, personal = AGAIN[kind]()
    assert lost(GOLDEN[kind.value]["body"], body) == []
    if personal is not None:
        assert lost(GOLDEN[kind.value]["personal"], personal) == []


def test_a_name_that_is_gone_and_one_that_says_something_else_are_found() -> None:
    assert lost('{"a":1,"b":2,"c":3}', '{"b":9,"c":3,"d":4}') == ["a", "b"]
