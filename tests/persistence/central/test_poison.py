"""Rows and documents that nobody can use: kept or left out, and never in the way of those behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.domain.central import Document, DocumentKind, Outcome, Standing
from tests.contract.central.shared_site import Bench, PostgresSite
from tests.postgres.journal import new_id, order_document
from tests.postgres.site import RealSite

# What a journal can hold: no NUL (canonical JSON escapes it), no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@pytest.fixture
def a(real_site: RealSite) -> Bench:
    return Bench(PostgresSite(real_site), "A")


@pytest.mark.parametrize(
    "poison",
    [
        Document(DocumentKind.ORDER, "no id", 1, "{}", None, "100"),
        order_document(new_id(), 1, "1" * 3_000),
        replace(order_document(new_id(), 1, "100"), number=None),
        replace(order_document(new_id(), 1, "100"), rev=-1),
        Document(DocumentKind.PRODUCT, "é" * 2_000, 1, "{}"),
        Document(DocumentKind.PRODUCT, "", 1, "{}"),
    ],
    ids=["no id", "long number", "no number", "no rev", "long key", "no key"],
)
def test_a_document_that_nobody_can_use_holds_up_nothing(a: Bench, poison: Document) -> None:
    good = new_id()
    a.does("order_received")
    second = a.does("order_received", good, 0)
    a.leaves(poison)
    a.leaves(order_document(good, second.seq, "200"))
    assert a.outcomes() == [Outcome.NOT_UNDERSTOOD, Outcome.ACCEPTED]
    assert [row.key for row in a.pull()] == [str(good)]


def test_a_nul_in_a_text_is_no_reason_to_stop(a: Bench) -> None:
    order_id = new_id()
    event = a.does("order_received", order_id, 0)
    a.leaves(order_document(order_id, event.seq, "1\x0000", body='{"a":"\0"}', personal="\0"))
    assert a.outcomes() == [Outcome.ACCEPTED]
    assert a.pull()[0].body == '{"a":"\N{REPLACEMENT CHARACTER}"}'


def test_a_row_whose_hash_is_not_its_own_is_not_taken(a: Bench) -> None:
    event = a.does("signed_in")
    a.journal.events[0] = replace(event, actor="eve")
    assert a.push().standing is Standing.RESYNC
    a.journal.events[0] = event
    assert a.outcomes() == [Outcome.ACCEPTED]


def test_whatever_stands_in_a_row_central_finds_the_same_hash(a: Bench) -> None:
    @settings(max_examples=60)
    @given(TEXT, TEXT, st.none() | TEXT, TEXT)
    def any_row(actor: str, boot_id: str, second_actor: str | None, payload: str) -> None:
        a.journal.row(
            "signed_in", None, None, actor=actor, boot_id=boot_id, second_actor=second_actor, payload=payload
        )
        assert a.outcomes() == [Outcome.ACCEPTED]

    any_row()
