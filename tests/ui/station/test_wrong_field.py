"""Codes with spaces, in small letters, or typed where they do not belong."""

from __future__ import annotations

import pytest

from packstation.domain.act import Refusal
from packstation.domain.refusal import RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.verdict import Said, VerdictKind
from tests.application.site import IDA_BADGE
from tests.ui.at_bench import AtBench


@pytest.mark.parametrize("where", ["start", "packing", "labelling"])
@pytest.mark.parametrize("text", ["471147", "Erika Example", "40123456"])
def test_what_was_typed_into_the_wrong_field_is_said_but_never_written_down(
    bench: AtBench, where: str, text: str
) -> None:
    """It may be a PIN, or a customer's name; nothing is ever erased from the journal."""
    if where == "start":
        bench.badge()
    elif where == "packing":
        bench.open("100234")
    else:
        bench.close()
    acts = bench.warehouse.acts()
    bench.type(text)
    new = bench.warehouse.acts()[len(acts) :]
    assert len(new) == 1
    assert isinstance(new[0], Refusal)
    assert text not in str(new)
    assert bench.verdict.kind is VerdictKind.NO


def test_a_product_typed_in_small_letters_is_that_product(bench: AtBench) -> None:
    bench.badge()
    bench.type("mug")
    assert bench.view.screen is Screen.PACK
    bench.type("mug")
    assert bench.packed(1, "100235") == 1


@pytest.mark.parametrize("text", [f" {IDA_BADGE.code} ", f"{IDA_BADGE.code} "])
def test_spaces_around_a_badge_do_not_count(bench: AtBench, text: str) -> None:
    bench.scan(text)
    assert bench.desk.actor == bench.warehouse.ida


def test_spaces_around_the_code_of_a_label_do_not_count(bench: AtBench) -> None:
    bench.close()
    bench.scan(f" {bench.plate} ")
    assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)


def test_a_code_of_nothing_but_spaces_is_unreadable(bench: AtBench) -> None:
    bench.badge()
    bench.scan("   ")
    assert bench.said == (VerdictKind.NO, RefusalCode.CODE_UNREADABLE)
