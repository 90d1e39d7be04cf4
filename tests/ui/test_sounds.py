"""Tones: made by the script, told apart without pitch, and never in the way of an answer."""

from __future__ import annotations

import math
import wave
from array import array
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import sounds as script
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from packstation.places import resources
from packstation.ui.sounds import SILENT, SystemSounds
from packstation.ui.theme import Look
from packstation.ui.verdict import Said, Verdict, VerdictKind
from tests.ui.at_window import AtWindow

STORED = resources() / "sounds"
SOUNDING = [kind for kind in VerdictKind if kind not in SILENT]
QUIET = 1_000
GAP_S = 0.03
SLICE = 480
"""A hundredth of a second."""
EVEN_DB = 3.0
A_THIRD = 2 ** (3 / 12)
"""Two pitches so far apart are told apart by anybody."""


def samples(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        return array("h", file.readframes(file.getnframes()))


def rhythm(path: Path) -> list[float]:
    """How long each tone lasts, in tenths of a second: what is heard of it through a wall."""
    lasts, silent, begun = [], 0, None
    for number, level in enumerate(samples(path)):
        if abs(level) > QUIET:
            begun, silent = number if begun is None else begun, 0
            continue
        silent += 1
        if begun is not None and silent > GAP_S * 48_000:
            lasts.append(round((number - silent - begun) / 4_800, 1))
            begun = None
    return lasts if begun is None else [*lasts, round((len(samples(path)) - begun) / 4_800, 1)]


def test_the_stored_tones_are_those_of_the_script(tmp_path: Path) -> None:
    made = {path.name: path.read_bytes() for path in script.write(tmp_path)}
    assert made == {path.name: path.read_bytes() for path in STORED.glob("*.wav")}


def test_every_answer_has_a_tone_and_a_note_has_none() -> None:
    assert {path.stem for path in STORED.glob("*.wav")} == {kind.value for kind in SOUNDING}


@pytest.mark.parametrize("kind", SOUNDING)
def test_a_tone_is_loud_not_clipped_short_and_ends_in_silence(kind: VerdictKind) -> None:
    held = samples(STORED / f"{kind.value}.wav")
    assert 0.4 * 32_767 < max(map(abs, held)) < 0.98 * 32_767
    assert len(held) / 48_000 < 1.5
    assert max(map(abs, held[:3])) < QUIET
    assert max(map(abs, held[-3:])) < QUIET


def test_tones_are_told_apart_by_rhythm_alone() -> None:
    counts = {kind: len(rhythm(STORED / f"{kind.value}.wav")) for kind in SOUNDING}
    assert counts[VerdictKind.YES] == counts[VerdictKind.NO] == 1
    assert len({counts[kind] for kind in SOUNDING if kind is not VerdictKind.NO}) == len(SOUNDING) - 1
    yes, no = rhythm(STORED / "yes.wav")[0], rhythm(STORED / "no.wav")[0]
    assert no > 4 * yes


def loudness_db(held: array[int]) -> float:
    """How loud it is while it sounds, below the loudest there can be: silence between tones is left out."""
    slices = (held[at : at + SLICE] for at in range(0, len(held) - SLICE + 1, SLICE))
    powers = [sum(level * level for level in one) / SLICE for one in slices]
    sounding = [power for power in powers if power > QUIET * QUIET]
    return 10 * math.log10(sum(sounding) / len(sounding) / 32_767**2)


def first_pitch(held: array[int]) -> float:
    """What the first tone sings, in Hz, by how often it crosses the middle in its first 80 ms."""
    crossings = sum((a < 0) != (b < 0) for a, b in pairwise(held[: 8 * SLICE]))
    return crossings / 2 / 0.08


def test_no_tone_is_louder_than_another() -> None:
    loud = [loudness_db(samples(STORED / f"{kind.value}.wav")) for kind in SOUNDING]
    assert max(loud) - min(loud) < EVEN_DB
    quieter = array("h", (level // 2 for level in samples(STORED / "yes.wav")))
    assert max(loud) - loudness_db(quieter) > EVEN_DB


def test_tones_begin_with_another_pitch_and_last_for_another_time() -> None:
    held = {kind: samples(STORED / f"{kind.value}.wav") for kind in SOUNDING}
    for one, other in combinations(SOUNDING, 2):
        low, high = sorted((first_pitch(held[one]), first_pitch(held[other])))
        assert high / low > A_THIRD, (one, other)
        short, long = sorted((len(held[one]), len(held[other])))
        assert long / short > 1.15, (one, other)


def test_a_tone_too_loud_for_its_bits_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "PEAK", 1.5)
    with pytest.raises(OverflowError):
        script.samples((script.Tone(880, 0.1),))


@pytest.mark.gui
def test_the_answer_is_painted_before_its_tone_is_asked_for(at_window: AtWindow) -> None:
    happened: list[str] = []
    at_window.window.on_painted = lambda _: happened.append("painted")
    at_window.window.sounds = lambda kind: happened.append(kind.value)
    at_window.window.show_verdict(Verdict(VerdictKind.NO, Said.SIGNED_OUT))
    assert happened == ["painted", "no"]


class FakeEffect(QObject):
    """A tone that remembers what was done with it."""

    def __init__(self, log: list[str], name: str) -> None:
        super().__init__()
        self.log, self.name, self.playing = log, name, False

    def isPlaying(self) -> bool:  # noqa: N802  Qt's name
        return self.playing

    def play(self) -> None:
        self.playing = True
        self.log.append(self.name)

    def stop(self) -> None:
        self.playing = False
        self.log.append(f"{self.name} cut")

    def setVolume(self, share: float) -> None:  # noqa: N802  Qt's name
        self.log.append(f"{self.name} at {share}")


@pytest.fixture
def heard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[SystemSounds, list[str]]:
    """Sounds whose tones are heard in a list."""
    monkeypatch.setattr("packstation.ui.sounds.loudspeaker", lambda: None)
    log: list[str] = []
    made = SystemSounds(STORED, QObject())
    made._effects = {kind: FakeEffect(log, kind.value) for kind in SOUNDING}  # type: ignore[misc]
    return made, log


@pytest.mark.gui
def test_a_new_tone_cuts_the_one_before_and_a_note_is_silent(
    qtbot: QtBot, heard: tuple[SystemSounds, list[str]]
) -> None:
    made, log = heard
    made.play(VerdictKind.YES)
    assert log == []
    qtbot.waitUntil(lambda: log == ["yes"])
    made.play(VerdictKind.NOTE)
    made.play(VerdictKind.NO)
    qtbot.waitUntil(lambda: log == ["yes", "yes cut", "no"])


@pytest.mark.gui
def test_volume_and_off_are_followed(qtbot: QtBot, heard: tuple[SystemSounds, list[str]]) -> None:
    made, log = heard
    made.follow(Look(volume=40))
    assert set(log) == {f"{kind.value} at 0.4" for kind in SOUNDING}
    made.follow(Look(sounds=False))
    log.clear()
    made.play(VerdictKind.NO)
    qtbot.wait(20)
    assert log == []


@pytest.mark.gui
def test_a_bench_without_a_loudspeaker_is_silent_and_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("packstation.ui.sounds.loudspeaker", lambda: None)
    made = SystemSounds(STORED, QObject())
    made.follow(Look())
    made.play(VerdictKind.NO)
    assert "no loudspeaker" in caplog.text
