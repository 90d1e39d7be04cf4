"""Command barcodes: nobody prints a working one at home."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from packstation.domain.command_code import (
    ALWAYS_WITH_ARGUMENT,
    MAY_HAVE_ARGUMENT,
    Asked,
    Command,
    command_code,
    parse_command,
)
from packstation.domain.refusal import RefusalCode, Refused

SITE = b"the secret of this site"
ASKED = (
    *(Asked(command) for command in Command if command not in ALWAYS_WITH_ARGUMENT),
    *(Asked(Command.DIGIT, digit) for digit in "0123456789"),
    *(Asked(Command.TIMES, count) for count in ("2", "12", "9999")),
    *(Asked(Command.CARTON, code) for code in ("BOX", "BOX-L", "A.B-C.1", "with space")),
)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_a_command_card_works_at_its_own_site(asked: Asked) -> None:
    code = command_code(asked.command, SITE, asked.argument)
    assert code.startswith("PSC-")
    assert parse_command(code, SITE) == asked


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_the_card_of_another_site_is_refused(asked: Asked) -> None:
    with pytest.raises(Refused) as no:
        parse_command(command_code(asked.command, b"another site", asked.argument), SITE)
    assert (no.value.code, no.value.data) == (RefusalCode.COMMAND_FORGED, {})


@given(st.text(max_size=40))
def test_whatever_stands_behind_the_prefix_is_forged_unless_the_site_made_it(rest: str) -> None:
    assume(f"PSC-{rest}" not in {command_code(asked.command, SITE, asked.argument) for asked in ASKED})
    with pytest.raises(Refused) as no:
        parse_command(f"PSC-{rest}", SITE)
    assert no.value.code is RefusalCode.COMMAND_FORGED


def test_the_check_of_one_command_does_not_open_another() -> None:
    check = command_code(Command.LOCK, SITE).rpartition("-")[2]
    with pytest.raises(Refused):
        parse_command(f"PSC-YES-{check}", SITE)


def test_the_check_of_one_argument_does_not_open_another() -> None:
    check = command_code(Command.TIMES, SITE, "2").rpartition("-")[2]
    with pytest.raises(Refused):
        parse_command(f"PSC-X.200-{check}", SITE)


@pytest.mark.parametrize("command", sorted(ALWAYS_WITH_ARGUMENT))
def test_a_command_that_says_nothing_without_its_argument_is_refused(command: Command) -> None:
    with pytest.raises(Refused):
        parse_command(command_code(command, SITE), SITE)


@pytest.mark.parametrize("command", sorted(set(Command) - MAY_HAVE_ARGUMENT))
def test_an_argument_to_a_command_that_takes_none_is_refused(command: Command) -> None:
    with pytest.raises(Refused):
        parse_command(command_code(command, SITE, "1"), SITE)


def test_a_command_this_release_does_not_know_is_refused_though_its_check_is_right() -> None:
    class Later:
        value = "EXPLODE"

    code = command_code(Later(), SITE)  # type: ignore[arg-type]
    with pytest.raises(Refused) as no:
        parse_command(code, SITE)
    assert no.value.code is RefusalCode.COMMAND_FORGED


@pytest.mark.parametrize("text", ["", "NEXT", "PSC", "psc-NEXT-123456789012", " PSC-NEXT", "4012345678901"])
def test_a_code_without_the_prefix_is_no_command(text: str) -> None:
    assert parse_command(text, SITE) is None
