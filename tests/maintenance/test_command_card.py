"""`packstation commands`: the codes on the card work at this site, and the card tells no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.cli import main
from packstation.domain.carton import CartonType
from packstation.domain.command_code import ALWAYS_WITH_ARGUMENT, Asked, Command, command_code, parse_command
from packstation.domain.policy import PackingPolicy
from packstation.domain.refusal import Refused
from packstation.labels.paper.command_card import draw_card
from packstation.maintenance.command_card import COUNTS, carton_types, command_card
from packstation.places import SETTINGS_NAME, resources
from packstation.ui.command_words import GROUPS, KEYS, command_explanation, group_word
from packstation.ui.translation import languages, set_language
from tests.labels.paper.scanner_eye import FONTS, codes_on
from tests.maintenance.home import moved_in

SECRET, OTHER_SECRET = b"s" * 32, b"o" * 32
TRANSLATIONS = resources() / "translations"


TYPES = (CartonType("BOX", 180, 20, "Box, medium"), CartonType("S-1.5", 90))
ARGUMENTS = {
    Command.TIMES: ("", *map(str, COUNTS)),
    Command.DIGIT: tuple("1234567890"),
    Command.CARTON: tuple(kind.code for kind in TYPES),
}
ON_CARD = {
    Asked(command, argument)
    for group in GROUPS
    for command in group
    for argument in ARGUMENTS.get(command, ("",))
}


def test_every_command_is_on_the_card_once() -> None:
    assert sorted(command for group in GROUPS for command in group) == sorted(Command)


def test_every_command_but_those_that_say_nothing_alone_has_a_key_of_its_own() -> None:
    assert set(KEYS) == set(Command) - ALWAYS_WITH_ARGUMENT
    assert len(set(KEYS.values())) == len(KEYS)


def test_the_card_holds_what_a_day_by_scanner_alone_needs() -> None:
    assert {asked.argument for asked in ON_CARD if asked.command is Command.DIGIT} == set("0123456789")
    assert {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 24, 50} == set(COUNTS)


@pytest.mark.parametrize("language", ["", *languages(TRANSLATIONS)])
def test_each_printed_code_is_a_command_at_this_site_and_at_no_other(language: str) -> None:
    set_language(TRANSLATIONS, language)
    sheets = list(draw_card(command_card("Bench 1", SECRET, TYPES), FONTS))
    set_language(TRANSLATIONS, "")
    codes = [code for sheet in sheets for code in codes_on(sheet.picture)]
    assert len(codes) == len(ON_CARD)
    assert {parse_command(code, SECRET) for code in codes} == ON_CARD
    for code in codes:
        with pytest.raises(Refused):
            parse_command(code, OTHER_SECRET)


def test_the_card_speaks_the_language_of_the_station(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved_in(tmp_path).opened.crash()
    (tmp_path / SETTINGS_NAME).write_text('[station]\nname = "Platz 3"\nlanguage = "de"\n', "utf-8")
    assert main(["--home", str(tmp_path), "commands", "--pdf", str(tmp_path / "card.pdf")]) == 0
    card = command_card("Platz 3", SECRET, TYPES)
    set_language(TRANSLATIONS, "")
    assert card.title == "Befehle"
    assert card.groups[0].entries[0].word == "WEITER"
    assert "42 commands" in capsys.readouterr().out


def test_each_command_and_group_has_words_of_its_own() -> None:
    assert len({command_explanation(command) for command in Command}) == len(Command)
    assert len({group_word(group) for group in GROUPS}) == len(GROUPS)


def test_the_file_is_written_beside_the_running_station_and_holds_no_secret(tmp_path: Path) -> None:
    warehouse = moved_in(tmp_path)
    target = tmp_path / "card.pdf"
    assert main(["--home", str(tmp_path), "commands", "--pdf", str(target)]) == 0
    secret = warehouse.store.site_secret
    written = target.read_bytes()
    for told in (secret, secret.hex().encode(), secret.hex().upper().encode()):
        assert told not in written
    assert all(secret.hex()[:12].upper() not in command_code(command, secret) for command in KEYS)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda home: None, "there is no store in"),
        (lambda home: (home / SETTINGS_NAME).write_text("[station]\nnmae = 1\n", "utf-8"), "nmae"),
    ],
)
def test_what_cannot_be_printed_is_a_sentence_and_no_file(
    prepare: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(prepare)
    prepare(tmp_path)
    assert main(["--home", str(tmp_path), "commands", "--pdf", str(tmp_path / "card.pdf")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "card.pdf").exists()


def test_a_carton_type_no_barcode_can_carry_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved_in(tmp_path).opened.crash()
    (tmp_path / SETTINGS_NAME).write_text(
        '[station]\nname = "B"\n[packing.carton]\ncode = "KÄSTCHEN"\n', "utf-8"
    )
    target = tmp_path / "card.pdf"
    assert main(["--home", str(tmp_path), "commands", "--pdf", str(target)]) == 2
    assert "KÄSTCHEN" in capsys.readouterr().err
    assert not target.exists()


def test_the_usual_carton_type_comes_first_and_none_twice() -> None:
    usual = CartonType("BOX", 180, 20, "Box")
    policy = PackingPolicy(carton_type=usual, carton_types=(CartonType("S", 90), usual))
    assert [kind.code for kind in carton_types(policy)] == ["BOX", "S"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved_in(tmp_path).opened.crash()
    target = tmp_path / "nowhere" / "card.pdf"
    assert main(["--home", str(tmp_path), "commands", "--pdf", str(target)]) == 2
    assert f"packstation: {target}: " in capsys.readouterr().err
