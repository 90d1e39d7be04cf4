"""What the command says before any window is there."""

from pathlib import Path

import pytest

from packstation.cli import main
from packstation.demo.command import demo, has_display
from packstation.demo.input import Input


@pytest.mark.parametrize(("orders", "rules"), [(0, []), (28, []), (1, ["no_such_rule"])])
def test_what_cannot_be_packed_is_refused_at_once(
    tmp_path: Path, orders: int, rules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo(headless=True, orders=orders, out=tmp_path, rules_off=rules, home=tmp_path) == 2
    assert "packstation demo: " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["demo-site", "--headless"], ["demo", "--headless"], ["training", "--headless"], ["gallery"]]
)
@pytest.mark.parametrize("behind", ["", "folder"])
def test_a_folder_that_cannot_be_one_is_told_in_one_line_at_once(
    tmp_path: Path, words: list[str], behind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert main([*words, "--out", str(file / behind)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"packstation {words[0]}: {file / behind}: ")
    assert said.endswith(". With --out name a folder that can be written to\n")
    assert said.count("\n") == 1


def test_the_command_offers_every_input_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--headless", "--input", "telepathy"])
    complaint = capsys.readouterr().err.partition("choose from")[2]
    assert [hands for hands in Input if hands.value not in complaint] == []


@pytest.mark.parametrize(
    ("system", "environment", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_window_is_shown_where_somebody_could_see_it(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr("sys.platform", system)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_display() is seen
