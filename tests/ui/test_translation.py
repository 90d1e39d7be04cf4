"""Every text of the window goes through the catalogues, and the catalogues know every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.command_words import command_word
from packstation.ui.po_file import read_po, texts
from packstation.ui.translation import _, languages, ngettext, set_language
from tests.architecture.source import Module, modules
from tests.ui.sources import placed, places, said
from tests.ui.spoken_text import forgotten, marked, put_together

TRANSLATIONS = resources() / "translations"
LANGUAGES = languages(TRANSLATIONS)
NO_WORDS = {"packstation/ui/design/sheet.py", "packstation/ui/theme.py"}
"""Hold words for Qt and none for people."""
HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def catalogue(language: str) -> dict[str, str]:
    return texts((TRANSLATIONS / language / "LC_MESSAGES" / "packstation.po").read_text("utf-8"))


def test_german_is_there() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_knows_every_text_of_the_window_and_no_other(language: str) -> None:
    wanted = {"\0".join(texts) for module in modules("packstation") for texts in marked(module)}
    assert set(catalogue(language)) - {""} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_facts_of_its_text(language: str) -> None:
    known = catalogue(language)
    plural = re.search(r"nplurals=(\d)", known.pop(""))
    assert plural is not None
    for text, translation in known.items():
        facts = set(re.findall(r"{\w+}", text))
        said = [set(re.findall(r"{\w+}", form)) for form in translation.split("\0")]
        assert said == [facts] * (int(plural[1]) if "\0" in text else 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_called_in_sentences_what_its_button_says(language: str) -> None:
    set_language(TRANSLATIONS, "en")
    words = sorted(map(command_word, Command), key=len, reverse=True)
    named = re.compile(rf"\b({'|'.join(words)})\b")
    known = catalogue(language)
    for text, translation in known.items():
        missing = [] if text.isupper() else [w for w in named.findall(text) if known[w] not in translation]
        assert missing == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_read_at_a_glance(language: str) -> None:
    for text, translation in catalogue(language).items():
        if text.isupper() and len(text) > 3:
            assert translation.isupper()
        assert translation.strip("\n") == translation or not text
        assert ("…{digits}" in text) == ("…{digits}" in translation)


@pytest.mark.parametrize(
    ("language", "you"),
    [
        ("de", r"\b(du|dein\w*|dich|dir|Sie|Ihr\w*|Ihnen|[Bb]itte)\b"),
        ("es", r"\b(tú|tus?|te|usted(es)?|vosotros|por favor)\b"),
        ("fr", r"\b(tu|toi|tes|vous|votre|vos|s.il (te|vous) plaît|(?!chez\b|assez\b)\w+ez)\b"),
        ("pl", r"\b([Pp]an(a|u|em|i|ią)?|[Pp]aństw\w*|[Pp]roszę|ty|ciebie|tobie|twój|twoj\w*)\b"),
    ],
)
def test_nobody_is_addressed_as_you(language: str, you: str) -> None:
    addressed = re.compile(you)
    assert [text for text in catalogue(language).values() if addressed.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translator_is_told_where_each_text_stands(language: str) -> None:
    told = said((TRANSLATIONS / language / "LC_MESSAGES" / "packstation.po").read_text("utf-8"))
    where = places()
    assert told == {text: where.get(text, []) for text in told}, "python -m tests.ui.sources mends it"


def test_a_text_that_moved_is_placed_anew() -> None:
    entry = HEADER + '#: {}\n#, c-format\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'
    moved = placed(entry.format("old.py"), {"a": ["new.py"]})
    assert moved == entry.format("new.py")
    assert said(moved) == {"a": ["new.py"], "c": []}


@pytest.mark.parametrize(
    ("word", "counts"),
    [("sekundę", (1,)), ("sekundy", (2, 4, 22, 104)), ("sekund", (0, 5, 12, 14, 21, 112))],
)
def test_polish_counts_in_three_ways(word: str, counts: tuple[int, ...]) -> None:
    set_language(TRANSLATIONS, "pl")
    one, many = "Too many wrong tries. Wait {wait_s} second.", "Too many wrong tries. Wait {wait_s} seconds."
    for count in counts:
        assert ngettext(one, many, count).endswith(f" {word}."), count


def test_german_is_spoken_where_it_is_chosen() -> None:
    set_language(TRANSLATIONS, "de")
    assert _("Scan your badge") == "Badge scannen"
    assert ngettext("{missing} piece is still missing.", "{missing} pieces are still missing.", 2).startswith(
        "Es fehlen"
    )


@pytest.mark.parametrize("language", ["de_AT", "de-CH"])
def test_a_country_speaks_its_language(language: str) -> None:
    set_language(TRANSLATIONS, language)
    assert _("Scan your badge") == "Badge scannen"


@pytest.mark.parametrize("language", ["", "en", "tlh", "../de"])
def test_the_source_is_spoken_where_there_is_no_catalogue(language: str) -> None:
    set_language(TRANSLATIONS, "de")
    set_language(TRANSLATIONS, language)
    assert _("Scan your badge") == "Scan your badge"
    assert ngettext("one", "many", 1) == "one"


class TestFile:
    """The format translators work in."""

    def test_lines_are_joined_escapes_read_and_guesses_left_out(self) -> None:
        found = texts(
            HEADER + '# a comment\n#: place.py\nmsgid "a "\n"b"\nmsgstr "Ä\\"\\n"\n"ö\\\\"\n\n'
            '#, fuzzy\nmsgid "guess"\nmsgstr "geraten"\n\nmsgid "empty"\nmsgstr ""\n\n'
            '#~ msgid "old"\n#~ msgstr "alt"\n'
        )
        assert {key: value for key, value in found.items() if key} == {"a b": 'Ä"\nö\\'}

    def test_windows_line_ends_make_no_difference(self) -> None:
        source = HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'
        assert texts(source.replace("\n", "\r\n")) == texts(source)

    def test_plural_forms_are_chosen_by_the_rule_in_the_header(self, tmp_path: Path) -> None:
        path = tmp_path / "french.po"
        plural = 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n'
        path.write_text(HEADER.replace("n != 1", "n > 1") + plural, "utf-8")
        found = read_po(path)
        assert [found.ngettext("one", "many", count) for count in (0, 1, 2)] == ["eins", "eins", "viele"]
        assert found.gettext("unknown") == "unknown"

    @pytest.mark.parametrize("line", ["msgid unquoted", '"of nothing"', "nonsense", 'msgctxt "x"'])
    def test_what_is_no_such_file_is_refused(self, line: str) -> None:
        with pytest.raises(ValueError, match="PO file"):
            texts(line)


def test_no_text_a_person_reads_was_forgotten() -> None:
    screens = [module for module in modules("packstation/ui") if module.path not in NO_WORDS]
    assert [found for module in screens for found in forgotten(module)] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    assert [found for module in modules("packstation") for found in put_together(module)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('QPushButton("Stop")', 1),
        ('label.put("Stop")', 1),
        ('label.setText(f"Order {number}")', 1),
        ('button.setAccessibleName("Stop" if ill else word)', 1),
        ('return "No order here"', 1),
        ('label.put(_("Stop"))', 0),
        ('label.put(f"{word} ({key})")', 0),
        ('PlainText("order_detail")', 0),
        ('raise RuntimeError("nobody is signed in")', 0),
        ('log.error("the window failed")', 0),
        ('"""A docstring of some words."""', 0),
        ('window.setWindowTitle(f"Packstation: {name}")', 0),
    ],
)
def test_a_planted_text_is_found(code: str, found: int) -> None:
    assert len(set(forgotten(Module("planted.py", code)))) == found


def test_a_planted_text_put_together_is_found() -> None:
    for code in ('_(f"{n} left")', '_("a" + b)', '_("{n} left".format(n=n))'):
        assert len(list(put_together(Module("planted.py", code)))) == 1
