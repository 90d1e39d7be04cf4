"""Command barcodes: nobody prints a working one at home."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from packstation.domain.command_code import Command, command_code, parse_command
from packstation.domain.refusal import RefusalCode, Refused

SITE = b"the secret of this site"


@pytest.mark.parametrize("command", list(Command))
def test_a_command_card_works_at_its_own_site(command: Command) -> None:
    code = command_code(command, SITE)
    assert code.startswith("PSC-")
    assert parse_command(code, SITE) is command


@pytest.mark.parametrize("command", list(Command))
def test_the_card_of_another_site_is_refused(command: Command) -> None:
    with pytest.raises(Refused) as no:
        parse_command(command_code(command, b"another site"), SITE)
    assert (no.value.code, no.value.data) == (RefusalCode.COMMAND_FORGED, {})


@given(st.text(max_size=40))
def test_whatever_stands_behind_the_prefix_is_forged_unless_the_site_made_it(rest: str) -> None:
    assume(f"PSC-{rest}" not in {command_code(command, SITE) for command in Command})
    with pytest.raises(Refused) as no:
        parse_command(f"PSC-{rest}", SITE)
    assert no.value.code is RefusalCode.COMMAND_FORGED


def test_the_check_of_one_command_does_not_open_another() -> None:
    check = command_code(Command.LOCK, SITE).rpartition("-")[2]
    with pytest.raises(Refused):
        parse_command(f"PSC-YES-{check}", SITE)


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
