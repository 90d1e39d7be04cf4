"""What is kept in the project is true on every PC: no path of one machine, no address of a registry."""

import re

import pytest

from tests.architecture.source import ROOT, tracked

# Put together here, so that this file passes its own rule.
PLACES = [
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
]
PATTERN = re.compile("|".join(re.escape(place) for place in PLACES) + r"|\bissue #?\d", re.IGNORECASE)


def of_one_machine(text: str) -> list[str]:
    """The words in this text that are true on one machine only."""
    return PATTERN.findall(text)


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", errors="replace") for name in tracked()}
    assert {name: found for name, text in texts.items() if (found := of_one_machine(text))} == {}


@pytest.mark.parametrize("place", PLACES)
def test_a_planted_place_is_found(place: str) -> None:
    assert of_one_machine(f"see {place}x") == [place]


def test_a_planted_ticket_number_is_found() -> None:
    ticket = "issue" + " 7"
    assert of_one_machine(f"as asked in {ticket}") == [ticket]
