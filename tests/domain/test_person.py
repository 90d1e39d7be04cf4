"""Who may do what, and how long a wrong secret makes a person wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.person import ALLOWED, Actor, Role, User, Verb, is_led, shortest_pin

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IDA = User("u1", "Ida", Role.PACKER)

TABLE = """
                        packer  lead  admin
    sign_in             yes     yes   yes
    open_order          yes     yes   no
    scan_unit           yes     yes   no
    count_times         yes     yes   no
    count_by_touch      yes     yes   no
    undo                yes     yes   no
    close_carton        yes     yes   no
    change_carton       yes     yes   no
    print_label         yes     yes   no
    answer_label        yes     yes   no
    verify_label        yes     yes   no
    reprint_label       yes     yes   no
    reopen_carton       yes     yes   no
    reopen_order        leave   yes   no
    confirm_instruction yes     yes   no
    print_paper         yes     yes   no
    report_short        yes     yes   no
    ship_short          leave   yes   no
    park_order          yes     yes   no
    release_order       yes     yes   no
    put_back            yes     yes   no
    bind_tote           yes     yes   no
    command             yes     yes   yes
    enrol               no      yes   yes
    change_person       no      yes   yes
    open_unclaimed      leave   yes   no
    settle_conflict     leave   yes   no
    lift_hold           leave   yes   no
    map_code            no      yes   no
    confirm_weight      no      yes   no
    import_orders       no      yes   yes
    settle_quarantine   no      yes   yes
    change_settings     no      yes   yes
    receive_orders      no      no    no
"""
"""Who may do what; `leave`: when a lead allows it at the packer's bench."""

COLUMNS, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
MAY = {(role, row[0]): cell for row in ROWS for role, cell in zip(COLUMNS, row[1:], strict=True)}


@pytest.mark.parametrize(("role", "verb"), list(product(Role, Verb)))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, verb: Verb) -> None:
    assert Actor("u1", "Ida", role).may(verb) is (MAY[role.value, verb.value] == "yes")


def test_the_table_knows_every_role_and_every_verb() -> None:
    assert set(ALLOWED) == set(Role) == set(COLUMNS)
    assert [row[0] for row in ROWS] == [verb.value for verb in Verb]


@pytest.mark.parametrize(("role", "other", "verb"), list(product(Role, Role, Verb)))
def test_a_second_person_allows_what_a_lead_may_allow_and_nothing_else(
    role: Role, other: Role, verb: Verb
) -> None:
    second, first = Actor("u2", "Lea", role), Actor("u1", "Ida", other)
    wanted = role is Role.LEAD and MAY["packer", verb.value] == "leave"
    assert second.may_allow(verb, first) is wanted


@pytest.mark.parametrize(("role", "verb"), list(product(Role, Verb)))
def test_nobody_allows_oneself_anything(role: Role, verb: Verb) -> None:
    lea = Actor("u1", "Lea", role)
    assert not lea.may_allow(verb, lea)
    assert not lea.may_allow(verb, replace(lea, role=Role.PACKER))


@pytest.mark.parametrize(
    ("roles", "led"),
    [
        ("", False),
        ("packer", False),
        ("lead", True),
        ("admin", True),
        ("packer lead", True),
        ("packer -lead", False),
        ("-lead -admin packer", False),
        ("-lead admin", True),
    ],
)
def test_a_site_is_led_while_somebody_who_may_change_people_can_sign_in(roles: str, led: bool) -> None:
    people = [
        User(f"u{number}", "Somebody", Role(role.removeprefix("-")), disabled=role.startswith("-"))
        for number, role in enumerate(roles.split())
    ]
    assert is_led(people) is led


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
