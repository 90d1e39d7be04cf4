"""Who may do what, and how long a wrong secret makes a person wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.person import ALLOWED, Actor, Role, User, Verb, shortest_pin

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IDA = User("u1", "Ida", Role.PACKER)

MAY = {
    "packer": {
        "sign_in",
        "open_order",
        "scan_unit",
        "undo",
        "close_carton",
        "print_label",
        "answer_label",
        "verify_label",
        "release_order",
        "command",
    },
    "admin": {"sign_in", "enrol"},
}
MAY["lead"] = MAY["packer"] | {"enrol"}


@pytest.mark.parametrize(("role", "verb"), list(product(Role, Verb)))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, verb: Verb) -> None:
    assert Actor("u1", "Ida", role).may(verb) is (verb.value in MAY[role.value])


def test_every_role_has_a_row() -> None:
    assert set(ALLOWED) == set(Role)


def missed(times: int) -> User:
    user = IDA
    for _ in range(times):
        user = user.missed(NOON)
    return user


@pytest.mark.parametrize(
    ("times", "wait_s"),
    [(0, 0), (1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 900), (12, 900)],
)
def test_after_five_misses_the_wait_doubles_up_to_a_quarter_of_an_hour(times: int, wait_s: int) -> None:
    assert missed(times).wait_s(NOON) == wait_s


def test_the_wait_never_shrinks_with_more_misses() -> None:
    waits = [missed(times).wait_s(NOON) for times in range(60)]
    assert all(before <= after for before, after in pairwise(waits))


@pytest.mark.parametrize(
    ("seconds", "wait_s"), [(0, 15), (0.2, 15), (1, 14), (14.9, 1), (15, 0), (100_000, 0)]
)
def test_the_wait_runs_out_with_time(seconds: float, wait_s: int) -> None:
    assert missed(5).wait_s(NOON + timedelta(seconds=seconds)) == wait_s


def test_the_right_secret_forgets_the_misses() -> None:
    assert missed(9).welcomed() == IDA


@given(st.integers(5, 30), st.integers(1, 10**7), st.integers(0, 2_000))
def test_a_clock_set_back_never_makes_the_wait_longer_than_the_delay(
    times: int, back_s: int, later_s: int
) -> None:
    turned_back = NOON - timedelta(seconds=back_s)
    user = missed(times).no_later_than(turned_back)
    delay_s = missed(times).wait_s(NOON)
    assert user.wait_s(turned_back) == delay_s
    assert user.wait_s(turned_back + timedelta(seconds=later_s)) == max(0, delay_s - later_s)


def test_a_clock_that_runs_on_leaves_the_last_miss_where_it_was() -> None:
    assert missed(5).no_later_than(NOON + timedelta(seconds=1)) == missed(5)
    assert IDA.no_later_than(NOON) == IDA


def test_a_clock_set_back_and_not_yet_noticed_still_shows_no_more_than_the_delay() -> None:
    assert missed(5).wait_s(NOON - timedelta(days=1)) == 15


@pytest.mark.parametrize(("role", "digits"), [(Role.PACKER, 4), (Role.LEAD, 6), (Role.ADMIN, 6)])
def test_who_may_do_more_needs_a_longer_pin(role: Role, digits: int) -> None:
    assert shortest_pin(role) == digits


def test_verbs_know_a_person_without_the_secrets() -> None:
    user = replace(IDA, pin_hash="hash", badge_hash="hash")
    assert user.actor == Actor("u1", "Ida", Role.PACKER)
    assert "hash" not in repr(user.actor)
